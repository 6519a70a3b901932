import { describe, expect, it } from '@jest/globals';
import type { Fault, LabOptions } from '@perfecto-actions/lab';
import { join } from 'node:path';
import {
  CancelledError,
  CommandFailedError,
  InputError,
  NotFoundError,
  RefusedError,
  StartUnknownError,
  type ClientOptions,
  type CommandSession,
  type PerfectoError,
} from '../src/index.ts';
import { failureOf, openLab, phone, scratchFolder, type OpenLab } from './open-lab.ts';

const second = 'F52F82C4DEMO02';

interface Driven extends OpenLab {
  /** The calls the lab got, commands by their words. */
  calls: () => string[];
}

async function driven(options: LabOptions = {}, clientOptions: Partial<ClientOptions> = {}): Promise<Driven> {
  const open = await openLab(options, clientOptions);
  const calls = () =>
    open.lab.requests.map(({ operation, form }) =>
      operation === 'command.execute'
        ? [form['command'], form['subcommand'], form['param.deviceId']].join(' ').trim()
        : String(operation),
    );
  return { ...open, calls };
}

function userOf({ lab }: OpenLab, deviceId: string): string | undefined {
  return lab.state.devices.find(deviceId)?.session?.user;
}

const openApp = (session: CommandSession) => session.command('application', 'open', { name: 'Settings' });

describe('the start of a session', () => {
  it.each<[string, Fault, string]>([
    ['a lost answer', { kind: 'reset-after' }, 'CONNECTION_LOST'],
    ['a connection that breaks before', { kind: 'reset-before' }, 'CONNECTION_LOST'],
    ['an answer that does not come', { kind: 'stall' }, 'TIMED_OUT'],
    ['503', { kind: 'status', status: 503 }, 'SERVER_FAILED'],
    ['half an answer', { kind: 'malformed-body', body: '{"executionId":"ci' }, 'ANSWER_UNREADABLE'],
    ['an answer without an id', { kind: 'malformed-body', body: '{}' }, 'ANSWER_UNREADABLE'],
  ])('is never repeated after %s', async (_, fault, code) => {
    const open = await driven({}, fault.kind === 'stall' ? { limits: { callMs: 1_000 } } : {});
    open.lab.faults.add({ ...fault, match: { operation: 'command.start' } });
    const error = await failureOf(open.client.commands.session({}, openApp));
    expect(error).toBeInstanceOf(StartUnknownError);
    expect(error).toMatchObject({ cause: { code }, hint: expect.stringContaining('idle') });
    expect(open.calls()).toEqual(['command.start']);
  });

  it('is refused once, with nothing to end', async () => {
    const open = await driven();
    const client = open.as('automation', { securityToken: 'wrong-not-a-secret' });
    const error = await failureOf(client.commands.session({}, openApp));
    expect(error).toMatchObject({ code: 'CREDENTIALS_REFUSED' });
    expect(open.calls()).toEqual(['command.start']);
  });

  it('is repeated when the service asks for patience, since then nothing was started', async () => {
    const open = await driven();
    open.lab.faults.add({ kind: 'status', status: 429, retryAfter: 2, times: 1 });
    await open.client.commands.session({}, () => Promise.resolve());
    expect(open.calls()).toEqual(['command.start', 'command.start', 'command.end']);
    expect(open.clock.sleeps).toEqual([2_000]);
  });

  it('does not happen when the signal has aborted', async () => {
    const open = await driven();
    const error = await failureOf(open.client.commands.session({ signal: AbortSignal.abort() }, openApp));
    expect(error).toBeInstanceOf(CancelledError);
    expect(open.calls()).toEqual([]);
  });

  it('is finished and ended when the signal aborts meanwhile', async () => {
    const stop = new AbortController();
    const open = await driven(
      {},
      {
        onExchange: () => {
          stop.abort();
        },
      },
    );
    const session = open.client.commands.session({ deviceId: phone, signal: stop.signal }, openApp);
    expect(await failureOf(session)).toBeInstanceOf(CancelledError);
    expect(open.calls()).toEqual(['command.start', 'command.end']);
  });
});

