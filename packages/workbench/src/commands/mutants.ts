import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { areas } from '../mutants/areas.ts';
import { mutantLines, totalLine } from '../mutants/report.ts';
import { tryMutants } from '../mutants/try-mutants.ts';
import { workspaceRoot } from '../workspace.ts';

// An area, or those of its files whose names begin so: `transport`, `transport/retry`.
const wanted = process.argv.slice(2).map((argument) => {
  const [name = '', files = ''] = argument.split('/');
  return { name, files };
});
const unknown = wanted.filter(({ name }) => !Object.hasOwn(areas, name));
if (unknown.length > 0) {
  const names = unknown.map(({ name }) => name).join(', ');
  process.stderr.write(`No area ${names}; there are ${Object.keys(areas).join(', ')}.\n`);
  process.exitCode = 2;
} else {
  const all = Object.keys(areas).map((name) => ({ name, files: '' }));
  for (const { name, files } of wanted.length > 0 ? wanted : all) {
    const area = areas[name];
    if (area === undefined) continue;
    const began = performance.now();
    const print = (lines: readonly string[]): void => {
      process.stdout.write(`${lines.join('\n')}\n`);
    };
    const tried = await tryMutants(name, area, files, {
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
