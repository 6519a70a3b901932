import { describe, expect, it } from '@jest/globals';
import type { Lab, ManualClock } from '../src/index.ts';
import { rest, send, startScript, userMessage } from './lab-client.ts';
import { openLab } from './open-lab.ts';
import { checkout, listTests, login, phone, ranTest } from './reporting-client.ts';

const path = '/export/api/v3/test-executions';

/** Three tests: a passed login of job 41, a failed checkout of job 42, a login without a job by another user. */
async function threeTests(): Promise<{ lab: Lab; clock: ManualClock; ids: string[]; startMs: number }> {
  const { lab, clock } = await openLab({ scenario: 'failing' });
  const startMs = clock.now();
  const job = (number: string, tags: string): Record<string, string> => ({
    ...phone,
    'param.report.jobName': 'mobile-ci',
    'param.report.jobNumber': number,
    'param.report.tags': tags,
  });
  const first = await startScript(lab, login, job('41', 'smoke,login'));
  await clock.advance(60_000);
  const second = await startScript(lab, checkout, job('42', 'smoke'));
  await clock.advance(60_000);
  const third = await startScript(lab, login, phone, lab.tokens.other);
  await clock.advance(60_000);
  return { lab, clock, startMs, ids: [first, second, third].map(({ executionId }) => executionId) };
}

