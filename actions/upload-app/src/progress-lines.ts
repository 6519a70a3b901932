import type { StepContext } from './client.ts';
import { sizeText, type PlannedFile } from './planned-file.ts';

/** One line for each tenth, and none for a file that is soon through. */
export function progressLines({ bytes }: PlannedFile, { log }: StepContext): (sentBytes: number) => void {
  const stepBytes = Math.max(bytes / 10, 10 * 2 ** 20);
  let shown = 0;
  return (sentBytes) => {
    const steps = sentBytes === bytes ? Math.ceil(bytes / stepBytes) : Math.floor(sentBytes / stepBytes);
    // A restart counts from the beginning again.
    if (steps < shown) shown = 0;
    if (steps === shown || bytes < stepBytes) return;
    shown = steps;
    log.info(`  ${Math.floor((sentBytes / bytes) * 100)} % (${sizeText(sentBytes)} of ${sizeText(bytes)})`);
  };
}
