import {
  error as logError,
  getState,
  isDebug,
  saveState,
  setOutput,
  type AnnotationProperties,
} from '@actions/core';
import { CancelledError, InputError, PerfectoError, systemClock, type Clock } from '@perfecto-actions/client';
import { listenForCancel, type Cancellation } from './cancellation.ts';
import { InputReader } from './input-reader.ts';
import { stepLog, type Log } from './log.ts';
import { withoutMasked } from './masking.ts';

/** What the work of a step gets; it imports nothing of GitHub itself. */
export interface PlainContext {
  log: Log;
  clock: Clock;
  /** Aborts at once when the job is cancelled. */
  signal: AbortSignal;
  /** Aborts a little later; for calls that make something in the cloud. */
  lateSignal: AbortSignal;
  /** Writes an output at once (R2); objects become JSON. */
  setOutput: (name: string, value: unknown) => void;
  /** Keeps a text for the post step, at once. */
  saveState: (name: string, value: unknown) => void;
  env: Readonly<Record<string, string | undefined>>;
}

/** What the post step gets. */
export interface PlainPostContext extends PlainContext {
  /** A text kept by the main step, empty when there is none. */
  state: (name: string) => string;
}

/** A step: its inputs, its work, and what it shows at the end. */
export interface Step<Inputs, Result> {
  readInputs(reader: InputReader): Inputs | Promise<Inputs>;
  run(inputs: Inputs, context: PlainContext): Promise<Result>;
  /** The sentence why a result is red: the user's verdict, not a fault of the action. Undefined when it is green. */
  failure?: ((result: Result) => string | undefined) | undefined;
  /** Markdown for the job summary; nothing is written for an empty text. */
  summarize?: ((result: Result, inputs: Inputs) => string | Promise<string>) | undefined;
  /** Cleans up after the job; has 30 s and cannot fail the job (R32). */
  post?: ((context: PlainPostContext) => Promise<void>) | undefined;
}

const phaseState = 'perfecto-phase';
const postLimitMs = 30_000;

/**
 * Runs the main or the post part of a step, whichever the runner asks for. Every error ends here as one readable
 * message with what to do; a stack is shown only with debug logging on.
 */
export async function runStep<Inputs, Result>(step: Step<Inputs, Result>): Promise<void> {
  const isPost = getState(phaseState) !== '';
  if (isPost) await runPost(step);
  else await runMain(step);
}

async function runMain<Inputs, Result>(step: Step<Inputs, Result>): Promise<void> {
  const cancel = listenForCancel((name) => {
    stepLog.info(`${name}: the job is being cancelled; stopping what was begun.`);
  });
  let begun = false;
  try {
    saveState(phaseState, 'read');
    const inputs = await readInputs(step);
    begun = true;
    saveState(phaseState, 'begun');
    const result = await step.run(inputs, plainContext(cancel));
    await writeSummary((await step.summarize?.(result, inputs)) ?? '');
    const failure = step.failure?.(result);
    if (failure !== undefined) {
      process.exitCode = 1;
      sayError(failure);
    }
  } catch (error) {
    process.exitCode = 1;
    explain(error, begun);
  } finally {
    cancel.dispose();
  }
}

async function runPost<Inputs, Result>(step: Step<Inputs, Result>): Promise<void> {
  // Without readable inputs the main step began nothing, so there is nothing to clean up.
  if (!step.post || getState(phaseState) !== 'begun') return;
  const cancel = listenForCancel(() => undefined);
  const limit = new AbortController();
  const timer = setTimeout(() => {
    limit.abort(new CancelledError(`The clean-up took longer than ${postLimitMs / 1000} s.`));
  }, postLimitMs);
  const { signal } = limit;
  try {
    await step.post({ ...plainContext({ ...cancel, now: signal, soon: signal }), state: getState });
  } catch (error) {
    // The job's colour was decided by its steps; a failed clean-up is told, not turned into a red job.
    const what = error instanceof Error ? error.message : String(error);
    stepLog.warning(`Cleaning up after the job did not finish: ${what}`);
  } finally {
    clearTimeout(timer);
    cancel.dispose();
  }
}

async function readInputs<Inputs>(step: Pick<Step<Inputs, never>, 'readInputs'>): Promise<Inputs> {
  const reader = new InputReader();
  const inputs = await step.readInputs(reader);
  reader.finish();
  return inputs;
}

function plainContext(cancel: Cancellation): PlainContext {
  return {
    log: stepLog,
    clock: systemClock,
    signal: cancel.now,
    lateSignal: cancel.soon,
    setOutput,
    saveState,
    env: process.env,
  };
}

async function writeSummary(markdown: string): Promise<void> {
  const file = process.env['GITHUB_STEP_SUMMARY'];
  if (markdown.trim() === '' || !file) return;
  try {
    // Loaded here, since most steps need no other of its functions, and none before its first request.
    const { appendFile } = await import('node:fs/promises');
    await appendFile(file, `${withoutMasked(markdown)}\n`);
  } catch (error) {
    // A summary is a decoration: without it the verdict stands all the same.
    stepLog.warning(`The job summary could not be written: ${String(error)}`);
  }
}

function explain(error: unknown, begun: boolean): void {
  if (error instanceof InputError) {
    for (const problem of error.problems) sayError(problem, { title: 'Input' });
    if (error.hint) stepLog.info(error.hint);
    const what = error.problems.length === 1 ? 'the input' : `the ${error.problems.length} problems`;
    // Once the work has begun, an earlier part of it may have been sent.
    stepLog.info(begun ? `Correct ${what} above.` : `Nothing was sent: correct ${what} above.`);
  } else if (error instanceof PerfectoError) {
    sayError(error.hint ? `${error.message}\n${error.hint}` : error.message);
  } else {
    sayError(error instanceof Error ? `Unexpected: ${error.message}` : `Unexpected: ${String(error)}`);
  }
  if (isDebug() && error instanceof Error) stepLog.debug(error.stack ?? '');
}

function sayError(message: string, properties?: AnnotationProperties): void {
  logError(withoutMasked(message), properties);
}
