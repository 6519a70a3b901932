import { scriptStatus } from '@perfecto-actions/catalog/script';
import { safeFileName } from '@perfecto-actions/client';
import { escapeMarkdownCell, messagePattern, safeLink } from '@perfecto-actions/results';
import fc from 'fast-check';
import { stepLog } from '../../../../action-kit/src/log.ts';
import { parseHandles } from '../../../../action-kit/src/execution-handle.ts';
import { Problems } from '../../../../action-kit/src/problems.ts';
import { decodeAnswer } from '../../../../client/src/decode/decode-answer.ts';
import { refusalOf } from '../../../../client/src/transport/refusal.ts';
import { readVitals } from '../../../../results/src/page/vitals-csv.ts';
import { whyIn } from '../../../../results/src/text/said.ts';
import { property, readOrRefuse, type Property } from './property.ts';

/** So long that whatever takes time with the square of the length hangs, and nothing else does. */
const repetitions = 300_000;

/** The pieces below are what counts, so of others there are only a few, however many inputs are asked for. */
const fewMore = 0.000_01;

/** What expressions stumble over when there is much of it. */
const pieces = [
  ' ',
  '\n',
  '\r',
  '\t',
  '\u0085',
  '\u2028',
  '.',
  ':',
  '(',
  '[',
  ']',
  '"',
  '\\',
  '_',
  '-',
  '*',
  '/',
  '1',
  '0:',
  'a.',
  'a@',
  '::',
  '##[',
  '<',
  '<a>',
  '<a ',
  '<!--',
  '<?',
  '&#',
  '\u001b[',
  'failed:',
  'http://',
  '\u00e9',
  '\ud800',
] as const;

/** Everything that looks at a text of the service with an expression, and says nothing of its own about its length. */
const readers: Readonly<Record<string, (text: string) => unknown>> = {
  'the name of a file': safeFileName,
  'a line of the log': (text) => {
    stepLog.info(text);
  },
  'the headings of vitals': (text) => readVitals(`time,${text}\n1,2\n`, 0),
  'the sentence of a refusal': (text) =>
    refusalOf(
      { status: 500, headers: { 'retry-after': text }, text: JSON.stringify({ errorMessage: text }) },
      { operation: 'script.status', nowMs: 0, shown: (said) => said },
    ),
  'a page in the place of an answer': (text) => refusalOf({ status: 502, headers: {}, text }, silent),
  'an answer in JSON': (text) => readOrRefuse(() => decodeAnswer(scriptStatus, text, 'json'), isDeclared),
  'an answer in XML': (text) => readOrRefuse(() => decodeAnswer(scriptStatus, text, 'xml'), isDeclared),
  'the message of a failure': (text) => [whyIn(text), messagePattern(text, [])],
  'a cell of the summary': escapeMarkdownCell,
  'the address of a report': (text) => safeLink(`https://mycloud.example/${text}`),
  'handles of executions': (text) => parseHandles('executions', text, new Problems()),
};

const silent = { operation: 'script.status', nowMs: 0, shown: (said: string) => said };

function isDeclared(error: unknown): boolean {
  return error instanceof Error && error.name === 'DecodeError';
}

/** Texts of a length that nobody writes; a reader that hangs is ended with its process. */
export function longTextProperties(): Property[] {
  return Object.entries(readers).map(([name, read]) =>
    property(
      `long texts: ${name}, ${repetitions.toLocaleString('en-US')} times the same`,
      fc.string({ unit: 'binary', minLength: 1, maxLength: 4 }),
      async (piece) => {
        await read(`x${piece.repeat(repetitions)}y`);
      },
      { examples: pieces, share: fewMore },
    ),
  );
}
