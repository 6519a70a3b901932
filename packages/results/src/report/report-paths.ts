import type { ElementRule } from './report-elements.ts';
import { elementRules, executionOnly } from './report-elements.ts';

/** A place inside an execution, step, action or script, and the elements that are known below it. */
export interface ReportPath {
  readonly rule: ElementRule | undefined;
  /** True for what means something only in the execution itself. */
  readonly isExecutionOnly: boolean;
  readonly below: ReadonlyMap<string, ReportPath>;
}

/** The start of an execution, step, action or script. */
export const scopePath: ReportPath = pathTo('');

/** Where steps, actions and scripts stand. */
export const flowPath = scopePath.below.get('flow');

/** All known paths as a tree, so that an element of a report costs one look-up by its name. */
function pathTo(path: string): ReportPath {
  const paths = [...elementRules.keys(), 'flow'];
  const inside = path === '' ? paths : paths.filter((other) => other.startsWith(`${path}/`));
  const start = path === '' ? 0 : path.length + 1;
  const names = new Set(inside.map((other) => other.slice(start).replace(/\/.*/u, '')));
  return {
    rule: elementRules.get(path),
    isExecutionOnly: executionOnly.has(path),
    below: new Map([...names].map((name) => [name, pathTo(path === '' ? name : `${path}/${name}`)])),
  };
}
