import type { InputReader } from '@perfecto-actions/action-kit';
import { isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';

/** A plain value, as it was written (`007` stays `007`) and as YAML reads it. */
export interface GivenScalar {
  kind: 'scalar';
  text: string;
  value: string | number | boolean | null;
  isSecret: boolean;
}

/** What a user wrote, before it is known what the operation makes of it. */
export type Given =
  GivenScalar | { kind: 'list'; items: Given[] } | { kind: 'map'; members: Map<string, Given> };

/** Reads one input of parameters. No problem quotes a value: a slip may make a secret look like a name. */
export function readGiven(
  input: 'parameters' | 'secured-parameters',
  reader: InputReader,
): Map<string, Given> {
  const text = reader.text(input);
  if (text === '') return new Map();
  // The parser's warnings quote the text.
  const document = parseDocument(text, { logLevel: 'error', uniqueKeys: true });
  const [error] = document.errors;
  if (error) {
    // So does its message: the place is enough.
    const line = error.linePos?.[0].line;
    reader.problems.add(input, `is not valid YAML${line === undefined ? '' : ` (line ${line})`}; ${howTo}.`);
    return new Map();
  }
  try {
    const given = givenOf(document.contents, input === 'secured-parameters');
    if (given.kind === 'map') return given.members;
    reader.problems.add(input, `is not a list of names and values; ${howTo}.`);
  } catch (problem) {
    if (!(problem instanceof NotGiven)) throw problem;
    reader.problems.add(input, `${problem.message}.`);
  }
  return new Map();
}

const howTo = 'write one "name: value" a line';

class NotGiven extends Error {}

function givenOf(node: unknown, isSecret: boolean): Given {
  if (isAlias(node)) throw new NotGiven('holds a value that begins with *; put it in quotes');
  if (isSeq(node)) return { kind: 'list', items: node.items.map((item) => givenOf(item, isSecret)) };
  if (isMap(node)) {
    const members = new Map<string, Given>();
    for (const { key, value } of node.items) {
      if (!isScalar(key)) throw new NotGiven('holds a name that is no plain text');
      members.set(String(key.value), givenOf(value, isSecret));
    }
    return { kind: 'map', members };
  }
  if (!isScalar(node)) return { kind: 'scalar', text: '', value: null, isSecret };
  const { value, source, type } = node;
  if (value === null) return { kind: 'scalar', text: '', value: null, isSecret };
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
    throw new NotGiven('holds a value of a kind that the API does not have; put it in quotes');
  }
  // Taken from the source, so that 007 and 1.10 stay as they were written.
  return {
    kind: 'scalar',
    text: type === 'PLAIN' && source !== undefined ? source : String(value),
    value,
    isSecret,
  };
}

/** The value as JSON has it. */
export function plainOf(given: Given): unknown {
  switch (given.kind) {
    case 'scalar':
      return given.value;
    case 'list':
      return given.items.map(plainOf);
    case 'map':
      return Object.fromEntries([...given.members].map(([name, member]) => [name, plainOf(member)]));
  }
}

/** Every plain text in a value. */
export function textsOf(given: Given): string[] {
  switch (given.kind) {
    case 'scalar':
      return [given.text];
    case 'list':
      return given.items.flatMap(textsOf);
    case 'map':
      return [...given.members.values()].flatMap(textsOf);
  }
}

/** Whether a value is, or holds, one of secured-parameters. */
export function holdsSecret(given: Given): boolean {
  switch (given.kind) {
    case 'scalar':
      return given.isSecret;
    case 'list':
      return given.items.some(holdsSecret);
    case 'map':
      return [...given.members.values()].some(holdsSecret);
  }
}
