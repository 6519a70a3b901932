import { expect, it } from '@jest/globals';
import { ManualClock, readScenario } from '@perfecto-actions/lab';
import type { ForeignRun, ForeignRunner } from '../../src/foreign-runner/foreign-runner.ts';
import { copiedExample } from '../../src/foreign-runner/user-repository.ts';
import { beforeTheTests, inAct, leftIn, runLimitMs, showsNo } from './in-act.ts';

const hourMs = 3_600_000;
const phone = 'F52F82C4DEMO01';

inAct('sweep.yml, after the runner of a gate died', (open) => {
  let runner: ForeignRunner;
  let clock: ManualClock;
  let left: string[];
  let sweep: ForeignRun;

  beforeTheTests(async () => {
    clock = new ManualClock(Date.now() - 8 * hourMs);
    const scenario = readScenario("scripts: [{ match: '*', duration: 48h }]");
    runner = await open({ ...copiedExample('gate.yml'), ...copiedExample('sweep.yml') }, { scenario, clock });
    const died = new AbortController();
    const gate = await runner.run('gate.yml', {
      kill: died.signal,
      onLine: (line) => {
        if (line.includes('Started: ')) died.abort();
      },
    });
    expect(gate.conclusion).toBe('killed');
    // A device that another job of this repository had reserved, and one that a person has.
    reserve('ci demo/app run 900.1 device-tests 0 1a2b3c4d', 'R3DEMO000008');
    reserve('manual test', phone);
    left = leftIn(runner.lab);
    await clock.advance(8 * hourMs);
    sweep = await runner.run('sweep.yml', { event: 'schedule' });
    await clock.advance(60_000);
  });

  function reserve(description: string, deviceId: string): void {
    const { name } = runner.lab.users.automation;
    const startMs = clock.now();
    runner.lab.state.reservations.create({
      deviceId,
      reservedTo: name,
      reservedBy: name,
      startMs,
      endMs: startMs + 23 * hourMs,
      description,
    });
  }

  it('finds an execution that nobody waits for any more, and a reservation', () => {
    expect(left).toHaveLength(3);
    expect(left[0]).toMatch(/^execution ci\.bot@example\.com_checkout_/);
  });

  it('stops the execution, deletes its script and releases the reservation of this repository', () => {
    expect(sweep.conclusion).toBe('success');
    const { outputs, summary } = sweep.step('sweep', 'sweep');
    expect(JSON.parse(outputs['stopped'] ?? '[]')).toEqual([left[0]?.replace('execution ', '')]);
    expect(JSON.parse(outputs['released'] ?? '[]')).toHaveLength(1);
    expect(JSON.parse(outputs['deleted'] ?? '[]')).toHaveLength(1);
    expect(JSON.parse(outputs['left'] ?? '[]')).toEqual([]);
    expect(summary).toContain('R3DEMO000008');
  });

  it('leaves alone what is not of this repository', () => {
    expect(leftIn(runner.lab)).toEqual([expect.stringContaining(`of ${phone}`)]);
  });

  it('R31: shows the token in no form', () => {
    showsNo(runner.lab.tokens.automation, sweep);
  });

  it(
    'finds nothing the next time, and is green',
    async () => {
      const again = await runner.run('sweep.yml', { event: 'workflow_dispatch' });
      expect(again.conclusion).toBe('success');
      expect(again.step('sweep', 'sweep').outputs).toMatchObject({ stopped: '[]', released: '[]' });
    },
    runLimitMs,
  );
});
