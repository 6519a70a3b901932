import { randomUUID } from 'node:crypto';
import { renderPdfReport } from '../../report/pdf/pdf-report.ts';
import type { Collection } from '../store/store.ts';
import type { LabState } from '../lab-state.ts';
import { libraryCsv, metricsCsv } from './reporting-csv.ts';
import { recordTest, reportedTests } from './reporting-tests.ts';
import type { ReportedTest } from './reporting-tests.ts';

/** What a task makes: the PDF of one test, the CSV of the library, the CSV of metrics. */
export type TaskKind = 'pdf' | 'csv' | 'metrics';

/** A file in the making. Times are ms since 1970-01-01 UTC. */
export interface ReportingTask {
  taskId: string;
  kind: TaskKind;
  /** The tests that the filter matched when the task was created. */
  testIds: string[];
  readyMs: number;
  expiresMs: number;
}

/** File name of what a task makes. */
export const taskFileNames: Readonly<Record<TaskKind, string>> = {
  pdf: 'report.pdf',
  csv: 'report.csv',
  metrics: 'metrics.csv',
};

/** Orders a file of these tests. */
export function createTask(state: LabState, kind: TaskKind, testIds: string[]): ReportingTask {
  const { clock, settings } = state;
  const tasks = tasksOf(state);
  const now = clock.now();
  for (const { taskId, expiresMs } of [...tasks.values()]) if (expiresMs <= now) tasks.remove(taskId);
  const taskId = randomUUID();
  const readyMs = now + settings.reportTaskMs;
  return tasks.put(taskId, {
    taskId,
    kind,
    testIds,
    readyMs,
    expiresMs: now + settings.reportTaskLifetimeMs,
  });
}

/** The task of that id, unless it has expired. */
export function findTask(state: LabState, taskId: string): ReportingTask | undefined {
  const task = tasksOf(state).get(taskId.toLowerCase());
  return task && task.expiresMs > state.clock.now() ? task : undefined;
}

/** The PDF task of a test that has one already: a client may repeat the order until the file is there. */
export function findPdfTask(state: LabState, testId: string): ReportingTask | undefined {
  for (const { taskId, kind, testIds } of tasksOf(state).values()) {
    if (kind === 'pdf' && testIds[0] === testId) {
      const task = findTask(state, taskId);
      if (task) return task;
    }
  }
  return undefined;
}

/** Whether the file can be had. */
export function isComplete(state: LabState, task: ReportingTask): boolean {
  return task.readyMs <= state.clock.now();
}

/** The file of a complete task; undefined when a test of a PDF is not kept any more. */
export async function renderTask(
  state: LabState,
  task: ReportingTask,
): Promise<{ contentType: string; bytes: Buffer } | undefined> {
  const wanted = new Set(task.testIds);
  const tests = reportedTests(state).filter(({ id }) => wanted.has(id));
  if (task.kind === 'pdf') {
    const [test] = tests;
    return test && { contentType: 'application/pdf', bytes: await renderTestPdf(state, test) };
  }
  const text = task.kind === 'csv' ? libraryCsv(tests) : metricsCsv(state, tests);
  return { contentType: 'text/csv', bytes: Buffer.from(text, 'utf8') };
}

/** The PDF of one test. */
export function renderTestPdf(state: LabState, test: ReportedTest): Promise<Buffer> {
  return renderPdfReport(recordTest(state, test), test.status);
}

function tasksOf(state: LabState): Collection<ReportingTask> {
  return state.store.collection<ReportingTask>('reportingTasks');
}
