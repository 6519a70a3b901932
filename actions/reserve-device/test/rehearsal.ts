import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startLab, type Lab, type LabOptions } from '@perfecto-actions/lab';
import { textsBelow } from '@perfecto-actions/workbench/rehearsal';
import { runStep, type StepOptions, type StepResult } from '@perfecto-actions/workbench/step-runner';

const actionFolder = fileURLToPath(new URL('..', import.meta.url));

/** A lab, and the bundle of this action run against it as a runner does, main and post. */
export class Rehearsal {
  readonly lab: Lab;
  readonly folder: string;

  private constructor(lab: Lab, folder: string) {
    this.lab = lab;
    this.folder = folder;
  }

  static async open(options: LabOptions = {}): Promise<Rehearsal> {
    const lab = await startLab(options);
    const folder = await mkdtemp(join(tmpdir(), 'reserve device-'));
    await mkdir(join(folder, 'work'));
    return new Rehearsal(lab, folder);
  }

  async close(): Promise<void> {
    await this.lab.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Runs the step; inputs come on top of the ones that reach the lab. */
  run(inputs: Record<string, string> = {}, options: Partial<StepOptions> = {}): Promise<StepResult> {
    return runStep(actionFolder, {
      workspace: join(this.folder, 'work'),
      tempDir: join(this.folder, 'temp'),
      secrets: { TOKEN: this.lab.tokens.automation, PASSWORD: this.lab.users.automation.password },
      ...options,
      with: {
        cloud: this.lab.url,
        'security-token': '${{ secrets.TOKEN }}',
        'ca-file': this.lab.caFile,
        'poll-interval': '20ms',
        ...inputs,
      },
    });
  }

  /** The same for a step that has to be green; shows its log when it is not. */
  async green(inputs: Record<string, string> = {}, options: Partial<StepOptions> = {}): Promise<StepResult> {
    const step = await this.run(inputs, options);
    if (step.outcome !== 'success') throw new Error(`The step was ${step.outcome}:\n${step.log}`);
    return step;
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
    return this.lab.requests.map(({ operation }) => operation);
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
    return textsBelow(join(this.folder, 'temp'));
  }
}

/** Messages of the errors of a stage. */
export function errorsOf({ annotations }: Pick<StepResult, 'annotations'>): string[] {
  return annotations.filter(({ level }) => level === 'error').map(({ message }) => message);
}

/** A list that an output holds as JSON. */
export function listOf(step: StepResult, output: string): unknown[] {
  const list: unknown = JSON.parse(step.outputs[output] ?? 'null');
  if (!Array.isArray(list))
    throw new TypeError(`The output ${output} is no list: ${String(step.outputs[output])}`);
  return list;
}
