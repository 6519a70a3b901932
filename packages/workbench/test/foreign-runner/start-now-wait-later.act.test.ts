import { expect, it } from '@jest/globals';
import type { ForeignRun, ForeignRunner } from '../../src/foreign-runner/foreign-runner.ts';
import { copiedExample } from '../../src/foreign-runner/user-repository.ts';
import { askedOf, beforeTheTests, inAct, leftIn, showsNo } from './in-act.ts';

const workflow = 'start-now-wait-later.yml';

inAct(`${workflow}, while the script passes`, (open) => {
  let runner: ForeignRunner;
  let run: ForeignRun;

  beforeTheTests(async () => {
    runner = await open(copiedExample(workflow));
    run = await runner.run(workflow);
  });

  it('is green', () => {
    expect(run.conclusion).toBe('success');
    expect(run.conclusions).toEqual({
      'Start now, wait later/start': 'success',
      'Start now, wait later/other-work': 'success',
      'Start now, wait later/verdict': 'success',
    });
  });

  it('R12: waits in another job for the execution that the first one started', () => {
    const { outputs } = run.step('start', 'start');
    expect(outputs['conclusion']).toBeUndefined();
    const [started] = JSON.parse(outputs['execution-ids'] ?? '[]') as string[];
    const results = run.step('verdict', 'wait-for-execution').outputs['results'] ?? '[]';
    expect(JSON.parse(results)).toMatchObject([{ executionId: started, outcome: 'passed' }]);
    const starts = runner.lab.requests.filter(({ operation }) => operation === 'script.execute');
    expect(starts).toHaveLength(1);
  });

  it('brings the report home', async () => {
    expect(run.step('verdict', 'fetch-report').outputs).toMatchObject({
      conclusion: 'passed',
      tests: '3',
      'artifact-name': 'device-results',
    });
    expect(askedOf(runner.lab)).toContain('report.download');
    const files = await runner.github.filesOf(run.id, 'device-results');
    expect([...files.keys()]).toEqual(expect.arrayContaining(['results.json', 'junit.xml', 'index.html']));
  });

  it('leaves nothing behind', () => {
    expect(leftIn(runner.lab)).toEqual([]);
  });

  it('R31: shows the token in no form', () => {
    showsNo(runner.lab.tokens.automation, run);
  });
});

inAct(`${workflow}, while the script fails`, (open) => {
  let runner: ForeignRunner;
  let run: ForeignRun;

  beforeTheTests(async () => {
    runner = await open(copiedExample(workflow), { scenario: 'failing' });
    run = await runner.run(workflow);
  });

  it('is red in the job that waits, not in the one that starts', () => {
    expect(run.conclusion).toBe('failure');
    expect(run.conclusions).toMatchObject({
      'Start now, wait later/start': 'success',
      'Start now, wait later/verdict': 'failure',
    });
  });

  it('R20: has the report with the failed step all the same', async () => {
    const files = await runner.github.filesOf(run.id, 'device-results');
    const junit = files.get('junit.xml')?.toString() ?? '';
    expect(junit).toContain('<failure');
    expect(junit).toContain('Pay now');
  });

  it('leaves nothing behind', () => {
    expect(leftIn(runner.lab)).toEqual([]);
  });
});
