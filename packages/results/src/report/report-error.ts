import type { ExecutionReport } from './report-model.ts';

/** What was wrong with the text of a report. */
export type ReportErrorCode =
  | 'empty'
  | 'not-xml'
  | 'html-page'
  | 'wrong-root'
  | 'unsupported-encoding'
  | 'doctype'
  | 'entity'
  | 'malformed'
  | 'truncated'
  | 'too-big'
  | 'too-deep'
  | 'too-many-nodes';

/** Where in the text: `line` and `column` count from 1, `path` is the elements that were open, joined with "/". */
export interface ReportPlace {
  line: number;
  column: number;
  path: string;
}

/**
 * The text is not a whole, acceptable XML report. `partial` holds what was read before the fault, when the report had
 * begun: good for showing, never for judging.
 */
export class ReportError extends Error {
  override readonly name = 'ReportError';
  readonly code: ReportErrorCode;
  readonly line: number;
  readonly column: number;
  readonly path: string;
  readonly hint: string;
  readonly partial: ExecutionReport | undefined;

  constructor(
    code: ReportErrorCode,
    what: string,
    details: { place: ReportPlace; hint: string; partial?: ExecutionReport | undefined; cause?: unknown },
  ) {
    const { line, column, path } = details.place;
    const where = path === '' ? '' : `, in ${path}`;
    super(`The report ${what} (line ${line}, column ${column}${where}).`, { cause: details.cause });
    this.code = code;
    this.line = line;
    this.column = column;
    this.path = path;
    this.hint = details.hint;
    this.partial = details.partial;
  }
}
