import { describe, expect, it } from '@jest/globals';
import { openProxy } from '@perfecto-actions/lab/proxy';
import type { Fault } from '@perfecto-actions/lab';
import { InputError, type ScriptExecuteRequest, type Start, type StartOptions } from '../src/index.ts';
import { login, openLab, phone, type OpenLab } from './open-lab.ts';

const second = 'F52F82C4DEMO02';
const onPhone = { scriptKey: login, param: { DUT: phone } };
const onSecond = { scriptKey: login, param: { DUT: second } };
const execute = { operation: 'script.execute' };

async function open(
  faults: Fault[] = [],
  limits = {},
): Promise<
  OpenLab & { start: (requests: ScriptExecuteRequest[], options?: Partial<StartOptions>) => Promise<Start[]> }
> {
  const opened = await openLab({}, { limits });
  for (const fault of faults) opened.lab.faults.add({ match: execute, ...fault });
  return {
    ...opened,
    start: (requests, options = {}) =>
      opened.client.executions.startOnce(requests, { keyIsOurs: true, ...options }),
  };
}

/** Ids of everything that runs in the lab, in order of start. */
function idsOf({ lab }: OpenLab): string[] {
  return [...lab.state.executions.all.values()].map(({ executionId }) => executionId);
}

function found(executionId: string | undefined): unknown {
  return { execution: expect.objectContaining({ executionId, found: true }) };
}

const unknown = (...candidates: unknown[]) => ({
  error: expect.objectContaining({ code: 'START_UNKNOWN', candidates }),
});

describe('R6: a start whose answer is lost', () => {
  it.each<[string, Fault]>([
    ['a reset', { kind: 'reset-after', times: 1 }],
    ['a garbled answer', { kind: 'malformed-body', body: '{"executionId":', times: 1 }],
    ['a cut answer', { kind: 'truncate', afterBytes: 9, times: 1 }],
    ['a web page', { kind: 'malformed-body', body: '<html>', times: 1 }],
  ])('is found again under a key of our own and never repeated: %s', async (_, fault) => {
    const opened = await open([fault]);
    const started: unknown[] = [];
    const starts = await opened.start([onPhone], {
      onStarted: (index, { found: wasFound }) => started.push([index, wasFound]),
    });
    expect(idsOf(opened)).toHaveLength(1);
    expect(starts).toEqual([found(idsOf(opened)[0])]);
    expect(starts[0]).toMatchObject({ execution: { reportKey: expect.stringMatching(/^PRIVATE:/) } });
    expect(started).toEqual([[0, true]]);
  });

  it('R10: is not adopted under a key that others may start, but named', async () => {
    const opened = await open([{ kind: 'reset-after', times: 1 }]);
    const starts = await opened.start([onPhone], { keyIsOurs: false });
    expect(idsOf(opened)).toHaveLength(1);
    expect(starts).toEqual([unknown(idsOf(opened)[0])]);
    expect(starts[0]).toMatchObject({
      error: {
        message: expect.stringContaining('nothing adopted'),
        hint: expect.stringContaining('start again'),
        cause: { code: 'CONNECTION_LOST' },
      },
    });
  });

  it('R10: never takes what ran before, nor what somebody else starts meanwhile', async () => {
    const opened = await open();
    await opened.client.executions.execute(onPhone);
    opened.lab.faults.add({ kind: 'reset-before', match: execute, times: 1 });
    opened.clock.onSleep = async (count) => {
      if (count === 1) await opened.as('automation').executions.execute(onPhone);
    };
    const starts = await opened.start([onPhone], { keyIsOurs: false });
    expect(idsOf(opened)).toHaveLength(2);
    expect(starts).toEqual([unknown(idsOf(opened)[1])]);
  });

  it('R10: says that an answer came which could not be read', async () => {
    const opened = await open([{ kind: 'malformed-body', body: '{"executionId":', times: 1 }]);
    expect(await opened.start([onPhone], { keyIsOurs: false })).toMatchObject([
      { error: { message: expect.stringContaining(`start of ${login} got an answer that cannot be read`) } },
    ]);
  });

  it('is found in a list that tells no report key', async () => {
    const opened = await open([{ kind: 'reset-after', times: 1 }]);
    const body = JSON.stringify({ executions: [{ executionId: 'bot_login_1' }] });
    opened.lab.faults.add({ kind: 'malformed-body', body, match: { operation: 'script.list' }, after: 1 });
    expect(await opened.start([onPhone])).toEqual([
      { execution: { executionId: 'bot_login_1', reportKey: '', found: true } },
    ]);
  });

  it('stays unknown when no execution appears, and is not repeated', async () => {
    const opened = await open([{ kind: 'reset-before', times: 1 }]);
    const starts = await opened.start([onPhone]);
    expect(idsOf(opened)).toEqual([]);
    expect(starts).toEqual([unknown()]);
    expect(starts[0]).toMatchObject({
      error: { message: expect.stringContaining('no execution of it has appeared') },
    });
    expect(opened.lab.requests.filter(({ operation }) => operation === 'script.execute')).toHaveLength(1);
    expect(opened.clock.sleeps.reduce((sum, ms) => sum + ms, 0)).toBe(20_000);
  });

  it('stays unknown after a limit of time as well', async () => {
    const opened = await open([{ kind: 'stall', times: 1 }], { callMs: 1_000 });
    const starts = await opened.start([onPhone], { lookForMs: 4_000 });
    expect(starts).toEqual([unknown()]);
    expect(opened.clock.sleeps).toEqual([2_000, 2_000]);
  });

  it('is told from another one by its device', async () => {
    const opened = await open([{ kind: 'reset-after', times: 2 }]);
    const starts = await opened.start([onSecond, { ...onPhone, param: { DUT: phone.toLowerCase() } }]);
    const [ofSecond, ofPhone] = [second, phone].map(
      (deviceId) =>
        [...opened.lab.state.executions.all.values()].find(({ device }) => device?.deviceId === deviceId)
          ?.executionId,
    );
    expect(idsOf(opened)).toHaveLength(2);
    expect(starts).toEqual([found(ofSecond), found(ofPhone)]);
  });

  it('is told from another one that never arrived', async () => {
    const opened = await open([
      { kind: 'reset-before', times: 1 },
      { kind: 'reset-after', times: 1 },
    ]);
    const starts = await opened.start([onSecond, onPhone], { parallel: 1 });
    expect(idsOf(opened)).toHaveLength(1);
    expect(starts).toEqual([unknown(), found(idsOf(opened)[0])]);
  });

  it('is an error that lists the candidates when the device does not tell it from another one', async () => {
    const opened = await open([{ kind: 'reset-after', times: 2 }]);
    const starts = await opened.start([{ scriptKey: login }, { scriptKey: login }]);
    const ids = idsOf(opened);
    expect(ids).toHaveLength(2);
    expect(starts).toEqual([unknown(...ids), unknown(...ids)]);
  });

  it('does not take the place of one that was answered', async () => {
    const opened = await open([{ kind: 'reset-after', times: 1 }]);
    const starts = await opened.start([onPhone, onSecond], { parallel: 1, keyIsOurs: true });
    expect(starts).toEqual([
      found(idsOf(opened)[0]),
      { execution: expect.objectContaining({ executionId: idsOf(opened)[1], found: false }) },
    ]);
  });

  it('is looked for again when the list fails at first', async () => {
    const opened = await open([{ kind: 'reset-after', times: 1 }]);
    opened.lab.faults.add({
      kind: 'status',
      status: 503,
      match: { operation: 'script.list' },
      after: 1,
      times: 6,
    });
    expect(await opened.start([onPhone])).toEqual([found(idsOf(opened)[0])]);
  });

  it.each<[string, Fault]>([
    ['down', { kind: 'status', status: 503 }],
    ['refused', { kind: 'status', status: 401 }],
  ])('does not lose the others, nor is it repeated, when the list stays %s', async (_, fault) => {
    const opened = await open([{ kind: 'status', status: 503, times: 1 }]);
    opened.lab.faults.add({ match: { operation: 'script.list' }, after: 1, ...fault });
    const starts = await opened.start([onPhone, onSecond], { parallel: 1 });
    expect(idsOf(opened)).toHaveLength(1);
    expect(starts).toEqual([
      unknown(),
      { execution: expect.objectContaining({ executionId: idsOf(opened)[0] }) },
    ]);
    expect(starts[0]).toMatchObject({ error: { message: expect.stringContaining('could not be read') } });
  });
});

