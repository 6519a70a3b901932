import {
  executionManagerSearch,
  executionManagerStop,
  type ExecutionManagerSearchRequest,
  type ExecutionManagerStopRequest,
} from '@perfecto-actions/catalog/reporting';
import type { CallOptions, Transport } from '../transport/transport.ts';

type StopFilter = ExecutionManagerStopRequest &
  (
    | Required<Pick<ExecutionManagerStopRequest, 'fields'>>
    | Required<Pick<ExecutionManagerStopRequest, 'freeTextFilter'>>
  );

/**
 * What runs now, of every kind (`/execution-manager/api/v1`). Tokens only; others' executions need the role Admin
 * Execution. The forms of the answers are not documented: they are handed on as they are.
 */
export class ExecutionManager {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Running executions, all of the caller's without a filter. `executionManager.search`, documented. */
  search(request: ExecutionManagerSearchRequest = {}, options?: CallOptions) {
    return this.#transport.call(executionManagerSearch, request, options);
  }

  /** Stops what matches; something has to be named. `executionManager.stop`, documented. */
  stop(request: StopFilter, options?: CallOptions) {
    return this.#transport.call(executionManagerStop, request, options);
  }
}
