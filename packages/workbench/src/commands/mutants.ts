import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { areas } from '../mutants/areas.ts';
import { mutantLines, totalLine } from '../mutants/report.ts';
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
    const print = (lines: readonly string[]): void => {
      process.stdout.write(`${lines.join('\n')}\n`);
    };
    const tried = await tryMutants(name, area, {
      note: (line) => {
        print([`${name}: ${line} after ${Math.round((performance.now() - began) / 1000)} s`]);
      },
      show: (mutant) => {
        print(mutantLines(mutant));
      },
    });
    await writeFile(
      join(workspaceRoot, '.work', 'mutants', `${name}.json`),
      `${JSON.stringify(tried, null, 2)}\n`,
    );
    print([totalLine(name, tried, performance.now() - began)]);
  }
}
