import { expect, it } from '@jest/globals';
import type { Lab } from '@perfecto-actions/lab';
import { startGitHub, type GitHubStandIn } from '../../src/github/index.ts';
import type { ForeignRun, ForeignRunner } from '../../src/foreign-runner/foreign-runner.ts';
import type { UserFiles } from '../../src/foreign-runner/user-repository.ts';
import { beforeTheTests, inAct, leaveDevices, leftIn, showsNo } from './in-act.ts';

/** This repository, as far as its nightly run goes, with a release that goes by it; a copy of a user looks the same. */
const files: UserFiles = {
  '.github/workflows/nightly.yml': '.github/workflows/nightly.yml',
  '.github/workflows/device-tests.yml': '.github/workflows/device-tests.yml',
  '.github/workflows/release-gate.yml': 'examples/workflows/release-gate.yml',
  'examples/scripts': 'examples/scripts',
};

inAct('nightly.yml and release-gate.yml, on a night when everything passes and the next one', (open) => {
  let github: GitHubStandIn;
  let runner: ForeignRunner;
  let first: ForeignRun;
  let second: ForeignRun;
  const releases: ForeignRun[] = [];
  const labs: Lab[] = [];

  beforeTheTests(async () => {
    github = await startGitHub();
    runner = await open(files, { github });
    releases.push(await runner.run('release-gate.yml'));
    first = await night('green-night');
    releases.push(await runner.run('release-gate.yml'));
    second = await night('failing');
    releases.push(await runner.run('release-gate.yml'));
  });

  async function night(scenario: string): Promise<ForeignRun> {
    runner = await open(files, { scenario, github });
    labs.push(runner.lab);
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

  it('R7: does not release before there was a night', () => {
    const [before] = releases;
    expect(before?.conclusions).toEqual({ 'Release gate/gate': 'failure' });
    expect(before?.step('gate', 'gate').outputs).toMatchObject({ conclusion: 'inconclusive' });
    expect(before?.step('gate', 'gate').log).toContain('results-run: nightly.yml');
  });

  it('releases after the green night, on what it left, and asks no device', () => {
    const [, afterGreen] = releases;
    expect(afterGreen?.conclusions).toEqual({
      'Release gate/gate': 'success',
      'Release gate/release': 'success',
    });
    expect(afterGreen?.step('gate', 'gate').outputs).toMatchObject({
      conclusion: 'passed',
      executions: '4',
      tests: '12',
    });
    expect(afterGreen?.stepsOf('release')[0]?.log).toContain('Released. 4 of 4 executions passed.');
  });

  it('does not release after the red night', () => {
    const [, , afterRed] = releases;
    expect(afterRed?.conclusions).toEqual({ 'Release gate/gate': 'failure' });
    expect(afterRed?.step('gate', 'gate').outputs).toMatchObject({ conclusion: 'failed', executions: '4' });
  });

  it('hands no app to the scripts, since it uploads none', () => {
    const starts = runner.lab.requests.filter(({ operation }) => operation === 'script.execute');
    expect(starts).toHaveLength(4);
    for (const { form } of starts) expect(form).not.toHaveProperty(['param.app']);
  });

  it('leaves nothing behind', () => {
    expect(labs.map(leftIn)).toEqual([[], []]);
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
