import { createHash } from 'node:crypto';
import { failureReasonNames } from '../../invented/reporting.ts';
import type { FailureCause } from '../../invented/reporting.ts';
import type { Execution } from '../executions/executions.ts';

/** The documented statuses of a test. BLOCKED could not be completed, UNKNOWN has no final status. */
export type TestStatus = 'PASSED' | 'FAILED' | 'BLOCKED' | 'UNKNOWN';

/** How a test ended. */
export interface TestOutcome {
  status: TestStatus;
  /** Set for FAILED and BLOCKED. */
  cause?: FailureCause;
}

/**
 * The status that an execution gives its test. The documents name the four words and what each stands for; which end
 * of an execution gets which is invented: aborted and inconclusive ones report no final status, and what ended
 * without a failed action was kept from completing by the cloud.
 */
export function outcomeOf(execution: Execution): TestOutcome {
  switch (execution.flowEndCode) {
    case 'Success':
      return { status: 'PASSED' };
    case 'Failed':
      if (execution.failedActions > 0) {
        return { status: 'FAILED', cause: execution.failedValidations > 0 ? 'validation' : 'action' };
      }
      return { status: 'BLOCKED', cause: blockedBy(execution) };
    case 'UserAborted':
    case 'Unknown':
    case null:
      return { status: 'UNKNOWN' };
  }
}

function blockedBy(execution: Execution): FailureCause {
  if (execution.reason === 'ResourcesUnavailable') return 'resources';
  return execution.runningFromMs === null ? 'script' : 'device';
}

/** A failure reason of a cloud. */
export interface FailureReason {
  /** 24 hex digits, different in every cloud. */
  id: string;
  name: string;
}

/** The failure reason of a cause in a cloud. */
export function failureReasonOf(cloud: string, cause: FailureCause): FailureReason {
  const id = createHash('sha256').update(`${cloud} ${cause}`).digest('hex').slice(0, 24);
  return { id, name: failureReasonNames[cause] };
}

/** All failure reasons of a cloud. */
export function failureReasons(cloud: string): FailureReason[] {
  const causes = Object.keys(failureReasonNames) as FailureCause[];
  return causes.map((cause) => failureReasonOf(cloud, cause));
}
