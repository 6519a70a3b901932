import { basename, delimiter } from 'node:path';
import { resolveInputs } from './action-inputs.ts';
import type { ActionManifest } from './action-manifest.ts';
import { evaluateTemplate, type ExpressionContext, type JobStatus } from './expressions.ts';
import type { JobRecord, StageRecord } from './job-record.ts';
import { createCommandFiles, readCommandFiles } from './runner-files.ts';
import type { SecretMasker } from './secret-masker.ts';
import { StageLog } from './stage-log.ts';
import { runStepProcess, type KillDelays, type StepProcessEnd } from './step-process.ts';
import type { Annotation } from './workflow-commands.ts';

/** How a stage ended. */
export type Conclusion = 'success' | 'failure' | 'cancelled' | 'skipped';

/** The result of the main or the post stage of a step. */
export interface StageResult {
  readonly id: string;
  readonly name: string;
  /** The result itself; `conclusion` is the one after `continueOnError`. */
  readonly outcome: Conclusion;
  readonly conclusion: Conclusion;
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Signals the runner delivered on cancel or timeout, in order. */
  readonly signalsSent: readonly NodeJS.Signals[];
  /** Unmasked, as the next step would read them. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Markdown, masked. */
  readonly summary: string;
  /** At most ten of each level, as GitHub keeps them. */
  readonly annotations: readonly Annotation[];
  readonly annotationsDropped: number;
  /** Masked text, lines joined by `\n`. */
  readonly log: string;
  readonly durationMs: number;
}

/** Messages of the errors of a stage, in the order they were shown. */
export function errorsOf({ annotations }: Pick<StageResult, 'annotations'>): string[] {
  return annotations.filter(({ level }) => level === 'error').map(({ message }) => message);
}

/** What every stage of a job shares and may change. */
export interface JobState {
  status: JobStatus;
  /** Environment of the job: the caller's, then what steps wrote to GITHUB_ENV. */
  env: Record<string, string>;
  /** Folders of GITHUB_PATH, the latest first. */
  pathFolders: readonly string[];
  readonly masker: SecretMasker;
  readonly nodePath: string;
  readonly workspace: string;
  readonly tempDir: string;
  /** GITHUB_* and RUNNER_* variables. */
  readonly runnerEnv: Readonly<Record<string, string>>;
  readonly killDelays: KillDelays;
  readonly debug: boolean;
  readonly log: (line: string) => void;
  /** What the steps leave, if it is written down. */
  readonly record: JobRecord | undefined;
  /** Context for expressions, with the environment of the step in question. */
  readonly context: (stepEnv: Readonly<Record<string, string>>) => ExpressionContext;
}

/** One stage to run. `state` is shared by the main and post stage of a step. */
export interface Stage {
  readonly id: string;
  readonly name: string;
  readonly kind: 'main' | 'post';
  readonly script: string;
  readonly manifest: ActionManifest;
  readonly with: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  readonly state: Record<string, string>;
  readonly timeoutMs?: number;
  /** Aborted when a cancel of the job is to reach this stage. */
  readonly interrupt: AbortSignal;
}

