import { benchBundles } from '../bench/bundles.ts';
import { benchDecoding } from '../bench/decoding.ts';
import { benchLab } from '../bench/lab.ts';
import { benchPage } from '../bench/page.ts';
import { benchReports } from '../bench/reports.ts';
import { benchResults } from '../bench/results.ts';
import { benchStarts } from '../bench/starts.ts';
import { benchUploads } from '../bench/uploads.ts';
import { benchWaiting } from '../bench/waiting.ts';
import { printAreas } from '../measuring/print-areas.ts';

const areas = {
  bundles: benchBundles,
  starts: benchStarts,
  decoding: benchDecoding,
  waiting: benchWaiting,
  lab: benchLab,
  page: benchPage,
  reports: benchReports,
  results: benchResults,
  uploads: benchUploads,
};

// A missed target is a line to read: how fast a machine is at the moment decides too much for an exit code.
const met = await printAreas(areas, process.argv.slice(2), { command: 'npm run bench --' });
if (met === undefined) process.exitCode = 2;
