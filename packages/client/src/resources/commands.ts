import {
  commandEnd,
  commandExecute,
  commandStart,
  commandStartPlay,
  commandStopPlay,
  type CommandExecuteRequest,
  type CommandStartPlayRequest,
  type CommandStartRequest,
} from '@perfecto-actions/catalog/command';
import { commandMs } from '../commands/send-command.ts';
import { runSession, type CommandSession, type SessionOptions } from '../commands/session.ts';
import type { CallOptions, Transport } from '../transport/transport.ts';

/** Executions that are driven command by command (`/services/executions`); legacy, but whole. */
export class Commands {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Starts an execution, lets `work` send commands to it, and ends it whatever happens; see {@link runSession}.
   * Answers with the report key and the addresses of the report.
   */
  session<Result>(options: SessionOptions, work: (session: CommandSession) => Promise<Result>) {
    return runSession(this.#transport, options, work);
  }

  /** Starts an execution without any command. It lives until `end`, or until it has been idle for a time that is not published. `command.start`, documented. */
  start(request: CommandStartRequest = {}, options?: CallOptions) {
    return this.#transport.call(commandStart, request, options);
  }

  /**
   * Carries out one command and answers when it is done; that may take minutes. A command that failed is an answer,
   * too: see `flowEndCode` and `reason`. Users with an automation role. `command.execute`, documented.
   */
  execute(request: CommandExecuteRequest, options?: CallOptions) {
    return this.#transport.call(commandExecute, request, { callMs: commandMs, ...options });
  }

  /** Ends an execution; then its report is made. NotFoundError when it has ended. `command.end`, documented. */
  end(executionId: string, options?: CallOptions) {
    return this.#transport.call(commandEnd, { executionId }, options);
  }

  /** Joins an execution that another tool has started. `command.startPlay`, from client code. */
  startPlay(request: CommandStartPlayRequest, options?: CallOptions) {
    return this.#transport.call(commandStartPlay, request, options);
  }

  /** Leaves an execution that was joined. `command.stopPlay`, from client code. */
  stopPlay(executionId: string, options?: CallOptions) {
    return this.#transport.call(commandStopPlay, { executionId }, options);
  }
}
