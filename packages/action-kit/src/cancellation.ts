import { CancelledError } from '@perfecto-actions/client';

/**
 * The two signals of a step. A runner that cancels sends SIGINT, after 7.5 s SIGTERM, and 2.5 s later ends the
 * process. `now` aborts at once and ends waits and transfers. `soon` aborts a little later: a call that makes
 * something in the cloud uses it, so that its answer, and with it the id to clean up, still arrives (R1).
 */
export interface Cancellation {
  readonly now: AbortSignal;
  readonly soon: AbortSignal;
  /** Takes the handlers off again. */
  dispose(): void;
}

const soonMs = 3_000;

/** Listens for the runner's signals. */
export function listenForCancel(onSignal: (name: string) => void): Cancellation {
  const now = new AbortController();
  const soon = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const handle = (name: string) => {
    if (now.signal.aborted) return;
    onSignal(name);
    const reason = new CancelledError(`The job was cancelled (${name}).`);
    now.abort(reason);
    timer = setTimeout(() => {
      soon.abort(reason);
    }, soonMs);
  };
  process.on('SIGINT', handle);
  process.on('SIGTERM', handle);
  // The second signal on Windows.
  process.on('SIGBREAK', handle);
  return {
    now: now.signal,
    soon: soon.signal,
    dispose() {
      clearTimeout(timer);
      process.off('SIGINT', handle);
      process.off('SIGTERM', handle);
      process.off('SIGBREAK', handle);
    },
  };
}
