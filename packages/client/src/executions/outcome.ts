import type { ScriptStatusAnswer } from '@perfecto-actions/catalog/script';

/** What an execution came to. Everything that is not plainly passed or failed is inconclusive. */
export type Outcome = 'passed' | 'failed' | 'inconclusive';

/** Why a wait for an execution ended. */
export type Ending =
  /** The service says it is over. */
  | 'completed'
  /** The service names a state that nobody listed (R8). */
  | 'unknown-state'
  /** The deadline passed first. */
  | 'timed-out'
  /** The service does not know the execution, beyond the grace time after a start. */
  | 'lost'
  /** No poll succeeded for as long as the error budget lasts. */
  | 'unreachable';

/** One look at an execution: still running, or over with an outcome and a sentence why. */
export type Reading =
  | { readonly state: 'running' }
  | { readonly state: 'ended'; readonly outcome: Outcome; readonly ending: Ending; readonly why: string };

/** States of the life cycle before its end (documented). */
const runningStates = new Set(['initializing', 'waiting for resources', 'running', 'terminating']);

/**
 * Reads a status. `flowEndCode` counts only once the execution is over (a Jenkins unit test has Failed beside
 * Running). Success beside failed actions contradicts the documents, so it is inconclusive.
 */
export function readStatus(status: ScriptStatusAnswer): Reading {
  const state = status.status.trim().toLowerCase();
  // Completed beside completed=false contradicts itself: the next look will tell.
  if (!status.completed && (runningStates.has(state) || state === 'completed')) return { state: 'running' };
  if (!status.completed) {
    return ended(
      'inconclusive',
      'unknown-state',
      `The service reports the unlisted state "${status.status}".`,
    );
  }
  const said = [status.reason, status.completionDescription].filter((text) => text).join(': ');
  const failures = (status.failedActions ?? 0) + (status.failedValidations ?? 0);
  switch ((status.flowEndCode ?? '').toLowerCase()) {
    case 'success':
      return failures === 0
        ? ended('passed', 'completed', 'Success')
        : ended(
            'inconclusive',
            'completed',
            `The service reports Success beside ${failures} failed actions or validations.`,
          );
    case 'failed':
      return ended('failed', 'completed', said || 'Failed');
    case 'useraborted':
      return ended('inconclusive', 'completed', said || 'A user aborted it.');
    default:
      return ended(
        'inconclusive',
        'completed',
        said || `It ended with ${status.flowEndCode ?? 'no'} flow end code.`,
      );
  }
}

function ended(outcome: Outcome, ending: Ending, why: string): Reading {
  return { state: 'ended', outcome, ending, why };
}
