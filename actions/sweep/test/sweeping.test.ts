import { afterEach, describe, expect, it } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ManualClock, type Fault, type Lab } from '@perfecto-actions/lab';
import { openRehearsal, type Rehearsal } from '@perfecto-actions/workbench/rehearsal';
import { errorsOf, type StepOptions, type StepResult } from '@perfecto-actions/workbench/step-runner';

const hourMs = 3_600_000;
const phones = ['F52F82C4DEMO01', 'F52F82C4DEMO02'] as const;
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** A lab in which jobs died some hours ago, and steps that run today. */
class Scene {
  readonly lab: Lab;
  readonly clock: ManualClock;
  readonly #job: Rehearsal;

  constructor(job: Rehearsal, clock: ManualClock) {
    this.lab = job.lab;
    this.clock = clock;
    this.#job = job;
  }

  step(
    action: string,
    inputs: Record<string, string> = {},
    options: Partial<StepOptions> = {},
  ): Promise<StepResult> {
    return this.#job.run(action, inputs, { github: { run_id: '1000' }, ...options });
  }

  /** A run that started a script and whose runner died before it could clean up. */
  async abandonScript(github: Record<string, string>, deviceId: string): Promise<string> {
    const inputs = {
      'script-file': 'endless.xml',
      'device-ids': deviceId,
      wait: 'false',
      'on-cancel': 'leave',
    };
    const started = await this.step('run-script', inputs, { github });
    if (started.outcome !== 'success') throw new Error(started.log);
    return (JSON.parse(started.outputs['execution-ids'] ?? '[]') as string[])[0] ?? '';
  }

  /** A reservation as reserve-device makes it. */
  reserve(deviceId: string, mark: string, lengthMs = 23 * hourMs): string {
    const { name } = this.lab.users.automation;
    const startMs = this.lab.clock.now();
    const { id } = this.lab.state.reservations.create({
      deviceId,
      reservedTo: name,
      reservedBy: name,
      startMs,
      endMs: startMs + lengthMs,
      description: mark,
    });
    return id;
  }

  running(): string[] {
    const all = [...this.lab.state.executions.all.values()];
    return all.filter(({ status }) => status !== 'Completed').map(({ executionId }) => executionId);
  }

  standing(): string[] {
    const { reservations } = this.lab.state;
    const all = [...reservations.all.values()];
    return all.filter((one) => reservations.status(one) === 'STARTED').map(({ id }) => id);
  }
}

async function openScene(): Promise<Scene> {
  const clock = new ManualClock(Date.now() - 8 * hourMs);
  const job = await openRehearsal("scripts: [{ match: '*', duration: 48h }]", { clock });
  closers.push(() => job.close());
  await writeFile(join(job.workspace, 'endless.xml'), '<script name="endless"/>');
  return new Scene(job, clock);
}

function list(step: StepResult, output: string): string[] {
  return JSON.parse(step.outputs[output] ?? 'null') as string[];
}

