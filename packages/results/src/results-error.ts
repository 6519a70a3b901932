export type ResultsErrorCode = 'not-json' | 'not-results' | 'newer-version' | 'wrong-shape';

/** A text is not a `results.json` of this version. `path` names the field, such as `executions[2].outcome`. */
export class ResultsError extends Error {
  override readonly name = 'ResultsError';
  readonly code: ResultsErrorCode;
  readonly path: string;
  readonly hint: string;

  constructor(
    code: ResultsErrorCode,
    message: string,
    details: { path: string; hint: string; cause?: unknown },
  ) {
    super(message, { cause: details.cause });
    this.code = code;
    this.path = details.path;
    this.hint = details.hint;
  }
}
