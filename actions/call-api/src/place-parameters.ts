import type { OperationDescriptor } from '@perfecto-actions/catalog';
import type { OperationFacts, ParameterFact } from '@perfecto-actions/catalog/facts';
import { didYouMean } from '@perfecto-actions/results';
import { holdsSecret, type Given } from './given-parameters.ts';
import { typedValue } from './typed-value.ts';

/** The parameters of a call as the client takes them, and what was wrong with what the user gave. */
export interface Placed {
  request: Record<string, unknown>;
  problems: string[];
}

/**
 * Finds for everything a user gave the parameter of the catalogue that it is, by dotted name or nested, and checks its
 * value. Every problem is noted; nothing is sent while there is one.
 */
export function placeParameters(
  operation: OperationFacts,
  descriptor: OperationDescriptor,
  given: readonly ReadonlyMap<string, Given>[],
): Placed {
  const placing = new Placing(operation, descriptor);
  for (const parameters of given) for (const [name, value] of parameters) placing.take(name, value);
  placing.finish();
  return placing;
}

class Placing implements Placed {
  readonly request: Record<string, unknown> = {};
  readonly problems: string[] = [];
  readonly #operation: OperationFacts;
  readonly #descriptor: OperationDescriptor;
  /** Parameters a caller may give: the transport sets the others. */
  readonly #own: readonly ParameterFact[];
  readonly #taken = new Set<ParameterFact>();

