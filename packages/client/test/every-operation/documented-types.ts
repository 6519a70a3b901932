import type { FieldFact, OperationFacts } from '@perfecto-actions/catalog/facts';

/**
 * What of a decoded answer is not as the catalogue says: the type of every documented field that is there, and that at
 * least one is there. Read from the facts by their paths, not by the layout that the decoder follows.
 */
export function undocumentedTypes({ id, response }: OperationFacts, answer: unknown): string[] {
  switch (response.body) {
    case 'none':
      return answer === undefined ? [] : [`${id} has an answer although it should have none`];
    case 'binary':
      return isRecord(answer) && Number(answer['bytes']) > 0 ? [] : [`${id} has saved no file`];
    case 'text':
      return typeof answer === 'string' && answer !== '' ? [] : [`${id} has no text`];
    case 'unknown':
      // Changes of unknown form may have an empty answer; what is there has to be data.
      return answer === undefined || isRecord(answer) || Array.isArray(answer) ? [] : [`${id} has no data`];
    case 'object':
      return ofObject(response.fields ?? [], answer);
  }
}

function ofObject(facts: readonly FieldFact[], answer: unknown): string[] {
  const problems: string[] = [];
  let seen = 0;
  for (const fact of facts) {
    for (const value of at([answer], fact.name.split('.'))) {
      seen += 1;
      if (!isOf(fact, value)) problems.push(`${fact.name} is no ${fact.type} but ${JSON.stringify(value)}`);
    }
  }
  return seen === 0 ? ['no documented field is there'] : problems;
}

/** Every value that a path leads to; lists are entered, `<name>` stands for any member. */
function at(from: readonly unknown[], [step, ...rest]: readonly string[]): unknown[] {
  const values = from.flatMap((value): unknown[] => (Array.isArray(value) ? value : [value]));
  if (step === undefined) return values.filter((value) => value !== undefined);
  const name = step.replace('[]', '');
  const next = values.flatMap((value): unknown[] => {
    if (!isRecord(value)) return [];
    return name.startsWith('<') ? Object.values(value) : [value[name]];
  });
  return at(
    next.filter((value) => value !== undefined),
    rest,
  );
}

function isOf({ type }: FieldFact, value: unknown): boolean {
  switch (type) {
    case 'string':
    case 'array<string>':
      return typeof value === 'string';
    case 'integer':
      return Number.isInteger(value);
    case 'number':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'object':
    case 'array<object>':
      return isRecord(value);
    case 'binary':
      return false;
    case 'unknown':
      return true;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
