import { join, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { workspaceRoot } from '../workspace.ts';

/** What `npm run demo -- --scenario` takes. */
export const demoScenarios = ['passing', 'failing', 'nightly'] as const;

export interface DemoOptions {
  scenario: (typeof demoScenarios)[number];
  /** Folder for everything that is left; emptied first. */
  output: string;
}

/** Reads the command line of `npm run demo -- ...`; prints help and ends for `--help` or a mistake. */
export function readDemoOptions(args: readonly string[]): DemoOptions {
  const command = new Command('npm run demo --')
    .description('Runs the whole pipeline through the committed bundles against the local lab.')
    .addOption(
      new Option(
        '--scenario <name>',
        'how the scripts end; nightly plays two nights, the second against the first',
      )
        .choices(demoScenarios)
        .default('passing'),
    );
  command.option(
    '--output <folder>',
    'where everything is left; emptied first',
    join(workspaceRoot, 'demo-output'),
  );
  command.parse([...args], { from: 'user' });
  const { scenario, output } = command.opts<DemoOptions>();
  return { scenario, output: resolve(output) };
}
