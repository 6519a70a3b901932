import { fill } from '../../invented.ts';
import { treeAnswer } from '../../server/answer.ts';
import type { Answer, Tree } from '../../server/answer.ts';
import type { Call } from '../../server/call.ts';
import { Refusal } from '../../refusal.ts';
import { stepsOf } from '../../state/reporting/reporting-commands.ts';
import type { ReportedCommand } from '../../state/reporting/reporting-commands.ts';
import { fileOf } from '../../state/reporting/reporting-files.ts';
import { isWanted } from '../../state/reporting/reporting-filter.ts';
import { findTest, recordTest, reportedTests } from '../../state/reporting/reporting-tests.ts';
import type { ReportedTest } from '../../state/reporting/reporting-tests.ts';
import { fileUrl } from './reporting-address.ts';
import { readQueryFilter } from './reporting-filter.ts';
import { testTree } from './reporting-shape.ts';

/** reporting.list: a page of the tests of the cloud, oldest first, so that new ones never move a page. */
export function list(call: Call): Answer {
  const { parameters, state } = call;
  const { settings } = state;
  const filter = readQueryFilter(call);
  const page = parameters.integer('_page') ?? 1;
  if (page < 1) {
    const text = fill(settings.invalidValueText, { name: '_page', value: page });
    throw new Refusal(settings.invalidParameterStatus, text);
  }
  const tests = reportedTests(state).filter((test) => isWanted(test, filter));
  const from = (page - 1) * settings.reportingPageSize;
  const until = from + settings.reportingPageSize;
  return treeAnswer({
    resources: tests.slice(from, until).map((test) => testTree(call, test)),
    metadata: {
      processingStatus: tests.every(({ isProcessed }) => isProcessed)
        ? 'PROCESSING_COMPLETE'
        : settings.processingWord,
      truncated: tests.length > until,
    },
  });
}

/** reporting.commands: what a test did, by step; nothing as long as the test is not processed. */
export function commands(call: Call): Answer {
  const test = namedTest(call, 'testId');
  return treeAnswer({ resources: test.isProcessed ? stepTrees(call, test) : [] });
}

/** The steps of a processed test with their commands. */
export function stepTrees(call: Call, test: ReportedTest): Tree[] {
  return stepsOf(recordTest(call.state, test).flow).map(({ name, commands: ran }) => ({
    name,
    commands: ran.map((command) => commandTree(call, test, command)),
  }));
}

/** The test that a parameter names, or 404. */
export function namedTest(call: Call, parameter: string): ReportedTest {
  const testId = call.parameters.required(parameter);
  const test = findTest(call.state, testId);
  if (!test) throw new Refusal(404, fill(call.state.settings.testNotFoundText, { testId }));
  return test;
}

function commandTree(call: Call, test: ReportedTest, command: ReportedCommand): Tree {
  const { node, validation, screenshots } = command;
  return {
    name: node.name,
    status: node.success ? 'SUCCESS' : 'FAILURE',
    message: node.success ? '' : node.description,
    startTime: node.startedAtMs,
    endTime: node.endedAtMs,
    parameters: node.parameters.map(({ name, value }) => ({ name, value })),
    ...(validation
      ? { expectedData: [{ value: validation.expected }], resultData: [{ value: validation.found }] }
      : {}),
    screenshots: screenshots.flatMap((attachment) => {
      const file = fileOf(attachment);
      return file ? [fileUrl(call, test.id, file)] : [];
    }),
  };
}
