/** What every error of this package carries besides its message. */
export interface ErrorDetails {
  /** What to do next, for a person. */
  hint?: string;
  cause?: unknown;
}

/** Root of the error tree. Branch on the class or on `code`, never on the message. */
export abstract class PerfectoError extends Error {
  abstract readonly code: string;
  readonly hint: string | undefined;

  constructor(message: string, { hint, cause }: ErrorDetails = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.hint = hint;
  }
}

/** The caller gave something unusable; nothing was sent. `problems` lists every finding. */
export class InputError extends PerfectoError {
  readonly code = 'INPUT_INVALID';
  readonly problems: readonly string[];

  constructor(problems: readonly string[], details?: ErrorDetails) {
    super(
      problems.length === 1 ? problems.join() : `${problems.length} problems:\n${bullets(problems)}`,
      details,
    );
    this.problems = problems;
  }
}

/** The caller's signal ended the work. */
export class CancelledError extends PerfectoError {
  readonly code = 'CANCELLED';

  constructor(what = 'The work was cancelled.', details?: ErrorDetails) {
    super(what, details);
  }
}

/** No usable answer arrived. `sent` is `no` when the request provably never left this machine. */
export abstract class TransportError extends PerfectoError {
  readonly sent: 'no' | 'unknown';

  constructor(message: string, sent: 'no' | 'unknown', details?: ErrorDetails) {
    super(message, details);
    this.sent = sent;
  }
}

/** The connection could not be made: name, route, port, proxy or certificate. */
export class ConnectError extends TransportError {
  readonly code: 'CONNECT_FAILED' | 'CERTIFICATE_REFUSED';

  constructor(code: 'CONNECT_FAILED' | 'CERTIFICATE_REFUSED', message: string, details?: ErrorDetails) {
    super(message, 'no', details);
    this.code = code;
  }
}

/** A limit of time passed. */
export class TimeoutError extends TransportError {
  readonly code = 'TIMED_OUT';
}

/** The connection broke after the request may have left. */
export class ConnectionLostError extends TransportError {
  readonly code = 'CONNECTION_LOST';
}

/** Facts of an answer that was a refusal. */
export interface ApiErrorDetails extends ErrorDetails {
  status: number;
  /** Catalogue id of the operation. */
  operation: string;
  /** What the service said in words; undefined when it, or something before it, only gave a status. */
  sentence?: string | undefined;
}

/** The service answered, and the answer was no. */
export abstract class ApiError extends PerfectoError {
  readonly status: number;
  readonly operation: string;
  /**
   * What the service said in words. Undefined when only a status came: then it may not be the service that answered,
   * and what the status says of the thing in question does not count.
   */
  readonly sentence: string | undefined;

  constructor(message: string, { status, operation, sentence, ...details }: ApiErrorDetails) {
    super(message, details);
    this.status = status;
    this.operation = operation;
    this.sentence = sentence;
  }
}

/** Credentials are wrong or missing, or the user may not do this. Never retried. */
export class AuthError extends ApiError {
  readonly code: 'CREDENTIALS_REFUSED' | 'NOT_PERMITTED';

  constructor(code: 'CREDENTIALS_REFUSED' | 'NOT_PERMITTED', message: string, details: ApiErrorDetails) {
    super(message, details);
    this.code = code;
  }
}

/** The named thing does not exist (or not any more, or not yet). */
export class NotFoundError extends ApiError {
  readonly code = 'NOT_FOUND';
}

/** An item with that name exists already. */
export class ConflictError extends ApiError {
  readonly code = 'CONFLICT';
}

/** The service refused with a sentence; repeating the call would not help. */
export class RefusedError extends ApiError {
  readonly code = 'REFUSED';
}

/**
 * HTTP 204 in the place of data: the service is still at work on the answer (seen in client code on reports).
 * Asking again in some seconds may help.
 */
export class NotReadyError extends ApiError {
  readonly code = 'NOT_READY';
}

/** HTTP 429. `retryAfterMs` is the wait the service asked for, if it did. */
export class RateLimitError extends ApiError {
  readonly code = 'RATE_LIMITED';
  readonly retryAfterMs: number | undefined;

  constructor(message: string, retryAfterMs: number | undefined, details: ApiErrorDetails) {
    super(message, details);
    this.retryAfterMs = retryAfterMs;
  }
}

/** The service, or something before it, failed: 408 and 5xx without a sentence of the service. */
export class ServerError extends ApiError {
  readonly code = 'SERVER_FAILED';
  readonly retryAfterMs: number | undefined;

  constructor(message: string, retryAfterMs: number | undefined, details: ApiErrorDetails) {
    super(message, details);
    this.retryAfterMs = retryAfterMs;
  }
}

/** An answer that does not have the documented form. `path` names the place, `excerpt` what stood there. */
export class DecodeError extends PerfectoError {
  readonly code = 'ANSWER_UNREADABLE';
  readonly operation: string;
  readonly path: string;
  readonly expected: string;
  readonly excerpt: string;

  constructor(operation: string, path: string, expected: string, found: unknown, details?: ErrorDetails) {
    const excerpt = excerptOf(found);
    super(
      `The answer to ${operation} is not as documented: expected ${expected} at ${path}, found ${excerpt}.`,
      {
        hint: 'Repeat the step; if it stays, the service has changed or something between you and it rewrites answers.',
        ...details,
      },
    );
    this.operation = operation;
    this.path = path;
    this.expected = expected;
    this.excerpt = excerpt;
  }
}

/** A start whose outcome is unknown. Nothing was started a second time; `candidates` may be it. */
export class StartUnknownError extends PerfectoError {
  readonly code = 'START_UNKNOWN';
  readonly candidates: readonly string[];

  constructor(message: string, candidates: readonly string[], details?: ErrorDetails) {
    super(message, details);
    this.candidates = candidates;
  }
}

/** A command of a session could not be done. `reason` is the service's word for it, such as HandsetStaleElementReferenceError. */
export class CommandFailedError extends PerfectoError {
  readonly code = 'COMMAND_FAILED';
  /** Both words of the command. */
  readonly command: string;
  readonly flowEndCode: string;
  readonly reason: string | undefined;

  constructor(
    message: string,
    facts: { command: string; flowEndCode: string; reason: string | undefined },
    details?: ErrorDetails,
  ) {
    super(message, details);
    this.command = facts.command;
    this.flowEndCode = facts.flowEndCode;
    this.reason = facts.reason;
  }
}

/** A task of the service, such as the making of a PDF, ended without its result. */
export class TaskFailedError extends PerfectoError {
  readonly code = 'TASK_FAILED';
  readonly taskId: string;
  /** The state that the service named. */
  readonly state: string;

  constructor(message: string, { taskId, state }: { taskId: string; state: string }, details?: ErrorDetails) {
    super(message, details);
    this.taskId = taskId;
    this.state = state;
  }
}

/** A file on this machine could not be read or written, or is not what it should be. */
export class FileError extends PerfectoError {
  readonly code = 'FILE_UNUSABLE';
}

function bullets(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}

function excerptOf(found: unknown): string {
  if (found === undefined) return 'nothing';
  const text = typeof found === 'string' ? found : asJson(found);
  const oneLine = text.replace(/\s+/g, ' ').trim();
  return oneLine === '' ? 'an empty text' : `"${oneLine.slice(0, 80)}${oneLine.length > 80 ? '…' : ''}"`;
}

function asJson(found: unknown): string {
  try {
    return JSON.stringify(found);
  } catch {
    // JSON.parse reads deeper than JSON.stringify writes.
    return 'a tree that is too deep to show';
  }
}
