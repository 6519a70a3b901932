import { tryAnyInput } from './any-input.ts';
import { cancellation } from './cancellation.ts';
import { exactlyOnce } from './exactly-once.ts';
import type { Trial } from './extent.ts';
import { faults } from './faults/trial.ts';
import { killLab } from './kills.ts';
import { loadLab } from './load.ts';
import { soakNights } from './soak.ts';

/** What `npm run chaos` runs, in this order. Together they stay under ten minutes on two cores. */
export const trials: Readonly<Record<string, Trial>> = {
  faults,
  cancellation,
  'exactly-once': exactlyOnce,
  'any-input': tryAnyInput,
  load: loadLab,
  kills: killLab,
  soak: soakNights,
};
