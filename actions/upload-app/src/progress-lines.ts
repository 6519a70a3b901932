import type { StepContext } from './client.ts';
import { megabytes, type PlannedFile } from './planned-file.ts';

/** One line for each tenth of a file that is worth it. */
export function progressLines(file: PlannedFile, { log }: StepContext): (sentBytes: number) => void {
  let shown = 0;
  return (sentBytes) => {
    const tenths = Math.floor((sentBytes / file.bytes) * 10);
    // A restart counts from the beginning again.
    if (tenths < shown) shown = 0;
    if (tenths === shown || file.bytes < 2 ** 20) return;
    shown = tenths;
    log.info(`  ${tenths * 10} % (${megabytes(sentBytes)} of ${megabytes(file.bytes)})`);
  };
}
