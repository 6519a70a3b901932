import {
  commandEnd,
  commandStart,
  type CommandExecuteAnswer,
  type CommandStartAnswer,
  type CommandStartRequest,
} from '@perfecto-actions/catalog/command';
import { InputError, NotFoundError, PerfectoError, StartUnknownError } from '../errors.ts';
import { cancelledBy } from '../transport/cancelled-by.ts';
import { mayHaveArrived } from '../transport/may-have-arrived.ts';
import type { Transport } from '../transport/transport.ts';
import { sendCommand, type CommandOptions, type CommandParameters } from './send-command.ts';

/** How a session is started and ended. */
export interface SessionOptions extends CommandStartRequest {
  /** Device that is opened first; commands go to it unless they name another. */
  deviceId?: string;
  /** Ends the session: a command under way is broken off, and what was begun is ended. */
  signal?: AbortSignal;
  /** Breaks off the start and the end, too; to be aborted a little later than `signal`. */
  lateSignal?: AbortSignal;
  /** Gets what went wrong at the end, when the session throws something else that went wrong before. */
  onEndProblem?: (problem: unknown) => void;
}

/** What remains of a session: its ids and addresses, and what the work answered. The report is made after the end. */
export interface SessionResult<Result> extends CommandStartAnswer {
  result: Result;
}

/** A device is closed, and an execution ended, within this time. */
const endMs = 60_000;

/**
 * Starts an execution exactly once, lets `work` send commands to it, closes the devices it opened and ends the
 * execution: after success, an error, an abort, or a device that did not open. The first error is the one thrown.
 * A start without an answer is a StartUnknownError and never repeated.
 */
export async function runSession<Result>(
  transport: Transport,
  { deviceId, signal, lateSignal, onEndProblem, ...request }: SessionOptions,
  work: (session: CommandSession) => Promise<Result>,
): Promise<SessionResult<Result>> {
  if (signal?.aborted) throw cancelledBy(signal);
  const execution = await start(transport, request, lateSignal);
  const session = new CommandSession(transport, execution, { deviceId, signal, lateSignal });
  let result: Result;
  try {
    if (signal?.aborted) throw cancelledBy(signal);
    if (deviceId !== undefined) await session.openDevice(deviceId);
    result = await work(session);
  } catch (error) {
    await session.end().catch((problem: unknown) => onEndProblem?.(problem));
    throw error;
  }
  await session.end();
  return { ...execution, result };
}

async function start(
  transport: Transport,
  request: CommandStartRequest,
  lateSignal: AbortSignal | undefined,
): Promise<CommandStartAnswer> {
  try {
    // The early signal does not break it off: what has been started must be known, to be ended.
    return await transport.call(commandStart, request, { ...(lateSignal && { signal: lateSignal }) });
  } catch (cause) {
    if (!(cause instanceof PerfectoError) || !mayHaveArrived(cause)) throw cause;
    throw new StartUnknownError('The start of the session got no answer. It was not started again.', [], {
      cause,
      hint: 'An execution without a device may be running; the service ends it by itself when it has been idle.',
    });
  }
}

interface SessionContext {
  deviceId: string | undefined;
  signal: AbortSignal | undefined;
  lateSignal: AbortSignal | undefined;
}

/** A running execution that takes commands. */
export class CommandSession {
  /** Ids and addresses of the execution and its report. */
  readonly execution: Readonly<CommandStartAnswer>;
  readonly #transport: Transport;
  readonly #context: SessionContext;
  readonly #open = new Set<string>();
  #isOver = false;

  constructor(transport: Transport, execution: CommandStartAnswer, context: SessionContext) {
    this.execution = execution;
    this.#transport = transport;
    this.#context = context;
  }

  /**
   * Carries out one command, such as `command('application', 'open', { name: 'Shop' })`. Throws CommandFailedError
   * when it could not be done; a checkpoint that did not match is an answer, with the reason ValidationFailure.
   */
  async command(
    command: string,
    subcommand: string,
    parameters: CommandParameters = {},
    options: CommandOptions = {},
  ): Promise<CommandExecuteAnswer> {
    if (this.#isOver) throw new InputError([`The session is over; ${command} ${subcommand} comes too late.`]);
    const { deviceId, signal } = this.#context;
    return this.#send(command, subcommand, parameters, { deviceId, ...(signal && { signal }), ...options });
  }

  /** Opens a device, which the end of the session closes. Parameters such as `allocation: 'nowait'`. */
  async openDevice(deviceId: string, parameters?: CommandParameters): Promise<CommandExecuteAnswer> {
    this.#open.add(deviceId);
    try {
      return await this.command('device', 'open', parameters, { deviceId });
    } catch (error) {
      if (!(error instanceof PerfectoError) || !mayHaveArrived(error)) this.#open.delete(deviceId);
      throw error;
    }
  }

  /** Closes a device before the session ends. */
  async closeDevice(deviceId: string): Promise<CommandExecuteAnswer> {
    const answer = await this.command('device', 'close', {}, { deviceId });
    this.#open.delete(deviceId);
    return answer;
  }

  /**
   * Closes what is open and ends the execution; `commands.session` does it by itself. Tries everything, then throws
   * the first problem. After an abort it ends the execution at once. An execution that is gone has ended.
   */
  async end(): Promise<void> {
    if (this.#isOver) return;
    this.#isOver = true;
    const { executionId } = this.execution;
    const { signal, lateSignal } = this.#context;
    const options = { callMs: endMs, ...(lateSignal && { signal: lateSignal }) };
    const problems: unknown[] = [];
    const attempt = (work: Promise<unknown>) =>
      work.catch((error: unknown) => {
        if (!(error instanceof NotFoundError)) problems.push(error);
      });
    // A command that was broken off may go on in the cloud; a close would wait for it, and the job has little time.
    const toClose = signal?.aborted ? [] : this.#open;
    for (const deviceId of toClose) {
      await attempt(this.#send('device', 'close', {}, { deviceId, ...options }));
    }
    // To end it twice does no more than to end it once.
    await attempt(this.#transport.call(commandEnd, { executionId }, { repeatable: true, ...options }));
    if (problems.length > 0) throw problems[0];
  }

  #send(command: string, subcommand: string, parameters: CommandParameters, options: CommandOptions) {
    return sendCommand(
      this.#transport,
      this.execution.executionId,
      [command, subcommand],
      parameters,
      options,
    );
  }
}
