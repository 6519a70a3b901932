import {
  debug,
  error as logError,
  getState,
  isDebug,
  saveState,
  setOutput,
  summary,
  warning,
} from '@actions/core';
import {
  InputError,
  PerfectoError,
  systemClock,
  type ClientOptions,
  type Clock,
  type CloudClient,
} from '@perfecto-actions/client';
import { listenForCancel, type Cancellation } from './cancellation.ts';
import { readConnection, type ConnectionInputs } from './connection-inputs.ts';
import { InputReader } from './input-reader.ts';
import { logExchange, stepLog, type Log } from './log.ts';

/** What the work of an action gets; it imports nothing of GitHub itself. */
export interface StepContext<Client extends CloudClient = CloudClient> {
  client: Client;
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
export interface PostContext<Client extends CloudClient = CloudClient> extends StepContext<Client> {
  /** A text kept by the main step, empty when there is none. */
  state: (name: string) => string;
}

/** One action: its client, its inputs, its work, and what it shows at the end. */
export interface Action<
  Inputs extends { connection: ConnectionInputs },
  Result,
  Client extends CloudClient = CloudClient,
> {
  /** A client of the resources that the action uses: these are what its bundle holds. */
  Client: new (options: ClientOptions) => Client;
  readInputs(reader: InputReader): Inputs | Promise<Inputs>;
  run(inputs: Inputs, context: StepContext<Client>): Promise<Result>;
  /** The sentence why a result is red: the user's verdict, not a fault of the action. Undefined when it is green. */
  failure?(result: Result): string | undefined;
  /** Markdown for the job summary. */
  summarize?(result: Result, inputs: Inputs): string | Promise<string>;
  /** Cleans up after the job; has 30 s and cannot fail the job (R32). */
  post?(context: PostContext<Client>): Promise<void>;
}

const phaseState = 'perfecto-phase';
const postLimitMs = 30_000;
const postCallLimitMs = 8_000;

/**
 * Runs an action's main or post step, whichever the runner asks for. Every error ends here as one readable
 * message with what to do; a stack is shown only with debug logging on.
 */
export async function runAction<
  Inputs extends { connection: ConnectionInputs },
  Result,
  Client extends CloudClient,
>(action: Action<Inputs, Result, Client>): Promise<void> {
  const isPost = getState(phaseState) !== '';
  if (isPost) await runPost(action);
  else await runMain(action);
}

async function runMain<Inputs extends { connection: ConnectionInputs }, Result, Client extends CloudClient>(
  action: Action<Inputs, Result, Client>,
): Promise<void> {
  const cancel = listenForCancel((name) => {
    stepLog.info(`${name}: the job is being cancelled; stopping what was begun.`);
  });
  let client: Client | undefined;
  let begun = false;
  try {
    saveState(phaseState, 'read');
    const inputs = await readInputs(action);
    client = new action.Client({ ...inputs.connection.client, onExchange: logExchange });
    begun = true;
    saveState(phaseState, 'begun');
    if (inputs.connection.client.password) {
      warning('user and password are deprecated by Perfecto; use a security token where the lab has them.');
    }
    if (inputs.connection.plan) stepLog.info('Plan: everything is checked, nothing is changed in the cloud.');
    const result = await action.run(inputs, stepContext(client, cancel));
    if (action.summarize && inputs.connection.summary)
      await writeSummary(await action.summarize(result, inputs));
    const failure = action.failure?.(result);
    if (failure !== undefined) {
      process.exitCode = 1;
      logError(failure);
    }
  } catch (error) {
    process.exitCode = 1;
    explain(error, begun);
  } finally {
    cancel.dispose();
    await client?.close();
  }
}

async function runPost<Inputs extends { connection: ConnectionInputs }, Result, Client extends CloudClient>(
  action: Action<Inputs, Result, Client>,
): Promise<void> {
  // Without readable inputs the main step began nothing, so there is nothing to clean up.
  if (!action.post || getState(phaseState) !== 'begun') return;
  const cancel = listenForCancel(() => undefined);
  const limit = AbortSignal.timeout(postLimitMs);
  let client: Client | undefined;
  try {
    // Only the connection: a script or policy file may be gone by now, and must not keep anything running.
    const reader = new InputReader();
    const connection = readConnection(reader);
    reader.finish();
    // A call that hangs leaves time for another try.
    const limits = { ...connection.client.limits, callMs: postCallLimitMs };
    client = new action.Client({ ...connection.client, limits, onExchange: logExchange });
    const context = stepContext(client, { ...cancel, now: limit, soon: limit });
    await action.post({ ...context, state: getState });
  } catch (error) {
    // The job's colour was decided by its steps; a failed clean-up is told, not turned into a red job.
    const what = error instanceof Error ? error.message : String(error);
    warning(`Cleaning up after the job did not finish: ${what}`);
  } finally {
    cancel.dispose();
    await client?.close();
  }
}

async function readInputs<Inputs extends { connection: ConnectionInputs }>(
  action: Pick<Action<Inputs, never>, 'readInputs'>,
): Promise<Inputs> {
  const reader = new InputReader();
  const inputs = await action.readInputs(reader);
  reader.finish();
  return inputs;
}

function stepContext<Client extends CloudClient>(client: Client, cancel: Cancellation): StepContext<Client> {
  return {
    client,
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
    await summary.addRaw(markdown, true).write();
  } catch (error) {
    // A summary is a decoration: without it the verdict stands all the same.
    warning(`The job summary could not be written: ${String(error)}`);
  }
}

function explain(error: unknown, begun: boolean): void {
  if (error instanceof InputError) {
    for (const problem of error.problems) logError(problem, { title: 'Input' });
    if (error.hint) stepLog.info(error.hint);
    const what = error.problems.length === 1 ? 'the input' : `the ${error.problems.length} problems`;
    // Once the work has begun, an earlier part of it may have been sent.
    stepLog.info(begun ? `Correct ${what} above.` : `Nothing was sent: correct ${what} above.`);
  } else if (error instanceof PerfectoError) {
    logError(error.hint ? `${error.message}\n${error.hint}` : error.message);
  } else {
    logError(error instanceof Error ? `Unexpected: ${error.message}` : `Unexpected: ${String(error)}`);
  }
  if (isDebug() && error instanceof Error) debug(error.stack ?? '');
}
