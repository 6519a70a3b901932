import type { Outcome } from '../model.ts';

/**
 * A failure that is known and tolerated until a date. `script`, `case` and `device` narrow it down, `*` stands for any
 * text; a script is matched by name or key, a device by id or model. `expires` is yyyy-mm-dd, a day that still counts,
 * in UTC.
 */
export interface KnownFailure {
  script?: string;
  case?: string;
  device?: string;
  reason: string;
  expires: string;
  /** The first moment at which it no longer holds, ms since 1970. */
  expiredFromMs: number;
}

/** What a run must show to pass. Rates are in percent. */
export interface Policy {
  minPassRate: number;
  /** Test cases that each report must hold; 0 lets a report without tests pass. */
  minTests: number;
  requiredDevices: string[];
  requiredScripts: string[];
  knownFailures: KnownFailure[];
  /** Executions that may stay inconclusive. */
  allowInconclusive: number;
  /** Cases that may fail though they did not in the runs before; without an earlier run every failure is new. */
  maxNewFailures?: number;
  /** Longest time one execution may take. */
  maxDurationMs?: number;
  /** Conclusions that end the job red. */
  failOn: Exclude<Outcome, 'passed'>[];
}

/** The policy when nobody gave one: everything passes, something was tested, nothing is inconclusive. */
export const defaultPolicy: Policy = {
  minPassRate: 100,
  minTests: 1,
  requiredDevices: [],
  requiredScripts: [],
  knownFailures: [],
  allowInconclusive: 0,
  failOn: ['failed', 'inconclusive'],
};
