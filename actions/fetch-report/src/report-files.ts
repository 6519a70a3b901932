import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { inWords, scrubber } from '@perfecto-actions/action-kit';
import {
  NotFoundError,
  PerfectoError,
  RefusedError,
  ServerError,
  inParallel,
  safeFileName,
} from '@perfecto-actions/client';
import { ReportError, type ExecutionReport } from '@perfecto-actions/results';
import type { StepContext } from './client.ts';
import { attachmentKinds, planAttachments } from './attachments.ts';
import type { Inputs } from './inputs.ts';

/** Fetches the files of one report into a folder of their own. */
export class ReportFiles {
  readonly #inputs: Inputs;
  readonly #context: StepContext;
  readonly #reportKey: string;
  readonly #folder: string;
  /** Paths of what arrived, in order. */
  readonly paths: string[] = [];

  constructor(name: string, reportKey: string, inputs: Inputs, context: StepContext) {
    this.#inputs = inputs;
    this.#context = context;
    this.#reportKey = reportKey;
    this.#folder = join(inputs.directory, safeFileName(name));
  }

  /** Fetches and reads the XML report; waits for one that comes late. */
  async xml(): Promise<ExecutionReport> {
    const path = join(this.#folder, 'report.xml');
    // Loaded when the first report is wanted, since the parser costs time at every start.
    const { readReport } = await import('@perfecto-actions/results/read-report');
    return this.#untilThere(async () => {
      await this.#download('xml', path);
      return readReport(createReadStream(path));
    });
  }

  /** Fetches the other formats and the attachments. One that fails is told and does not stop the others. */
  async rest(): Promise<void> {
    const { client, log } = this.#context;
    for (const format of this.#inputs.formats) {
      await this.#tolerate(`the ${format} report`, () =>
        this.#download(format, join(this.#folder, `report.${format}`)),
      );
    }
    if (this.#inputs.attachments.length === 0) return;
    const request = { reportKey: this.#reportKey };
    await this.#tolerate('the list of attachments', async () => {
      const listing = await client.reports.attachments(request, { signal: this.#context.signal });
      const planned = planAttachments(listing, this.#inputs.attachments, this.#folder);
      log.info(`  ${planned.length} attachments`);
      await inParallel(planned, 6, ({ kind, attachment, path }) =>
        this.#tolerate(attachment, async () => {
          const to = this.#to(path, kind === 'vitals' || kind === 'network');
          await attachmentKinds[kind].fetch(client.reports, { ...request, attachment }, to);
          this.paths.push(path);
        }),
      );
    });
    this.paths.sort();
  }

  async #download(format: 'xml' | 'html' | 'pdf' | 'csv', path: string): Promise<void> {
    const request = { reportKey: this.#reportKey, format };
    await this.#context.client.reports.download(request, this.#to(path, format !== 'pdf'));
    // A report that came too early is fetched again.
    if (!this.paths.includes(path)) this.paths.push(path);
  }

  /** Texts are scrubbed of the secrets of this step; packed formats cannot be. */
  #to(path: string, isText: boolean) {
    const { connection, maxFileBytes } = this.#inputs;
    return {
      path,
      maxBytes: maxFileBytes,
      signal: this.#context.signal,
      ...(isText && { through: scrubber(connection.secrets) }),
    };
  }

  /**
   * A report lags behind the end of its execution, and whether its absence is a 400, 404 or 500 is not known
   * (notes of the catalogue), so any refusal just after the end means: not yet.
   */
  async #untilThere<Result>(fetch: () => Promise<Result>): Promise<Result> {
    const { clock, signal, log } = this.#context;
    const untilMs = clock.now() + this.#inputs.reportTimeoutMs;
    let pauseMs = this.#inputs.pollIntervalMs;
    for (let isTold = false; ; isTold = true) {
      try {
        return await fetch();
      } catch (error) {
        const isMissing =
          error instanceof NotFoundError ||
          error instanceof RefusedError ||
          error instanceof ServerError ||
          (error instanceof ReportError && (error.code === 'empty' || error.code === 'wrong-root'));
        const leftMs = untilMs - clock.now();
        if (!isMissing || !(error instanceof Error) || leftMs <= 0) throw error;
        if (!isTold)
          log.info(`  The report is not there yet (${error.message}); waiting up to ${inWords(leftMs)}.`);
        await clock.sleep(Math.min(pauseMs, leftMs), signal);
        pauseMs = Math.min(pauseMs * 1.5, Math.max(15_000, this.#inputs.pollIntervalMs));
      }
    }
  }

  async #tolerate(what: string, fetch: () => Promise<void>): Promise<void> {
    try {
      await fetch();
    } catch (error) {
      this.#context.signal.throwIfAborted();
      if (!(error instanceof PerfectoError)) throw error;
      this.#context.log.warning(`Could not fetch ${what} of ${this.#reportKey}: ${error.message}`);
    }
  }
}
