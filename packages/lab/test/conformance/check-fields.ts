import type { FieldFact } from '@perfecto-actions/catalog/facts';
import { memberOf } from './field-tree.ts';
import type { FieldNode } from './field-tree.ts';

/** What an answer showed, and what is wrong with it. */
export interface Findings {
  /** Paths of the catalogue that had a value. */
  shown: Set<string>;
  problems: Set<string>;
}

/** Nothing found yet. */
export function noFindings(): Findings {
  return { shown: new Set(), problems: new Set() };
}

/**
 * Holds an answer against the catalogue: every member is known, has its type, one of its values, and what is required is
 * there. `texts` says that every scalar travels as a string, as in XML and in JSON under /services.
 */
export function checkFields(answer: unknown, tree: FieldNode, texts: boolean, findings: Findings): void {
  checkObject(answer, tree, texts, findings);
}

/** Fields that no answer showed. What the collectors only concluded need not be there. */
export function missingFields(facts: readonly FieldFact[], shown: ReadonlySet<string>): string[] {
  return facts
    .filter(({ confidence }) => confidence !== 'inferred')
    .map(({ name }) => name)
    .filter((name) => !shown.has(name));
}

function checkObject(value: unknown, node: FieldNode, texts: boolean, findings: Findings): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    findings.problems.add(`${node.path} is no object but ${show(value)}`);
    return;
  }
  for (const [name, member] of Object.entries(value)) {
    const known = memberOf(node, name);
    if (known) checkMember(member, known, texts, findings);
    else if (node.fact?.type !== 'unknown') {
      findings.problems.add(`${node.path}.${name} is not in the catalogue`);
    }
  }
  for (const [name, member] of node.fields) {
    if (member.fact?.required === true && !(name in value))
      findings.problems.add(`${member.path} is required`);
  }
}

function checkMember(value: unknown, node: FieldNode, texts: boolean, findings: Findings): void {
  if (node.fact) findings.shown.add(node.fact.name);
  if (!node.isList) {
    checkItem(value, node, texts, findings);
  } else if (Array.isArray(value)) {
    for (const item of value) checkItem(item, node, texts, findings);
  } else {
    findings.problems.add(`${node.path} is no list but ${show(value)}`);
  }
}

function checkItem(value: unknown, node: FieldNode, texts: boolean, findings: Findings): void {
  const { fact } = node;
  if (node.fields.size > 0) checkObject(value, node, texts, findings);
  else if (fact && !hasType(value, fact, texts)) {
    findings.problems.add(`${fact.name} is no ${fact.type} but ${show(value)}`);
  } else if (fact?.values && !fact.values.some((known) => String(known) === String(value))) {
    findings.problems.add(`${fact.name} is none of its values but ${show(value)}`);
  }
}

function hasType(value: unknown, fact: FieldFact, texts: boolean): boolean {
  const isText = texts || fact.wire?.startsWith('string') === true;
  switch (fact.type) {
    case 'string':
    case 'array<string>':
      return typeof value === 'string';
    case 'integer':
      return isText ? matches(value, /^-?\d+$/) : Number.isInteger(value);
    case 'number':
      return isText ? matches(value, /^-?\d+(\.\d+)?$/) : typeof value === 'number';
    case 'boolean':
      return isText ? matches(value, /^(true|false)$/) : typeof value === 'boolean';
    case 'object':
    case 'array<object>':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'unknown':
      return true;
    case 'binary':
      return false;
  }
}

function matches(value: unknown, pattern: RegExp): boolean {
  return typeof value === 'string' && pattern.test(value);
}

function show(value: unknown): string {
  return JSON.stringify(value).slice(0, 100);
}
