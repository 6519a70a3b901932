import { afterEach, describe, expect, it } from '@jest/globals';
import { openRehearsal, type Rehearsal } from '@perfecto-actions/workbench/rehearsal';

const action = 'wait-for-execution';
const scriptKey = 'PUBLIC:Samples/login.xml';
const endless = "scripts: [{ match: '*', duration: 24h }]";
const onStatus = { operation: 'script.status' };

let job: Rehearsal;

afterEach(() => job.close());

/** Starts executions in a job of their own and answers the handle. */
async function start(scenario = '', devices = ['F52F82C4DEMO01']): Promise<string> {
  job = await openRehearsal(scenario);
  const step = await job.run('run-script', {
    'script-key': scriptKey,
    'device-ids': devices.join(),
    wait: 'false',
  });
  expect(step.outcome).toBe('success');
  return step.outputs['executions'] ?? '';
}

function executions(): string[] {
  return [...job.lab.state.executions.all.values()].map(({ flowEndCode }) => flowEndCode ?? 'running');
}

describe('wait-for-execution', () => {
  it('R12: waits in another job from the JSON handle, and is green when all passed', async () => {
    const handle = await start('', ['F52F82C4DEMO01', 'F52F82C4DEMO02']);
    const step = await job.run(action, { executions: handle });
    expect(step.outcome).toBe('success');
    expect(step.outputs).toMatchObject({
      conclusion: 'passed',
      total: '2',
      passed: '2',
      'flow-end-code': 'Success',
    });
    expect(step.outputs['executions']).toBe(handle);
    expect(step.summary).toContain('passed');
  });

  it('takes plain ids too', async () => {
    await start();
    const id = [...job.lab.state.executions.all.values()][0]?.executionId ?? '';
    const step = await job.run(action, { executions: `${id}\n` });
    expect(step.outputs['conclusion']).toBe('passed');
  });

  it('R21: is red on a failure, with its outputs written', async () => {
    const handle = await start("scripts: [{ match: '*', outcome: failed, message: 'Pay now is gone' }]");
    const step = await job.run(action, { executions: handle });
    expect(step).toMatchObject({ outcome: 'failure', outputs: { conclusion: 'failed', failed: '1' } });
    expect(step.outputs['reason']).toContain('Pay now is gone');
    expect(step.outputs['flow-end-code']).toBe('Failed');
  });

  it('R7: a timeout is red and stops what runs', async () => {
    const handle = await start(endless);
    const step = await job.run(action, { executions: handle, timeout: '1s' });
    expect(step).toMatchObject({ outcome: 'failure', outputs: { conclusion: 'inconclusive' } });
    expect(executions()).toEqual(['UserAborted']);
  });

  it('R7: a timeout with on-timeout leave is red and stops nothing', async () => {
    const handle = await start(endless);
    const step = await job.run(action, { executions: handle, timeout: '1s', 'on-timeout': 'leave' });
    expect(step.outcome).toBe('failure');
    expect(executions()).toEqual(['running']);
  });

  it('R8: a state that nobody listed is red', async () => {
    const handle = await start(endless);
    const body = '{"executionId":"x","status":"Paused","completed":"false"}';
    job.lab.faults.add({ kind: 'malformed-body', body, match: onStatus });
    const step = await job.run(action, { executions: handle });
    expect(step.outputs['conclusion']).toBe('inconclusive');
    expect(step.outputs['reason']).toContain('Paused');
  });

  it.each([
    ['503 twice', { kind: 'status', status: 503, times: 2, match: onStatus } as const],
    ['429', { kind: 'status', status: 429, retryAfter: 0, times: 1, match: onStatus } as const],
    ['a reset', { kind: 'reset-before', times: 2, match: onStatus } as const],
    [
      'a truncated body',
      { kind: 'truncate', afterBytes: 20, announce: 'none', times: 2, match: onStatus } as const,
    ],
  ])('R5: %s is tolerated', async (_, fault) => {
    const handle = await start();
    job.lab.faults.add(fault);
    const step = await job.run(action, { executions: handle });
    expect(step.outputs['conclusion']).toBe('passed');
  });

  it('R4: a token that dies ends the wait at once, and what to do is said', async () => {
    const handle = await start(endless);
    job.lab.faults.add({ kind: 'expired-token', match: onStatus });
    const before = job.lab.requests.length;
    const step = await job.run(action, { executions: handle });
    expect(step.outcome).toBe('failure');
    expect(step.annotations.at(-1)?.message).toMatch(/bad credentials[^]*Check the security token/);
    expect(
      job.lab.requests.slice(before).filter(({ operation }) => operation === 'script.status'),
    ).toHaveLength(1);
  });

  it('R4: an error budget of no time gives up at the first failed look, and is red', async () => {
    const handle = await start(endless);
    job.lab.faults.add({ kind: 'status', status: 503, match: onStatus });
    const step = await job.run(action, { executions: handle, 'error-budget': '0s' });
    expect(step).toMatchObject({ outcome: 'failure', outputs: { conclusion: 'inconclusive' } });
  });

  it('takes a policy that allows what is inconclusive to end green', async () => {
    const handle = await start("scripts: [{ match: '*', outcome: inconclusive }]");
    const step = await job.run(action, { executions: handle, policy: 'fail-on: [failed]' });
    expect(step).toMatchObject({ outcome: 'success', outputs: { conclusion: 'inconclusive' } });
  });

  it('says once why it failed, and notes what the policy need not know any more', async () => {
    const handle = await start("scripts: [{ match: '*', outcome: failed, message: Welcome is missing }]");
    const policy = 'known-failures: [{ script: checkout, reason: SHOP-7, expires: 2999-01-01 }]';
    const step = await job.run(action, { executions: handle, policy });
    expect(step.log).toMatch(/❌ \S+: failed: Welcome is missing$/m);
    expect(step.annotations.at(-1)?.message).not.toMatch(/failed: failed|Failed: Failed/i);
    expect(step.log.match(/^Note: .*$/gm)).toEqual([expect.stringContaining('SHOP-7')]);
  });

  it('R1: a cancelled job leaves nothing running', async () => {
    const handle = await start(endless);
    const cancel = new AbortController();
    const step = await job.run(
      action,
      { executions: handle },
      {
        signal: cancel.signal,
        log: (line) => {
          if (line.includes('Running')) cancel.abort();
        },
      },
    );
    expect(step.conclusion).toBe('cancelled');
    expect(executions()).toEqual(['UserAborted']);
  });

  it('a cancelled job with on-cancel leave goes without stopping them', async () => {
    const handle = await start(endless);
    const cancel = new AbortController();
    await job.run(
      action,
      { executions: handle, 'on-cancel': 'leave' },
      {
        signal: cancel.signal,
        log: (line) => {
          if (line.includes('Running')) cancel.abort();
        },
      },
    );
    expect(executions()).toEqual(['running']);
  });

  it('plan only says what it would do', async () => {
    const handle = await start(endless);
    const before = job.lab.requests.length;
    const step = await job.run(action, { executions: handle, plan: 'true' });
    expect(step.log).toContain('Plan: would wait for');
    expect(job.lab.requests).toHaveLength(before);
  });
});

describe('R14: bad inputs of wait-for-execution', () => {
  it.each([
    ['nothing', { executions: '' }, 'executions: is missing'],
    ['an empty list', { executions: '[]' }, 'executions: names no execution'],
    ['broken JSON', { executions: '[{"executionId":' }, 'looks like JSON but is not'],
    ['an entry without id', { executions: '[{"deviceId":"x"}]' }, 'without executionId'],
    ['an odd choice', { executions: 'x', 'on-timeout': 'pray' }, 'give one of abort, leave'],
    ['a policy with a misspelt key', { executions: 'x', policy: 'min-test: 3' }, 'min-tests'],
    ['a policy file that is not there', { executions: 'x', policy: 'gate.yml' }, 'gate.yml'],
  ])('%s is red without a request', async (_, inputs, problem) => {
    job = await openRehearsal();
    const step = await job.run(action, inputs);
    expect(step.outcome).toBe('failure');
    expect(step.annotations.map(({ message }) => message).join('\n')).toContain(problem);
    expect(job.lab.requests).toHaveLength(0);
  });
});
