import { describe, expect, it } from '@jest/globals';
import type { EndedExecution } from '../src/index.ts';
import { failureOf, login, openLab, type OpenLab } from './open-lab.ts';

const hour = 3_600_000;
const list = { operation: 'script.list' };
const scenario =
  "scripts: [{match: '*', per-device: {F52F82C4DEMO02: {outcome: failed}, F52F82C4DEMO03: {duration: 10m}}}]";

/** Three executions: the first passes, the second fails, the third takes ten minutes. */
async function three(): Promise<OpenLab & { ids: string[] }> {
  const opened = await openLab({ scenario });
  const ids: string[] = [];
  for (const DUT of ['F52F82C4DEMO01', 'F52F82C4DEMO02', 'F52F82C4DEMO03']) {
    ids.push((await opened.client.executions.execute({ scriptKey: login, param: { DUT } })).executionId);
  }
  return { ...opened, ids };
}

function outcomes(ended: readonly EndedExecution[]): string[] {
  return ended.map(({ outcome, ending }) => `${outcome} ${ending}`);
}

function countOf({ lab }: OpenLab, operation: string): number {
  return lab.requests.filter((request) => request.operation === operation).length;
}

describe('a wait for several executions', () => {
  it('asks with one list until one is left, and answers in the order of the ids', async () => {
    const opened = await three();
    const ends: string[] = [];
    const reversed = opened.ids.toReversed();
    const ended = await opened.client.executions.waitFor(reversed, {
      timeoutMs: hour,
      onEnd: ({ executionId }) => ends.push(executionId),
    });
    expect(ended.map(({ executionId }) => executionId)).toEqual(reversed);
    expect(outcomes(ended)).toEqual(['passed completed', 'failed completed', 'passed completed']);
    expect(ends.at(-1)).toBe(opened.ids[2]);
    expect(countOf(opened, 'script.list')).toBeLessThanOrEqual(4);
    const statuses = opened.lab.requests.filter(({ operation }) => operation === 'script.status');
    expect(statuses.every(({ path }) => path.endsWith(opened.ids[2] ?? '-'))).toBe(true);
  });

  it.each([
    [
      'in words',
      { kind: 'status', status: 400, body: '{"errorMessage":"Failed to get execution list - no"}' },
    ],
    [
      'in words, with 500',
      { kind: 'status', status: 500, body: '{"errorMessage":"Failed to get execution list - no"}' },
    ],
    [
      'for lack of a right',
      {
        kind: 'status',
        status: 400,
        body: '{"errorMessage":"User a is not authorized to get all script executions"}',
      },
    ],
    ['as unknown', { kind: 'status', status: 404 }],
  ] as const)('asks one by one where the list is refused: %s', async (_, fault) => {
    const opened = await three();
    opened.lab.faults.add({ ...fault, match: list });
    const ended = await opened.client.executions.waitFor(opened.ids, { timeoutMs: hour });
    expect(outcomes(ended)).toEqual(['passed completed', 'failed completed', 'passed completed']);
    expect(countOf(opened, 'script.list')).toBe(1);
  });

  it('asks one by one while the list is unreadable', async () => {
    const opened = await three();
    opened.lab.faults.add({ kind: 'malformed-body', body: '{"executions":[{}]}', match: list, times: 1 });
    const ended = await opened.client.executions.waitFor(opened.ids, { timeoutMs: hour });
    expect(outcomes(ended)).toEqual(['passed completed', 'failed completed', 'passed completed']);
    expect(countOf(opened, 'script.list')).toBeGreaterThan(1);
  });

  it('asks one by one for what the list leaves out, or tells too little of', async () => {
    const opened = await three();
    const [first, secondId] = opened.ids;
    const entries = [
      { executionId: first, status: 'Completed', completed: 'true' },
      { executionId: secondId, reportKey: 'PRIVATE:a.xml' },
    ];
    opened.lab.faults.add({
      kind: 'malformed-body',
      body: JSON.stringify({ executions: entries }),
      match: list,
    });
    const ended = await opened.client.executions.waitFor(opened.ids, { timeoutMs: hour });
    expect(outcomes(ended)).toEqual(['passed completed', 'failed completed', 'passed completed']);
  });

  it('R12: finds one in the list that was started hours ago', async () => {
    const opened = await three();
    await opened.time.advance(5 * hour);
    const ended = await opened.client.executions.waitFor(opened.ids, { timeoutMs: hour });
    expect(outcomes(ended)).toEqual(['passed completed', 'failed completed', 'passed completed']);
    expect(countOf(opened, 'script.status')).toBe(0);
    expect(opened.clock.sleeps).toEqual([]);
  });

  it('R7: ends each one by itself: over, lost and timed out', async () => {
    const opened = await three();
    const ended = await opened.client.executions.waitFor([...opened.ids, 'ci.bot@example.com_gone_1'], {
      timeoutMs: 120_000,
    });
    expect(outcomes(ended)).toEqual([
      'passed completed',
      'failed completed',
      'inconclusive timed-out',
      'inconclusive lost',
    ]);
  });

  it('R4: ends at once when the token dies', async () => {
    const opened = await three();
    opened.clock.onSleep = () => {
      opened.lab.faults.add({ kind: 'expired-token' });
    };
    const error = await failureOf(opened.client.executions.waitFor(opened.ids, { timeoutMs: hour }));
    expect(error).toMatchObject({ code: 'CREDENTIALS_REFUSED' });
    expect(opened.clock.sleeps).toHaveLength(1);
  });

  it('R5: outlives an outage of minutes', async () => {
    const opened = await three();
    opened.clock.onSleep = (count) => {
      if (count === 2) opened.lab.faults.add({ kind: 'status', status: 503 });
      if (count === 8) opened.lab.faults.clear();
    };
    const ended = await opened.client.executions.waitFor(opened.ids, { timeoutMs: hour });
    expect(outcomes(ended)).toEqual(['passed completed', 'failed completed', 'passed completed']);
  });
});
