// A process of its own that tries the properties of one group, so that a crash, a hang or unbounded memory ends it and
// not whoever asked: see any-input.ts. It reports over IPC, since some properties look at what is written to stdout.
import { answerProperties } from './answers.ts';
import { documentProperties } from './documents.ts';
import { escapingProperties } from './escaping.ts';
import { inputProperties } from './inputs.ts';
import { longTextProperties } from './long-texts.ts';
import { nameProperties } from './names.ts';
import type { Effort, Group } from './property.ts';
import { reportProperties } from './reports.ts';
import { labRequests } from './requests.ts';
import { roundTrips } from './round-trips.ts';
import { uploadForms } from './uploads.ts';

const groups: Readonly<Record<string, () => Group>> = {
  answers: () => ({ properties: answerProperties() }),
  documents: () => ({ properties: documentProperties() }),
  escaping: () => ({ properties: escapingProperties() }),
  inputs: () => ({ properties: inputProperties() }),
  'long-texts': () => ({ properties: longTextProperties() }),
  names: () => ({ properties: nameProperties() }),
  reports: () => ({ properties: reportProperties() }),
  requests: labRequests,
  'round-trips': roundTrips,
  uploads: uploadForms,
};

const [names = '', effort = ''] = process.argv.slice(2);
const { maxMs, ...rest } = JSON.parse(effort) as Effort;
const chosen = names.split(',').flatMap((name) => groups[name]?.() ?? []);
const count = chosen.flatMap(({ properties }) => properties).length;
for (const { properties, close } of chosen) {
  for (const { what, hold } of properties) {
    process.send?.({ begun: what });
    process.send?.({ row: await hold({ ...rest, maxMs: maxMs / count }) });
  }
  await close?.();
}
process.disconnect();
