import { describe, expect, it } from '@jest/globals';
import type { Fault } from '@perfecto-actions/lab';
import {
  cancelAt,
  devices,
  endless,
  executionsOf,
  idsOf,
  killAtOnce,
  openLabJob,
  requestsOf,
  scriptKey,
  writeScript,
} from './lab-job.ts';

const onStart = { operation: 'script.execute' };
const twoDevices = { 'script-key': scriptKey, 'device-ids': devices.join('\n') };

/** The second start is refused. */
const refuseSecond: Fault = {
  kind: 'status',
  status: 500,
  body: '{"errorMessage":"Failed to start script - no licence left"}',
  match: onStart,
  after: 1,
};

describe('run-script starts', () => {
  it('starts one execution on each device and passes', async () => {
    const job = await openLabJob();
    const step = await job.run({ ...twoDevices, 'device-ids': JSON.stringify([...devices, devices[0]]) });
    expect(step).toMatchObject({ outcome: 'success', outputs: { conclusion: 'passed' } });
    const used = [...job.lab.state.executions.all.values()].map(({ device }) => device?.deviceId);
    expect(used.sort()).toEqual([...devices]);
    const handles = JSON.parse(step.outputs['executions'] ?? '') as { deviceId: string; reportKey: string }[];
    expect(handles.map(({ deviceId }) => deviceId)).toEqual([...devices]);
    expect(JSON.parse(step.outputs['report-keys'] ?? '')).toEqual(handles.map(({ reportKey }) => reportKey));
    expect(step.outputs['report-url']).toContain(step.outputs['report-key']);
    expect(step.post?.outcome).toBe('skipped');
  });

  it('says in one sentence that a script key is unknown', async () => {
    const job = await openLabJob();
    const step = await job.run({ 'script-key': 'PUBLIC:tests/gone.xml' });
    expect(step.outcome).toBe('failure');
    expect(step.annotations.at(-1)?.message).toMatch(
      /PUBLIC:tests\/gone\.xml.*Check that PUBLIC:tests\/gone\.xml exists in the repository, with its \.xml\.$/,
    );
    expect(step.summary).toContain('not started');
  });

  it.each([
    ['does not exist', 'GHOST01', '', /Device GHOST01 does not exist/],
    ['is taken', devices[0], `allocation: { busy: [${devices[0]}] }`, /device is in use/],
    ['is broken', devices[0], `devices: [{ deviceId: ${devices[0]}, status: Error }]`, /not connected/],
  ])('is red with the reason of the service when the device %s', async (_, device, scenario, reason) => {
    const job = await openLabJob(scenario);
    const step = await job.run({ 'script-key': scriptKey, 'device-ids': device, 'allocation-timeout': '1m' });
    expect(step).toMatchObject({ outcome: 'failure', outputs: { conclusion: 'failed' } });
    expect(step.outputs['reason']).toMatch(reason);
    expect(step.annotations.at(-1)?.message).toMatch(reason);
    expect(step.post?.log).not.toContain('Stopped');
  });

  it('is red with the place when the script cannot be parsed', async () => {
    const job = await openLabJob();
    const file = await writeScript(job, '<script><step></script>');
    const step = await job.run({ 'script-file': file });
    expect(step.outcome).toBe('failure');
    expect(step.outputs['reason']).toMatch(/ParseError: Failed to parse script/);
  });

  it('is red and starts nothing when the script file cannot be uploaded', async () => {
    const job = await openLabJob();
    job.lab.faults.add({ kind: 'status', status: 403, match: { path: 'repository' } });
    const step = await job.run({ 'script-file': await writeScript(job) });
    expect(step.outcome).toBe('failure');
    expect(executionsOf(job.lab)).toEqual([]);
  });

  it('R2: the first id is known although the step is killed in the second start', async () => {
    const job = await openLabJob(endless);
    job.lab.faults.add({ kind: 'stall', match: onStart, after: 1 });
    const step = await job.run(twoDevices, { ...cancelAt('Started: '), killDelays: killAtOnce });
    expect(step.signal).toBe('SIGKILL');
    expect(JSON.parse(step.outputs['execution-ids'] ?? '')).toEqual(idsOf(job.lab));
    // Read from the step's state.
    expect(step.post?.log).toContain(`Stopped ${idsOf(job.lab)[0] ?? '-'}`);
    expect(executionsOf(job.lab)).toEqual(['UserAborted']);
  });

  it('R3: stops the first when the second cannot start, and tells all ids', async () => {
    const job = await openLabJob(endless);
    job.lab.faults.add(refuseSecond);
    const step = await job.run(twoDevices);
    expect(step.outcome).toBe('failure');
    expect(step.annotations.at(-1)?.message).toMatch(/^F52F82C4DEMO0\d: .*no licence left/);
    expect(step.outputs['execution-id']).toBe(idsOf(job.lab)[0]);
    expect(step.outputs['conclusion']).toBe('inconclusive');
    expect(step.summary).toMatch(/started, [^]*not started: .*no licence left/);
    expect(executionsOf(job.lab)).toEqual(['UserAborted']);
    // The main step has stopped it, so the post step has nothing to do.
    expect(step.post?.log).not.toContain(idsOf(job.lab)[0]);
  });

  it('R3: keeps the first with on-start-failure keep, also in the post step', async () => {
    const job = await openLabJob(endless);
    job.lab.faults.add(refuseSecond);
    const step = await job.run({ ...twoDevices, 'on-start-failure': 'keep' });
    expect(step).toMatchObject({ outcome: 'failure', post: { outcome: 'success' } });
    expect(step.outputs['execution-id']).toBe(idsOf(job.lab)[0]);
    expect(executionsOf(job.lab)).toEqual(['running']);
    expect(requestsOf(job.lab)).not.toContain('script.abort');
  });

  it('R3: leaves it to the post step when the stop fails', async () => {
    const job = await openLabJob(endless);
    job.lab.faults.add(refuseSecond);
    job.lab.faults.add({ kind: 'expired-token', match: { operation: 'script.abort' }, times: 1 });
    const step = await job.run(twoDevices);
    expect(step.log).toMatch(/may still be running, stopping it failed/);
    expect(step.post?.log).toContain('Stopped ');
    expect(executionsOf(job.lab)).toEqual(['UserAborted']);
  });

  it('R6: finds the execution of a script file whose answer was lost', async () => {
    const job = await openLabJob();
    job.lab.faults.add({ kind: 'reset-after', match: onStart, times: 1 });
    const step = await job.run({ 'script-file': await writeScript(job) });
    expect(step).toMatchObject({ outcome: 'success', outputs: { conclusion: 'passed' } });
    expect(step.log).toContain(`Found after its answer was lost: ${idsOf(job.lab)[0] ?? '-'}`);
    expect(executionsOf(job.lab)).toEqual(['Success']);
  });

  it('R6: finds several of them by their devices', async () => {
    const job = await openLabJob();
    job.lab.faults.add({ kind: 'reset-after', match: onStart, times: 2 });
    const inputs = { 'script-file': await writeScript(job), 'device-ids': devices.join(',') };
    const step = await job.run(inputs);
    expect(step.outcome).toBe('success');
    const handles = JSON.parse(step.outputs['executions'] ?? '') as {
      executionId: string;
      deviceId: string;
    }[];
    const used = handles.map(
      ({ executionId }) => job.lab.state.executions.get(executionId)?.device?.deviceId,
    );
    expect(used).toEqual([...devices]);
    expect(executionsOf(job.lab)).toEqual(['Success', 'Success']);
  });

  it('R6: an unreadable answer is no second start', async () => {
    const job = await openLabJob();
    job.lab.faults.add({ kind: 'truncate', afterBytes: 20, announce: 'none', match: onStart, times: 1 });
    const step = await job.run({ 'script-file': await writeScript(job) });
    expect(step.outcome).toBe('success');
    expect(executionsOf(job.lab)).toEqual(['Success']);
  });

  it('R6: a service that is down is asked again, and one execution comes out', async () => {
    const job = await openLabJob();
    job.lab.faults.add({ kind: 'status', status: 429, retryAfter: 0, match: onStart, times: 1 });
    const step = await job.run({ 'script-key': scriptKey });
    expect(step.outcome).toBe('success');
    expect(executionsOf(job.lab)).toEqual(['Success']);
  });

  it('R13: gives the upload of a script no longer than request-timeout', async () => {
    const job = await openLabJob();
    job.lab.faults.add({ kind: 'stall', match: { operation: 'repository.v1.upload' } });
    const step = await job.run({ 'script-file': await writeScript(job), 'request-timeout': '200ms' });
    expect(step.annotations.at(-1)?.message).toMatch(/^repository\.v1\.upload took longer than 0\.2 s/);
    expect(executionsOf(job.lab)).toEqual([]);
  });

  it('R6: says what the service answered to a start of a script file, and that its key removes the doubt', async () => {
    const job = await openLabJob();
    job.lab.faults.add({ kind: 'status', status: 502, match: onStart });
    const step = await job.run({ 'script-file': await writeScript(job) });
    const message = step.annotations.at(-1)?.message ?? '';
    expect(message).toMatch(
      /was answered with an error, and no execution of it has appeared\. It was not started again/,
    );
    expect(message).toMatch(/answered 502 to script\.execute.*Repeat the step; should an execution/);
    expect(message).not.toContain('A script-file gets a key');
    expect(requestsOf(job.lab).filter((operation) => operation === 'script.execute')).toHaveLength(1);
  });

  it('R10: adopts nothing of a shared script key, names the candidates and starts nothing again', async () => {
    const job = await openLabJob(endless);
    job.lab.faults.add({ kind: 'reset-after', match: onStart, times: 1 });
    const step = await job.run({ 'script-key': scriptKey });
    expect(step.outcome).toBe('failure');
    const [candidate = '-'] = idsOf(job.lab);
    expect(step.annotations.at(-1)?.message).toMatch(/got no answer.*It may be .*: not started again/);
    expect(step.annotations.at(-1)?.message).toContain(candidate);
    expect(step.outputs['execution-id']).toBeUndefined();
    // It may be a colleague's, so it is not stopped either.
    expect(executionsOf(job.lab)).toEqual(['running']);
  });

  it('R10: does not take up an earlier execution of the same key', async () => {
    const job = await openLabJob();
    await job.run({ 'script-key': scriptKey });
    job.lab.faults.add({ kind: 'reset-after', match: onStart, times: 1 });
    const step = await job.run({ 'script-key': scriptKey });
    const [earlier = '-', own = '-'] = idsOf(job.lab);
    expect(step.annotations.at(-1)?.message).toContain(own);
    expect(step.annotations.at(-1)?.message).not.toContain(earlier);
  });

  it('R11: a second attempt of the same run has a script of its own', async () => {
    const job = await openLabJob();
    const inputs = { 'script-file': await writeScript(job) };
    const keys = [];
    for (const github of [{}, { run_attempt: '2' }, { job: 'other' }, { run_id: '8' }]) {
      const step = await job.run(inputs, { github });
      expect(step.outcome).toBe('success');
      keys.push(step.outputs['script-key']);
    }
    keys.push((await job.run({ ...inputs, leg: '3' })).outputs['script-key']);
    expect(new Set(keys).size).toBe(5);
  });
});
