import { fill } from '../../invented.ts';
import { treeAnswer } from '../../server/answer.ts';
import type { Answer } from '../../server/answer.ts';
import type { Call, Handler } from '../../server/call.ts';
import { Refusal } from '../../refusal.ts';
import { isWanted } from '../../state/reporting/reporting-filter.ts';
import { createTask, findPdfTask, findTask, isComplete } from '../../state/reporting/reporting-tasks.ts';
import type { ReportingTask, TaskKind } from '../../state/reporting/reporting-tasks.ts';
import { reportedTests } from '../../state/reporting/reporting-tests.ts';
import { taskFileUrl } from './reporting-address.ts';
import { readBodyFilter } from './reporting-filter.ts';
import { namedTest } from './reporting-list.ts';
import { notYet } from './reporting-pdf.ts';

/** reporting.testPdfTask.create: orders the PDF of a test; asked again, answers with the same task. */
export function createPdfTask(call: Call): Answer {
  const test = namedTest(call, 'testExecutionId');
  if (!test.isProcessed) return notYet;
  const { state } = call;
  return taskAnswer(call, findPdfTask(state, test.id) ?? createTask(state, 'pdf', [test.id]));
}

/** reporting.csvTask.create and reporting.metricsCsvTask.create: orders a CSV of the tests that match now. */
export function createCsvTask(kind: 'csv' | 'metrics'): Handler {
  return (call) => {
    const filter = readBodyFilter(call);
    const tests = reportedTests(call.state).filter((test) => isWanted(test, filter));
    const testIds = tests.map(({ id }) => id);
    return taskAnswer(call, createTask(call.state, kind, testIds));
  };
}

/** reporting.testPdfTask.get and reporting.csvTask.get: how far a task of these kinds is. */
export function pollTask(...kinds: readonly TaskKind[]): Handler {
  return (call) => {
    const taskId = call.parameters.required('taskId');
    const task = findTask(call.state, taskId);
    if (!task || !kinds.includes(task.kind)) {
      throw new Refusal(404, fill(call.state.settings.taskNotFoundText, { taskId }));
    }
    return taskAnswer(call, task);
  };
}

function taskAnswer(call: Call, task: ReportingTask): Answer {
  const { taskId } = task;
  return treeAnswer(
    isComplete(call.state, task)
      ? { taskId, status: 'COMPLETE', url: taskFileUrl(call, task) }
      : { taskId, status: 'IN_PROGRESS' },
  );
}
