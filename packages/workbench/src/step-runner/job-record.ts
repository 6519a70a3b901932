import { randomUUID } from 'node:crypto';
import { appendFile, copyFile, mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { watchTraffic, type SeenTraffic } from './seen-traffic.ts';
import { systemErrorCode } from './system-error.ts';

/** Larger files are left out: what an action writes about a run is small; apps and videos are not its words. */
const largestFileBytes = 1024 * 1024;
/** Once a job has left so much, files are left out, too: a record must not fill the disk. */
const largestJobBytes = 64 * 1024 * 1024;

/** One thing that a job left. */
export interface Recorded {
  /** Such as `run-script main: lines` or `fetch-report main: file <its path>`. */
  readonly place: string;
  /** The file of the record that holds it; none if it was left out. */
  readonly file?: string;
}

/** `index.json` of a record. The secrets lie elsewhere, in `secrets/<job>.json`, as a list of texts. */
export interface RecordIndex {
  readonly left: readonly Recorded[];
}

interface RecordOptions {
  /** Gets `left/<job>/`, which is to be searched, and `secrets/<job>.json`, which says for what. */
  readonly folder: string;
  readonly secrets: Iterable<string>;
  /** Folders whose files belong to the job. */
  readonly jobFolders: readonly string[];
  /** Texts and files that the job published elsewhere, by place. */
  readonly published?: (() => Promise<ReadonlyMap<string, Buffer>>) | undefined;
}

/**
 * Writes down everything the steps of a job leave, as it was before anything was masked: lines, files that are new or
 * changed in its folders (with the files of its outputs, state and summary), command lines, and the requests that
 * servers of this process got meanwhile. What a step asks the runner to mask counts as one of its secrets.
 */
export class JobRecord {
  readonly #options: RecordOptions;
  readonly #job = randomUUID();
  readonly #folder: string;
  readonly #secrets: Set<string>;
  readonly #left: Recorded[] = [];
  /** Time and size of each file that is no news, by its path. */
  readonly #known = new Map<string, string>();
  readonly #traffic: SeenTraffic;
  #bytes = 0;

  private constructor(options: RecordOptions) {
    this.#options = options;
    this.#folder = join(options.folder, 'left', this.#job);
    this.#secrets = new Set(options.secrets);
    this.#traffic = watchTraffic();
  }

  /** Files that are there already are no doing of the job. */
  static async begin(options: RecordOptions): Promise<JobRecord> {
    const record = new JobRecord(options);
    await mkdir(record.#folder, { recursive: true });
    for (const { path, version } of await record.#files()) record.#known.set(path, version);
    return record;
  }

  /** Begins the record of a stage, `name` being the one of its place. */
  async beginStage(name: string, script: string): Promise<StageRecord> {
    const commandLines = this.#add(`${name}: command lines`);
    await appendFile(commandLines, `${process.execPath} ${script}\n`);
    return new StageRecord(commandLines, this.#secrets, async (lines) => {
      await writeFile(this.#add(`${name}: lines`), lines.join('\n'));
      for (const { path, version, bytes } of await this.#files()) {
        if (this.#known.get(path) === version) continue;
        this.#known.set(path, version);
        await this.#addFile(`${name}: file ${path}`, path, bytes);
      }
    });
  }

  /** Ends the record. */
  async end(): Promise<void> {
    this.#traffic.stop();
    await writeFile(this.#add('requests'), this.#traffic.requests.join('\n\n'));
    for (const [place, bytes] of (await this.#options.published?.()) ?? []) {
      await writeFile(this.#add(`published: ${place}`), bytes);
    }
    const index: RecordIndex = { left: this.#left };
    await writeFile(join(this.#folder, 'index.json'), JSON.stringify(index));
    const secrets = join(this.#options.folder, 'secrets');
    await mkdir(secrets, { recursive: true });
    await writeFile(join(secrets, `${this.#job}.json`), JSON.stringify([...this.#secrets]), { mode: 0o600 });
  }

  #add(place: string): string {
    const file = String(this.#left.length);
    this.#left.push({ place, file });
    return join(this.#folder, file);
  }

  async #addFile(place: string, path: string, bytes: number): Promise<void> {
    if (bytes > largestFileBytes || this.#bytes + bytes > largestJobBytes) {
      this.#left.push({ place });
      return;
    }
    this.#bytes += bytes;
    await unlessGone(copyFile(path, this.#add(place)));
  }

  async #files(): Promise<{ path: string; version: string; bytes: number }[]> {
    const found = new Map<string, { path: string; version: string; bytes: number }>();
    for (const folder of this.#options.jobFolders) {
      const entries = (await unlessGone(readdir(folder, { recursive: true, withFileTypes: true }))) ?? [];
      for (const entry of entries.filter((one) => one.isFile())) {
        const path = join(entry.parentPath, entry.name);
        const about = await unlessGone(stat(path));
        if (about) found.set(path, { path, version: `${about.mtimeMs} ${about.size}`, bytes: about.size });
      }
    }
    return [...found.values()];
  }
}

/** The record of one stage. */
export class StageRecord {
  /** Options of Node with which a stage writes down the command lines of its children. */
  readonly nodeOptions: readonly string[];
  readonly #lines: string[] = [];
  readonly #secrets: Set<string>;
  readonly #finish: (lines: readonly string[]) => Promise<void>;

  constructor(
    commandLines: string,
    secrets: Set<string>,
    finish: (lines: readonly string[]) => Promise<void>,
  ) {
    // The channel tells of a child before its command line is set.
    const hook = `
      import { subscribe } from 'node:diagnostics_channel';
      import { appendFileSync } from 'node:fs';
      subscribe('child_process', ({ process: child }) => process.nextTick(() => {
        appendFileSync(${JSON.stringify(commandLines)}, child.spawnargs.join(' ') + '\\n');
      }));`;
    this.nodeOptions = ['--import', `data:text/javascript,${encodeURIComponent(hook)}`];
    this.#secrets = secrets;
    this.#finish = finish;
  }

  /** A line as the step printed it. A request to mask holds the secret by its purpose, and tells it. */
  line(line: string): void {
    const masked = /^\s*::add-mask::(.*)$/i.exec(line)?.[1];
    if (masked === undefined) this.#lines.push(line);
    else this.#secrets.add(masked.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%'));
  }

  /** Writes down what the stage left. */
  end(): Promise<void> {
    return this.#finish(this.#lines);
  }
}

/** A step, or a process that it left behind, may take its files away at any time. */
async function unlessGone<Value>(work: Promise<Value>): Promise<Value | undefined> {
  try {
    return await work;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
