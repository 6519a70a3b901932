import { afterEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runStep, summaryLimitBytes } from '../src/step-runner/index.ts';
import { fixture, postScript, printed, runScratchJob, scripted } from './scratch-job.ts';

describe('outputs, environment and state', () => {
  it('reads name=value and heredoc outputs and passes them to a later step', async () => {
    const job = await runScratchJob([
      scripted(
        `write('GITHUB_OUTPUT', 'plain=a=b'); write('GITHUB_OUTPUT', 'text<<END\\nfirst\\nname=value\\nEND');`,
        { id: 'first' },
      ),
      scripted(`console.log(JSON.stringify([process.env.PLAIN, process.env.TEXT]))`, {
        env: { PLAIN: '${{ steps.first.outputs.plain }}', TEXT: '${{ steps.first.outputs.text }}' },
      }),
    ]);
    expect(job.steps[0]?.outputs).toEqual({ plain: 'a=b', text: 'first\nname=value' });
    expect(printed(job.steps[1])).toContain('["a=b","first\\nname=value"]');
  });

  it('fails the step but keeps its other files when an output has neither form', async () => {
    const job = await runScratchJob([
      scripted(`write('GITHUB_OUTPUT', 'no sign'); write('GITHUB_ENV', 'KEPT=yes');`, { id: 'a' }),
      scripted(`console.log('kept ' + process.env.KEPT)`, { if: 'failure()' }),
    ]);
    expect(job.conclusion).toBe('failure');
    expect(job.steps[0]).toMatchObject({ outcome: 'failure', exitCode: 0, outputs: {} });
    expect(job.steps[0]?.annotations[0]?.message).toMatch(/GITHUB_OUTPUT: Invalid format "no sign"/);
    expect(printed(job.steps[1])).toContain('kept yes');
  });

  it('fails the step when a heredoc has no end', async () => {
    const job = await runScratchJob([scripted(`write('GITHUB_OUTPUT', 'text<<END\\nfirst');`)]);
    expect(job.steps[0]?.annotations[0]?.message).toMatch(/no line is exactly "END"/);
  });

  it('applies GITHUB_ENV and GITHUB_PATH to later steps and refuses NODE_OPTIONS', async () => {
    const job = await runScratchJob([
      scripted(
        `write('GITHUB_ENV', 'COLOUR=blue'); write('GITHUB_PATH', '/one'); write('GITHUB_PATH', '/two');`,
      ),
      scripted(`console.log(process.env.COLOUR, process.env.PATH.startsWith('/two:/one:'))`),
      scripted(`write('GITHUB_ENV', 'NODE_OPTIONS=--inspect')`),
    ]);
    expect(printed(job.steps[1])).toContain('blue true');
    expect(job.steps[2]?.outcome).toBe('failure');
  });

  it('hands state to the post stage of the same step only', async () => {
    const report = postScript(`console.log('state ' + process.env.STATE_executionId)`);
    const job = await runScratchJob([
      scripted(`write('GITHUB_STATE', 'executionId=abc')`, { with: report }),
      scripted(``, { with: report }),
    ]);
    expect(printed(job.steps[0]?.post)).toContain('state abc');
    expect(printed(job.steps[1]?.post)).toContain('state undefined');
  });

  it('gives a step nothing of the parent environment but PATH and HOME', async () => {
    process.env['PARENT_SECRET'] = 'leaked';
    const job = await runScratchJob([scripted(`console.log(Object.keys(process.env).sort().join(' '))`)], {
      env: { GIVEN: '1' },
    });
    const foreign = (job.steps[0]?.log.split('\n').at(-1) ?? '')
      .split(' ')
      .filter((name) => !/^(GITHUB|RUNNER|INPUT|STATE)_/.test(name));
    expect(foreign).toEqual(['CI', 'GIVEN', 'HOME', 'PATH']);
  });

  it('lets nobody override what the runner sets', async () => {
    const job = await runScratchJob(
      [scripted(`console.log('repository ' + process.env.GITHUB_REPOSITORY)`)],
      {
        env: { GITHUB_REPOSITORY: 'evil/app' },
        github: { repository: 'demo/other' },
      },
    );
    expect(printed(job.steps[0])).toContain('repository demo/other');
  });
});

describe('inputs', () => {
  it('applies defaults, also expressions, and evaluates them again for the post stage', async () => {
    const job = await runScratchJob(
      [
        scripted(`console.log('main ' + process.env['INPUT_JOB-STATUS'] + process.env.INPUT_TOKEN.length)`, {
          with: postScript(`console.log('post ' + process.env['INPUT_JOB-STATUS'])`),
        }),
        scripted(`process.exit(3)`),
      ],
      { github: { token: 'ghs_fortests' } },
    );
    expect(printed(job.steps[0])).toContain('main success12');
    expect(printed(job.steps[0]?.post)).toContain('post failure');
  });

  it('only warns about missing required, deprecated and unexpected inputs', async () => {
    const job = await runScratchJob([
      { uses: fixture('scripted'), with: { 'old-name': 'x', colour: 'blue' } },
    ]);
    expect(job.conclusion).toBe('success');
    expect(job.steps[0]?.annotations.map(({ level, message }) => `${level}: ${message}`)).toEqual([
      `warning: Input 'script' is required and not given.`,
      `warning: Input 'old-name' has been deprecated with message: use new-name`,
      expect.stringMatching(/^warning: Unexpected input\(s\) 'colour', valid inputs are \['script'/),
    ]);
  });
});

describe('summary', () => {
  it('drops a summary over 1 MiB with an error but passes the step', async () => {
    const job = await runScratchJob([
      scripted(`fs.writeFileSync(process.env.GITHUB_STEP_SUMMARY, 'x'.repeat(${summaryLimitBytes + 1}))`),
      scripted(`fs.writeFileSync(process.env.GITHUB_STEP_SUMMARY, 'y'.repeat(${summaryLimitBytes}))`),
    ]);
    expect(job.steps[0]).toMatchObject({ conclusion: 'success', summary: '' });
    expect(job.steps[0]?.annotations[0]?.message).toMatch(/supports content up to a size of 1024k/);
    expect(job.steps[1]?.summary).toHaveLength(summaryLimitBytes);
  });
});

describe('runStep', () => {
  const folders: string[] = [];
  afterEach(async () => {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
  });

  it('runs one folder with main and post in a workspace whose path has spaces', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'step runner '));
    folders.push(folder);
    const step = await runStep(fixture('scripted'), {
      workspace: join(folder, 'my work'),
      tempDir: folder,
      with: { script: `console.log('in ' + process.cwd())`, 'post script': `process.exit(7)` },
    });
    expect(step).toMatchObject({
      conclusion: 'success',
      exitCode: 0,
      post: { outcome: 'failure', exitCode: 7 },
    });
    expect(step.log).toMatch(/in .*\/my work$/);
  });

  it('fails the step, not the runner, when Node cannot be started', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'step-runner-'));
    folders.push(folder);
    const step = await runStep(fixture('scripted'), {
      workspace: folder,
      tempDir: folder,
      nodePath: '/no/such/node',
      with: { script: '' },
    });
    expect(step).toMatchObject({ outcome: 'failure', exitCode: null });
    expect(step.annotations[0]?.message).toMatch(/^\/no\/such\/node could not be started: /);
  });
});