describe('R6: a start that was turned away', () => {
  it('with 503 is sent again when it left no trace, after the pause the service asked for', async () => {
    const opened = await open([{ kind: 'status', status: 503, retryAfter: 42, times: 1 }]);
    const starts = await opened.start([onPhone]);
    expect(idsOf(opened)).toHaveLength(1);
    expect(starts).toEqual([
      { execution: expect.objectContaining({ executionId: idsOf(opened)[0], found: false }) },
    ]);
    expect(opened.clock.sleeps.at(-1)).toBe(42_000);
  });

  it('with 503 is given up after three rounds', async () => {
    const opened = await open([{ kind: 'status', status: 503 }]);
    expect(await opened.start([onPhone])).toEqual([unknown()]);
    expect(opened.lab.requests.filter(({ operation }) => operation === 'script.execute')).toHaveLength(3);
  });

  it.each([true, false])(
    'with 503 is not sent again when it left a trace (key of our own: %s)',
    async (keyIsOurs) => {
      const opened = await open([{ kind: 'status', status: 503, times: 1 }]);
      // The start came through although the answer was 503: it shows up a little later.
      opened.clock.onSleep = async (count) => {
        if (count === 1) await opened.as('automation').executions.execute(onPhone);
      };
      const starts = await opened.start([onPhone], { keyIsOurs });
      const [id] = idsOf(opened);
      expect(idsOf(opened)).toHaveLength(1);
      expect(starts).toEqual([keyIsOurs ? found(id) : unknown(id)]);
    },
  );

  it('with 500 and no sentence is not sent again', async () => {
    const opened = await open([{ kind: 'status', status: 500, times: 1 }]);
    expect(await opened.start([onPhone])).toEqual([unknown()]);
    expect(idsOf(opened)).toEqual([]);
  });

  it('with 429 is sent again', async () => {
    const opened = await open([{ kind: 'status', status: 429, retryAfter: 3, times: 2 }]);
    expect(await opened.start([onPhone])).toEqual([{ execution: expect.objectContaining({ found: false }) }]);
    expect(idsOf(opened)).toHaveLength(1);
    expect(opened.clock.sleeps).toEqual([3_000, 3_000]);
  });

  it('because nobody was reached is not looked for: it cannot have arrived', async () => {
    const { lab, as } = await openLab();
    const proxy = await openProxy({ hostname: '127.0.0.1', port: Number(new URL(lab.url).port) });
    let closed: Promise<void> | undefined;
    const { executions } = as('automation', {
      env: { HTTPS_PROXY: proxy.host },
      onExchange: ({ operation }) => {
        if (operation === 'script.list') closed ??= proxy.close();
      },
    });
    const [start] = await executions.startOnce([{ scriptKey: login }], { keyIsOurs: true });
    expect(start).toMatchObject({ error: { code: 'CONNECT_FAILED', sent: 'no' } });
    expect(lab.requests.map(({ operation }) => operation)).toEqual(['script.list']);
    await closed;
  });

  it('R3: in words is reported for itself, and the others go on', async () => {
    const opened = await open([
      {
        kind: 'status',
        status: 500,
        body: '{"errorMessage":"Failed to execute script - no"}',
        after: 1,
        times: 1,
      },
    ]);
    const starts = await opened.start([onPhone, onSecond, { scriptKey: login }], { parallel: 1 });
    expect(starts).toEqual([
      { execution: expect.anything() },
      { error: expect.objectContaining({ code: 'REFUSED', message: 'Failed to execute script - no' }) },
      { execution: expect.anything() },
    ]);
    expect(idsOf(opened)).toHaveLength(2);
  });

  it('for an unknown script is a NotFoundError', async () => {
    const opened = await open();
    const starts = await opened.start([{ scriptKey: 'PRIVATE:none.xml' }]);
    expect(starts).toEqual([{ error: expect.objectContaining({ code: 'NOT_FOUND' }) }]);
    expect(opened.clock.sleeps).toEqual([]);
  });

  it('before it began rejects, since nothing was started: the list is refused', async () => {
    const opened = await open();
    opened.lab.faults.add({ kind: 'expired-token' });
    await expect(opened.start([onPhone])).rejects.toMatchObject({ code: 'CREDENTIALS_REFUSED' });
  });
});