describe('the end of a session', () => {
  it('comes after an error of the work, which is the one thrown', async () => {
    const open = await driven();
    const first = new TypeError('the test itself');
    const session = open.client.commands.session({ deviceId: phone }, () => Promise.reject(first));
    expect(await failureOf(session)).toBe(first);
    expect(open.calls()).toEqual([
      'command.start',
      `device open ${phone}`,
      `device close ${phone}`,
      'command.end',
    ]);
    expect(userOf(open, phone)).toBeUndefined();
  });

  it('hides no first error by one of its own', async () => {
    const open = await driven();
    open.lab.faults.add({ kind: 'status', status: 400, match: { operation: 'command.end' } });
    const problems: unknown[] = [];
    const first = new TypeError('the test itself');
    const options = { onEndProblem: (problem: unknown) => problems.push(problem) };
    expect(await failureOf(open.client.commands.session(options, () => Promise.reject(first)))).toBe(first);
    expect(problems).toEqual([expect.any(RefusedError)]);
  });

  it('is an error when the work went well and it does not', async () => {
    const open = await driven();
    open.lab.faults.add({ kind: 'status', status: 400, match: { operation: 'command.end' } });
    expect(await failureOf(open.client.commands.session({}, () => Promise.resolve(1)))).toBeInstanceOf(
      RefusedError,
    );
  });

  it('comes although a device does not close', async () => {
    const open = await driven();
    open.lab.faults.add({ kind: 'status', status: 400, after: 1, match: { operation: 'command.execute' } });
    const session = open.client.commands.session({ deviceId: phone }, () => Promise.resolve());
    expect(await failureOf(session)).toMatchObject({ operation: 'command.execute' });
    expect(open.calls().at(-1)).toBe('command.end');
    expect(userOf(open, phone)).toBeUndefined();
  });

  it('is repeated when its answer is lost', async () => {
    const open = await driven();
    open.lab.faults.add({ kind: 'reset-after', match: { operation: 'command.end' }, times: 1 });
    const { result } = await open.client.commands.session({}, () => Promise.resolve('done'));
    expect(result).toBe('done');
    expect(open.calls()).toEqual(['command.start', 'command.end', 'command.end']);
  });

  it('comes after an abort of a command that goes on, at once', async () => {
    const open = await driven({ settings: { commandMs: 60_000 } });
    const stop = new AbortController();
    const session = open.client.commands.session({ signal: stop.signal }, async (running) => {
      const opened = running.openDevice(phone);
      await until(() => open.calls().length === 2);
      stop.abort();
      await opened;
    });
    expect(await failureOf(session)).toBeInstanceOf(CancelledError);
    expect(open.calls()).toEqual(['command.start', `device open ${phone}`, 'command.end']);
  });

  it('can be broken off itself', async () => {
    const open = await driven();
    open.lab.faults.add({ kind: 'stall', match: { operation: 'command.end' } });
    const [stop, late] = [new AbortController(), new AbortController()];
    const problems: unknown[] = [];
    const session = open.client.commands.session(
      { signal: stop.signal, lateSignal: late.signal, onEndProblem: (problem) => problems.push(problem) },
      async (running) => {
        stop.abort();
        void until(() => open.calls().includes('command.end')).then(() => {
          late.abort();
        });
        await openApp(running);
      },
    );
    expect(await failureOf(session)).toBeInstanceOf(CancelledError);
    expect(problems).toEqual([expect.any(CancelledError)]);
  });

  it('is no problem when the execution has expired, but a command is', async () => {
    const open = await driven();
    const problems: unknown[] = [];
    const session = open.client.commands.session(
      { onEndProblem: (problem) => problems.push(problem) },
      async (running) => {
        await open.time.advance(3_600_000);
        await openApp(running);
      },
    );
    expect(await failureOf(session)).toBeInstanceOf(NotFoundError);
    expect(problems).toEqual([]);
  });
});

describe('a device of a session', () => {
  it('that somebody else has ends the session, and is not closed', async () => {
    const open = await driven();
    open.lab.state.devices.take(phone, { user: 'dana@example.com' });
    let worked = false;
    const session = open.client.commands.session({ deviceId: phone }, () => {
      worked = true;
      return Promise.resolve();
    });
    const error = (await failureOf(session)) as PerfectoError;
    expect(['COMMAND_FAILED', 'REFUSED']).toContain(error.code);
    expect(worked).toBe(false);
    expect(open.calls()).toEqual(['command.start', `device open ${phone}`, 'command.end']);
    expect(userOf(open, phone)).toBe('dana@example.com');
  });

  it('is closed when the answer to its opening was lost', async () => {
    const open = await driven();
    open.lab.faults.add({ kind: 'reset-after', match: { operation: 'command.execute' }, times: 1 });
    const session = open.client.commands.session({ deviceId: phone }, () => Promise.resolve());
    expect(await failureOf(session)).toMatchObject({ code: 'CONNECTION_LOST' });
    expect(open.calls()).toEqual([
      'command.start',
      `device open ${phone}`,
      `device close ${phone}`,
      'command.end',
    ]);
    expect(userOf(open, phone)).toBeUndefined();
  });

  it('is closed once', async () => {
    const open = await driven();
    await open.client.commands.session({}, async (session) => {
      await session.openDevice(phone);
      await session.openDevice(second);
      expect([userOf(open, phone), userOf(open, second)]).toEqual(Array(2).fill('ci.bot@example.com'));
      await session.closeDevice(phone);
      expect(userOf(open, phone)).toBeUndefined();
    });
    expect(open.calls().filter((call) => call.startsWith('device close'))).toEqual([
      `device close ${phone}`,
      `device close ${second}`,
    ]);
  });
});

