import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { areas } from '../mutants/areas.ts';
import { reportLines } from '../mutants/report.ts';
import { tryMutants } from '../mutants/try-mutants.ts';
import { workspaceRoot } from '../workspace.ts';

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(areas, name));
if (unknown.length > 0) {
  process.stderr.write(`No area ${unknown.join(', ')}; there are ${Object.keys(areas).join(', ')}.\n`);
  process.exitCode = 2;
} else {
  for (const [name, area] of Object.entries(areas)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const began = performance.now();
    const tried = await tryMutants(name, area, (line) => {
      const seconds = Math.round((performance.now() - began) / 1000);
      process.stdout.write(`${name}: ${line} after ${seconds} s\n`);
    });
    await writeFile(
      join(workspaceRoot, '.work', 'mutants', `${name}.json`),
      `${JSON.stringify(tried, null, 2)}\n`,
    );
    process.stdout.write(`${reportLines(name, tried, performance.now() - began).join('\n')}\n`);
  }
}
