// A process of its own that reads one report as fetch-report does, so that its peak memory can be read: see results.ts.
import { createReadStream } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { resultOfReport } from '@perfecto-actions/results';
import { readReport } from '@perfecto-actions/results/read-report';

// As the entry of fetch-report, which is no module to import: docs/decisions/0017-a-small-nursery.md.
setFlagsFromString('--semi-space-growth-factor=1');

const [path = '', detail] = process.argv.slice(2);
const report = await readReport(createReadStream(path), {
  detail: detail === 'failures' ? 'failures' : 'whole',
  // The larger one is to be read to its end.
  maxNodes: 10_000_000,
  maxKeptChars: 2 ** 30,
});
const { cases = [] } = resultOfReport(report);
process.stdout.write(`${cases.length} cases, ${report.flow.length} steps\n`);
