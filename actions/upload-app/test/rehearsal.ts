import { createWriteStream } from 'node:fs';
import { mkdir, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { realClock } from '@perfecto-actions/lab';
import { demandGreen, openRehearsal, type Rehearsal as Job } from '@perfecto-actions/workbench/rehearsal';
import type { StepOptions, StepResult } from '@perfecto-actions/workbench/step-runner';
import { ZipFile } from 'yazl';

/** A lab, a workspace, and the bundle of this action run against them as a runner does. */
export class Rehearsal {
  readonly #job: Job;
  readonly #token: string;

  private constructor(job: Job, token: string) {
    this.#job = job;
    this.#token = token;
  }

  /** With a token of its own the caller is ci.bot, the lab's automation user. */
  static async open({ token }: { token?: string } = {}): Promise<Rehearsal> {
    const users = token === undefined ? [] : [{ name: 'ci.bot@example.com', token }];
    const job = await openRehearsal(JSON.stringify({ users }), { clock: realClock() });
    return new Rehearsal(job, token ?? job.lab.tokens.automation);
  }

  get lab() {
    return this.#job.lab;
  }

  get folder(): string {
    return this.#job.folder;
  }

  get workspace(): string {
    return this.#job.workspace;
  }

  close(): Promise<void> {
    return this.#job.close();
  }

  /** Runs the step; inputs come on top of the ones that reach the lab, and an empty one takes such away. */
  run(inputs: Record<string, string>, options: Partial<StepOptions> = {}): Promise<StepResult> {
    const given = { locator: 'PRIVATE:ci/', ...inputs };
    return this.#job.run('upload-app', given, { secrets: { TOKEN: this.#token }, ...options });
  }

  /** The same for a step that has to be green; shows its log when it is not. */
  green(inputs: Record<string, string>, options?: Partial<StepOptions>): Promise<StepResult> {
    return demandGreen(this.run(inputs, options));
  }

  /** A zip with these entries in the workspace; `padding` bytes that do not compress make it big. */
  async zip(name: string, entries: readonly string[], padding = 0): Promise<string> {
    const path = join(this.workspace, name);
    await mkdir(dirname(path), { recursive: true });
    const zip = new ZipFile();
    for (const entry of entries) zip.addBuffer(Buffer.from(`content of ${entry}`), entry);
    if (padding > 0) zip.addBuffer(Buffer.alloc(padding, 'x'), 'padding', { compress: false });
    zip.end();
    await pipeline(zip.outputStream, createWriteStream(path));
    return path;
  }

  apk(name = 'app.apk', padding = 0): Promise<string> {
    return this.zip(name, ['AndroidManifest.xml'], padding);
  }

  async file(name: string, content: string | Buffer): Promise<string> {
    const path = join(this.workspace, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
    return path;
  }

  /** A file of that size that takes no room on the disk. */
  async sparse(name: string, bytes: number): Promise<void> {
    await truncate(await this.file(name, ''), bytes);
  }

  /** Requests by the operation they called, in the order they came. */
  operations(): (string | undefined)[] {
    return this.#job.operations();
  }

  /** Uploads of either generation, in the order they came. */
  uploads() {
    return this.lab.requests.filter(({ operation = '' }) => /^repository\.(v1\.)?upload$/.test(operation));
  }

  /** What users put into the repository; the samples of the lab are public. */
  stored() {
    return [...this.lab.state.repository.all.values()].filter(({ visibility }) => visibility !== 'PUBLIC');
  }

  /** Content of every file the runner and the action left behind. */
  leftBehind(): Promise<string> {
    return this.#job.leftBehind();
  }
}
