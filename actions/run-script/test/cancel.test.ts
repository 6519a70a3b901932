import { describe, expect, it } from '@jest/globals';
import { runJob } from '@perfecto-actions/workbench/step-runner';
import { join } from 'node:path';
import {
  action,
  cancelAt,
  devices,
  endless,
  executionsOf,
  killAtOnce,
  openLabJob,
  requestsOf,
  scriptKey,
  writeScript,
  type LabJob,
} from './lab-job.ts';

const onStart = { operation: 'script.execute' };
const onAbort = { operation: 'script.abort' };

/** Cancels the job when the lab has got a request of this operation. */
function cancelOn({ lab }: LabJob, operation: string) {
  const controller = new AbortController();
  const look = setInterval(() => {
    if (!requestsOf(lab).includes(operation)) return;
    clearInterval(look);
    controller.abort();
  }, 5);
  return { signal: controller.signal };
}

describe('a cancelled job with run-script', () => {
  it('R1: SIGINT while waiting stops all executions', async () => {
    const job = await openLabJob(endless);
    const inputs = { 'script-key': scriptKey, 'device-ids': devices.join() };
    const step = await job.run(inputs, cancelAt('Running'));
    expect(step).toMatchObject({ outcome: 'cancelled', exitCode: 1, signalsSent: ['SIGINT'] });
    expect(step.log).toMatch(/SIGINT: the job is being cancelled[^]*Stopped [^]*Stopped /);
    expect(executionsOf(job.lab)).toEqual(['UserAborted', 'UserAborted']);
  });

  it('R1: SIGINT while a start is under way waits for its id and stops it', async () => {
    const job = await openLabJob(endless);
    job.lab.faults.add({ kind: 'drip', bytesPerSecond: 800, match: onStart });
    const step = await job.run({ 'script-key': scriptKey }, cancelOn(job, 'script.execute'));
    expect(step).toMatchObject({ outcome: 'cancelled', signalsSent: ['SIGINT'] });
    expect(step.outputs['execution-id']).toMatch(/^ci\.bot@example\.com_login_/);
    expect(executionsOf(job.lab)).toEqual(['UserAborted']);
  });

  it('R1: SIGINT in a start that is never answered: the post step finds it by its own key', async () => {
    const job = await openLabJob(endless);
    job.lab.faults.add({ kind: 'drip', bytesPerSecond: 10, match: onStart });
    const inputs = { 'script-file': await writeScript(job) };
    const step = await job.run(inputs, cancelOn(job, 'script.execute'));
    expect(step.outputs['execution-id']).toBeUndefined();
    expect(step.post?.log).toContain('Stopped ');
    expect(executionsOf(job.lab)).toEqual(['UserAborted']);
  });

  it('R1: says where to look when a start of a shared key was never answered', async () => {
    const job = await openLabJob(endless);
    job.lab.faults.add({ kind: 'drip', bytesPerSecond: 10, match: onStart });
    const step = await job.run({ 'script-key': scriptKey }, cancelOn(job, 'script.execute'));
    expect(step.log).toContain(`The start of ${scriptKey} got no answer`);
    expect(requestsOf(job.lab)).not.toContain('script.abort');
  });

  it('R1: SIGKILL while waiting: the post step stops it', async () => {
    const job = await openLabJob(endless);
    job.lab.faults.add({ kind: 'stall', match: onAbort, times: 1 });
    const step = await job.run(
      { 'script-key': scriptKey },
      { ...cancelAt('Running'), killDelays: killAtOnce },
    );
    expect(step).toMatchObject({ outcome: 'cancelled', signal: 'SIGKILL' });
    expect(step.post).toMatchObject({ outcome: 'success', log: expect.stringContaining('Stopped ') });
    expect(executionsOf(job.lab)).toEqual(['UserAborted']);
  });

  it('R1: SIGKILL in the middle of a start of a script file: the post step finds and stops it', async () => {
    const job = await openLabJob(endless);
    job.lab.faults.add({ kind: 'drip', bytesPerSecond: 10, match: onStart });
    const inputs = { 'script-file': await writeScript(job), 'device-ids': devices.join() };
    const cancel = { ...cancelOn(job, 'script.execute'), killDelays: killAtOnce };
    const step = await job.run(inputs, cancel);
    expect(step.signal).toBe('SIGKILL');
    expect(new Set(executionsOf(job.lab))).toEqual(new Set(['UserAborted']));
  });

  it('R1: SIGKILL in the middle of starts of a shared key: the post step stops what it knows and tells of the rest', async () => {
    const job = await openLabJob(endless);
    job.lab.faults.add({ kind: 'drip', bytesPerSecond: 10, match: onStart, after: 1 });
    const controller = new AbortController();
    const step = await job.run(
      { 'script-key': scriptKey, 'device-ids': devices.join() },
      {
        killDelays: killAtOnce,
        signal: controller.signal,
        log: (line) => {
          if (line.startsWith('Started: ')) controller.abort();
        },
      },
    );
    expect(step.signal).toBe('SIGKILL');
    expect(step.post?.log).toMatch(/##\[warning\]The step ended in the middle of 1 start of PUBLIC:/);
    expect(step.post?.log).toContain('Stopped ');
  });

  it('R1: the post step stops what it knows although further ones cannot be looked for', async () => {
    const job = await openLabJob(endless);
    job.lab.faults.add({ kind: 'stall', match: onAbort, times: 1 });
    const listings = { operation: 'script.list' };
    job.lab.faults.add({ kind: 'status', status: 403, match: listings, after: 1 });
    const inputs = { 'script-file': await writeScript(job) };
    const step = await job.run(inputs, { ...cancelAt('Running'), killDelays: killAtOnce });
    expect(step.post).toMatchObject({
      outcome: 'success',
      log: expect.stringMatching(/could not be looked for/),
    });
    expect(executionsOf(job.lab)).toEqual(['UserAborted']);
  });

  it('on-cancel leave stops nothing, neither at the signal nor in the post step', async () => {
    const job = await openLabJob(endless);
    const inputs = { 'script-key': scriptKey, 'on-cancel': 'leave' };
    const step = await job.run(inputs, cancelAt('Running'));
    expect(step.outcome).toBe('cancelled');
    expect(step.post?.log).toContain('Left running, as on-cancel says');
    expect(executionsOf(job.lab)).toEqual(['running']);
  });

  it('a job cancelled after the end stops nothing', async () => {
    const job = await openLabJob();
    const step = await job.run({ 'script-key': scriptKey }, cancelAt(': passed'));
    expect(step.post?.outcome).toBe('success');
    expect(requestsOf(job.lab)).not.toContain('script.abort');
  });

  it('R32: the post step stays green when the service refuses to stop', async () => {
    const job = await openLabJob(endless);
    job.lab.faults.add({ kind: 'status', status: 403, match: onAbort });
    const step = await job.run({ 'script-key': scriptKey }, cancelAt('Running'));
    expect(step.post).toMatchObject({ outcome: 'success', exitCode: 0 });
    expect(step.post?.log).toMatch(/##\[warning\].* may still be running, stopping it failed/);
  });

  it('R32: the post step stays green when the cloud is gone', async () => {
    const job = await openLabJob(endless);
    job.lab.faults.add({ kind: 'reset-before', match: { path: 'executions' }, after: 5 });
    const step = await job.run({ 'script-key': scriptKey }, cancelAt('a look failed'));
    expect(step.post).toMatchObject({ outcome: 'success', exitCode: 0 });
  });

  it('R12: what was handed over does not outlive a job that fails later', async () => {
    const job = await openLabJob(endless);
    const connection = {
      cloud: job.lab.url,
      'security-token': job.lab.tokens.automation,
      'ca-file': job.lab.caFile,
    };
    const { conclusion, steps } = await runJob({
      workspace: job.workspace,
      tempDir: join(job.folder, 'temp'),
      steps: [
        { uses: action, with: { ...connection, 'script-key': scriptKey, wait: 'false' } },
        { uses: action, with: { ...connection, 'script-key': 'PUBLIC:gone.xml' } },
      ],
    });
    expect(conclusion).toBe('failure');
    expect(steps[0]?.post?.log).toContain('Stopped ');
    expect(executionsOf(job.lab)).toEqual(['UserAborted']);
  });
});
