import { tryAnyInput } from './any-input.ts';
import type { Trial } from './extent.ts';

/** What `npm run chaos` runs, in this order. Together they stay under ten minutes on two cores. */
export const trials: Readonly<Record<string, Trial>> = {
  'any-input': tryAnyInput,
};
