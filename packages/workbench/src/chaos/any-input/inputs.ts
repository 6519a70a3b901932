import fc from 'fast-check';
import {
  InputReader,
  parseDurationMs,
  parseHandles,
  readDeviceFilters,
  scrubber,
} from '@perfecto-actions/action-kit';
import { InputError } from '@perfecto-actions/client';
import { secretForms } from '../../leaks/secret-forms.ts';
import { corpusTexts } from './corpus.ts';
import { demand, property, type Property } from './property.ts';
import { anyCarriedText, anyCuts, anyJsonText, anyText, damaged, inPieces } from './texts.ts';

const handle = {
  executionId: 'a',
  reportKey: 'PRIVATE:a.xml',
  scriptKey: 'PRIVATE:b.xml',
  devices: [{ deviceId: 'c' }],
};

/** Inputs of actions: texts from workflows, which people type. */
export function inputProperties(): Property[] {
  return [
    property(
      'inputs: a reader of inputs refuses once, at its end, with InputError, and what it gives is in bounds',
      anyCarriedText,
      (text) => {
        const reader = given(text);
        const whole = reader.integer('x', { min: 3, max: 7 });
        const durationMs = reader.durationMs('x', { minMs: 5, maxMs: 9_000_000 });
        const values = [
          reader.flag('x'),
          reader.choice('x', ['a', 'b']),
          reader.required('x'),
          ...reader.lines('x'),
        ];
        const list = reader.list('x');
        demand(new Set(list).size === list.length && !list.includes(''), 'a list with doubles or blanks');
        demand(whole >= 3 && whole <= 7, `an integer of ${whole}`);
        const good = given(text);
        good.durationMs('x', { minMs: 5, maxMs: 9_000_000 });
        if (accepts(good)) demand(durationMs >= 5 && durationMs <= 9_000_000, `a duration of ${durationMs}`);
        demand(values.length >= 3, 'no values');
        accepts(reader);
      },
      { examples: corpusTexts('inputs') },
    ),
    property(
      'durations: a time is a whole number of milliseconds or none',
      fc.oneof(anyText, damaged(['1h30m', '90s', '1d 2h 3m 4s 5ms', '1.5h'])),
      (text) => {
        const ms = parseDurationMs(text);
        demand(ms === undefined || (Number.isSafeInteger(ms) && ms >= 0), `a time of ${ms}`);
      },
      { examples: corpusTexts('durations') },
    ),
    property(
      'device filters: an expression is taken or refused with InputError',
      anyCarriedText,
      (text) => {
        const reader = given(text, 'model');
        readDeviceFilters(reader, []);
        accepts(reader);
      },
      { examples: corpusTexts('device-filters') },
    ),
    property(
      'handles: the JSON of executions is taken or refused with InputError',
      fc.oneof(anyJsonText, damaged([JSON.stringify([handle, handle])])),
      (text) => {
        const reader = new InputReader();
        const handles = parseHandles('executions', text, reader.problems);
        demand(
          handles.every(({ executionId }) => executionId !== ''),
          'a handle without an id',
        );
        accepts(reader);
      },
      { examples: corpusTexts('handles') },
    ),
    property(
      'secrets: however a text is cut into pieces, no form of a secret passes and nothing else is lost',
      fc.tuple(
        anyCarriedText.filter((text) => text.trim().length >= 4),
        fc.array(anyCarriedText, { maxLength: 5 }),
        anyCuts,
      ),
      async ([secret, texts, cuts]) => {
        // Not what the product takes for the forms: one that it forgets has to show here.
        const forms = secretForms(secret.trim()).map(({ bytes }) => bytes.toString('utf8'));
        const dirty = Buffer.from(forms.map((form, index) => (texts[index] ?? ' ') + form).join(''));
        const whole = await cleaned(secret, [dirty]);
        const pieces = await cleaned(secret, inPieces(dirty, cuts));
        demand(whole.equals(pieces), 'depends on the pieces');
        for (const form of forms) {
          // The three stars may themselves put a form together, as "***" does in the secret "****".
          if (!form.includes('*')) demand(!pieces.includes(form), `${JSON.stringify(form)} passed`);
        }
      },
      { share: 0.3 },
    ),
  ];
}

function given(text: string, name = 'x'): InputReader {
  process.env[`INPUT_${name.toUpperCase()}`] = text;
  return new InputReader();
}

/** Whether nothing was noted; throws for anything but InputError. */
function accepts(reader: InputReader): boolean {
  try {
    reader.finish();
    return true;
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}

async function cleaned(secret: string, pieces: readonly Buffer[]): Promise<Buffer> {
  const out: Buffer[] = [];
  for await (const piece of scrubber([secret])(streamOf(pieces))) out.push(piece);
  return Buffer.concat(out);
}

async function* streamOf(pieces: readonly Buffer[]): AsyncGenerator<Buffer> {
  for (const piece of pieces) yield await Promise.resolve(piece);
}
