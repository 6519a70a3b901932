import { Command } from 'commander';
import { generators } from '../generate/generators.ts';
import { workspaceRoot } from '../workspace.ts';

const { check } = new Command('generate')
  .description(
    'Writes everything that is generated: catalogue types, the script of the results page, README tables, pages of docs.',
  )
  .option('--check', 'write nothing and fail if a file is stale', false)
  .parse()
  .opts<{ check: boolean }>();

const stale: string[] = [];
for (const generate of generators) stale.push(...(await generate(workspaceRoot, { check })));

if (stale.length === 0) process.stdout.write('Everything generated is up to date.\n');
else if (check) {
  process.stdout.write(`Stale, run \`npm run generate\` and commit:\n${list(stale)}`);
  process.exitCode = 1;
} else process.stdout.write(`Written:\n${list(stale)}`);

function list(paths: readonly string[]): string {
  return paths.map((path) => `  ${path}\n`).join('');
}