/** Runs one stage in a process of its own and applies what it wrote to the job. Never rejects for a fault of the step. */
export async function runStage(stage: Stage, job: JobState): Promise<StageResult> {
  const startedAt = performance.now();
  const log = new StageLog(job.masker, job.log, job.debug);
  const stepEnv = evaluateAll(stage.env, job.context({}));
  const inputs = resolveInputs(stage.manifest, stage.with, (template) =>
    evaluateTemplate(template, job.context(stepEnv)),
  );
  announce(stage, inputs.env, log);
  if (stage.kind === 'main') for (const warning of inputs.warnings) log.warn(warning);

  const files = await createCommandFiles(job.tempDir);
  const timeout = new AbortController();
  const timer =
    stage.timeoutMs === undefined
      ? undefined
      : setTimeout(() => {
          timeout.abort();
        }, stage.timeoutMs);
  const env = stageEnv(stage, job, { ...stepEnv }, { ...inputs.env, ...files });
  const record = await job.record?.beginStage(recordName(stage, inputs.env), stage.script);
  const cancel = AbortSignal.any([stage.interrupt, timeout.signal]);
  const end = await startProcess({ stage, job, env, log, cancel, record });
  clearTimeout(timer);
  await record?.end();

  const written = await readCommandFiles(files);
  Object.assign(job.env, written.env);
  job.pathFolders = [...new Set([...written.path].reverse().concat(job.pathFolders))];
  Object.assign(stage.state, log.state, written.state);
  for (const problem of [...written.problems, ...written.complaints]) log.error(problem);

  let outcome: Conclusion =
    end?.exitCode === 0 && written.problems.length === 0 && !log.refused ? 'success' : 'failure';
  if (timeout.signal.aborted) {
    outcome = 'failure';
    log.error(`The action '${stage.name}' has timed out after ${stage.timeoutMs ?? 0} ms.`);
  } else if (stage.interrupt.aborted) {
    // Whatever its exit code: GitHub calls an interrupted step cancelled.
    outcome = 'cancelled';
    log.error('The operation was canceled.');
  }
  return {
    id: stage.id,
    name: stage.name,
    outcome,
    conclusion: outcome,
    exitCode: end?.exitCode ?? null,
    signal: end?.signal ?? null,
    signalsSent: end?.signalsSent ?? [],
    outputs: { ...log.outputs, ...written.outputs },
    summary: job.masker.mask(written.summary),
    annotations: log.annotations,
    annotationsDropped: log.annotationsDropped,
    log: log.text,
    durationMs: Math.round(performance.now() - startedAt),
  };
}

/** Such as `run-script post`, and `call-api main of device.list` for an action that does what it is told. */
function recordName({ manifest, kind }: Stage, inputs: Readonly<Record<string, string>>): string {
  const operation = inputs['INPUT_OPERATION'] ?? '';
  return `${basename(manifest.folder)} ${kind}${operation === '' ? '' : ` of ${operation}`}`;
}

/** The result of a stage whose condition did not hold. */
export function skippedStage(id: string, name: string): StageResult {
  return {
    id,
    name,
    outcome: 'skipped',
    conclusion: 'skipped',
    exitCode: null,
    signal: null,
    signalsSent: [],
    outputs: {},
    summary: '',
    annotations: [],
    annotationsDropped: 0,
    log: '',
    durationMs: 0,
  };
}

/** Environment of a step: job, then step, then what the runner sets, which nobody overrides. */
function stageEnv(
  stage: Stage,
  job: JobState,
  stepEnv: Record<string, string>,
  runnerSet: Record<string, string>,
): Record<string, string> {
  const env: Record<string, string> = { CI: 'true', ...job.env, ...stepEnv };
  const path = [...job.pathFolders, env['PATH'] ?? process.env['PATH'] ?? ''];
  return {
    HOME: process.env['HOME'] ?? job.tempDir,
    ...env,
    PATH: path.filter((folder) => folder !== '').join(delimiter),
    ...job.runnerEnv,
    GITHUB_ACTION: stage.id,
    ...Object.fromEntries(Object.entries(stage.state).map(([name, value]) => [`STATE_${name}`, value])),
    ...runnerSet,
  };
}

async function startProcess({
  stage,
  job,
  env,
  log,
  cancel,
  record,
}: {
  stage: Stage;
  job: JobState;
  env: Record<string, string>;
  log: StageLog;
  cancel: AbortSignal;
  record: StageRecord | undefined;
}): Promise<StepProcessEnd | undefined> {
  try {
    return await runStepProcess({
      nodePath: job.nodePath,
      ...(record && { nodeOptions: record.nodeOptions }),
      script: stage.script,
      cwd: job.workspace,
      env,
      onLine: (line) => {
        record?.line(line);
        log.fromStep(line);
      },
      cancel,
      killDelays: job.killDelays,
    });
  } catch (error) {
    log.error(`${job.nodePath} could not be started: ${String(error)}`);
    return undefined;
  }
}

function announce(stage: Stage, inputs: Readonly<Record<string, string>>, log: StageLog): void {
  log.write(`##[group]${stage.name}`);
  for (const [variable, value] of Object.entries(inputs)) {
    if (value !== '') log.write(`  ${variable.slice('INPUT_'.length).toLowerCase()}: ${value}`);
  }
  log.write('##[endgroup]');
}

function evaluateAll(
  values: Readonly<Record<string, string>>,
  context: ExpressionContext,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, evaluateTemplate(value, context)]),
  );
}