describe('filters of the list', () => {
  it.each<[string, Record<string, string>, number[]]>([
    ['nothing', {}, [0, 1, 2]],
    ['one job name', { 'jobName[0]': 'mobile-ci' }, [0, 1]],
    ['a job number', { 'jobNumber[0]': '42' }, [1]],
    ['two job numbers', { 'jobNumber[0]': '41', 'jobNumber[1]': '42' }, [0, 1]],
    ['a tag', { 'tags[0]': 'smoke' }, [0, 1]],
    ['one of two tags', { 'tags[0]': 'login', 'tags[1]': 'nightly' }, [0]],
    ['a status', { 'status[0]': 'FAILED' }, [1]],
    ['a status in small letters', { 'status[0]': 'failed' }, [1]],
    ['two statuses', { 'status[0]': 'PASSED', 'status[1]': 'BLOCKED' }, [0, 2]],
    ['a status and a job', { 'status[0]': 'PASSED', 'jobName[0]': 'mobile-ci' }, [0]],
    ['a text', { _search: 'CHECK', _searchViewAll: 'false' }, [1]],
    ['a text of the owner', { _search: 'other.bot' }, [2]],
    ['an empty text', { _search: '' }, [0, 1, 2]],
    ['an empty value', { 'tags[0]': '' }, [0, 1, 2]],
    ['a page beyond the last', { _page: '2' }, []],
  ])('by %s', async (_what, query, expected) => {
    const { lab, ids } = await threeTests();
    const { resources } = await listTests(lab, query);
    expect(resources.map(({ externalId }) => externalId)).toEqual(expected.map((index) => ids[index]));
  });

  it('by execution, with raw brackets and with encoded ones', async () => {
    const { lab, ids } = await threeTests();
    const headers = { 'Perfecto-Authorization': lab.tokens.automation };
    const [first = '', , third = ''] = ids;
    for (const [open, close] of [
      ['[', ']'],
      ['%5B', '%5D'],
    ]) {
      const query = `externalId${open}0${close}=${first}&externalId${open}1${close}=${encodeURIComponent(third)}`;
      const got = await send(lab, `${path}?${query}`, { headers });
      const { resources } = JSON.parse(got.text) as { resources: { externalId: string }[] };
      expect(resources.map(({ externalId }) => externalId)).toEqual([first, third]);
    }
  });

  it('by start and end, both times included', async () => {
    const { lab, ids, startMs } = await threeTests();
    const found = async (query: Record<string, string>): Promise<(string | undefined)[]> =>
      (await listTests(lab, query)).resources.map(({ externalId }) => externalId);
    const [a, b, c] = ids;
    expect(await found({ 'startExecutionTime[0]': String(startMs + 60_000) })).toEqual([b, c]);
    expect(await found({ 'startExecutionTime[0]': String(startMs + 60_001) })).toEqual([c]);
    expect(await found({ 'endExecutionTime[0]': String(startMs + 4_000) })).toEqual([a]);
    expect(await found({ 'endExecutionTime[0]': String(startMs + 3_999) })).toEqual([]);
  });

  it.each([
    [{ 'status[0]': 'GREEN' }, "Invalid value 'GREEN' for parameter 'status[0]'"],
    [{ 'jobNumber[0]': 'latest' }, "Invalid value 'latest' for parameter 'jobNumber[0]'"],
    [
      { 'startExecutionTime[0]': 'yesterday' },
      "Invalid value 'yesterday' for parameter 'startExecutionTime[0]'",
    ],
    [{ _page: '0' }, "Invalid value '0' for parameter '_page'"],
    [{ _page: 'two' }, "Invalid value 'two' for parameter '_page'"],
    [{ _searchViewAll: 'maybe' }, "Invalid value 'maybe' for parameter '_searchViewAll'"],
  ])('are refused with %j', async (query, text) => {
    const { lab } = await openLab();
    const got = await rest(lab, 'GET', path, { query: query as Record<string, string> });
    expect([got.status, userMessage(got)]).toEqual([400, text]);
  });

  it('are refused for a time that is too far back, or a range that is too wide', async () => {
    const dayMs = 24 * 3_600_000;
    const { lab, clock } = await openLab({ settings: { reportingLongestRangeMs: 30 * dayMs } });
    const ask = async (daysAgo: number, endDaysAgo?: number) => {
      const query = {
        'startExecutionTime[0]': String(clock.now() - daysAgo * dayMs),
        ...(endDaysAgo === undefined
          ? {}
          : { 'endExecutionTime[0]': String(clock.now() - endDaysAgo * dayMs) }),
      };
      return rest(lab, 'GET', path, { query });
    };
    for (const got of [await ask(91, 89), await ask(31), await ask(60, 29)]) {
      expect([got.status, userMessage(got)]).toEqual([400, 'Time period is not in supported range']);
    }
    expect((await ask(30)).status).toBe(200);
    expect((await ask(89, 60)).status).toBe(200);
  });

  it('never show tests older than the retention', async () => {
    const { lab, clock } = await openLab({ settings: { reportingRetentionMs: 3_600_000 } });
    await ranTest(lab, clock, login);
    await clock.advance(3_600_000);
    expect((await listTests(lab)).resources).toEqual([]);
  });

  it('say PROCESSING only when a test of the filter is not processed', async () => {
    const { lab, clock } = await openLab();
    const done = await ranTest(lab, clock, login);
    await startScript(lab, login, phone);
    expect((await listTests(lab)).metadata.processingStatus).toBe('PROCESSING');
    const { metadata } = await listTests(lab, { 'externalId[0]': done.externalId });
    expect(metadata.processingStatus).toBe('PROCESSING_COMPLETE');
  });
});

describe('pages of the list', () => {
  it('hold every test once, also when new ones arrive on the way', async () => {
    const { lab, clock } = await openLab({ settings: { reportingPageSize: 2 } });
    const before: string[] = [];
    for (let n = 0; n < 3; n += 1) before.push((await ranTest(lab, clock, login)).externalId);
    const first = await listTests(lab);
    expect(first.metadata.truncated).toBe(true);
    const newcomer = await startScript(lab, login, phone);
    const second = await listTests(lab, { _page: '2' });
    expect(second.metadata.truncated).toBe(false);
    const seen = [...first.resources, ...second.resources].map(({ externalId }) => externalId);
    expect(seen).toEqual([...before, newcomer.executionId]);
  });

  it('are not truncated when the last one is just full', async () => {
    const { lab, clock } = await openLab({ settings: { reportingPageSize: 1 } });
    await ranTest(lab, clock, login);
    expect((await listTests(lab)).metadata.truncated).toBe(false);
  });
});
