import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import type { JobOptions, JobResult, JobStep } from '../src/step-runner/index.ts';
import { fixture, postScript, printed, runScratchJob, scripted } from './scratch-job.ts';

/** Holds the process for longer than any test, and says when it may be cancelled. */
const wait = `setInterval(() => {}, 60_000); console.log('ready');`;
const deaf = `for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => console.log('got ' + name));`;
const patient = { sigtermAfterMs: 60_000, sigkillAfterMs: 60_000 };
const hasty = { sigtermAfterMs: 150, sigkillAfterMs: 150 };

/** A killed orphan that nobody has reaped yet, as in a container without init, does not run any more. */
function isRunning(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return /^[^Z\s]/.test(stdout);
}

/** Cancels the job as soon as a step says `ready`. */
async function cancelWhenReady(
  steps: readonly JobStep[],
  options: Partial<JobOptions> = {},
): Promise<JobResult> {
  const controller = new AbortController();
  return runScratchJob(steps, {
    killDelays: patient,
    ...options,
    signal: controller.signal,
    log: (line) => {
      if (line === 'ready') controller.abort();
    },
  });
}

describe('cancelling a job', () => {
  it('sends SIGINT first and leaves a step that obeys time to clean up', async () => {
    const job = await cancelWhenReady([
      scripted(
        `process.on('SIGINT', () => { write('GITHUB_OUTPUT', 'aborted=true'); process.exit(0); }); ${wait}`,
      ),
    ]);
    expect(job.conclusion).toBe('cancelled');
    expect(job.steps[0]).toMatchObject({
      outcome: 'cancelled',
      exitCode: 0,
      signalsSent: ['SIGINT'],
      outputs: { aborted: 'true' },
    });
  });

  it('goes on to SIGTERM and then kills a step that obeys neither', async () => {
    const job = await cancelWhenReady([scripted(`${deaf} ${wait}`)], { killDelays: hasty });
    expect(job.steps[0]).toMatchObject({
      signal: 'SIGKILL',
      signalsSent: ['SIGINT', 'SIGTERM', 'SIGKILL'],
    });
    expect(printed(job.steps[0])).toMatch(/got SIGINT[^]*got SIGTERM/);
    expect(job.steps[0]?.durationMs).toBeGreaterThanOrEqual(300);
  });

  it('kills the children of a step with it', async () => {
    const job = await cancelWhenReady(
      [
        scripted(`import { spawn } from 'node:child_process';
          const child = spawn(process.execPath, ['-e', ${JSON.stringify(`${deaf} setInterval(() => {}, 1000)`)}], { stdio: 'inherit' });
          write('GITHUB_OUTPUT', 'pid=' + child.pid); ${deaf} ${wait}`),
      ],
      { killDelays: hasty },
    );
    const pid = Number(job.steps[0]?.outputs['pid']);
    expect(pid).toBeGreaterThan(0);
    expect(isRunning(pid)).toBe(false);
  });

  it('skips later steps unless their condition holds, and runs the posts', async () => {
    const post = postScript(`console.log('post ran')`);
    const job = await cancelWhenReady([
      scripted(wait, { with: post }),
      scripted(''),
      scripted('', { if: 'failure()' }),
      scripted('', { if: 'cancelled()' }),
      scripted('process.exit(1)', { if: 'always()' }),
    ]);
    expect(job.steps.map(({ conclusion }) => conclusion)).toEqual([
      'cancelled',
      'skipped',
      'skipped',
      'success',
      'failure',
    ]);
    expect(printed(job.steps[0]?.post)).toContain('post ran');
    expect(job.conclusion).toBe('cancelled');
  });

  it('honours post-if: cancelled()', async () => {
    const job = await cancelWhenReady([
      { uses: fixture('post-if-success'), with: { script: '' } },
      { uses: fixture('post-if-cancelled'), with: { script: wait } },
    ]);
    expect(job.steps.map(({ post }) => post?.conclusion)).toEqual(['skipped', 'success']);
  });

  it('leaves a running step alone whose condition holds for a cancelled job', async () => {
    const job = await cancelWhenReady([
      scripted(`console.log('ready'); setTimeout(() => console.log('done'), 200);`, { if: 'always()' }),
    ]);
    expect(job.steps[0]).toMatchObject({ conclusion: 'success', signalsSent: [] });
    expect(printed(job.steps[0])).toContain('done');
    expect(job.conclusion).toBe('cancelled');
  });

  it('stops even always() stages when the grace time has passed', async () => {
    const job = await cancelWhenReady([scripted(''), scripted(wait, { if: 'always()' })], {
      cancelGraceMs: 50,
    });
    expect(job.steps[1]).toMatchObject({ conclusion: 'cancelled', signal: 'SIGINT' });
    expect(job.steps[0]?.post?.conclusion).toBe('skipped');
  });

  it('runs no step of a job that was cancelled before it began', async () => {
    const job = await runScratchJob([scripted('')], { signal: AbortSignal.abort() });
    expect(job).toMatchObject({ conclusion: 'cancelled', steps: [{ conclusion: 'skipped' }] });
  });
});

describe('a step over its time limit', () => {
  it('is interrupted and fails, and the job with it', async () => {
    const job = await runScratchJob([scripted(wait, { timeoutMs: 400 }), scripted('')]);
    expect(job.steps[0]).toMatchObject({ outcome: 'failure', signalsSent: ['SIGINT'] });
    expect(printed(job.steps[0])).toMatch(/has timed out after 400 ms/);
    expect(job.steps[1]?.conclusion).toBe('skipped');
    expect(job.conclusion).toBe('failure');
  });
});

describe('a cancel that does not begin with SIGINT', () => {
  it.each([
    ['SIGTERM', ['SIGTERM', 'SIGKILL']],
    ['SIGKILL', ['SIGKILL']],
  ] as const)('but with %s sends what comes after it alone', async (beginWith, signalsSent) => {
    const job = await cancelWhenReady([scripted(`${deaf} ${wait}`)], { killDelays: { ...hasty, beginWith } });
    expect(job.steps[0]).toMatchObject({ signal: 'SIGKILL', signalsSent });
    expect(printed(job.steps[0])).not.toContain('got SIGINT');
  });

  it('and no grace at all is a runner that dies: no post is run', async () => {
    const post = postScript(`console.log('post ran')`);
    const job = await cancelWhenReady([scripted(wait, { with: post })], {
      killDelays: { ...patient, beginWith: 'SIGKILL' },
      cancelGraceMs: 0,
    });
    expect(job.steps[0]).toMatchObject({ signal: 'SIGKILL', post: { conclusion: 'skipped' } });
  });
});
