import { ManualClock } from '@perfecto-actions/lab';
import { openRehearsal, type Rehearsal } from '../../rehearsal.ts';
import { Boundaries } from './boundaries.ts';

/** A lab whose clock stands still, the requests it gets, and a job. */
export interface Scene {
  readonly job: Rehearsal;
  readonly clock: ManualClock;
  readonly boundaries: Boundaries;
}

/**
 * The steps look at this machine's clock, so the labs' begin there; all at one time, since the names of files and
 * executions show it.
 */
const startMs = Date.now();

/** Opens a lab in which a script runs for an hour; works with it and closes it. */
export async function inScene<Result>(work: (scene: Scene) => Promise<Result>): Promise<Result> {
  const clock = new ManualClock(startMs);
  const boundaries = new Boundaries(clock);
  const job = await openRehearsal("scripts: [{ match: '*', duration: 1h }]", boundaries.labOptions);
  try {
    return await work({ job, clock, boundaries });
  } finally {
    boundaries.release();
    await job.close();
  }
}
