import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { workspaceRoot } from '../workspace.ts';
import type { TrialReport, TrialRequest, TrialStart } from './trial-messages.ts';

const program = fileURLToPath(new URL('trial-process.ts', import.meta.url));
/** For loading every test, and beyond the limit of a test, in which a process tells by itself that it is late. */
const loadMs = 60_000;
const graceMs = 2_000;

/** A process that did not answer: it hung or died. */
export class TrialLost extends Error {
  readonly hung: boolean;

  constructor(hung: boolean) {
    super(hung ? 'The process hung.' : 'The process died.');
    this.hung = hung;
  }
}

/** A process with all mutants and all tests of an area. */
export class TrialHost {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  /** Starts it, with a mutant that is there from the first line on if one is named. Rejects with TrialLost. */
  static async start(start: TrialStart, mutant?: string): Promise<TrialHost> {
    const child = fork(program, [JSON.stringify(start)], {
      cwd: workspaceRoot,
      execArgv: ['--disable-warning=ExperimentalWarning'],
      env: {
        ...process.env,
        NODE_ENV: 'test',
        ...(mutant !== undefined && { __STRYKER_ACTIVE_MUTANT__: mutant }),
      },
      // What is changed may print anything.
      stdio: ['ignore', 'ignore', mutant === undefined ? 'inherit' : 'ignore', 'ipc'],
    });
    const host = new TrialHost(child);
    await host.#hear('loaded', loadMs);
    return host;
  }

  /** Counts the tests, or tries a mutant. Rejects with TrialLost. */
  async ask<Kind extends 'counted' | 'tried'>(
    request: TrialRequest,
    answer: Kind,
    limitMs = loadMs,
  ): Promise<TrialReport & { kind: Kind }> {
    this.#child.send(request);
    return this.#hear(answer, limitMs);
  }

  /** Ends it at once and waits for that. */
  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const closed = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.kill('SIGKILL');
    await closed;
  }

  /** Waits for a report; while tests begin one after another the limit is that of the last one. */
  #hear<Kind extends TrialReport['kind']>(
    kind: Kind,
    limitMs: number,
  ): Promise<TrialReport & { kind: Kind }> {
    return new Promise((resolve, reject) => {
      let timer: NodeJS.Timeout | undefined;
      const done = (): void => {
        clearTimeout(timer);
        this.#child.off('message', onReport).off('exit', onExit);
      };
      const onExit = (): void => {
        done();
        reject(new TrialLost(false));
      };
      const onHang = (): void => {
        done();
        void this.end().then(() => {
          reject(new TrialLost(true));
        });
      };
      const onReport = (report: TrialReport): void => {
        clearTimeout(timer);
        if (report.kind === 'began') {
          timer = setTimeout(onHang, report.limitMs + graceMs);
        } else if (report.kind === 'no such test') {
          done();
          reject(
            new Error(
              `There is no test ${report.id} any more: leave the files alone while mutants are tried.`,
            ),
          );
        } else if (report.kind === kind) {
          done();
          resolve(report as TrialReport & { kind: Kind });
        }
      };
      timer = setTimeout(onHang, limitMs);
      this.#child.on('message', onReport).once('exit', onExit);
    });
  }
}
