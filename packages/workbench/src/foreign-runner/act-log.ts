/** A step of a job, or the pre or post stage of one, that was run; those whose condition did not hold are not told. */
export interface ForeignStep {
  /** Its id, or its number from 0. */
  readonly id: string;
  readonly name: string;
  readonly stage: 'Pre' | 'Main' | 'Post';
  /** Before `continue-on-error`. */
  conclusion: string;
  readonly outputs: Record<string, string>;
  /** Markdown. */
  summary: string;
  /** What it printed; workflow commands in act's way of showing them. */
  log: string;
}

/** A job, or one leg of a matrix. Jobs that were skipped are not told, nor those that call a workflow. */
export interface ForeignJob {
  /** With the names of the workflows around it, such as `Full gate/build`. */
  readonly name: string;
  /** Id in its workflow; legs of a matrix share it. */
  readonly id: string;
  readonly matrix: Readonly<Record<string, unknown>>;
  /** In act, a leg that ends after one that failed has failed as well. */
  conclusion: string;
  readonly steps: ForeignStep[];
}

/** One line of act's JSON log (pkg/runner/logger.go, command.go, step.go of 0.2.87). */
interface Entry {
  readonly msg?: string;
  readonly job?: string;
  readonly jobID?: string;
  readonly matrix?: Record<string, unknown> | null;
  readonly step?: string;
  readonly stepID?: readonly string[];
  readonly stage?: ForeignStep['stage'];
  readonly stepResult?: string;
  readonly jobResult?: string;
  readonly command?: string;
  readonly name?: string;
  readonly arg?: string;
  readonly content?: string;
}

/** Reads the log of `act --json` while it comes, and makes jobs and steps of it. */
export class ActLog {
  readonly jobs: ForeignJob[] = [];
  readonly #lines: string[] = [];

  /** Everything that was said, by steps and by act itself. */
  get text(): string {
    return this.#lines.join('\n');
  }

  /** Takes a line; answers what it says in plain text. */
  take(line: string): string {
    const entry = parse(line);
    const said = (entry.msg ?? '').replace(/[\r\n]+$/, '');
    this.#lines.push(said);
    const job = this.#jobOf(entry);
    if (job === undefined) return said;
    if (entry.jobResult !== undefined) job.conclusion = entry.jobResult;
    const step = stepOf(job, entry);
    if (step === undefined) return said;
    step.log += `${said}\n`;
    if (entry.stepResult !== undefined) step.conclusion = entry.stepResult;
    if (entry.command === 'set-output') step.outputs[entry.name ?? ''] = entry.arg ?? '';
    if (entry.command === 'summary') step.summary += entry.content ?? '';
    return said;
  }

  #jobOf({ job: padded, jobID: id, matrix, stage, jobResult }: Entry): ForeignJob | undefined {
    if (padded === undefined || id === undefined) return undefined;
    const name = padded.trim();
    const known = this.jobs.find((job) => job.name === name);
    // A job that only calls a workflow has neither steps nor an end in the log; its jobs have.
    if (known !== undefined || (stage === undefined && jobResult === undefined)) return known;
    const job: ForeignJob = { name, id, matrix: matrix ?? {}, conclusion: '', steps: [] };
    this.jobs.push(job);
    return job;
  }
}

function stepOf(job: ForeignJob, { step: name, stepID, stage }: Entry): ForeignStep | undefined {
  const id = stepID?.[0];
  if (id === undefined || name === undefined || stage === undefined) return undefined;
  const known = job.steps.find((step) => step.id === id && step.stage === stage);
  if (known !== undefined) return known;
  const step: ForeignStep = { id, name, stage, conclusion: '', outputs: {}, summary: '', log: '' };
  job.steps.push(step);
  return step;
}

/** Fields that hold a masked value in clear, which its message does not, are not among those that are read. */
function parse(line: string): Entry {
  try {
    const entry: unknown = JSON.parse(line);
    if (typeof entry === 'object' && entry !== null) return entry;
  } catch {
    // Not every line of act itself is JSON.
  }
  return { msg: line };
}
