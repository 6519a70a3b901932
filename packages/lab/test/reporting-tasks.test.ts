import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ManualClock, startLab } from '../src/index.ts';
import type { Lab } from '../src/index.ts';
import { json, rest, send, services, startScript, userMessage } from './lab-client.ts';
import type { Got } from './lab-client.ts';
import { openLab } from './open-lab.ts';
import { readPdf } from './report/pdf-reader.ts';
import { checkout, follow, listTests, login, phone, ranTest, uploadScript } from './reporting-client.ts';

interface Task {
  taskId: string;
  status: string;
  url?: string;
}

const nobodysTest = '5f0c1a2b-3d4e-4f5a-8b6c-7d8e9f0a1b2c';
const nobodysTask = 'a1b2c3d4-0000-4000-8000-000000000001';
const summaryPath = '/export/api/v3/test-executions/pdf';

function orderPdf(lab: Lab, testExecutionId: string, version = 'v3'): Promise<Got> {
  return rest(lab, 'POST', `/export/api/${version}/test-executions/pdf/task`, { query: { testExecutionId } });
}

function orderCsv(lab: Lab, what: string, body: unknown): Promise<Got> {
  return rest(lab, 'POST', `/export/api/v3/${what}/csv`, { json: body });
}

async function poll(lab: Lab, kind: 'pdf/task' | 'csv', taskId: string): Promise<Task> {
  return json(await rest(lab, 'GET', `/export/api/v3/test-executions/${kind}/${taskId}`)) as Task;
}

/** The lines of a CSV whose cells hold no quotes. */
function cells(text: string): string[][] {
  return text
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','));
}

