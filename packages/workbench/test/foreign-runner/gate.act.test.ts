import { expect, it } from '@jest/globals';
import type { ForeignRun, ForeignRunner } from '../../src/foreign-runner/foreign-runner.ts';
import { copiedExample } from '../../src/foreign-runner/user-repository.ts';
import { askedOf, beforeTheTests, inAct, leftIn, showsNo } from './in-act.ts';

inAct('gate.yml, while the script passes', (open) => {
  let runner: ForeignRunner;
  let run: ForeignRun;

  beforeTheTests(async () => {
    runner = await open(copiedExample('gate.yml'));
    run = await runner.run('gate.yml');
  });

  it('is green', () => {
    expect(run.conclusion).toBe('success');
    expect(run.conclusions).toEqual({ 'Gate/device': 'success' });
  });

  it('says so in outputs and summary', () => {
    const { outputs, summary } = run.step('device', 'run-script');
    expect(outputs).toMatchObject({ conclusion: 'passed', reason: '1 of 1 execution passed.' });
    expect(summary).toContain('Script run: passed');
  });

  it('sends the script of the checkout under a key of its own and starts it once', () => {
    expect(askedOf(runner.lab)).toEqual([
      'repository.v1.upload',
      'script.list',
      'script.execute',
      'script.status',
    ]);
    const starts = runner.lab.requests.filter(({ operation }) => operation === 'script.execute');
    expect(starts).toHaveLength(1);
    expect(starts[0]?.form['scriptKey']).toMatch(
      new RegExp(`^PRIVATE:ci/demo/app/${run.id}-1-device-0-[0-9a-f]{8}/checkout\\.xml$`),
    );
  });

  it('leaves nothing behind', () => {
    expect(leftIn(runner.lab)).toEqual([]);
  });

  it('R31: shows the token in no form', () => {
    expect(run.log).toContain('Started: ');
    showsNo(runner.lab.tokens.automation, run);
  });
});

inAct('gate.yml, while the script fails', (open) => {
  let runner: ForeignRunner;
  let run: ForeignRun;

  beforeTheTests(async () => {
    runner = await open(copiedExample('gate.yml'), { scenario: 'failing' });
    run = await runner.run('gate.yml');
  });

  it('R21: is red and has its outputs all the same', () => {
    expect(run.conclusion).toBe('failure');
    expect(run.step('device', 'run-script').outputs).toMatchObject({
      conclusion: 'failed',
      reason: expect.stringContaining("Button 'Pay now' was not found on the screen"),
    });
  });

  it('leaves nothing behind', () => {
    expect(leftIn(runner.lab)).toEqual([]);
  });
});
