import { browserTypeOf } from './reporting-browser.ts';
import type { ReportedTest } from './reporting-tests.ts';

/** The names a test can be sought by, each with the values a test has for it. */
const fields = {
  externalId: (test: ReportedTest) => [test.execution.executionId],
  testExecutionId: (test: ReportedTest) => [test.id],
  jobName: ({ job }: ReportedTest) => (job ? [job.name] : []),
  jobNumber: ({ job }: ReportedTest) => (job?.number === undefined ? [] : [String(job.number)]),
  tags: ({ tags }: ReportedTest) => tags,
  status: ({ status }: ReportedTest) => [status],
  failureReason: ({ failureReason }: ReportedTest) => (failureReason ? [failureReason.id] : []),
  owner: ({ execution }: ReportedTest) => [execution.user],
  deviceId: ({ devices }: ReportedTest) => devices.map((device) => device.deviceId),
  deviceType: ({ devices }: ReportedTest) => devices.map(() => 'MOBILE'),
  os: ({ devices }: ReportedTest) => devices.map((device) => device.os.toUpperCase()),
  osVersion: ({ devices }: ReportedTest) => devices.map((device) => device.osVersion),
  browserType: ({ devices, usesBrowser }: ReportedTest) => (usesBrowser ? devices.map(browserTypeOf) : []),
  triggerType: (test: ReportedTest) => [triggerTypeOf(test)],
} satisfies Record<string, (test: ReportedTest) => string[]>;

/** A name that tests can be sought by. */
export type FieldName = keyof typeof fields;

/** Every name that tests can be sought by. */
export const fieldNames = Object.keys(fields) as FieldName[];

/** The values of a field; times are not among them. */
export type FieldValues = Partial<Record<FieldName, readonly string[]>>;

/** Which tests are wanted: those with one of the values of each field, and all the rest. */
export interface TestFilter {
  wanted: FieldValues;
  unwanted: FieldValues;
  /** Started at or after, ms. */
  fromMs?: number;
  /** Ended at or before, ms; leaves out what has not ended. */
  toMs?: number;
  /** Text in the name, the owner, a tag or the message, without regard to case. */
  search?: string;
  /** Text in the name, or the whole name. */
  name?: { term: string; exact: boolean };
}

/** Whether a test is among the wanted ones. */
export function isWanted(test: ReportedTest, filter: TestFilter): boolean {
  const { fromMs, toMs, search, name } = filter;
  if (fromMs !== undefined && test.startMs < fromMs) return false;
  if (toMs !== undefined && (test.endMs === 0 || test.endMs > toMs)) return false;
  if (name && !(name.exact ? test.name === name.term : contains(test.name, name.term))) return false;
  if (search !== undefined) {
    const texts = [test.name, test.execution.user, test.message, ...test.tags];
    if (!texts.some((text) => contains(text, search))) return false;
  }
  return fieldNames.every((field) => {
    const wanted = filter.wanted[field];
    const unwanted = filter.unwanted[field];
    if (!wanted && !unwanted) return true;
    const values = fields[field](test);
    if (unwanted?.some((value) => values.includes(value)) === true) return false;
    return wanted?.some((value) => values.includes(value)) ?? true;
  });
}

/** The values that the tests have for a field, each once, in the order of the tests. */
export function valuesAmong(tests: readonly ReportedTest[], field: FieldName): string[] {
  return [...new Set(tests.flatMap((test) => fields[field](test)))];
}

/** What set a test off; that there are trigger types is from client code, the words are invented. */
function triggerTypeOf({ job, execution }: ReportedTest): string {
  if (job) return 'CI';
  return execution.startedBy === 'script' || execution.startedBy === 'command' ? 'API' : 'SCHEDULER';
}

function contains(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase());
}
