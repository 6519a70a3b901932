import { mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { RequestRecord } from './request-log.ts';

/** Appends each request to a file, one line of JSON, at once: whoever ends the lab, however roughly, finds them. */
export function requestLogFile(path: string): (record: RequestRecord) => void {
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(path, 'a');
  return (record) => {
    writeSync(file, `${JSON.stringify(record)}\n`);
  };
}
