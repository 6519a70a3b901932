import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OperationFacts } from '@perfecto-actions/catalog/facts';
import { constantName } from '@perfecto-actions/catalog/generate';
import { readActionUses } from './action-uses.ts';
import { readClientMethods } from './client-methods.ts';
import { readLabHandlers } from './lab-handlers.ts';
import { readOperationTests, type OperationTests } from './operation-tests.ts';

/** Where one operation of the API is found in this checkout. */
export interface Row {
  operation: OperationFacts;
  /** Methods that call it, those first that do nothing else. */
  methods: string[];
  /** File of the lab that serves it. */
  handler: string | undefined;
  actions: string[];
  tests: OperationTests;
}

/** Looks up every operation of the catalogue in the sources: who calls it, who serves it, who tests it. */
export function readCoverage(root: string): Row[] {
  // Read anew, since the facts may have been generated a moment ago.
  const facts = readFileSync(join(root, 'packages/catalog/src/generated/facts.json'), 'utf8');
  const operations = JSON.parse(facts) as OperationFacts[];
  const ids = new Map(operations.map(({ id }) => [constantName(id), id]));
  const methods = readClientMethods(root, ids);
  const handlers = readLabHandlers(root);
  const uses = readActionUses(root, methods, ids);
  const testsOf = readOperationTests(root);
  return operations.map((operation) => ({
    operation,
    methods: [
      ...methods.filter(({ direct }) => direct.includes(operation.id)),
      ...methods.filter(({ reached }) => reached.includes(operation.id)),
    ].map(({ path }) => path),
    handler: handlers.get(operation.id),
    actions: uses.get(operation.id) ?? [],
    tests: testsOf(operation.id),
  }));
}

/** What is not there, one sentence each. */
export function gaps(rows: readonly Row[]): string[] {
  return rows.flatMap(({ operation: { id }, methods, handler, tests }) => [
    ...(methods.length === 0 ? [`${id} has no client method`] : []),
    ...(handler === undefined ? [`${id} has no lab handler`] : []),
    ...(tests.conformance === undefined ? [`${id} has no conformance test`] : []),
    ...(tests.client === undefined ? [`${id} has no test of its client method`] : []),
  ]);
}
