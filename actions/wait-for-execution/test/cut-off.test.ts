import { afterEach, describe, expect, it } from '@jest/globals';
import { openRehearsal, type Rehearsal } from '@perfecto-actions/workbench/rehearsal';

const action = 'wait-for-execution';
const endless = "scripts: [{ match: '*', duration: 24h }]";
const devices = ['F52F82C4DEMO01', 'F52F82C4DEMO02'];

let job: Rehearsal;

afterEach(() => job.close());

async function start(scenario = endless, inputs: Record<string, string> = {}): Promise<string> {
  job = await openRehearsal(scenario);
  const step = await job.run('run-script', {
    'script-key': 'PUBLIC:Samples/login.xml',
    'device-ids': devices.join(),
    wait: 'false',
    ...inputs,
  });
  return step.outputs['executions'] ?? '';
}

function executions(): string[] {
  return [...job.lab.state.executions.all.values()].map(({ flowEndCode }) => flowEndCode ?? 'running');
}

/** Cancels when the wait has begun, and kills before the service has answered to a stop. */
function killed() {
  const cancel = new AbortController();
  job.lab.faults.add({ kind: 'stall', match: { operation: 'script.abort' } });
  return {
    signal: cancel.signal,
    killDelays: { sigtermAfterMs: 0, sigkillAfterMs: 0 },
    log: (line: string) => {
      if (line.startsWith('##[group]Post ')) job.lab.faults.clear();
      if (line.includes('Running')) cancel.abort();
    },
  };
}

describe('wait-for-execution, cut off', () => {
  it('R1: killed while waiting, the post step stops all executions', async () => {
    const step = await runKilled({ executions: await start() });
    expect(step).toMatchObject({ outcome: 'cancelled', signal: 'SIGKILL' });
    expect(step.post?.log).toMatch(/Stopped [^]*Stopped /);
    expect(executions()).toEqual(['UserAborted', 'UserAborted']);
  });

  it('killed with on-cancel leave, the post step stops nothing', async () => {
    const step = await runKilled({ executions: await start(), 'on-cancel': 'leave' });
    expect(step.post?.log).toContain('Left running, as on-cancel says');
    expect(executions()).toEqual(['running', 'running']);
  });

  it('R21: killed, its conclusion is not passed', async () => {
    const step = await runKilled({ executions: await start() });
    expect(step.outputs['conclusion']).toBe('inconclusive');
  });

  it('R1: the post step reads no policy file, which may be gone with the checkout', async () => {
    const step = await runKilled({ executions: await start(), policy: 'min-tests: 1' });
    expect(step.post).toMatchObject({ outcome: 'success', log: expect.stringContaining('Stopped ') });
  });

  it('R32: the post step stays green when nothing can be stopped', async () => {
    const handle = await start();
    job.lab.faults.add({ kind: 'status', status: 403, match: { operation: 'script.abort' } });
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
    expect(step.post).toMatchObject({ outcome: 'success', exitCode: 0 });
    expect(step.post?.log).toMatch(/##\[warning\].*may still be running/);
  });

  it('stops nothing after a red wait that has seen the end', async () => {
    const handle = await start("scripts: [{ match: '*', outcome: failed }]");
    const step = await job.run(action, { executions: handle });
    expect(step).toMatchObject({ outcome: 'failure', post: { outcome: 'skipped' } });
    expect(job.lab.requests.map(({ operation }) => operation)).not.toContain('script.abort');
  });

  it('R1: stops the others too when one of them is over', async () => {
    const scenario = `scripts: [{ match: '*', duration: 24h, per-device: { ${devices[0] ?? ''}: { duration: 1s } } }]`;
    const step = await runKilled({ executions: await start(scenario) });
    expect(step.post?.log).toContain('Stopped ');
    expect(executions()).toEqual(['Success', 'UserAborted']);
  });
});

describe('wait-for-execution, lists', () => {
  it('counts an execution that is named twice once', async () => {
    const ids = (JSON.parse(await start('')) as { executionId: string }[]).map(
      ({ executionId }) => executionId,
    );
    const step = await job.run(action, { executions: [...ids, ...ids].join(',\n') });
    expect(step.outputs).toMatchObject({ conclusion: 'passed', total: '2' });
  });

  it('R7: is red when one of several has ended badly, and says which', async () => {
    const scenario = `scripts: [{ match: '*', per-device: { ${devices[1] ?? ''}: { outcome: failed, message: 'Pay now is gone' } } }]`;
    const handle = await start(scenario);
    const step = await job.run(action, { executions: handle });
    expect(step.outputs).toMatchObject({ conclusion: 'failed', passed: '1', failed: '1' });
    expect(step.outputs['reason']).toMatch(/1 of 2 executions passed.*Pay now is gone/);
    const results = JSON.parse(step.outputs['results'] ?? '') as { outcome: string }[];
    expect(results.map(({ outcome }) => outcome)).toEqual(['passed', 'failed']);
  });

  it.each([
    ['the list is refused', { kind: 'status', status: 403 } as const],
    ['the list is garbled', { kind: 'malformed-body', body: '{"executions": "none"}' } as const],
    ['the list is empty', { kind: 'malformed-body', body: '{"executions": []}' } as const],
  ])('R5: asks for each execution by itself when %s', async (_, fault) => {
    const handle = await start('');
    job.lab.faults.add({ ...fault, match: { operation: 'script.list' } });
    const step = await job.run(action, { executions: handle });
    expect(step.outputs).toMatchObject({ conclusion: 'passed', total: '2' });
  });

  it('R4: shows a line that stays the same once', async () => {
    const handle = await start(`allocation: { busy: [${devices.join()}] }`, { 'allocation-timeout': '2m' });
    const step = await job.run(action, { executions: handle });
    expect(step.log.match(/Waiting for resources/g)).toHaveLength(2);
    expect(step.outputs['reason']).toContain('device is in use');
  });
});

function runKilled(inputs: Record<string, string>) {
  return job.run(action, inputs, killed());
}