describe('a command of a session', () => {
  it('that cannot be done is an error with the words of the service', async () => {
    const open = await driven();
    const error = await failureOf(
      open.client.commands.session({ deviceId: phone }, (session) =>
        session.command('application', 'open', { name: 'No such app' }),
      ),
    );
    expect(error).toBeInstanceOf(CommandFailedError);
    expect(error).toMatchObject({ code: 'COMMAND_FAILED', command: 'application open' });
    expect(String(error)).toContain('No such app');
    expect(open.calls().at(-1)).toBe('command.end');
  });

  it('that cannot be done without a word of why is an error with its flow end code', async () => {
    const open = await driven();
    const error = await failureOf(
      open.client.commands.session({}, (session) => {
        open.lab.faults.add({ kind: 'status', status: 200, body: '{"flowEndCode":"ABORTED"}', times: 1 });
        return session.command('screen', 'unlock');
      }),
    );
    expect(error).toMatchObject({
      message: 'The command screen unlock failed: it ended with ABORTED.',
      flowEndCode: 'ABORTED',
      reason: undefined,
    });
  });

  it('shows no secured parameter when it fails', async () => {
    const open = await driven();
    const body = '{"flowEndCode":"FAILED","reason":"Failed","description":"pin deep-secret is wrong"}';
    const error = await failureOf(
      open.client.commands.session({}, (session) => {
        open.lab.faults.add({ kind: 'status', status: 200, body, times: 1 });
        return session.command('screen', 'unlock', {}, { secured: { pin: 'deep-secret' } });
      }),
    );
    expect(error).toMatchObject({ message: 'The command screen unlock failed: Failed: pin *** is wrong.' });
    const record = open.lab.requests.find(({ operation }) => operation === 'command.execute');
    expect(record?.form).toMatchObject({ 'securedParam.pin': '***' });
  });

  it('that checks and finds nothing is an answer', async () => {
    const open = await driven({ scenario: 'screens: [{texts: [Welcome]}]' });
    const { result } = await open.client.commands.session({ deviceId: phone }, (session) =>
      session.command('checkpoint', 'text', { content: 'Not on this screen' }),
    );
    expect(result).toMatchObject({ reason: 'ValidationFailure', returnValue: 'false' });
  });

  it('comes too late after the end', async () => {
    const open = await driven();
    const { result } = await open.client.commands.session({}, (session) => Promise.resolve(session));
    const before = open.calls().length;
    expect(await failureOf(openApp(result))).toBeInstanceOf(InputError);
    await result.end();
    expect(open.calls()).toHaveLength(before);
  });

  it('goes to the device of the session, to another, or to none', async () => {
    const open = await driven();
    await open.client.commands.session({ deviceId: phone }, async (session) => {
      await session.openDevice(second);
      await session.command('device', 'ready');
      await session.command('device', 'ready', {}, { deviceId: second });
      await session.command('timer', 'start', { timerId: 't' }, { deviceId: undefined });
    });
    expect(open.calls().slice(3, 6)).toEqual([
      `device ready ${phone}`,
      `device ready ${second}`,
      'timer start',
    ]);
  });
});

describe('a session', () => {
  it('answers with what the work found, the ids and the addresses, and leaves a report', async () => {
    const open = await driven();
    const { result, ...facts } = await open.client.commands.session(
      { deviceId: phone, scriptName: 'smoke', 'output.visibility': 'group' },
      async (session) => {
        await openApp(session);
        return session.execution.executionId;
      },
    );
    expect(facts).toMatchObject({
      executionId: result,
      reportKey: expect.stringMatching(/^GROUP:.*smoke/),
      testGridReportUrl: expect.stringMatching(/^https:/),
      singleTestReportUrl: expect.stringMatching(/^https:/),
      reportPdfUrl: expect.stringMatching(/pdf/),
    });
    await open.time.advance(60_000);
    const { reportKey = '' } = facts;
    const path = join(scratchFolder(), 'report.xml');
    const saved = await open.client.reports.download({ reportKey, format: 'xml' }, { path });
    expect(saved.bytes).toBeGreaterThan(100);
  });
});

/** Waits for something that other work of this process is about to do. */
async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setImmediate(resolve));
}