describe('starts', () => {
  it('of nothing ask for nothing', async () => {
    const opened = await open();
    expect(await opened.start([])).toEqual([]);
    expect(opened.lab.requests).toEqual([]);
  });

  it('do not pass for not started when whoever is told of them fails', async () => {
    const opened = await open();
    const full = new InputError(['The disk is full.']);
    const started = opened.start([onPhone, onSecond], {
      parallel: 1,
      onStarted: () => {
        throw full;
      },
    });
    await expect(started).rejects.toBe(full);
    expect(idsOf(opened)).toHaveLength(1);
  });
});

describe('R3: starts that are cancelled', () => {
  it('finish what is under way and begin nothing more', async () => {
    const opened = await open();
    const cancel = new AbortController();
    const starts = await opened.start([onPhone, onSecond], {
      parallel: 1,
      signal: cancel.signal,
      onStarted: () => {
        cancel.abort();
      },
    });
    expect(idsOf(opened)).toHaveLength(1);
    expect(starts).toEqual([
      { execution: expect.objectContaining({ executionId: idsOf(opened)[0] }) },
      { error: expect.objectContaining({ code: 'CANCELLED' }) },
    ]);
  });

  it('still find what was lost on the way', async () => {
    const opened = await open([{ kind: 'reset-after', times: 1 }]);
    opened.lab.faults.add({
      kind: 'status',
      status: 503,
      match: { operation: 'script.list' },
      after: 1,
      times: 1,
    });
    const cancel = new AbortController();
    opened.clock.onSleep = () => {
      cancel.abort();
    };
    expect(await opened.start([onPhone], { signal: cancel.signal })).toEqual([found(idsOf(opened)[0])]);
  });

  it('are not sent again after a 503', async () => {
    const opened = await open([{ kind: 'status', status: 503 }]);
    const cancel = new AbortController();
    opened.clock.onSleep = () => {
      cancel.abort();
    };
    expect(await opened.start([onPhone], { signal: cancel.signal })).toEqual([unknown()]);
    expect(opened.lab.requests.filter(({ operation }) => operation === 'script.execute')).toHaveLength(1);
  });

  it('are unknown when the late signal breaks them off', async () => {
    const opened = await open([{ kind: 'stall', times: 1 }]);
    const late = new AbortController();
    const starts = opened.start([onPhone], { lateSignal: late.signal });
    while (!opened.lab.requests.some(({ fault }) => fault === 'stall'))
      await new Promise((resolve) => setImmediate(resolve));
    late.abort();
    expect(await starts).toEqual([unknown()]);
  });
});
