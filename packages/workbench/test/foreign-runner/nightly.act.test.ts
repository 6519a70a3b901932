import { expect, it } from '@jest/globals';
import { startGitHub, type GitHubStandIn } from '../../src/github/index.ts';
import type { ForeignRun, ForeignRunner } from '../../src/foreign-runner/foreign-runner.ts';
import type { UserFiles } from '../../src/foreign-runner/user-repository.ts';
import { beforeTheTests, inAct, leaveDevices, leftIn, showsNo } from './in-act.ts';

/** This repository, as far as its nightly run goes; a copy of a user looks the same. */
const files: UserFiles = {
  '.github/workflows/nightly.yml': '.github/workflows/nightly.yml',
  '.github/workflows/device-tests.yml': '.github/workflows/device-tests.yml',
  'examples/scripts': 'examples/scripts',
};

inAct('nightly.yml, on a night when everything passes and the next one', (open) => {
  let github: GitHubStandIn;
  let runner: ForeignRunner;
  let first: ForeignRun;
  let second: ForeignRun;

  beforeTheTests(async () => {
    github = await startGitHub();
    first = await night('green-night');
    second = await night('failing');
  });

  async function night(scenario: string): Promise<ForeignRun> {
    runner = await open(files, { scenario, github });
    leaveDevices(runner.lab, ['2ADEMO000001', 'F52F82C4DEMO01']);
    return runner.run('nightly.yml', { event: 'schedule' });
  }

  it('is green first, with nothing to compare with', () => {
    expect(first.conclusion).toBe('success');
    expect(first.step('verdict', 'judge').outputs).toMatchObject({
      conclusion: 'passed',
      executions: '4',
      'new-failures': '',
    });
  });

  it('R27: is red the next night, and says what is new since the last one', () => {
    expect(second.conclusion).toBe('failure');
    const { outputs, summary } = second.step('verdict', 'judge');
    expect(outputs).toMatchObject({ conclusion: 'failed', 'still-failing': '0', fixed: '0' });
    expect(Number(outputs['new-failures'])).toBeGreaterThan(0);
    expect(summary).toContain('Button &#39;Pay now&#39; was not found on the screen');
  });

  it('hands no app to the scripts, since it uploads none', () => {
    const starts = runner.lab.requests.filter(({ operation }) => operation === 'script.execute');
    expect(starts).toHaveLength(4);
    for (const { form } of starts) expect(form).not.toHaveProperty(['param.app']);
  });

  it('leaves nothing behind', () => {
    expect(leftIn(runner.lab)).toEqual([]);
  });

  it('R31: shows no token in any form', () => {
    for (const night of [first, second]) {
      showsNo(runner.lab.tokens.automation, night);
      for (const token of night.tokens) showsNo(token, night);
    }
  });
});

inAct('nightly.yml in a fork, which has no cloud', (open) => {
  it('runs no job and asks nobody', async () => {
    const runner = await open(files);
    const run = await runner.run('nightly.yml', { event: 'schedule', variables: { PERFECTO_CLOUD: '' } });
    expect(run.conclusion).toBe('success');
    expect(run.jobs).toEqual([]);
    expect(runner.lab.requests).toEqual([]);
  });
});
