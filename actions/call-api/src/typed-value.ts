import type { ParameterFact } from '@perfecto-actions/catalog/facts';
import { didYouMean } from '@perfecto-actions/results';
import { plainOf, type Given, type GivenScalar } from './given-parameters.ts';

/** A value as the client takes it, or the end of the sentence that says why it is none. */
export type Typed = { value: unknown } | { problem: string };

/** Reads a value by the type, the documented values and the longest length of its parameter. */
export function typedValue(fact: ParameterFact, given: Given): Typed {
  switch (fact.type) {
    case 'list':
    case 'array<string>':
      return listOf(given, (item) => textOf(fact, item));
    case 'array<integer>':
      return listOf(given, integerOf);
    case 'array<object>':
      return isListOfMaps(given) ? { value: plainOf(given) } : { problem: 'is no list of maps' };
    case 'object':
    case 'json':
      return given.kind === 'map' ? { value: plainOf(given) } : { problem: 'is no map of names and values' };
    case 'string':
    case 'boolean':
    case 'integer':
    case 'binary':
      return given.kind === 'scalar'
        ? scalarOf(fact, given)
        : { problem: `is a ${given.kind}, but one value is expected` };
  }
}

function scalarOf(fact: ParameterFact, given: GivenScalar): Typed {
  // Sent empty, a parameter of an update clears what was stored.
  if (given.text === '') return { value: '' };
  if (fact.type === 'boolean') return booleanOf(given);
  if (fact.type === 'integer' && given.text !== String(fact.default ?? '')) return integerOf(given);
  return textOf(fact, given);
}

function booleanOf({ text, isSecret }: GivenScalar): Typed {
  const word = text.toLowerCase();
  if (word === 'true' || word === 'false') return { value: word === 'true' };
  return { problem: `is ${shown(text, isSecret)}; give true or false` };
}

function integerOf(given: Given): Typed {
  if (given.kind !== 'scalar') return { problem: 'is no whole number' };
  const { text, isSecret } = given;
  return /^-?\d{1,15}$/.test(text)
    ? { value: Number(text) }
    : { problem: `is ${shown(text, isSecret)}; give a whole number` };
}

function textOf({ values, max_length: longest }: ParameterFact, given: Given): Typed {
  if (given.kind !== 'scalar') return { problem: 'holds a value that is no text' };
  const { text, isSecret } = given;
  if (longest !== undefined && text.length > longest) {
    return { problem: `has ${text.length} characters; at most ${longest} are allowed` };
  }
  if (!values) return { value: text };
  const words = values.map(String);
  const known = words.find((word) => word.toLowerCase() === text.toLowerCase());
  if (known !== undefined) return { value: known };
  const near = isSecret ? undefined : didYouMean(text, words);
  const meant = near === undefined ? '' : ` (did you mean ${near}?)`;
  return { problem: `is ${shown(text, isSecret)}${meant}; give one of ${words.join(', ')}` };
}

/** A list as YAML has it, or the parts of one text between commas. */
function listOf(given: Given, read: (item: Given) => Typed): Typed {
  if (given.kind === 'map') return { problem: 'is a map, but a list is expected' };
  const items =
    given.kind === 'list'
      ? given.items
      : given.text.split(',').map((part) => ({ ...given, text: part.trim() }));
  const values: unknown[] = [];
  for (const item of items) {
    const typed = read(item);
    if ('problem' in typed) return typed;
    values.push(typed.value);
  }
  return { value: values };
}

function isListOfMaps(given: Given): boolean {
  return given.kind === 'list' && given.items.every(({ kind }) => kind === 'map');
}

function shown(text: string, isSecret: boolean): string {
  return isSecret ? 'a value that is not shown' : JSON.stringify(text);
}