  constructor(operation: OperationFacts, descriptor: OperationDescriptor) {
    this.#operation = operation;
    this.#descriptor = descriptor;
    this.#own = operation.parameters.filter(
      (fact) => fact.type !== 'binary' && this.#ruleName(fact) in descriptor.parameters,
    );
  }

  /** Places a value under a name; a map whose name is only the beginning of names is taken apart. */
  take(name: string, given: Given): void {
    const fact = this.#own.find((known) => bare(known.name) === bare(name));
    const members = this.#own.filter((known) => bare(known.name).startsWith(`${bare(name)}.`));
    if (given.kind === 'map' && members.length > 0) {
      if (fact) this.#open(fact);
      for (const [member, value] of given.members) this.take(`${bare(name)}.${member}`, value);
    } else if (given.kind === 'list' && members.length > 0 && fact) {
      this.#takeList(fact, members, given.items);
    } else if (fact) {
      this.#put(fact, name, given);
    } else {
      this.#takeOther(name, given);
    }
  }

  /** Notes every mandatory parameter that is absent, and fills in the default of a part of the path. */
  finish(): void {
    for (const fact of this.#own) {
      if (fact.required !== true || fact.default !== undefined || this.#taken.has(fact)) continue;
      if (fact.name.includes('[].') || isFamily(fact)) continue;
      const parent = this.#own.find((other) => fact.name.startsWith(`${other.name}.`));
      const isGiven = [...this.#taken].some((taken) => taken.name.startsWith(`${fact.name}.`));
      if (isGiven || (parent && parent.required !== true && !this.#taken.has(parent))) continue;
      this.problems.push(`${fact.name} is missing: ${firstSentence(fact.description)}`);
    }
    for (const fact of this.#own) {
      const name = this.#ruleName(fact);
      const isPath = this.#descriptor.parameters[name] === 'path';
      if (isPath && fact.default !== undefined) this.request[name] ??= fact.default;
    }
  }

  /** Notes a map whose members follow; an empty one is sent as it is. */
  #open(fact: ParameterFact): void {
    this.#taken.add(fact);
    if (this.#isBody(fact)) this.#set(bare(fact.name).split('.'), {});
  }

  /** Names that are not in the catalogue as they stand: members of families, and elements of lists (`tags[0]`). */
  #takeOther(name: string, given: Given): void {
    const family = this.#own
      .filter((fact) => isFamily(fact) && name.startsWith(stem(fact)) && name.length > stem(fact).length)
      .sort((a, b) => b.name.length - a.name.length)[0];
    const element = /^(.*)\[\d+\]$/.exec(name)?.[1];
    const list = this.#own.find((fact) => fact.name === `${element ?? ''}[]`);
    if (family && given.kind === 'map') {
      for (const [member, value] of given.members) this.take(`${name}.${member}`, value);
    } else if (family) {
      this.#put(family, name, given);
    } else if (list && given.kind === 'scalar') {
      this.#put(list, name, { kind: 'list', items: [given] });
    } else if (
      given.kind === 'map' &&
      this.#own.some((fact) => isFamily(fact) && stem(fact) === `${name}.`)
    ) {
      for (const [member, value] of given.members) this.take(`${name}.${member}`, value);
    } else {
      this.problems.push(this.#unknown(name, given));
    }
  }

  /** A list of maps whose members the catalogue knows. */
  #takeList(fact: ParameterFact, members: readonly ParameterFact[], items: readonly Given[]): void {
    this.#taken.add(fact);
    const list: Record<string, unknown>[] = [];
    for (const [index, item] of items.entries()) {
      const place = `${bare(fact.name)}[${index}]`;
      if (item.kind !== 'map') {
        this.problems.push(`${place} is no map of names and values.`);
        continue;
      }
      const entry: Record<string, unknown> = {};
      for (const [name, value] of item.members) {
        const member = members.find((known) => bare(known.name) === `${bare(fact.name)}.${name}`);
        const typed = member && typedValue(member, value);
        if (!typed)
          this.problems.push(`${place}.${name} is not known; ${meant(name, members.map(memberName))}`);
        else if ('problem' in typed) this.problems.push(`${place}.${name} ${typed.problem}.`);
        else entry[name] = typed.value;
      }
      for (const member of members) {
        const name = memberName(member);
        if (member.required === true && !item.members.has(name))
          this.problems.push(`${place}.${name} is missing.`);
      }
      list.push(entry);
    }
    this.#set(bare(fact.name).split('.'), list);
  }

  #put(fact: ParameterFact, name: string, given: Given): void {
    const wasTaken = this.#taken.has(fact);
    // Given is given, also when it is wrong: one mistake is one problem.
    this.#taken.add(fact);
    const typed = typedValue(fact, given);
    if ('problem' in typed) {
      this.problems.push(`${name} ${typed.problem}.`);
      return;
    }
    if (isFamily(fact)) {
      const family = stem(fact).slice(0, -1);
      const record = (this.request[family] ??= {}) as Record<string, unknown>;
      const member = name.slice(family.length + 1);
      if (Object.hasOwn(record, member)) this.problems.push(`${name} is given twice.`);
      record[member] = typed.value;
    } else if (this.#isBody(fact)) {
      if (wasTaken) this.problems.push(`${name} is given twice.`);
      this.#set(bare(fact.name).split('.'), typed.value);
    } else {
      const key = this.#ruleName(fact);
      const before: unknown = this.request[key];
      if (Array.isArray(before) && Array.isArray(typed.value) && name !== fact.name)
        this.request[key] = (before as unknown[]).concat(typed.value);
      else if (wasTaken) this.problems.push(`${name} is given twice.`);
      else this.request[key] = typed.value;
    }
  }

  #set(path: readonly string[], value: unknown): void {
    let at = this.request;
    for (const name of path.slice(0, -1)) at = (at[name] ??= {}) as Record<string, unknown>;
    at[path.at(-1) ?? ''] = value;
  }

  #isBody({ in: place }: ParameterFact): boolean {
    return place === 'body' || place === 'multipart';
  }

  /** The name under which the client's descriptor knows a parameter. */
  #ruleName(fact: ParameterFact): string {
    if (isFamily(fact)) return stem(fact).slice(0, -1);
    if (this.#isBody(fact)) return fact.name.split(/\[\]|\./)[0] ?? '';
    return bare(fact.name);
  }

  #unknown(name: string, given: Given): string {
    // A slip may make a secret look like a name.
    if (holdsSecret(given)) return `a name in secured-parameters is no parameter of ${this.#operation.id}.`;
    const other = this.#operation.parameters.find((fact) => fact.name.toLowerCase() === name.toLowerCase());
    if (other?.type === 'binary') return `${name} is the file; give it as the input file.`;
    if (other && !this.#own.includes(other)) {
      return `${name} is set by this action; give credentials and format as inputs of their own.`;
    }
    return `${name} is no parameter of ${this.#operation.id}; ${meant(
      name,
      this.#own.map((fact) => fact.name),
    )}`;
  }
}

/** What was probably meant, or what there is. */
function meant(name: string, names: readonly string[]): string {
  const near = didYouMean(name, names) ?? didYouMean(name.split('.')[0] ?? '', names);
  if (near !== undefined) return `did you mean ${near}?`;
  return names.length === 0 ? 'it has none.' : `it has ${names.join(', ')}.`;
}

function isFamily({ name }: ParameterFact): boolean {
  return name.endsWith('>');
}

/** `param.<name>` as `param.` */
function stem({ name }: ParameterFact): string {
  return name.replace(/<.*/, '');
}

/** `customFields[].name` as `name` */
function memberName({ name }: ParameterFact): string {
  return name.slice(name.lastIndexOf('[].') + 3);
}

function bare(name: string): string {
  return name.replaceAll('[]', '');
}

function firstSentence(text: string): string {
  const sentence = /^.*?(?<!e\.g|i\.e)[.;](?=\s|$)/.exec(text)?.[0] ?? text;
  return `${sentence.replace(/[.;]$/, '')}.`;
}
