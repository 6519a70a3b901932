import { describe, expect, it } from '@jest/globals';
import type { Fault } from '@perfecto-actions/lab';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CancelledError,
  DecodeError,
  NotFoundError,
  NotReadyError,
  TaskFailedError,
  TimeoutError,
  type PerfectoClient,
  type SavedFile,
  type ToDiskWhenReady,
} from '../src/index.ts';
import {
  failureOf,
  login,
  openLab,
  phone,
  requestsFromNowOn,
  scratchFolder,
  type OpenLab,
} from './open-lab.ts';

interface Reported extends OpenLab {
  testId: string;
  executionId: string;
  folder: string;
  to: ToDiskWhenReady;
  requests: ReturnType<typeof requestsFromNowOn>;
}

/** A lab with a test that has run to its end, and a place for its files. */
async function reported(options: Parameters<typeof openLab>[0] = {}): Promise<Reported> {
  const open = await openLab(options);
  const { executionId } = await open.client.executions.execute({ scriptKey: login, param: { DUT: phone } });
  await open.time.advance(60_000);
  const { resources = [] } = await open.client.reporting.list({ externalId: [executionId] });
  const folder = scratchFolder();
  const testId = resources[0]?.id ?? '';
  const requests = requestsFromNowOn(open.lab);
  return { ...open, testId, executionId, folder, to: { path: join(folder, 'file') }, requests };
}

function operations({ requests }: Pick<Reported, 'requests'>): (string | undefined)[] {
  return requests().map(({ operation }) => operation);
}

/** An answer of a task instead of the lab's. */
function answer(operation: string, body: object, times?: number): Fault {
  const shared = { kind: 'status', status: 200, match: { operation } } as const;
  return { ...shared, body: JSON.stringify(body), ...(times !== undefined && { times }) };
}

type Kind = [
  name: string,
  operation: string,
  start: (client: PerfectoClient, testId: string, to: ToDiskWhenReady) => Promise<SavedFile>,
  begin: string,
];

const byTest = (testId: string) => ({ filter: { fields: { testExecutionId: [testId] } } });

const kinds: Kind[] = [
  ['PDF', 'reporting.testPdfTask', (client, id, to) => client.reporting.testPdfTo(id, to), '%PDF-'],
  ['CSV', 'reporting.csvTask', (client, id, to) => client.reporting.csvTo(byTest(id), to), ''],
  [
    'metrics',
    'reporting.metricsCsvTask',
    (client, id, to) => client.reporting.metricsCsvTo(byTest(id), to),
    '',
  ],
];

describe.each(kinds)('a file that a task makes: %s', (_, operation, start, begin) => {
  const create = `${operation}.create`;
  const get = operation === 'reporting.metricsCsvTask' ? 'reporting.csvTask.get' : `${operation}.get`;

  it('is a TaskFailedError when the task ends in a state that is not COMPLETE', async () => {
    const open = await reported();
    open.lab.faults.add(answer(get, { taskId: 't-1', status: 'FAILED' }));
    const error = await failureOf(start(open.client, open.testId, open.to));
    expect(error).toBeInstanceOf(TaskFailedError);
    expect(error).toMatchObject({ code: 'TASK_FAILED', state: 'FAILED', taskId: expect.any(String) });
    expect(readdirSync(open.folder)).toEqual([]);
  });

  it('is a TaskFailedError when the service refuses the task without an id', async () => {
    const open = await reported();
    open.lab.faults.add(answer(create, { status: 'REJECTED' }));
    const error = await failureOf(start(open.client, open.testId, open.to));
    expect(error).toBeInstanceOf(TaskFailedError);
    expect(error).toMatchObject({ state: 'REJECTED', taskId: '' });
  });

  it('is a DecodeError when the finished task names no address', async () => {
    const open = await reported();
    open.lab.faults.add(answer(create, { taskId: 't-1', status: 'COMPLETE' }));
    expect(await failureOf(start(open.client, open.testId, open.to))).toMatchObject({ path: '$.url' });
  });

  it('is a DecodeError when the task has no id to ask by', async () => {
    const open = await reported();
    open.lab.faults.add(answer(create, { status: 'IN_PROGRESS' }));
    const error = await failureOf(start(open.client, open.testId, open.to));
    expect(error).toBeInstanceOf(DecodeError);
    expect(error).toMatchObject({ operation: create, path: '$.taskId' });
  });

  it('is a TimeoutError at the deadline, after a last look', async () => {
    const open = await reported();
    open.lab.faults.add(answer(get, { status: 'IN_PROGRESS' }));
    const error = await failureOf(start(open.client, open.testId, { ...open.to, timeoutMs: 12_000 }));
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ message: expect.stringContaining('was not ready after 12 s') });
    expect(open.clock.sleeps).toEqual([5_000, 5_000, 2_000]);
    expect(operations(open)).toEqual([create, get, get, get]);
    expect(readdirSync(open.folder)).toEqual([]);
  });

  it('is no longer waited for once the signal aborts', async () => {
    const open = await reported();
    open.lab.faults.add(answer(get, { status: 'IN_PROGRESS' }));
    const stop = new AbortController();
    open.clock.onSleep = (count) => {
      if (count === 2) stop.abort();
    };
    const error = await failureOf(start(open.client, open.testId, { ...open.to, signal: stop.signal }));
    expect(error).toBeInstanceOf(CancelledError);
    expect(operations(open)).toEqual([create, get]);
  });

  it('is lost with its task', async () => {
    const open = await reported();
    const body = '[{"userMessage":"Task was not found","developerMessage":"1"}]';
    open.lab.faults.add({ kind: 'status', status: 404, body, match: { operation: get } });
    expect(await failureOf(start(open.client, open.testId, open.to))).toBeInstanceOf(NotFoundError);
  });

  it('is on disk when the task is complete, asked for each 5 s', async () => {
    const open = await reported({ settings: { reportTaskMs: 7_000 } });
    const saved = await start(open.client, open.testId, open.to);
    expect(operations(open)).toEqual([create, get, get, 'reporting.artifact.download']);
    expect(open.clock.sleeps).toEqual([5_000, 5_000]);
    const bytes = readFileSync(open.to.path);
    expect(bytes.length).toBe(saved.bytes);
    expect(bytes.toString('latin1').startsWith(begin)).toBe(true);
    expect(readdirSync(open.folder)).toEqual(['file']);
  });
});

