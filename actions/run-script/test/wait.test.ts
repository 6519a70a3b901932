import { describe, expect, it } from '@jest/globals';
import type { Fault } from '@perfecto-actions/lab';
import { devices, endless, executionsOf, openLabJob, requestsOf, scriptKey } from './lab-job.ts';

const onStatus = { operation: 'script.status' };

describe('run-script waits', () => {
  it('is red with the message of the failed step', async () => {
    const job = await openLabJob("scripts: [{ match: '*', outcome: failed, message: 'Pay now is gone' }]");
    const step = await job.run({ 'script-key': scriptKey });
    expect(step).toMatchObject({ outcome: 'failure', outputs: { conclusion: 'failed' } });
    expect(step.outputs['reason']).toContain('Pay now is gone');
    expect(step.summary).toContain('Pay now is gone');
    // It has ended, so nothing is stopped.
    expect(requestsOf(job.lab)).not.toContain('script.abort');
  });

  it('is red when the outcome is neither', async () => {
    const job = await openLabJob("scripts: [{ match: '*', outcome: inconclusive }]");
    const step = await job.run({ 'script-key': scriptKey });
    expect(step).toMatchObject({ outcome: 'failure', outputs: { conclusion: 'inconclusive' } });
  });

  it('R7: a timeout is red and stops what runs', async () => {
    const job = await openLabJob(endless);
    const step = await job.run({ 'script-key': scriptKey, 'device-ids': devices.join(), timeout: '1s' });
    expect(step).toMatchObject({ outcome: 'failure', outputs: { conclusion: 'inconclusive' } });
    expect(step.outputs['reason']).toContain('had not ended when the time was over');
    expect(executionsOf(job.lab)).toEqual(['UserAborted', 'UserAborted']);
  });

  it('R7: a timeout with on-timeout leave is red and stops nothing, nor does the post step', async () => {
    const job = await openLabJob(endless);
    const step = await job.run({ 'script-key': scriptKey, timeout: '1s', 'on-timeout': 'leave' });
    expect(step.outcome).toBe('failure');
    expect(step.post?.outcome).toBe('success');
    expect(executionsOf(job.lab)).toEqual(['running']);
  });

  it('R1: the post step stops what could not be stopped at the deadline', async () => {
    const job = await openLabJob(endless);
    job.lab.faults.add({ kind: 'expired-token', match: { operation: 'script.abort' }, times: 1 });
    const step = await job.run({ 'script-key': scriptKey, timeout: '1s' });
    expect(step.log).toMatch(/may still be running/);
    expect(step.post?.log).toContain('Stopped ');
    expect(executionsOf(job.lab)).toEqual(['UserAborted']);
  });

  it('R8: a state that nobody listed is red', async () => {
    const job = await openLabJob(endless);
    const body = '{"executionId":"x","status":"Paused","completed":"false","flowEndCode":"Success"}';
    job.lab.faults.add({ kind: 'malformed-body', body, match: onStatus });
    const step = await job.run({ 'script-key': scriptKey });
    expect(step).toMatchObject({ outcome: 'failure', outputs: { conclusion: 'inconclusive' } });
    expect(step.outputs['reason']).toContain('Paused');
    expect(executionsOf(job.lab)).toEqual(['UserAborted']);
  });

  it('R4: credentials that die in the middle end the wait at once and leave nothing running', async () => {
    const job = await openLabJob(endless);
    job.lab.faults.add({ kind: 'expired-token', match: onStatus, after: 2 });
    const step = await job.run({ 'script-key': scriptKey });
    expect(step.outcome).toBe('failure');
    expect(step.annotations.at(-1)?.message).toMatch(/bad credentials[^]*Check the security token/i);
    // Two good looks, the refused one, and at most one by which stopping asks whether it has ended.
    expect(requestsOf(job.lab).filter((id) => id === 'script.status').length).toBeLessThanOrEqual(4);
    expect(executionsOf(job.lab)).toEqual(['UserAborted']);
  });

  it('R4: on-cancel leave keeps it running then', async () => {
    const job = await openLabJob(endless);
    job.lab.faults.add({ kind: 'expired-token', match: onStatus, after: 2 });
    const step = await job.run({ 'script-key': scriptKey, 'on-cancel': 'leave' });
    expect(step.outcome).toBe('failure');
    expect(step.post?.log).toContain('Left running, as on-cancel says');
    expect(executionsOf(job.lab)).toEqual(['running']);
  });

  it.each<[string, Fault]>([
    ['R9: it is not found right after the start', { kind: 'not-found-first', count: 3 }],
    ['R5: polls answer 503', { kind: 'status', status: 503, times: 3 }],
    ['R5: polls answer 429', { kind: 'status', status: 429, retryAfter: 1, times: 2 }],
    ['R5: polls answer 408', { kind: 'status', status: 408, times: 2 }],
    ['R5: connections break before', { kind: 'reset-before', times: 3 }],
    ['R5: connections break after', { kind: 'reset-after', times: 3 }],
    ['R5: the answer ends in the middle', { kind: 'truncate', afterBytes: 30, announce: 'none', times: 2 }],
    ['R5: the answer is cut off', { kind: 'truncate', afterBytes: 30, announce: 'whole', times: 2 }],
    ['R5: a page comes instead', { kind: 'malformed-body', body: '<html>busy</html>', times: 2 }],
  ])('%s, and the wait goes on', async (_, fault) => {
    const job = await openLabJob();
    job.lab.faults.add({ ...fault, match: onStatus });
    const step = await job.run({ 'script-key': scriptKey });
    expect(step).toMatchObject({ outcome: 'success', outputs: { conclusion: 'passed' } });
    expect(executionsOf(job.lab)).toEqual(['Success']);
  });

  it('R4: shows equal lines once', async () => {
    const job = await openLabJob(`allocation: { busy: [${devices[0]}] }`);
    job.lab.faults.add({ kind: 'status', status: 503, match: onStatus, after: 5, times: 5 });
    const step = await job.run({
      'script-key': scriptKey,
      'device-ids': devices[0],
      'allocation-timeout': '2m',
    });
    expect(requestsOf(job.lab).filter((id) => id === 'script.status').length).toBeGreaterThan(10);
    const progress = step.log.split('\n').map((line) => line.replace(/^\[[^\]]+\] /, ''));
    expect(progress.filter((line) => line.includes('Waiting for resources'))).toHaveLength(1);
    expect(progress.filter((line) => line.includes('a look failed'))).toHaveLength(1);
  });

  it('R12: starts only, with wait false, and the job may end', async () => {
    const job = await openLabJob(endless);
    const step = await job.run({ 'script-key': scriptKey, wait: 'false' });
    expect(step).toMatchObject({ outcome: 'success', post: { outcome: 'skipped' } });
    expect(step.outputs['conclusion']).toBeUndefined();
    expect(step.summary).toMatch(
      /Started PUBLIC&#58;Samples\/login\.xml[^]*started, \[report\]\(https:[^)]+\) \|/,
    );
    expect(executionsOf(job.lab)).toEqual(['running']);
  });
});
