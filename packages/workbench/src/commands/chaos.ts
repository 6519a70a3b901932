import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { searchTrials } from '../chaos/secrets.ts';
import { trials } from '../chaos/trials.ts';
import { printAreas } from '../measuring/print-areas.ts';
import { workspaceRoot } from '../workspace.ts';

/** The areas that run actions. */
const areasWithJobs = ['faults', 'cancellation'];
const records = join(workspaceRoot, '.work', 'chaos-records');

const wanted = process.argv.slice(2);
const haveJobs = wanted.length === 0 || areasWithJobs.some((name) => wanted.includes(name));
if (haveJobs) {
  // The step runner writes down there what its jobs leave; `secrets` alone searches what the last run left.
  await rm(records, { recursive: true, force: true });
  process.env['RUN_RECORDS'] = records;
  if (wanted.length > 0 && !wanted.includes('secrets')) wanted.push('secrets');
}
const areas = Object.fromEntries(Object.entries(trials).map(([name, trial]) => [name, () => trial('full')]));
const met = await printAreas({ ...areas, secrets: () => searchTrials(records) }, wanted, {
  command: 'npm run chaos --',
  withinMinutes: 10,
});
process.exitCode = met === undefined ? 2 : met ? 0 : 1;