describe('the summary PDF', () => {
  it('tells of every test of an execution and of a job', async () => {
    const { lab, clock } = await openLab({ scenario: 'failing' });
    const job = { ...phone, 'param.report.jobName': 'mobile-ci', 'param.report.jobNumber': '42' };
    const first = await ranTest(lab, clock, login, job);
    const second = await ranTest(lab, clock, checkout, job);
    const one = await rest(lab, 'GET', summaryPath, { query: { 'externalId[0]': first.externalId } });
    expect([one.status, one.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(readPdf(one.bytes).text).toContain('PASSED');
    expect(readPdf(one.bytes).text).not.toContain('checkout');
    const both = await rest(lab, 'GET', summaryPath, {
      query: { 'jobName[0]': 'mobile-ci', 'jobNumber[0]': '42' },
    });
    const { text } = readPdf(both.bytes);
    for (const word of ['login', 'checkout', 'PASSED', 'FAILED', 'Pay now', 'iPhone-15 Pro']) {
      expect(text).toContain(word);
    }
    expect(second.status).toBe('FAILED');
  });

  it('is behind the address that a start names', async () => {
    const { lab, clock } = await openLab();
    const got = await services(lab, 'executions', 'execute', { scriptKey: login, ...phone });
    await clock.advance(60_000);
    const { reportPdfUrl } = json(got) as { reportPdfUrl: string };
    const { host, pathname, search } = new URL(reportPdfUrl);
    const pdf = await rest(lab, 'GET', pathname + search, { headers: { Host: host } });
    expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('is 204 without a body while the execution runs or is processed', async () => {
    const { lab, clock } = await openLab({ settings: { reportDelayMs: 5_000 } });
    const { executionId } = await startScript(lab, login, phone);
    const query = { 'externalId[0]': executionId, '_timestamp[0]': String(clock.now()) };
    for (const ms of [0, 2_000, 5_000]) {
      await clock.advance(ms);
      const got = await rest(lab, 'GET', summaryPath, { query });
      expect([got.status, got.bytes.length]).toEqual([204, 0]);
    }
    await clock.advance(2_000);
    expect((await rest(lab, 'GET', summaryPath, { query })).status).toBe(200);
  });

  it.each<[string, Record<string, string>, number, string]>([
    ['an unknown execution', { 'externalId[0]': 'nobody' }, 404, 'No test execution matches the filter'],
    ['no execution and no job', {}, 400, "Mandatory parameter 'externalId[0]' is missing"],
    ['only a time', { '_timestamp[0]': '1' }, 400, "Mandatory parameter 'externalId[0]' is missing"],
    ['a time that is none', { '_timestamp[0]': 'x' }, 400, "Invalid value 'x' for parameter '_timestamp[0]'"],
  ])('refuses %s', async (_what, query, status, text) => {
    const { lab, clock } = await openLab();
    await ranTest(lab, clock, login);
    const got = await rest(lab, 'GET', summaryPath, { query });
    expect([got.status, userMessage(got)]).toEqual([status, text]);
  });
});

describe('the PDF of a test, made at once', () => {
  it('shows what ran, with the status of the test', async () => {
    const { lab, clock } = await openLab();
    const { id } = await ranTest(lab, clock, login, { 'param.DUT': 'NOSUCHDEVICE' });
    const got = await rest(lab, 'GET', `/export/api/v1/test-executions/pdf/${id}`);
    expect(readPdf(got.bytes).text).toContain('BLOCKED');
    expect(readPdf(got.bytes).text).toContain('Device NOSUCHDEVICE does not exist');
  });

  it('holds only its own part of an execution with several tests', async () => {
    const { lab, clock } = await openLab();
    const scriptKey = await uploadScript(
      lab,
      'suite',
      `<script name="suite"><script name="first"><action name="alpha"/></script>
       <script name="second"><action name="beta" fails="Beta broke"/></script></script>`,
    );
    const { executionId } = await startScript(lab, scriptKey, phone);
    await clock.advance(60_000);
    const { resources } = await listTests(lab, { 'externalId[0]': executionId });
    const texts = await Promise.all(
      resources.map(async ({ id }) => {
        const got = await rest(lab, 'GET', `/export/api/v1/test-executions/pdf/${id}`);
        return readPdf(got.bytes).text;
      }),
    );
    expect(texts.map((text) => [text.includes('alpha'), text.includes('Beta broke')])).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  it('is 204 before the test is processed, and 404 for an unknown one', async () => {
    const { lab } = await openLab();
    await startScript(lab, login, phone);
    const { resources } = await listTests(lab);
    const get = (id = ''): Promise<Got> => rest(lab, 'GET', `/export/api/v1/test-executions/pdf/${id}`);
    expect((await get(resources[0]?.id)).status).toBe(204);
    expect((await get(nobodysTest)).status).toBe(404);
  });

  it('is served in v1 only', async () => {
    const { lab, clock } = await openLab();
    const { id } = await ranTest(lab, clock, login);
    expect((await rest(lab, 'GET', `/export/api/v3/test-executions/pdf/${id}`)).status).toBe(404);
  });
});

describe('the PDF task of a test', () => {
  it('is in progress, then complete with an address that leads to the PDF', async () => {
    const { lab, clock } = await openLab();
    const { id } = await ranTest(lab, clock, login);
    const order = await orderPdf(lab, id);
    const { taskId } = json(order) as Task;
    expect(json(order)).toEqual({ taskId, status: 'IN_PROGRESS' });
    await clock.advance(1_999);
    expect(await poll(lab, 'pdf/task', taskId)).toEqual({ taskId, status: 'IN_PROGRESS' });
    await clock.advance(1);
    const { status, url = '' } = await poll(lab, 'pdf/task', taskId);
    expect(status).toBe('COMPLETE');
    const got = await follow(lab, url);
    expect([got.status, got.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(readPdf(got.bytes).text).toContain('login');
    expect(lab.requests.at(-1)?.operation).toBe('reporting.artifact.download');
  });

  it('is the same one when the order is repeated until it is complete, in v2 and v3, with a slash at the end', async () => {
    const { lab, clock } = await openLab();
    const { id } = await ranTest(lab, clock, login);
    const { taskId } = json(await orderPdf(lab, id)) as Task;
    expect(json(await orderPdf(lab, id, 'v2'))).toEqual({ taskId, status: 'IN_PROGRESS' });
    await clock.advance(2_000);
    const again = await rest(lab, 'POST', '/export/api/v2/test-executions/pdf/task/', {
      query: { testExecutionId: id },
    });
    expect(json(again)).toMatchObject({ taskId, status: 'COMPLETE' });
  });

  it('is another one for another test', async () => {
    const { lab, clock } = await openLab();
    const [a, b] = [await ranTest(lab, clock, login), await ranTest(lab, clock, login)];
    const ids = [json(await orderPdf(lab, a.id)), json(await orderPdf(lab, b.id))] as Task[];
    expect(ids[0]?.taskId).not.toBe(ids[1]?.taskId);
  });

  it('cannot be ordered before the test is processed: 204', async () => {
    const { lab } = await openLab();
    await startScript(lab, login, phone);
    const { resources } = await listTests(lab);
    const got = await orderPdf(lab, resources[0]?.id ?? '');
    expect([got.status, got.bytes.length]).toEqual([204, 0]);
  });

  it('expires with its file; a new order makes a new one', async () => {
    const { lab, clock } = await openLab();
    const { id } = await ranTest(lab, clock, login);
    const { taskId } = json(await orderPdf(lab, id)) as Task;
    await clock.advance(3_599_999);
    const { url = '' } = await poll(lab, 'pdf/task', taskId);
    expect((await follow(lab, url)).status).toBe(200);
    await clock.advance(1);
    const late = await rest(lab, 'GET', `/export/api/v3/test-executions/pdf/task/${taskId}`);
    expect([late.status, userMessage(late)]).toEqual([404, `Task ${taskId} was not found`]);
    expect((await follow(lab, url)).status).toBe(404);
    expect((json(await orderPdf(lab, id)) as Task).taskId).not.toBe(taskId);
  });

  it.each([
    ['an unknown test', 'POST', `/task?testExecutionId=${nobodysTest}`, 404],
    ['no test', 'POST', '/task', 400],
    ['an unknown task', 'GET', `/task/${nobodysTask}`, 404],
  ])('refuses %s', async (_what, method, rest_, status) => {
    const { lab } = await openLab();
    const got = await rest(lab, method, `/export/api/v3/test-executions/pdf${rest_}`);
    expect(got.status).toBe(status);
    expect(userMessage(got)).not.toBe('');
  });

  it('is no task in v1', async () => {
    const { lab, clock } = await openLab();
    const { id } = await ranTest(lab, clock, login);
    // There a POST finds the direct PDF of a test called "task", which has no such verb.
    expect((await orderPdf(lab, id, 'v1')).status).toBe(405);
    expect((await rest(lab, 'GET', `/export/api/v1/test-executions/pdf/task/${nobodysTask}`)).status).toBe(
      404,
    );
  });

  it('cannot be guessed by its address', async () => {
    const { lab, clock } = await openLab();
    const { id } = await ranTest(lab, clock, login);
    const { taskId } = json(await orderPdf(lab, id)) as Task;
    await clock.advance(2_000);
    const { url = '' } = await poll(lab, 'pdf/task', taskId);
    const [, code = ''] = /\/([^/]+)\/report\.pdf$/.exec(url) ?? [];
    expect(code).toHaveLength(32);
    expect((await follow(lab, url.replace(code, 'A'.repeat(32)))).status).toBe(404);
  });

  it('survives a restart of the lab, its address too', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'reporting-'));
    const clock = new ManualClock();
    try {
      const first = await startLab({ clock, dataDir });
      const { id } = await ranTest(first, clock, login);
      const { taskId } = json(await orderPdf(first, id)) as Task;
      await clock.advance(2_000);
      const { url } = await poll(first, 'pdf/task', taskId);
      await first.close();
      const second = await startLab({ clock, dataDir });
      try {
        const { pathname } = new URL(url ?? '');
        expect((await rest(second, 'GET', pathname)).status).toBe(200);
      } finally {
        await second.close();
      }
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  });
});

describe('the CSV task', () => {
  it('makes a row for each test that matched when it was ordered', async () => {
    const { lab, clock } = await openLab({ scenario: 'failing' });
    const startMs = clock.now();
    const first = await ranTest(lab, clock, login);
    const second = await ranTest(lab, clock, checkout);
    const order = await orderCsv(lab, 'test-executions', {
      filter: { fields: { startExecutionTime: [startMs] } },
    });
    const { taskId, status } = json(order) as Task;
    expect(status).toBe('IN_PROGRESS');
    await ranTest(lab, clock, login);
    const { url = '' } = await poll(lab, 'csv', taskId);
    const got = await follow(lab, url);
    expect(got.headers['content-type']).toBe('text/csv');
    const [head, ...rows] = cells(got.text);
    expect(head?.slice(0, 4)).toEqual(['Test id', 'Execution id', 'Name', 'Status']);
    expect(rows.map((row) => row.slice(0, 4))).toEqual([
      [first.id, first.externalId, 'login', 'PASSED'],
      [second.id, second.externalId, 'checkout', 'FAILED'],
    ]);
  });

  it.each(['text/plain; charset=ISO-8859-1', 'application/x-www-form-urlencoded', 'application/json'])(
    'takes test ids, and JSON under the type %s',
    async (contentType) => {
      const { lab, clock } = await openLab();
      await ranTest(lab, clock, login);
      const wanted = await ranTest(lab, clock, login);
      const order = await rest(lab, 'POST', '/export/api/v3/test-executions/csv', {
        body: JSON.stringify({ filter: { fields: { testExecutionId: [wanted.id] } } }),
        headers: { 'Content-Type': contentType },
      });
      await clock.advance(2_000);
      const { url = '' } = await poll(lab, 'csv', (json(order) as Task).taskId);
      const [, ...rows] = cells((await follow(lab, url)).text);
      expect(rows.map(([id]) => id)).toEqual([wanted.id]);
    },
  );

  it('with metrics has rows of figures, and is polled at the same address', async () => {
    const { lab, clock } = await openLab();
    const test = await ranTest(lab, clock, login);
    const order = await orderCsv(lab, 'metrics', { filter: { fields: { testExecutionId: [test.id] } } });
    await clock.advance(2_000);
    const { url = '' } = await poll(lab, 'csv', (json(order) as Task).taskId);
    expect(url.endsWith('/metrics.csv')).toBe(true);
    const rows = cells((await follow(lab, url)).text);
    expect(rows).toContainEqual([test.id, 'login', 'F52F82C4DEMO01', 'Duration', 'ms', '4000']);
    expect(rows).toContainEqual([test.id, 'login', 'F52F82C4DEMO01', 'Commands', '', '5']);
  });

  it('is a new one with each order, and no PDF task', async () => {
    const { lab } = await openLab();
    const order = async (): Promise<string> => (json(await orderCsv(lab, 'metrics', {})) as Task).taskId;
    const taskId = await order();
    expect(await order()).not.toBe(taskId);
    const path = `/export/api/v3/test-executions/pdf/task/${taskId}`;
    expect((await rest(lab, 'GET', path)).status).toBe(404);
  });

  it('never starts a cell as a formula', async () => {
    const { lab, clock } = await openLab();
    await ranTest(lab, clock, login, { ...phone, 'param.report.jobName': '=HYPERLINK("x")' });
    const { taskId } = json(await orderCsv(lab, 'test-executions', {})) as Task;
    await clock.advance(2_000);
    const { url = '' } = await poll(lab, 'csv', taskId);
    expect((await follow(lab, url)).text).toContain(`"'=HYPERLINK(""x"")"`);
  });

  it.each([
    ['no JSON', 'startExecutionTime=1', 'Request body is not valid JSON'],
    [
      'a filter that is a list',
      '{"filter":[]}',
      "Invalid value for property 'filter': an object is expected",
    ],
    [
      'a single value for a list',
      '{"filter":{"fields":{"testExecutionId":"x"}}}',
      "Invalid value for property 'filter.fields.testExecutionId': a list is expected",
    ],
    [
      'a time as a word',
      '{"filter":{"fields":{"startExecutionTime":["today"]}}}',
      "Invalid value for property 'filter.fields.startExecutionTime': a list of times in ms is expected",
    ],
    [
      'an old time',
      '{"filter":{"fields":{"startExecutionTime":[1]}}}',
      'Time period is not in supported range',
    ],
  ])('refuses %s', async (_what, body, text) => {
    const { lab } = await openLab();
    const got = await rest(lab, 'POST', '/export/api/v3/test-executions/csv', {
      body,
      headers: { 'Content-Type': 'application/json' },
    });
    expect([got.status, userMessage(got)]).toEqual([400, text]);
  });

  it('refuses a name that no test can be sought by, so that a slip does not match everything', async () => {
    const { lab } = await openLab();
    const got = await orderCsv(lab, 'test-executions', { filter: { fields: { testexecutionids: ['x'] } } });
    expect(got.status).toBe(400);
    expect(userMessage(got)).toContain("Invalid value for property 'filter.fields.testexecutionids'");
  });

  it.each([
    ['POST', '/export/api/v3/test-executions/csv'],
    ['POST', '/export/api/v3/metrics/csv'],
    ['GET', `/export/api/v3/test-executions/csv/${nobodysTask}`],
  ])('needs a token: %s %s', async (method, path) => {
    const { lab } = await openLab();
    const got = await send(lab, path, { method });
    expect([got.status, userMessage(got)]).toEqual([401, 'Missing Perfecto-TenantId header']);
  });
});
