import { CancelledError, DecodeError, ServerError, TransportError, type PerfectoError } from '../errors.ts';

/** Whether a change may have been made although it failed: a refusal changed nothing, a lost or unreadable answer may have. */
export function mayHaveArrived(error: PerfectoError): boolean {
  if (error instanceof TransportError) return error.sent === 'unknown';
  // Broken off by a signal of the caller.
  if (error instanceof CancelledError) return true;
  return error instanceof DecodeError || error instanceof ServerError;
}
