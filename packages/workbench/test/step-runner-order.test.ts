import { describe, expect, it } from '@jest/globals';
import { fixture, postScript, runScratchJob, scripted } from './scratch-job.ts';

function said(log: string): string[] {
  return log.split('\n').filter((line) => /^(main|post) \w+$/.test(line));
}

function speaking(name: string, main = '', step = {}) {
  return scripted(`console.log('main ${name}'); ${main}`, {
    id: name,
    with: postScript(`console.log('post ${name}')`),
    ...step,
  });
}

describe('order of stages', () => {
  it('runs posts in reverse order for every step whose main was started, also a failed one', async () => {
    const job = await runScratchJob([
      speaking('first'),
      speaking('second', 'process.exit(1)'),
      speaking('third'),
    ]);
    expect(said(job.log)).toEqual(['main first', 'main second', 'post second', 'post first']);
    expect(job.steps.map(({ conclusion }) => conclusion)).toEqual(['success', 'failure', 'skipped']);
    expect(job.steps[2]).not.toHaveProperty('post');
    expect(job.conclusion).toBe('failure');
  });

  it('goes on after a failure only where the condition says so', async () => {
    const job = await runScratchJob([
      speaking('breaks', 'process.exit(1)'),
      speaking('always', '', { if: 'always()' }),
      speaking('never', '', { if: '!always()' }),
      speaking('outcome', '', { if: "failure() && steps.breaks.outcome == 'FAILURE'" }),
      speaking('implied', '', { if: "steps.breaks.outcome != 'success'" }),
      speaking('cancelled', '', { if: '${{ cancelled() || (success() && true) }}' }),
    ]);
    expect(said(job.log).filter((line) => line.startsWith('main'))).toEqual([
      'main breaks',
      'main always',
      'main outcome',
    ]);
  });

  it('forgives a failure with continueOnError but keeps the outcome', async () => {
    const job = await runScratchJob([
      speaking('first', 'process.exit(1)', { continueOnError: true }),
      speaking('second'),
    ]);
    expect(job.steps[0]).toMatchObject({ outcome: 'failure', conclusion: 'success' });
    expect(job.steps[1]?.conclusion).toBe('success');
    expect(job.conclusion).toBe('success');
  });

  it('fails the job when only a post stage fails, and still runs the other posts', async () => {
    const job = await runScratchJob([
      speaking('first'),
      scripted('', { with: postScript('process.exit(1)') }),
    ]);
    expect(job.conclusion).toBe('failure');
    expect(job.steps[0]?.post?.conclusion).toBe('success');
  });

  it.each([
    ['success', '', 'success'],
    ['success', 'process.exit(1)', 'skipped'],
    ['failure', '', 'skipped'],
    ['failure', 'process.exit(1)', 'success'],
    ['cancelled', 'process.exit(1)', 'skipped'],
  ])('honours post-if: %s() after main "%s": post is %s', async (condition, script, conclusion) => {
    const job = await runScratchJob([{ uses: fixture(`post-if-${condition}`), with: { script } }]);
    expect(job.steps[0]?.post?.conclusion).toBe(conclusion);
  });

  it('treats a process that dies by a signal of its own as failed', async () => {
    const job = await runScratchJob([scripted(`process.kill(process.pid, 'SIGKILL')`)]);
    expect(job.steps[0]).toMatchObject({
      outcome: 'failure',
      exitCode: null,
      signal: 'SIGKILL',
      signalsSent: [],
    });
  });
});
