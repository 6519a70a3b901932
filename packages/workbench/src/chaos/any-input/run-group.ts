// A process of its own that tries the properties of one group, so that a crash, a hang or unbounded memory ends it and
// not whoever asked: see any-input.ts. It reports over IPC, since some properties look at what is written to stdout.
import { answerProperties } from './answers.ts';
import { documentProperties } from './documents.ts';
import { escapingProperties } from './escaping.ts';
import { inputProperties } from './inputs.ts';
import { nameProperties } from './names.ts';
import type { Effort, Property } from './property.ts';
import { reportProperties } from './reports.ts';

const groups: Readonly<Record<string, () => Property[]>> = {
  answers: answerProperties,
  documents: documentProperties,
  escaping: escapingProperties,
  inputs: inputProperties,
  names: nameProperties,
  reports: reportProperties,
};

const [names = '', effort = ''] = process.argv.slice(2);
const { maxMs, ...rest } = JSON.parse(effort) as Effort;
const properties = names.split(',').flatMap((name) => groups[name]?.() ?? []);
for (const { what, hold } of properties) {
  process.send?.({ begun: what });
  process.send?.({ row: await hold({ ...rest, maxMs: maxMs / properties.length }) });
}
process.disconnect();
