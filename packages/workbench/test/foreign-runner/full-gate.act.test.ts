import { expect, it } from '@jest/globals';
import { parseResults } from '@perfecto-actions/results';
import type { ForeignRun, ForeignRunner } from '../../src/foreign-runner/foreign-runner.ts';
import { copiedExample } from '../../src/foreign-runner/user-repository.ts';
import { askedOf, beforeTheTests, inAct, leftIn, showsNo } from './in-act.ts';

const workflow = 'full-gate.yml';

/** What the reusable workflow device-tests.yml leaves as its merged results. */
async function mergedResults({ github }: ForeignRunner, { id }: ForeignRun) {
  const files = await github.filesOf(id, 'device-results');
  return parseResults(files.get('results.json')?.toString() ?? '');
}

inAct(`${workflow} and device-tests.yml, while the scripts pass`, (open) => {
  let runner: ForeignRunner;
  let run: ForeignRun;

  beforeTheTests(async () => {
    runner = await open(copiedExample(workflow));
    run = await runner.run(workflow);
  });

  it('is green, with one job for each device and script', () => {
    expect(run.conclusion).toBe('success');
    expect([...new Set(Object.values(run.conclusions))]).toEqual(['success']);
    const legs = run.jobs.filter(({ id }) => id === 'device').map(({ matrix }) => matrix);
    const [first, second] = ['2ADEMO000001', '2ADEMO000002'];
    expect(legs).toHaveLength(4);
    for (const script of ['tests/login.xml', 'tests/checkout.xml']) {
      for (const deviceId of [first, second]) {
        expect(legs).toContainEqual({ script, device: expect.objectContaining({ deviceId }) });
      }
    }
  });

  it('uploads the app that another job built, and hands its locator to the scripts', () => {
    expect(run.step('prepare', 'app').outputs['locator']).toBe('PRIVATE:ci/app');
    const starts = runner.lab.requests.filter(({ operation }) => operation === 'script.execute');
    expect(starts.map(({ form }) => form['param.app'])).toEqual(Array(4).fill('PRIVATE:ci/app'));
  });

  it('reserves each device for its job and releases it in the post step', () => {
    const released = run
      .stepsOf('device')
      .filter(({ stage, id }) => stage === 'Post' && id === 'reservation');
    expect(released.map(({ conclusion }) => conclusion)).toEqual(Array(4).fill('success'));
    const count = (operation: string) =>
      runner.lab.requests.filter((one) => one.operation === operation && one.status === 200).length;
    expect(count('reservation.v1.create')).toBe(4);
    expect(count('reservation.v1.delete')).toBe(4);
  });

  it('R26: merges the results of all legs into one verdict', async () => {
    expect(run.step('verdict', 'judge').outputs).toMatchObject({
      conclusion: 'passed',
      reason: '4 of 4 executions passed.',
      executions: '4',
      tests: '12',
    });
    const { executions } = await mergedResults(runner, run);
    expect(executions.map(({ scriptName }) => scriptName).sort()).toEqual([
      'checkout',
      'checkout',
      'login',
      'login',
    ]);
  });

  it('R25: gives the results of each leg a name of its own', () => {
    const names = runner.github.artifacts.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
    expect(names.filter((name) => name.startsWith('device-results-leg'))).toHaveLength(8);
  });

  it('hands the conclusion to the job that releases', () => {
    expect(run.stepsOf('release')[0]?.log).toContain('Released after passed');
  });

  it('leaves nothing behind', () => {
    expect(leftIn(runner.lab)).toEqual([]);
  });

  it('R31: shows neither token in any form', () => {
    showsNo(runner.lab.tokens.automation, run);
    for (const token of run.tokens) showsNo(token, run);
    expect(askedOf(runner.lab)).toContain('report.video');
  });
});

inAct(`${workflow} and device-tests.yml, while one script fails`, (open) => {
  let runner: ForeignRunner;
  let run: ForeignRun;

  beforeTheTests(async () => {
    runner = await open(copiedExample(workflow), { scenario: 'failing' });
    run = await runner.run(workflow);
  });

  it('R26: is red by the verdict, although the last leg passed', () => {
    expect(run.conclusion).toBe('failure');
    const byId = new Map(run.jobs.map(({ id, conclusion }) => [id, conclusion]));
    expect(Object.fromEntries(byId)).toMatchObject({
      build: 'success',
      prepare: 'success',
      device: 'success',
      verdict: 'failure',
    });
    expect(run.step('verdict', 'judge').outputs).toMatchObject({ conclusion: 'failed', executions: '4' });
  });

  it('does not release', () => {
    expect(run.stepsOf('release')).toEqual([]);
  });

  it('R27: shows the cause once for both devices', () => {
    const { summary } = run.step('verdict', 'judge');
    const causes = summary.split('\n').filter((line) => line.includes('| ❌ | Button &#39;Pay now&#39;'));
    expect(causes).toHaveLength(1);
    for (const deviceId of ['2ADEMO000001', '2ADEMO000002']) expect(causes[0]).toContain(deviceId);
  });

  it('R20: stores the results of what passed and of what failed', async () => {
    const { executions } = await mergedResults(runner, run);
    const outcomes = executions.map(({ scriptName, outcome }) => `${scriptName} ${outcome}`).sort();
    expect(outcomes).toEqual(['checkout failed', 'checkout failed', 'login passed', 'login passed']);
  });

  it('leaves nothing behind', () => {
    expect(leftIn(runner.lab)).toEqual([]);
  });
});
