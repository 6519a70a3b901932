import type { Results } from '../model.ts';
import type { ExecutionReport } from '../report/report-model.ts';

/** What a page is made from. Verdict, failure groups and changes since earlier runs are those of the results. */
export interface PageInput {
  /** What ran, such as the name of the workflow and the number of its run. */
  title: string;
  results: Results;
  /** What results do not hold: steps and files. An execution without an entry is shown from the results alone. */
  details?: readonly PageExecution[];
  /** The page stays below this size as long as media are all there is to leave out; 25 MB by default. */
  maxBytes?: number;
}

/** The steps and files of one execution. */
export interface PageExecution {
  executionId: string;
  /** Gives the whole report, when its part of the page is written. One that throws becomes a remark on the page. */
  readReport?: () => Promise<ExecutionReport>;
  media: readonly PageMedia[];
}

/** Vitals are drawn, logs are shown as text; network captures and other files are only linked. */
export type PageMediaKind = 'image' | 'video' | 'vitals' | 'log' | 'network' | 'file';

/** A file of an execution. */
export interface PageMedia {
  kind: PageMediaKind;
  /** Its name in the report, the value of the parameter `attachment`; it ties a picture to its step. */
  attachment: string;
  /** Where the file lies below the folder of the page, with `/`. Absent when it will not lie there. */
  path?: string;
  bytes: number;
  deviceId?: string;
  /** Start of a recording, ms since 1970. By default that of the execution, which no source confirms. */
  startedAtMs?: number;
  /** Gives the whole file; called once at most. Absent when it could not be had; `problem` says why. */
  read?: () => Promise<Uint8Array>;
  problem?: string;
}
