import { realClock, type LabOptions } from '@perfecto-actions/lab';
import { demandGreen, openRehearsal, type Rehearsal as Job } from '@perfecto-actions/workbench/rehearsal';
import type { StepOptions, StepResult } from '@perfecto-actions/workbench/step-runner';

/** A lab, and the bundle of this action run against it as a runner does, main and post. */
export class Rehearsal {
  readonly #job: Job;

  private constructor(job: Job) {
    this.#job = job;
  }

  static async open(options: Omit<LabOptions, 'scenario'> = {}): Promise<Rehearsal> {
    return new Rehearsal(await openRehearsal('', { clock: realClock(), ...options }));
  }

  get lab() {
    return this.#job.lab;
  }

  close(): Promise<void> {
    return this.#job.close();
  }

  /** Runs the step; inputs come on top of the ones that reach the lab. */
  run(inputs: Record<string, string> = {}, options: Partial<StepOptions> = {}): Promise<StepResult> {
    const { tokens, users } = this.lab;
    const secrets = { TOKEN: tokens.automation, PASSWORD: users.automation.password };
    return this.#job.run('reserve-device', inputs, { secrets, ...options });
  }

  /** The same for a step that has to be green; shows its log when it is not. */
  green(inputs?: Record<string, string>, options?: Partial<StepOptions>): Promise<StepResult> {
    return demandGreen(this.run(inputs, options));
  }

  /** Every reservation of the lab, oldest first. */
  reservations() {
    return [...this.lab.state.reservations.all.values()];
  }

  /** Reservations that hold a device now or later. */
  standing() {
    const { reservations } = this.lab.state;
    return this.reservations().filter((reservation) => reservations.status(reservation) !== 'EXPIRED');
  }

  /** Ids of requests, in the order they came. */
  operations(): (string | undefined)[] {
    return this.#job.operations();
  }

  /** Reserves a device for another user, `fromMs` after now. */
  reserveForOther(deviceId: string, fromMs: number, lengthMs: number): void {
    const { name } = this.lab.users.other;
    const startMs = this.lab.clock.now() + fromMs;
    this.lab.state.reservations.create({
      deviceId,
      reservedTo: name,
      reservedBy: name,
      startMs,
      endMs: startMs + lengthMs,
      description: 'demo',
    });
  }

  /** Content of every file the runner and the action left behind. */
  leftBehind(): Promise<string> {
    return this.#job.leftBehind();
  }
}

/** A list that an output holds as JSON. */
export function listOf(step: StepResult, output: string): unknown[] {
  const list: unknown = JSON.parse(step.outputs[output] ?? 'null');
  if (!Array.isArray(list))
    throw new TypeError(`The output ${output} is no list: ${String(step.outputs[output])}`);
  return list;
}