describe('sweep', () => {
  it('R30: stops executions, releases reservations and deletes scripts of dead jobs of this repository', async () => {
    const scene = await openScene();
    const executionId = await scene.abandonScript({ run_id: '900' }, phones[0]);
    const reservation = scene.reserve(phones[0], 'ci demo/app run 900.1 device-tests 0 1a2b3c4d');
    await scene.clock.advance(8 * hourMs);
    const step = await scene.step('sweep');
    expect(step.outcome).toBe('success');
    expect(list(step, 'stopped')).toEqual([executionId]);
    expect(list(step, 'released')).toEqual([reservation]);
    expect(list(step, 'deleted')).toHaveLength(1);
    expect(scene.standing()).toEqual([]);
    await scene.clock.advance(5_000);
    expect(scene.running()).toEqual([]);
    expect(step.summary).toContain(`- released: ${phones[0]}, reservation ${reservation}`);
  });

  it('leaves alone what is of another repository, of nobody, of the present run, or young', async () => {
    const scene = await openScene();
    const others = [
      await scene.abandonScript({ run_id: '900', repository: 'demo/app2' }, phones[0]),
      await scene.abandonScript({ run_id: '1000' }, phones[1]),
    ];
    const kept = [
      scene.reserve(phones[0], 'ci demo/app2 run 900.1 device-tests 0 1a2b3c4d'),
      scene.reserve(phones[1], 'ci demo/app run 1000.1 device-tests 0 1a2b3c4d'),
      scene.reserve('2ADEMO000001', 'Dana tests by hand'),
    ];
    await scene.clock.advance(7 * hourMs);
    kept.push(scene.reserve('2ADEMO000002', 'ci demo/app run 950.1 device-tests 0 1a2b3c4d'));
    others.push(await scene.abandonScript({ run_id: '950' }, '2ADEMO000002'));
    await scene.clock.advance(hourMs);
    const step = await scene.step('sweep');
    expect(step.outcome).toBe('success');
    expect(['stopped', 'released', 'deleted', 'left'].map((output) => list(step, output))).toEqual([
      [],
      [],
      [],
      [],
    ]);
    expect(scene.running().sort()).toEqual(others.sort());
    expect(scene.standing().sort()).toEqual(kept.sort());
    expect(step.summary).toContain('Nothing was left behind.');
  });

  it('stops further executions whose id matches, old ones only', async () => {
    const scene = await openScene();
    const key = { 'script-key': 'PUBLIC:Samples/login.xml', wait: 'false', 'on-cancel': 'leave' };
    const old = await scene.step('run-script', key);
    await scene.clock.advance(8 * hourMs);
    const young = await scene.step('run-script', key);
    const step = await scene.step('sweep', { match: '_login_' });
    expect(list(step, 'stopped')).toEqual(list(old, 'execution-ids'));
    await scene.clock.advance(5_000);
    expect(scene.running()).toEqual(list(young, 'execution-ids'));
  });

  it('keeps a script from which something young still runs', async () => {
    const scene = await openScene();
    const old = await scene.abandonScript({ run_id: '900' }, phones[0]);
    await scene.clock.advance(8 * hourMs);
    const scriptKey = scene.lab.state.executions.get(old)?.scriptKey ?? '';
    await scene.step('run-script', { 'script-key': scriptKey, wait: 'false', 'on-cancel': 'leave' });
    const step = await scene.step('sweep');
    expect([list(step, 'stopped'), list(step, 'deleted')]).toEqual([[old], []]);
  });

  it('with plan says what it would do and does nothing', async () => {
    const scene = await openScene();
    const executionId = await scene.abandonScript({ run_id: '900' }, phones[0]);
    const reservation = scene.reserve(phones[0], 'ci demo/app run 900.1 device-tests 0 1a2b3c4d');
    await scene.clock.advance(8 * hourMs);
    const step = await scene.step('sweep', { plan: 'true' });
    expect(step.log).toContain(`Plan: would stop ${executionId}.`);
    expect(step.log).toContain(`Plan: would release reservation ${reservation} of ${phones[0]}`);
    expect([list(step, 'stopped'), list(step, 'released')]).toEqual([[], []]);
    expect([scene.running(), scene.standing()]).toEqual([[executionId], [reservation]]);
  });

  it('is red and names what it could not end, after it has tried the rest', async () => {
    const scene = await openScene();
    const marks = phones.map((phone) =>
      scene.reserve(phone, 'ci demo/app run 900.1 device-tests 0 1a2b3c4d'),
    );
    await scene.clock.advance(8 * hourMs);
    const match = { operation: ['reservation.v1.delete'], path: `/${marks[0] ?? ''}` };
    scene.lab.faults.add({ kind: 'status', status: 403, body: 'no', match });
    const step = await scene.step('sweep');
    expect(step.outcome).toBe('failure');
    expect(list(step, 'released')).toEqual([marks[1]]);
    expect(list(step, 'left')).toEqual([marks[0]]);
    expect(errorsOf(step)[0]).toMatch(new RegExp(`^Could not be ended: reservation ${marks[0] ?? ''} \\(`));
  });

  it.each<[string, Fault]>([
    ['breaks every time', { kind: 'reset-after' }],
    ['breaks once, and the second call finds nothing', { kind: 'reset-after', times: 1 }],
    ['is unreadable', { kind: 'malformed-body', body: '<html>' }],
  ])('takes a release for made when its answer %s and nothing is left', async (_, fault) => {
    const scene = await openScene();
    const reservation = scene.reserve(phones[0], 'ci demo/app run 900.1 device-tests 0 1a2b3c4d');
    await scene.clock.advance(8 * hourMs);
    scene.lab.faults.add({ ...fault, match: { operation: 'reservation.v1.delete' } });
    const step = await scene.step('sweep');
    expect(step.outcome).toBe('success');
    expect([list(step, 'released'), list(step, 'left')]).toEqual([[reservation], []]);
  });

  it('does not take an address that nobody knows for a reservation that is gone', async () => {
    const scene = await openScene();
    const reservation = scene.reserve(phones[0], 'ci demo/app run 900.1 device-tests 0 1a2b3c4d');
    await scene.clock.advance(8 * hourMs);
    const match = { operation: 'reservation.v1.delete' };
    scene.lab.faults.add({ kind: 'status', status: 404, match });
    const step = await scene.step('sweep');
    expect(step.outcome).toBe('failure');
    expect(list(step, 'left')).toEqual([reservation]);
  });

  it('lists every bad input at once and sends nothing (R14)', async () => {
    const scene = await openScene();
    const step = await scene.step('sweep', { 'older-than': '30d', match: '(', 'delete-scripts': 'no' });
    expect(errorsOf(step)).toEqual([
      'older-than: is 30d; give a time from 1 min to 23 h.',
      'match: "(" is not a valid regular expression.',
      'delete-scripts: is "no"; give true or false.',
    ]);
    expect(scene.lab.requests).toEqual([]);
  });

  it('works with user and password, where scripts have no times and stay', async () => {
    const scene = await openScene();
    const executionId = await scene.abandonScript({ run_id: '900' }, phones[0]);
    await scene.clock.advance(8 * hourMs);
    const { name, password } = scene.lab.users.automation;
    const step = await scene.step(
      'sweep',
      { 'security-token': '', user: name, password: '${{ secrets.PASSWORD }}' },
      { secrets: { PASSWORD: password } },
    );
    expect([list(step, 'stopped'), list(step, 'deleted')]).toEqual([[executionId], []]);
  });
});
