import { describe, expect, it } from '@jest/globals';
import {
  CancelledError,
  DecodeError,
  RefusedError,
  type PageLimits,
  type ReportedTest,
} from '../src/index.ts';
import { failureOf, login, openLab, requestsFromNowOn, type OpenLab } from './open-lab.ts';

interface Paged extends OpenLab {
  requests: ReturnType<typeof requestsFromNowOn>;
}

/** A lab with so many tests, two on a page. */
async function withTests(count: number): Promise<Paged> {
  const open = await openLab({ settings: { reportingPageSize: 2 } });
  for (let n = 0; n < count; n += 1) {
    await open.client.executions.execute({ scriptKey: login, param: { DUT: `F52F82C4DEMO0${n + 1}` } });
    await open.time.advance(1_000);
  }
  await open.time.advance(60_000);
  return { ...open, requests: requestsFromNowOn(open.lab) };
}

async function collect(tests: AsyncIterable<ReportedTest>): Promise<string[]> {
  const ids: string[] = [];
  for await (const test of tests) ids.push(test.id);
  return ids;
}

function pagesAsked({ requests }: Paged): (string | undefined)[] {
  return requests().map(({ query }) => query['_page']);
}

/** A page that the lab answers next, with tests of these ids. */
function answerPage({ lab }: OpenLab, ids: string[], truncated: boolean): void {
  const body = JSON.stringify({ resources: ids.map((id) => ({ id })), metadata: { truncated } });
  lab.faults.add({ kind: 'status', status: 200, body, times: 1 });
}

describe('an iteration over all tests', () => {
  it('ends with CancelledError when it is aborted between two tests of a page', async () => {
    const open = await withTests(2);
    const stop = new AbortController();
    const seen: string[] = [];
    const error = await failureOf(
      (async () => {
        for await (const test of open.client.reporting.all({}, { signal: stop.signal })) {
          seen.push(test.id);
          stop.abort();
        }
      })(),
    );
    expect(error).toBeInstanceOf(CancelledError);
    expect(seen).toHaveLength(1);
  });

  it('asks for nothing when it is aborted before', async () => {
    const open = await withTests(1);
    const options = { signal: AbortSignal.abort() };
    expect(await failureOf(collect(open.client.reporting.all({}, options)))).toBeInstanceOf(CancelledError);
    expect(open.requests()).toEqual([]);
  });

  it('asks for no further page when the caller has enough', async () => {
    const open = await withTests(5);
    for await (const test of open.client.reporting.all()) {
      expect(test.name).toBe('login');
      break;
    }
    expect(pagesAsked(open)).toEqual(['1']);
  });

  it('fails when the service promises more and gives nothing', async () => {
    const open = await withTests(0);
    answerPage(open, ['a'], true);
    answerPage(open, [], true);
    const error = await failureOf(collect(open.client.reporting.all()));
    expect(error).toBeInstanceOf(DecodeError);
    expect(error).toMatchObject({ operation: 'reporting.list', path: '$.resources' });
  });

  it('fails when there is no end', async () => {
    const open = await withTests(0);
    open.lab.faults.add({
      kind: 'status',
      status: 200,
      body: '{"resources":[{"id":"a"}],"metadata":{"truncated":true}}',
    });
    const limits: PageLimits = { maxPages: 3 };
    expect(await failureOf(collect(open.client.reporting.all({}, limits)))).toMatchObject({
      code: 'ANSWER_UNREADABLE',
      expected: 'at most 3 pages',
    });
    expect(pagesAsked(open)).toEqual(['1', '2', '3']);
  });

  it('fails when a test has no id', async () => {
    const open = await withTests(0);
    open.lab.faults.add({ kind: 'status', status: 200, body: '{"resources":[{"name":"login"}]}' });
    expect(await failureOf(collect(open.client.reporting.all({}, { attempts: 1 })))).toMatchObject({
      path: '$.resources[0].id',
    });
  });

  it('fails with what the service says of a page', async () => {
    const open = await withTests(3);
    const body = '[{"userMessage":"Time period is not in supported range","developerMessage":"1-2-3"}]';
    open.lab.faults.add({ kind: 'status', status: 400, body, after: 1 });
    const tests = open.client.reporting.all();
    expect((await tests.next()).done).toBe(false);
    expect(await failureOf(collect(tests))).toBeInstanceOf(RefusedError);
  });

  it('gives a test once that slides to the next page while it is read', async () => {
    const open = await withTests(0);
    answerPage(open, ['d', 'c'], true);
    answerPage(open, ['c', 'b'], true);
    answerPage(open, ['b', 'a'], false);
    expect(await collect(open.client.reporting.all())).toEqual(['d', 'c', 'b', 'a']);
  });

  it('goes on after a page that only repeats', async () => {
    const open = await withTests(0);
    answerPage(open, ['b', 'a'], true);
    answerPage(open, ['b', 'a'], true);
    answerPage(open, ['c'], false);
    expect(await collect(open.client.reporting.all())).toEqual(['b', 'a', 'c']);
  });

  it('repeats a page that did not arrive', async () => {
    const open = await withTests(3);
    open.lab.faults.add({ kind: 'status', status: 503, after: 1, times: 2 });
    expect(await collect(open.client.reporting.all())).toHaveLength(3);
    expect(pagesAsked(open)).toEqual(['1', '2', '2', '2']);
  });

  it('gives nothing for an execution that nobody knows', async () => {
    const open = await withTests(1);
    expect(await collect(open.client.reporting.all({ externalId: ['nobody_knows'] }))).toEqual([]);
  });

  it('gives every test of every page, with the filter on each call', async () => {
    const open = await withTests(5);
    const all = await collect(open.client.reporting.all({ status: ['PASSED'], version: 'v1' }));
    expect(new Set(all).size).toBe(5);
    expect(open.requests().map(({ path, query }) => [path, query])).toEqual(
      ['1', '2', '3'].map((page) => [
        '/export/api/v1/test-executions',
        { 'status[0]': 'PASSED', _page: page },
      ]),
    );
  });
});
