import type { RecordedExecution, RecordedNode } from '../report/recorded-execution.ts';
import { renderHtmlReport } from '../report/html-report.ts';
import { textReply } from '../server/reply.ts';
import type { LabState } from '../state/lab-state.ts';
import { findTest, recordTest } from '../state/reporting/reporting-tests.ts';
import type { PageReply } from './page-reply.ts';

/**
 * The page behind the `reportURL` of a test, for whoever clicks it. It asks for no token, since a browser has none to
 * show, and so, like the console, holds no values of parameters.
 */
export function testPageAt(segments: readonly string[], state: LabState): PageReply | undefined {
  const [first, second, testId, ...more] = segments;
  if (first !== 'reporting' || second !== 'test' || testId === undefined || more.length > 0) return undefined;
  const test = findTest(state, testId);
  if (!test) return textReply(404, 'text/plain', `There is no test ${testId}.`);
  if (!test.isProcessed) return textReply(404, 'text/plain', `The test ${testId} is not processed yet.`);
  const page = renderHtmlReport(withoutValues(recordTest(state, test)), test.status);
  return textReply(200, 'text/html; charset=utf-8', page);
}

function withoutValues(recorded: RecordedExecution): RecordedExecution {
  return { ...recorded, variables: [], flow: recorded.flow.map(bare) };
}

function bare(node: RecordedNode): RecordedNode {
  const stripped = { ...node, parameters: [], children: node.children.map(bare) };
  delete stripped.value;
  return stripped;
}
