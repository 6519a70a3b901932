import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { startLab, type Lab, type LabOptions } from '@perfecto-actions/lab';
import { textsBelow } from '@perfecto-actions/workbench/rehearsal';
import { runStep, type StepOptions, type StepResult } from '@perfecto-actions/workbench/step-runner';
import { ZipFile } from 'yazl';

const actionFolder = fileURLToPath(new URL('..', import.meta.url));

/** A lab, a workspace, and the bundle of this action run against them as a runner does. */
export class Rehearsal {
  readonly lab: Lab;
  readonly folder: string;
  readonly workspace: string;
  readonly #token: string;

  private constructor(lab: Lab, folder: string, token: string) {
    this.lab = lab;
    this.folder = folder;
    this.workspace = join(folder, 'work');
    this.#token = token;
  }

  /** With a token of its own the caller is ci.bot, the lab's automation user. */
  static async open({ token, ...options }: LabOptions & { token?: string } = {}): Promise<Rehearsal> {
    const users = token === undefined ? [] : [{ name: 'ci.bot@example.com', token }];
    const lab = await startLab({
      scenario: { devices: [], users, scripts: [], faults: [], settings: {} },
      ...options,
    });
    const folder = await mkdtemp(join(tmpdir(), 'upload app-'));
    await mkdir(join(folder, 'work'));
    return new Rehearsal(lab, folder, token ?? lab.tokens.automation);
  }

  async close(): Promise<void> {
    await this.lab.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Runs the step; inputs come on top of the ones that reach the lab, and an empty one takes such away. */
  run(inputs: Record<string, string>, options: Partial<StepOptions> = {}): Promise<StepResult> {
    return runStep(actionFolder, {
      workspace: this.workspace,
      tempDir: join(this.folder, 'temp'),
      secrets: { TOKEN: this.#token },
      ...options,
      with: {
        cloud: this.lab.url,
        'security-token': '${{ secrets.TOKEN }}',
        'ca-file': this.lab.caFile,
        locator: 'PRIVATE:ci/',
        ...inputs,
      },
    });
  }

  /** The same for a step that has to be green; shows its log when it is not. */
  async green(inputs: Record<string, string>, options: Partial<StepOptions> = {}): Promise<StepResult> {
    const step = await this.run(inputs, options);
    if (step.outcome !== 'success') throw new Error(`The step was ${step.outcome}:\n${step.log}`);
    return step;
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
    return this.lab.requests.map(({ operation }) => operation);
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
    return textsBelow(join(this.folder, 'temp'));
  }
}

/** Messages of the errors of a step. */
export function errorsOf({ annotations }: StepResult): string[] {
  return annotations.filter(({ level }) => level === 'error').map(({ message }) => message);
}
