import { benchBundles } from '../bench/bundles.ts';
import { benchLab } from '../bench/lab.ts';
import { benchPage } from '../bench/page.ts';
import { benchReports } from '../bench/reports.ts';
import { benchResults } from '../bench/results.ts';
import { renderTable, type Row } from '../bench/table.ts';
import { benchUploads } from '../bench/uploads.ts';

const areas: Record<string, () => Promise<Row[]>> = {
  bundles: benchBundles,
  lab: benchLab,
  page: benchPage,
  reports: benchReports,
  results: benchResults,
  uploads: benchUploads,
};
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in areas));

if (unknown.length > 0) {
  process.stderr.write(`No area ${unknown.join(', ')}; there are ${Object.keys(areas).join(', ')}.\n`);
  process.exitCode = 2;
} else {
  const rows: Row[] = [];
  for (const [name, bench] of Object.entries(areas)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    process.stderr.write(`Measuring ${name} ...\n`);
    rows.push(...(await bench()));
  }
  process.stdout.write(renderTable(rows));
}
