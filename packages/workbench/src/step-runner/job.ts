import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { evaluateCondition } from './expressions.ts';
import { gitHubContext, gitHubEnv, runnerEnv, writeEvent } from './github-context.ts';
import { secretsGivenTo } from './given-secrets.ts';
import type { JobOptions } from './job-options.ts';
import { JobRecord } from './job-record.ts';
import { prepareSteps, type PreparedStep } from './prepared-step.ts';
import { SecretMasker } from './secret-masker.ts';
import { runStage, skippedStage, type JobState, type StageResult } from './stage.ts';
import { gitHubKillDelays } from './step-process.ts';

/** The result of a step: its main stage, and its post stage if the action has one and main was started. */
export interface StepResult extends StageResult {
  readonly post?: StageResult;
}

/** The result of a job. */
export interface JobResult {
  readonly conclusion: 'success' | 'failure' | 'cancelled';
  /** In the order of the steps given. */
  readonly steps: readonly StepResult[];
  /** Masked log of all stages in the order they ran. */
  readonly log: string;
  /** Step summaries in the order they were written, one below the other. */
  readonly summary: string;
}

/**
 * Runs action folders as a job of GitHub's runner does: main stages in order, then post stages in reverse
 * order for every step whose main was started. A cancel interrupts the running stage unless its condition
 * holds for a cancelled job. Linux and macOS; Windows is out of scope, its signals work differently.
 * @throws RunnerError `JOB_INVALID` before anything runs, listing every bad folder, id and expression.
 */
export async function runJob(options: JobOptions): Promise<JobResult> {
  const workspace = resolve(options.workspace);
  const tempDir = resolve(options.tempDir);
  const steps = await prepareSteps(options.steps);
  await mkdir(workspace, { recursive: true });
  await mkdir(tempDir, { recursive: true });
  const eventPath = await writeEvent(tempDir, options.event ?? {});
  const folder = options.records ?? process.env['RUN_RECORDS'] ?? '';
  if (folder === '') return new Job(options, steps, { workspace, tempDir, eventPath }).run();
  const record = await JobRecord.begin({
    folder,
    secrets: secretsGivenTo(options),
    jobFolders: [workspace, tempDir],
    published: options.services?.published,
  });
  try {
    return await new Job(options, steps, { workspace, tempDir, eventPath, record }).run();
  } finally {
    await record.end();
  }
}

interface JobPlace {
  readonly workspace: string;
  readonly tempDir: string;
  readonly eventPath: string;
  readonly record?: JobRecord;
}

class Job {
  private readonly results = new Map<PreparedStep, StageResult>();
  private readonly postResults = new Map<PreparedStep, StageResult>();
  private readonly inOrder: StageResult[] = [];
  private readonly steps: readonly PreparedStep[];
  private readonly state: JobState;
  private readonly options: JobOptions;
  /** Aborted when the grace time after a cancel has passed. */
  private readonly force = new AbortController();
  private onCancel: (() => void) | undefined;

  constructor(options: JobOptions, steps: readonly PreparedStep[], place: JobPlace) {
    const { workspace, tempDir, eventPath, record } = place;
    this.options = options;
    this.steps = steps;
    const { services } = options;
    const github = gitHubContext(
      { ...services?.github, ...options.github, event_path: eventPath },
      workspace,
    );
    const secrets = options.secrets ?? {};
    const masker = new SecretMasker();
    const hidden = [...Object.values(secrets), github['token'] ?? '', ...(services?.secrets ?? [])];
    for (const secret of hidden) masker.add(secret);
    const state: JobState = {
      status: 'success',
      env: { ...options.env },
      pathFolders: [],
      masker,
      nodePath: options.nodePath ?? process.env['STEP_RUNNER_NODE'] ?? process.execPath,
      workspace,
      tempDir,
      runnerEnv: {
        ...gitHubEnv(github),
        ...runnerEnv(tempDir, workspace, options.debug ?? false),
        ...services?.env,
      },
      killDelays: options.killDelays ?? gitHubKillDelays,
      debug: options.debug ?? false,
      log: options.log ?? (() => undefined),
      record,
      context: (stepEnv) => ({
        status: state.status,
        github,
        secrets,
        env: { ...state.env, ...stepEnv },
        steps: Object.fromEntries([...this.results].map(([step, result]) => [step.id, result])),
      }),
    };
    this.state = state;
  }

