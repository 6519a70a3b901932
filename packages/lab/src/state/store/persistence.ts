import {
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { Store } from './store.ts';
import type { Change } from './store.ts';

/** A store together with what keeps it on disk. */
export interface OpenStore {
  store: Store;
  /** Writes a snapshot and ends the journal. */
  close(): void;
}

/** The data directory cannot be used. */
export class DataDirectoryError extends Error {
  readonly code = 'DATA_DIRECTORY';
}

const snapshotName = 'state.json';
const journalName = 'journal.jsonl';
// Bounds the time a start needs; 20,000 lines replay in a fraction of a second.
const linesBeforeSnapshot = 20_000;

/**
 * Opens the state in a directory. Each change is appended to a journal before anybody is told of it, so a kill -9
 * loses nothing that was acknowledged; a snapshot, renamed into place, keeps the journal short.
 */
export function openStore(directory: string): OpenStore {
  mkdirSync(directory, { recursive: true });
  const snapshotPath = join(directory, snapshotName);
  const journalPath = join(directory, journalName);
  let lines = 0;
  let snapshotDue: NodeJS.Immediate | undefined;
  const store = new Store((change) => {
    writeSync(journal, `${JSON.stringify(change)}\n`);
    lines += 1;
    if (lines >= linesBeforeSnapshot) snapshotDue ??= setImmediate(writeSnapshot);
  });

  readSnapshot(snapshotPath, store);
  const replayed = readJournal(journalPath, store);
  // A lab that is killed again and again before its journal is full must not grow one without end.
  lines = replayed.lines;
  const journal = openSync(journalPath, 'a');
  // A line that a kill cut off was never acknowledged.
  ftruncateSync(journal, replayed.bytes);

  function writeSnapshot(): void {
    snapshotDue = undefined;
    const temporary = `${snapshotPath}.tmp`;
    writeFileSync(temporary, JSON.stringify({ version: 1, collections: store.dump() }));
    renameSync(temporary, snapshotPath);
    // Should a kill come between the two, the journal is replayed over a state that already holds it: no harm.
    ftruncateSync(journal, 0);
    lines = 0;
  }

  return {
    store,
    close() {
      if (snapshotDue) clearImmediate(snapshotDue);
      writeSnapshot();
      closeSync(journal);
    },
  };
}

function readSnapshot(path: string, store: Store): void {
  if (!existsSync(path)) return;
  const snapshot = parse(readFileSync(path, 'utf8'), path) as {
    version?: unknown;
    collections?: Record<string, Record<string, object>>;
  };
  if (snapshot.version !== 1) {
    throw new DataDirectoryError(
      `${path} is of version ${String(snapshot.version)}; this lab reads version 1.`,
    );
  }
  for (const [c, items] of Object.entries(snapshot.collections ?? {})) {
    for (const [id, put] of Object.entries(items)) store.replay({ c, id, put });
  }
}

/** Replays the journal; returns how many whole lines it has, and their length in bytes. */
function readJournal(path: string, store: Store): { lines: number; bytes: number } {
  if (!existsSync(path)) return { lines: 0, bytes: 0 };
  const bytes = readFileSync(path);
  const end = bytes.lastIndexOf(0x0a) + 1;
  let lines = 0;
  for (const line of bytes.subarray(0, end).toString('utf8').split('\n')) {
    if (line === '') continue;
    store.replay(parse(line, path) as Change);
    lines += 1;
  }
  return { lines, bytes: end };
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new DataDirectoryError(`${path} is damaged; move the data directory away to start afresh.`, {
      cause,
    });
  }
}
