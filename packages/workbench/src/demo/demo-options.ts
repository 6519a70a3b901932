import { Command, Option } from 'commander';

export interface DemoOptions {
  scenario: 'passing' | 'failing';
}

/** Reads the command line of `npm run demo -- ...`; prints help and ends for `--help` or a mistake. */
export function readDemoOptions(args: readonly string[]): DemoOptions {
  const command = new Command('npm run demo --')
    .description('Runs the whole pipeline through the committed bundles against the local lab.')
    .addOption(
      new Option('--scenario <name>', 'how the scripts end')
        .choices(['passing', 'failing'])
        .default('passing'),
    );
  command.parse([...args], { from: 'user' });
  return command.opts<DemoOptions>();
}