  async run(): Promise<JobResult> {
    const { signal, cancelGraceMs = 300_000 } = this.options;
    let grace: NodeJS.Timeout | undefined;
    const cancel = (): void => {
      this.state.status = 'cancelled';
      if (cancelGraceMs === 0) this.force.abort();
      else {
        grace = setTimeout(() => {
          this.force.abort();
        }, cancelGraceMs);
      }
      this.onCancel?.();
    };
    if (signal?.aborted === true) cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      for (const step of this.steps) await this.runMain(step);
      for (const step of this.steps.toReversed()) await this.runPost(step);
    } finally {
      signal?.removeEventListener('abort', cancel);
      clearTimeout(grace);
    }
    return {
      conclusion: this.state.status,
      steps: this.steps.map((step) => this.resultOf(step)),
      log: this.inOrder.map(({ log }) => log).join('\n'),
      summary: this.inOrder
        .map(({ summary }) => summary)
        .filter((summary) => summary !== '')
        .join('\n'),
    };
  }

  private async runMain(step: PreparedStep): Promise<void> {
    if (!this.holds(step.condition, step)) {
      this.results.set(step, skippedStage(step.id, step.name));
      return;
    }
    const result = await this.runInterruptibly(step, 'main');
    const forgiven = result.outcome === 'failure' && step.continueOnError;
    this.results.set(step, forgiven ? { ...result, conclusion: 'success' } : result);
    if (!forgiven) this.merge(result);
  }

  private async runPost(step: PreparedStep): Promise<void> {
    if (step.manifest.post === undefined || this.results.get(step)?.outcome === 'skipped') return;
    if (!this.holds(step.manifest.postIf, step)) {
      this.postResults.set(step, skippedStage(step.id, `Post ${step.name}`));
      return;
    }
    const result = await this.runInterruptibly(step, 'post');
    this.postResults.set(step, result);
    this.merge(result);
  }

  /** Runs a stage so that a cancel reaches it only if its condition does not hold for a cancelled job. */
  private async runInterruptibly(step: PreparedStep, kind: 'main' | 'post'): Promise<StageResult> {
    const condition = kind === 'main' ? step.condition : step.manifest.postIf;
    const interrupt = new AbortController();
    this.onCancel = () => {
      if (!this.holds(condition, step)) interrupt.abort();
    };
    const result = await runStage(
      {
        id: step.id,
        name: kind === 'main' ? step.name : `Post ${step.name}`,
        kind,
        script: kind === 'main' ? step.manifest.main : (step.manifest.post ?? ''),
        manifest: step.manifest,
        with: step.with,
        env: step.env,
        state: step.state,
        ...(kind === 'main' && step.timeoutMs !== undefined && { timeoutMs: step.timeoutMs }),
        interrupt: AbortSignal.any([interrupt.signal, this.force.signal]),
      },
      this.state,
    );
    this.onCancel = undefined;
    this.inOrder.push(result);
    return result;
  }

  private holds(condition: string, step: PreparedStep): boolean {
    return !this.force.signal.aborted && evaluateCondition(condition, this.state.context(step.env));
  }

  /** A cancelled job stays cancelled, whatever fails later. */
  private merge({ outcome }: StageResult): void {
    if (outcome === 'failure' && this.state.status === 'success') this.state.status = 'failure';
  }

  private resultOf(step: PreparedStep): StepResult {
    const main = this.results.get(step) ?? skippedStage(step.id, step.name);
    const post = this.postResults.get(step);
    return { ...main, ...(post && { post }) };
  }
}
