import type { RecordedExecution } from './recorded-execution.ts';
import { seededRandom } from './seeded-random.ts';

/** Where the time of a run went, in seconds. */
export interface RunTimers {
  elapsedS: number;
  deviceS: number;
  systemS: number;
  /** User experience: what is left for the application. */
  uxS: number;
}

/** The timers of a run; how the elapsed seconds split among them is invented. */
export function timersOf(execution: RecordedExecution): RunTimers {
  const random = seededRandom(execution.executionId, 'timers');
  const elapsedS = Math.max(0, execution.endedAtMs - execution.startedAtMs) / 1000;
  const deviceS = elapsedS * (0.45 + random() * 0.2);
  const systemS = (elapsedS - deviceS) * (0.7 + random() * 0.25);
  return { elapsedS, deviceS, systemS, uxS: elapsedS - deviceS - systemS };
}
