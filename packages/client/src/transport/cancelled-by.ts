import { CancelledError } from '../errors.ts';

/** The error that an aborted signal stands for: its own reason when that is one already. */
export function cancelledBy(signal: AbortSignal): CancelledError {
  return signal.reason instanceof CancelledError
    ? signal.reason
    : new CancelledError(undefined, { cause: signal.reason });
}
