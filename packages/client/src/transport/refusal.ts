import { isHtml } from '../decode/decode-answer.ts';
import type { ApiError } from '../errors.ts';
import {
  AuthError,
  ConflictError,
  NotFoundError,
  RateLimitError,
  RefusedError,
  ServerError,
  type ApiErrorDetails,
} from '../errors.ts';

/** What is known of the call. */
export interface RefusedCall {
  operation: string;
  nowMs: number;
  /** What of a text of the service may be shown. */
  shown: (text: string) => string;
}

/** Head and text of an answer. */
export interface Answer {
  status: number;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  text: string;
}

/**
 * The error that an answer stands for, or undefined when it is a good one.
 * The sentence of the service counts whatever the status says (seen in client code: both forms come with 200 too).
 * This is the only place that reads the wording of the service.
 */
export function refusalOf(answer: Answer, { operation, nowMs, shown }: RefusedCall): ApiError | undefined {
  const said = sentenceOf(answer.text);
  const sentence = said === undefined || said === '' ? undefined : cut(shown(said));
  const { status } = answer;
  if (sentence === undefined && status < 300) return undefined;
  const details: ApiErrorDetails = { status, operation, sentence };
  const message = sentence ?? `The service answered ${status} to ${operation}${aboutBody(answer)}.`;
  if (
    status === 401 ||
    /access denied - bad credentials|authenticate bearer token|offline token/i.test(message)
  ) {
    return new AuthError('CREDENTIALS_REFUSED', message, {
      ...details,
      hint: 'Check the security token: it belongs to one cloud and dies when a new one is generated or after three months without use.',
    });
  }
  if (status === 403 || /is not authorized to|is not permitted/i.test(message)) {
    return new AuthError('NOT_PERMITTED', message, {
      ...details,
      hint: 'The user of this token lacks the role for it; ask the administrator of the cloud.',
    });
  }
  if (status === 429) {
    const pauseMs = retryAfterMs(answer, nowMs);
    const asked = pauseMs === undefined ? 'fewer requests' : `a pause of ${Math.ceil(pauseMs / 1000)} s`;
    return new RateLimitError(message, pauseMs, {
      ...details,
      hint: `The service asks for ${asked}: repeat the step later, or run fewer jobs at a time.`,
    });
  }
  if (status === 404 || /wasn't found|not found/i.test(message)) {
    return new NotFoundError(message, {
      ...details,
      ...(sentence === undefined && {
        hint: 'The address is unknown to the service: check the name of the cloud.',
      }),
    });
  }
  if (status === 409) {
    return new ConflictError(message, {
      ...details,
      hint: 'Something of that name exists already, or somebody else is changing it: look at it in the cloud, then repeat the step.',
    });
  }
  // With 500 the service refuses in a sentence (seen in client code); the other codes say that it failed.
  const hasFailed = status === 408 || (status >= 500 && (sentence === undefined || isOutage(status)));
  if (sentence !== undefined && !hasFailed) return new RefusedError(sentence, details);
  if (hasFailed) {
    return new ServerError(message, retryAfterMs(answer, nowMs), {
      ...details,
      hint: 'The cloud is down, in upgrade or overloaded; repeat the step later.',
    });
  }
  return new RefusedError(message, {
    ...details,
    ...(status < 400 && { hint: 'Redirects are not followed; check the name of the cloud.' }),
  });
}

function isOutage(status: number): boolean {
  return status >= 502 && status <= 504;
}

/** The sentence of the service: `errorMessage` in JSON or XML, or `userMessage` of a v1 list. */
function sentenceOf(text: string): string | undefined {
  const start = text.slice(0, 2000);
  if (/"(error|user)Message"/.test(start)) {
    const parsed = parseJson(text);
    const message = Array.isArray(parsed)
      ? memberOf(parsed[0], 'userMessage')
      : memberOf(parsed, 'errorMessage');
    if (typeof message === 'string') return message;
  }
  const xml = start.includes('<errorMessage>')
    ? /<response>\s*<errorMessage>([^<]*)<\/errorMessage>/.exec(text)
    : undefined;
  return xml?.[1] === undefined ? undefined : unescapeXml(xml[1]);
}

/** What a service calls a sentence may be a whole log, and ends in lines of a log, annotations and summaries. */
const longestSentence = 2_000;

function cut(sentence: string): string {
  if (sentence.length <= longestSentence) return sentence;
  return `${sentence.slice(0, longestSentence).toWellFormed()}\u2026`;
}

function aboutBody({ text, headers }: Answer): string {
  const type = String(headers['content-type']);
  if (text.trim() === '') return ' with an empty body';
  if (type.includes('html') || isHtml(text)) return ' with an HTML page';
  return '';
}

/** `Retry-After` in seconds or as a date. */
export function retryAfterMs({ headers }: Pick<Answer, 'headers'>, nowMs: number): number | undefined {
  const value = headers['retry-after'];
  if (typeof value !== 'string') return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  // Anything else with a digit is a date to Date.parse: -5 would be one of 2001, and nothing to wait for.
  const date = value.includes(':') ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function unescapeXml(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
