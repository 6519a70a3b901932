import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { inWords, scrubber } from '@perfecto-actions/action-kit';
import {
  AuthError,
  NotFoundError,
  PerfectoError,
  RefusedError,
  ServerError,
  inParallel,
  safeFileName,
} from '@perfecto-actions/client';
import { ReportError, type ExecutionReport } from '@perfecto-actions/results';
import type { StepContext } from '../client.ts';
import { attachmentKinds, planAttachments, type AttachmentFile, type AttachmentKind } from './attachments.ts';
import type { DiskRoom } from './disk-room.ts';
import type { Inputs } from '../inputs.ts';
import { withoutWebPage } from './no-web-page.ts';
import type { Slots } from './slots.ts';

/** A file that arrived: a format of the report, or an attachment. */
export type StoredFile = Omit<AttachmentFile, 'kind' | 'attachment'> & {
  kind: AttachmentKind | 'report';
  attachment?: string;
  bytes: number;
};

/** What the reports of a step share: how many attachments travel at once, and how much there is room for. */
export interface Shared {
  room: DiskRoom;
  slots: Slots;
}

/** Attachments that travel at once, whatever the number of reports (R18). */
export const transfersAtOnce = 6;

/** Fetches the files of one report into a folder of their own. */
export class ReportFiles {
  readonly #inputs: Inputs;
  readonly #context: StepContext;
  readonly #shared: Shared;
  readonly #name: string;
  readonly #reportKey: string;
  readonly #folder: string;
  readonly #stored = new Map<string, StoredFile>();

  constructor(
    names: { name: string; reportKey: string },
    inputs: Inputs,
    context: StepContext,
    shared: Shared,
  ) {
    this.#inputs = inputs;
    this.#context = context;
    this.#shared = shared;
    this.#name = names.name;
    this.#reportKey = names.reportKey;
    this.#folder = join(inputs.directory, safeFileName(names.name));
  }

  /** What arrived, ordered by path. */
  get stored(): StoredFile[] {
    return [...this.#stored.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** Where the XML report lies once it was fetched. */
  get xmlPath(): string {
    return join(this.#folder, 'report.xml');
  }

  /** Fetches and reads the XML report; waits for one that comes late. */
  async xml(): Promise<ExecutionReport> {
    // Loaded when the first report is wanted, since the parser costs time at every start.
    const { readReport } = await import('@perfecto-actions/results/read-report');
    return this.#untilThere(async () => {
      await this.#download('xml', this.xmlPath);
      return readReport(createReadStream(this.xmlPath));
    });
  }

  /** Fetches the other formats and the attachments. One that fails is told and does not stop the others. */
  async rest(): Promise<void> {
    for (const format of this.#inputs.formats) {
      await this.#tolerate(`the ${format} report`, () =>
        this.#download(format, join(this.#folder, `report.${format}`)),
      );
    }
    if (this.#inputs.attachments.length > 0) {
      await this.#tolerate('the list of attachments', () => this.#attachments());
    }
  }

  async #attachments(): Promise<void> {
    const { client, log, signal } = this.#context;
    const request = { reportKey: this.#reportKey };
    const listing = await client.reports.attachments(request, { signal });
    const planned = planAttachments(listing, this.#inputs.attachments, this.#folder);
    const count = `${planned.length} attachment${planned.length === 1 ? '' : 's'}`;
    log.info(`Fetching ${count} of ${this.#name}`);
    let leftOut = 0;
    await inParallel(planned, transfersAtOnce, (file) =>
      this.#shared.slots.run(async () => {
        if (this.#shared.room.isFull) {
          leftOut += 1;
          return;
        }
        await this.#tolerate(file.attachment, async () => {
          const { container, isText, fetch } = attachmentKinds[file.kind];
          // Containers are called as operations are, in the plural.
          const operation = `report.${container.slice(0, -1)}`;
          const whole = { ...request, attachment: file.attachment };
          const { bytes } = await fetch(client.reports, whole, this.#to(file.path, isText, operation));
          this.#stored.set(file.path, { ...file, bytes });
        });
      }),
    );
    if (leftOut > 0) {
      log.notice(`${leftOut} attachments of ${this.#reportKey} were left out: max-total-size is used up.`);
    }
  }

  async #download(format: 'xml' | 'html' | 'pdf' | 'csv', path: string): Promise<void> {
    const request = { reportKey: this.#reportKey, format };
    // An XML report that is a web page is told by its reader, in better words.
    const never = format === 'pdf' || format === 'csv' ? 'report.download' : undefined;
    const to = this.#to(path, format !== 'pdf', never);
    const { bytes } = await this.#context.client.reports.download(request, to);
    this.#stored.set(path, { kind: 'report', path, bytes });
  }

  /**
   * Where a file goes, counted and, where it is a text, scrubbed of the secrets of this step. `neverPage` is the
   * operation whose answer is never a web page, if it is none.
   */
  #to(path: string, isText: boolean, neverPage: string | undefined) {
    const { connection, maxFileBytes } = this.#inputs;
    const counter = this.#shared.room.counter();
    const count = (chunks: AsyncIterable<Buffer>) =>
      counter(neverPage === undefined ? chunks : withoutWebPage(neverPage, chunks));
    const scrub = scrubber(connection.secrets);
    return {
      path,
      maxBytes: maxFileBytes,
      signal: this.#context.signal,
      through: isText ? (chunks: AsyncIterable<Buffer>) => scrub(count(chunks)) : count,
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
          // A redirect is no answer of the service: it does not go away.
          (error instanceof RefusedError && error.status >= 400) ||
          error instanceof ServerError ||
          (error instanceof ReportError && (error.code === 'empty' || error.code === 'wrong-root'));
        const leftMs = untilMs - clock.now();
        if (!isMissing || !(error instanceof Error) || leftMs <= 0) throw error;
        if (!isTold)
          log.info(
            `The report of ${this.#name} is not there yet (${error.message}); waiting up to ${inWords(leftMs)}.`,
          );
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
      // With a dead token every further one would be refused, too.
      if (error instanceof AuthError && error.code === 'CREDENTIALS_REFUSED') throw error;
      this.#context.log.warning(`Could not fetch ${what} of ${this.#reportKey}: ${error.message}`);
    }
  }
}