describe('a file of a task that is complete', () => {
  it('is waited for when it comes later than its address', async () => {
    const open = await reported({ settings: { reportTaskMs: 0 } });
    open.lab.faults.add({
      kind: 'status',
      status: 204,
      match: { operation: 'reporting.artifact.download' },
      times: 2,
    });
    const saved = await open.client.reporting.testPdfTo(open.testId, open.to);
    expect(readFileSync(open.to.path)).toHaveLength(saved.bytes);
    expect(operations(open).slice(-3)).toEqual(Array(3).fill('reporting.artifact.download'));
    expect(open.clock.sleeps.slice(-2)).toEqual([5_000, 5_000]);
  });
});

describe('the start of a task', () => {
  it('is repeated for a PDF whose answer was lost, since that is the same task', async () => {
    const open = await reported();
    open.lab.faults.add({
      kind: 'reset-after',
      match: { operation: 'reporting.testPdfTask.create' },
      times: 1,
    });
    await open.client.reporting.testPdfTo(open.testId, open.to);
    expect(operations(open).filter((operation) => operation === 'reporting.testPdfTask.create')).toHaveLength(
      2,
    );
  });

  it('is not repeated for a CSV whose answer was lost', async () => {
    const open = await reported();
    open.lab.faults.add({ kind: 'reset-after', match: { operation: 'reporting.csvTask.create' }, times: 1 });
    expect(await failureOf(open.client.reporting.csvTo(byTest(open.testId), open.to))).toMatchObject({
      code: 'CONNECTION_LOST',
    });
    expect(operations(open)).toEqual(['reporting.csvTask.create']);
  });

  it('is refused for an unknown test, at once', async () => {
    const open = await reported();
    const unknown = '00000000-0000-4000-8000-000000000000';
    expect(await failureOf(open.client.reporting.testPdfTo(unknown, open.to))).toBeInstanceOf(NotFoundError);
    expect(open.clock.sleeps).toEqual([]);
  });
});

describe('a PDF of a run that is still processed', () => {
  const running = async () => {
    const open = await openLab();
    const { executionId } = await open.client.executions.execute({ scriptKey: login, param: { DUT: phone } });
    const { resources = [] } = await open.client.reporting.list({ externalId: [executionId] });
    const testId = resources[0]?.id ?? '';
    const to = { path: join(scratchFolder(), 'file') };
    return { ...open, executionId, testId, to, requests: requestsFromNowOn(open.lab) };
  };

  it.each<[string, (open: Awaited<ReturnType<typeof running>>) => Promise<unknown>]>([
    [
      'of executions',
      ({ client, executionId, to }) => client.reporting.summaryPdf({ externalId: [executionId] }, to),
    ],
    ['of a test, the old way', ({ client, testId, to }) => client.reporting.testPdf(testId, to)],
    [
      'of a test, by a task',
      ({ client, testId }) => client.reporting.testPdfTask.create({ testExecutionId: testId }),
    ],
  ])('is a NotReadyError, told at once: %s', async (_, call) => {
    const open = await running();
    const error = await failureOf(call(open));
    expect(error).toBeInstanceOf(NotReadyError);
    expect(error).toMatchObject({ status: 204, hint: expect.stringContaining('again') });
    expect(open.requests()).toHaveLength(1);
  });

  it('is a TimeoutError when it takes too long', async () => {
    const open = await running();
    const request = { externalId: [open.executionId] };
    const error = await failureOf(
      open.client.reporting.summaryPdfTo(request, { ...open.to, timeoutMs: 1_000 }),
    );
    expect(error).toBeInstanceOf(TimeoutError);
  });

  it.each(['summary', 'test'] as const)('is waited for: %s', async (what) => {
    const open = await running();
    const saved = await (what === 'summary'
      ? open.client.reporting.summaryPdfTo({ externalId: [open.executionId] }, open.to)
      : open.client.reporting.testPdfTo(open.testId, { ...open.to, pollIntervalMs: 3_000 }));
    expect(saved.contentType).toBe('application/pdf');
    expect(open.clock.sleeps.length).toBeGreaterThan(0);
    expect(new Set(open.clock.sleeps)).toEqual(new Set([what === 'summary' ? 5_000 : 3_000]));
  });
});
