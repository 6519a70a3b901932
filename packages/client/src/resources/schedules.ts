import {
  schedulerCreate,
  schedulerDelete,
  schedulerInfo,
  schedulerList,
  schedulerUpdate,
  type SchedulerCreateRequest,
  type SchedulerDeleteRequest,
  type SchedulerInfoRequest,
  type SchedulerListRequest,
  type SchedulerUpdateRequest,
} from '@perfecto-actions/catalog/scheduler';
import type { CallOptions, Transport } from '../transport/transport.ts';

/**
 * Scheduled executions (`/services/schedules`), for scripts of the old automation tool. Keys are `PRIVATE:nightly`,
 * times ms since the epoch; schedules of others need `admin` and the rights of an automation administrator.
 */
export class Schedules {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Runs a script again and again by a cron expression with a field for seconds; those for seconds and minutes must
   * not be `*`. `scheduler.create`, documented.
   */
  create(request: SchedulerCreateRequest, options?: CallOptions) {
    return this.#transport.call(schedulerCreate, request, options);
  }

  /** Changes what is given, all else stays. RefusedError when there is no such schedule. `scheduler.update`, documented. */
  update(request: SchedulerUpdateRequest, options?: CallOptions) {
    return this.#transport.call(schedulerUpdate, request, options);
  }

  /** Ends a schedule; what runs goes on. `status` is success or failure. `scheduler.delete`, documented. */
  delete(request: SchedulerDeleteRequest, options?: CallOptions) {
    return this.#transport.call(schedulerDelete, request, options);
  }

  /** One schedule with its last and its next run. `scheduler.info`, documented. */
  info(request: SchedulerInfoRequest, options?: CallOptions) {
    return this.#transport.call(schedulerInfo, request, options);
  }

  /** Schedules of the caller, or of `owner`. `scheduler.list`, from client code. */
  list(request: SchedulerListRequest = {}, options?: CallOptions) {
    return this.#transport.call(schedulerList, request, options);
  }
}
