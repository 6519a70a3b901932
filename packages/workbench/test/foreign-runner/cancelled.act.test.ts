import { expect, it } from '@jest/globals';
import { readScenario } from '@perfecto-actions/lab';
import type { ForeignRun, ForeignRunner } from '../../src/foreign-runner/foreign-runner.ts';
import { copiedExample } from '../../src/foreign-runner/user-repository.ts';
import { beforeTheTests, inAct, leftIn } from './in-act.ts';

inAct('gate.yml, cancelled while the script runs', (open) => {
  let runner: ForeignRunner;
  let run: ForeignRun;

  beforeTheTests(async () => {
    const scenario = readScenario("scripts: [{ match: '*', duration: 24h }]");
    runner = await open(copiedExample('gate.yml'), { scenario });
    const cancel = new AbortController();
    run = await runner.run('gate.yml', {
      cancel: cancel.signal,
      onLine: (line) => {
        if (line.includes('Started: ')) cancel.abort();
      },
    });
  });

  it('is not green', () => {
    expect(run.conclusion).toBe('failure');
    const { conclusion, outputs } = run.step('device', 'run-script');
    expect(conclusion).toBe('failure');
    expect(outputs['conclusion']).toBe('inconclusive');
  });

  it('R1: stops the script from the post step, since act kills the main one at once', () => {
    expect(run.log).toContain('this step has been cancelled: signal: killed');
    const { log, conclusion } = run.step('device', 'run-script', 'Post');
    expect(conclusion).toBe('success');
    expect(log).toContain('Stopped');
    expect(leftIn(runner.lab)).toEqual([]);
    expect([...runner.lab.state.executions.all.values()]).toMatchObject([{ flowEndCode: 'UserAborted' }]);
  });
});
