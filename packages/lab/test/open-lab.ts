import { afterEach } from '@jest/globals';
import { ManualClock, startLab } from '../src/index.ts';
import type { Lab, LabOptions } from '../src/index.ts';

const open: Lab[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((lab) => lab.close()));
});

/** A lab on a clock that stands still; closed after the test. */
export async function openLab(options: LabOptions = {}): Promise<{ lab: Lab; clock: ManualClock }> {
  const clock = new ManualClock();
  const lab = await startLab({ clock, ...options });
  open.push(lab);
  return { lab, clock };
}
