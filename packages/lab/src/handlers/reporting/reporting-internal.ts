import { treeAnswer } from '../../server/answer.ts';
import type { Answer, Tree } from '../../server/answer.ts';
import type { Call, JsonObject } from '../../server/call.ts';
import { integerMember, isObject } from '../../server/json-body.ts';
import { countCommands } from '../../state/reporting/reporting-commands.ts';
import { isWanted, valuesAmong } from '../../state/reporting/reporting-filter.ts';
import type { FieldName } from '../../state/reporting/reporting-filter.ts';
import { failureReasons } from '../../state/reporting/reporting-outcome.ts';
import { recordTest, reportedTests } from '../../state/reporting/reporting-tests.ts';
import type { ReportedTest } from '../../state/reporting/reporting-tests.ts';
import { invalid, readBodyFilter, readTexts } from './reporting-filter.ts';
import { namedTest, stepTrees } from './reporting-list.ts';
import { platformsOf } from './reporting-shape.ts';

/** reporting.internal.search: the search of the UI, with an order, fields to leave out, and pages by skip and size. */
export function search(call: Call): Answer {
  const { json, state } = call;
  const filter = readBodyFilter(call);
  const compare = readSort(json);
  const skip = readCount(json, 'skip') ?? 0;
  const pageSize = readCount(json, 'pageSize') ?? state.settings.internalPageSize;
  const layout = json['layout'] === undefined ? [] : readTexts(json['layout'], 'layout');
  const tests = reportedTests(state)
    .filter((test) => isWanted(test, filter))
    .sort(compare)
    .slice(skip, skip + pageSize);
  return treeAnswer({
    items: tests.map((test) => {
      const item = itemTree(call, test);
      if (layout.length === 0) return item;
      return Object.fromEntries(Object.entries(item).filter(([name]) => layout.includes(name)));
    }),
  });
}

/** reporting.internal.commands: the commands by step, with how many ran and failed. */
export function commands(call: Call): Answer {
  const { parameters, state } = call;
  const test = namedTest(call, 'testExecutionId');
  const counts = test.isProcessed ? countCommands(recordTest(state, test).flow) : { commands: 0, failed: 0 };
  return treeAnswer({
    testExecutionId: test.id,
    // Neither name is known, clients pass the answer on unread.
    ...(parameters.flag('includeCommandSummary') ? { commandSummary: counts } : {}),
    steps: test.isProcessed ? stepTrees(call, test) : [],
  });
}

/** Lists of the metadata whose entries are just a value; what an entry looks like is not known. */
const valueLists: readonly [string, FieldName][] = [
  ['tags_v2', 'tags'],
  ['devices_v2', 'deviceId'],
  ['ciJobNames', 'jobName'],
  ['os', 'os'],
  ['browsers', 'browserType'],
  ['deviceType', 'deviceType'],
  ['triggerTypes', 'triggerType'],
  ['owners_v2', 'owner'],
];

/** reporting.internal.metadata: the values that the tests of the cloud have, for filters to choose from. */
export function metadata(call: Call): Answer {
  const tests = reportedTests(call.state);
  const items: Record<string, Tree> = {};
  for (const [name, field] of valueLists) {
    items[name] = { values: valuesAmong(tests, field).map((value) => ({ name: value })) };
  }
  items['job_v2'] = {
    values: different(tests.flatMap(({ job }) => (job ? [{ name: job.name, number: job.number }] : []))),
  };
  items['os_info_v2'] = {
    values: different(
      tests.flatMap(({ devices }) =>
        devices.map(({ os, osVersion }) => ({ name: os.toUpperCase(), version: osVersion })),
      ),
    ),
  };
  return treeAnswer({
    items,
    failureReasons: failureReasons(call.state.cloud).map(({ id, name }) => ({ id, name })),
  });
}

function different<Item extends Tree>(items: readonly Item[]): Item[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

function itemTree(call: Call, test: ReportedTest): Record<string, Tree> {
  const { job, automationFramework, failureReason } = test;
  return {
    id: test.id,
    testExecutionId: test.id,
    name: test.name,
    status: test.status,
    startTime: test.startMs,
    endTime: test.endMs,
    ...(job ? { job: { name: job.name, number: job.number } } : {}),
    tags: test.tags,
    ...(automationFramework === undefined ? {} : { automationFramework }),
    platforms: platformsOf(call.state, test),
    failureReason: failureReason ? { id: failureReason.id, name: failureReason.name } : {},
    // What the analysis of the service tells is not known.
    errorAnalysis: {},
    ...(test.message === '' ? {} : { message: test.message }),
  };
}

/** What the search can be sorted by; only startTime is from client code. */
const sortKeys: Readonly<Record<string, (test: ReportedTest) => string | number>> = {
  startTime: ({ startMs }) => startMs,
  endTime: ({ endMs }) => endMs,
  name: ({ name }) => name,
  status: ({ status }) => status,
};

type Compare = (a: ReportedTest, b: ReportedTest) => number;

function readSort(json: JsonObject): Compare {
  const given = json['sort'] ?? [];
  if (!Array.isArray(given)) throw invalid('sort', 'a list');
  const comparisons = given.map((entry: unknown): Compare => {
    const { sortBy, sortOrder = 'ASCEND' } = isObject(entry) ? entry : {};
    const key = typeof sortBy === 'string' ? sortKeys[sortBy] : undefined;
    if (!key) throw invalid('sort[].sortBy', `one of ${Object.keys(sortKeys).join(', ')}`);
    if (sortOrder !== 'ASCEND' && sortOrder !== 'DESCEND')
      throw invalid('sort[].sortOrder', 'ASCEND or DESCEND');
    const sign = sortOrder === 'ASCEND' ? 1 : -1;
    return (a, b) => sign * compareKeys(key(a), key(b));
  });
  // Without an order: oldest first, as in the list.
  return (a, b) => comparisons.reduce((order, compare) => order || compare(a, b), 0);
}

function compareKeys(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function readCount(json: JsonObject, name: string): number | undefined {
  const count = integerMember(json, name);
  if (count !== undefined && count < 0) throw invalid(name, 'a number from 0');
  return count;
}
