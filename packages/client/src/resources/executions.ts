import {
  scriptAbort,
  scriptExecute,
  scriptList,
  scriptStatus,
  type ScriptExecuteRequest,
  type ScriptListRequest,
} from '@perfecto-actions/catalog/script';
import { startOnce, type StartOptions } from '../executions/start-once.ts';
import { waitFor, type WaitOptions } from '../executions/wait-for.ts';
import type { CallOptions, Transport } from '../transport/transport.ts';

/** Script executions (`/services/executions`). */
export class Executions {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Starts a script; answers at once. A bad device or variable shows up in `status` later. `script.execute`, documented. */
  execute(request: ScriptExecuteRequest, options?: CallOptions) {
    return this.#transport.call(scriptExecute, request, options);
  }

  /** Starts one script any number of times, each exactly once, whatever the network does; see {@link startOnce}. */
  startOnce(requests: readonly ScriptExecuteRequest[], options: StartOptions) {
    return startOnce(this.#transport, requests, options);
  }

  /** State, result and counts of one execution. Others' executions need `admin`. `script.status`, documented. */
  status(executionId: string, options?: CallOptions & { admin?: boolean }) {
    return this.#transport.call(scriptStatus, { executionId, ...adminOf(options) }, options);
  }

  /** Executions within a window; `time.anchor` (ms) or `time.offset` (s) is mandatory. At most 500 completed ones. `script.list`, documented. */
  list(request: ScriptListRequest, options?: CallOptions) {
    return this.#transport.call(scriptList, request, options);
  }

  /** Asks for the end of an execution; it may go on until the current function ends. `script.abort`, documented. */
  abort(executionId: string, options?: CallOptions & { admin?: boolean }) {
    return this.#transport.call(scriptAbort, { executionId, ...adminOf(options) }, options);
  }

  /** Waits for any number of executions with one poller; see {@link waitFor}. */
  waitFor(executionIds: readonly string[], options: WaitOptions) {
    return waitFor(this.#transport, executionIds, options);
  }
}

function adminOf(options: { admin?: boolean } | undefined): { admin?: boolean } {
  return options?.admin === undefined ? {} : { admin: options.admin };
}
