import type { StepContext } from './client.ts';
import type { PlannedFile } from './planned-file.ts';

/** What became of one file. */
export interface UploadedFile extends PlannedFile {
  /** Of what was sent, or would be. */
  sha256: string;
  /** It was there already with the same content. */
  skipped: boolean;
  bytesSent: number;
  durationMs: number;
}

/** All outputs, for the files that are done so far. */
export function writeOutputs(files: readonly UploadedFile[], { setOutput }: StepContext): void {
  const [first] = files;
  setOutput('locator', first?.locator ?? '');
  setOutput(
    'locators',
    files.map((file) => file.locator),
  );
  setOutput('sha256', first?.sha256 ?? '');
  setOutput('bytes', sum(files.map((file) => file.bytes)));
  setOutput('bytes-sent', sum(files.map((file) => file.bytesSent)));
  setOutput('skipped', files.length > 0 && files.every((file) => file.skipped));
  setOutput(
    'files',
    files.map(({ path, locator, sha256, bytes, artifactType, skipped }) => ({
      path,
      locator,
      sha256,
      bytes,
      artifactType,
      skipped,
    })),
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
