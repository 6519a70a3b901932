import type { FailureGroup } from '../failures/failure-groups.ts';
import { groupFailures } from '../failures/failure-groups.ts';
import type { Comparison } from '../history/compare.ts';
import { changesIn } from '../history/compare.ts';
import type { Fault, Reason, Results, Verdict } from '../model.ts';
import { clip, oneLine } from '../text/escape.ts';
import { counted } from '../text/wording.ts';

export type AnnotationLevel = 'error' | 'warning' | 'notice';

/** A remark beside the job, for @actions/core, which escapes it for the log command. Both texts are one line. */
export interface Annotation {
  level: AnnotationLevel;
  title: string;
  message: string;
}

/** GitHub shows so many of one level from one step, and drops the rest without a word (R23). */
const annotationsPerLevel = 10;

const levels: readonly AnnotationLevel[] = ['error', 'warning', 'notice'];
const levelOf: Partial<Record<Reason['kind'], AnnotationLevel>> = {
  failed: 'error',
  inconclusive: 'warning',
  tolerated: 'notice',
  allowed: 'notice',
};
const faultTitles: Record<Fault, string> = {
  product: 'Product fault',
  script: 'Script fault',
  lab: 'Lab fault',
  unknown: 'Failure',
};

/**
 * The annotations of a step: at most ten of each level, the last of which says how many more there are. `others` are
 * those that the step shows beside these, such as the verdict itself.
 */
export function stepAnnotations(
  results: Results,
  verdict: Verdict,
  others: Partial<Record<AnnotationLevel, number>> = {},
): Annotation[] {
  const all = annotationsOf(results, verdict);
  return levels.flatMap((level) => {
    const some = all.filter((one) => one.level === level);
    const most = annotationsPerLevel - (others[level] ?? 0);
    return some.length <= most ? some : withRest(some, most);
  });
}

/**
 * One annotation for each cause of failure (R27), an error when it failed the gate, a notice when the policy let it
 * pass; and one for each other reason of the verdict that decided.
 */
export function annotationsOf(results: Results, verdict: Verdict): Annotation[] {
  const judged = { ...results, verdict };
  const groups = groupFailures(judged);
  const comparison = changesIn(judged, groups);
  // An execution that passed but for the gate has the gate's reason as its cause.
  const toldByCause = new Set(
    results.executions.filter(({ outcome }) => outcome === 'passed').map(({ executionId }) => executionId),
  );
  const kinds = new Map<string, Reason['kind']>();
  for (const { executionId, caseName, kind } of verdict.reasons) {
    const key = JSON.stringify([executionId, caseName]);
    // Reasons come with the gravest first.
    if (!kinds.has(key)) kinds.set(key, kind);
  }
  const others = verdict.reasons.filter(
    ({ kind, rule, executionId }) =>
      (kind === 'failed' || kind === 'inconclusive') &&
      (executionId === undefined || !(isOfCause(rule) || toldByCause.has(executionId))),
  );
  return [
    ...groups.map((group) => ofCause(group, levelOfCause(group, kinds), comparison)),
    ...others.map(({ kind, rule, message }): Annotation => ({
      level: kind === 'failed' ? 'error' : 'warning',
      title: `Gate: ${rule}`,
      message: clip(oneLine(message), 1000),
    })),
  ];
}

/** The first of them, the last of which gives way to the number of those that are left out. None without any room. */
export function withRest(annotations: readonly Annotation[], most: number): Annotation[] {
  const [first] = annotations;
  if (first === undefined || most < 1) return [];
  const shown = annotations.slice(0, most - 1);
  const others = counted(annotations.length - shown.length, 'more annotation');
  const message = `${others} of this kind; the job summary has them all.`;
  return [...shown, { level: first.level, title: 'And more', message }];
}

function isOfCause(rule: string): boolean {
  return rule === 'min-pass-rate' || rule === 'known-failures' || rule === 'allow-inconclusive';
}

/** The gravest that the verdict said about anything the cause hit. */
function levelOfCause(
  { occurrences, outcome }: FailureGroup,
  kinds: ReadonlyMap<string, Reason['kind']>,
): AnnotationLevel {
  const told = occurrences
    .map(({ executionId, caseName }) => kinds.get(JSON.stringify([executionId, caseName])))
    .map((kind) => (kind === undefined ? undefined : levelOf[kind]));
  const fallback = outcome === 'failed' ? 'error' : 'warning';
  return levels.find((level) => told.includes(level)) ?? fallback;
}

function ofCause(
  group: FailureGroup,
  level: AnnotationLevel,
  comparison: Comparison | undefined,
): Annotation {
  const { fault, message, step, because, occurrences, id } = group;
  const since = comparison?.causes.get(id);
  const known =
    comparison === undefined ? '' : since === undefined ? ', new' : `, since ${since.slice(0, 10)}`;
  const places = occurrences.slice(0, 3).map(({ scriptName, executionId, devices }) => {
    const on = devices.map(({ model, deviceId }) => model ?? deviceId ?? '').filter((name) => name !== '');
    const script = scriptName === '' ? executionId : scriptName;
    return on.length === 0 ? script : `${script} on ${on.join(', ')}`;
  });
  const others = occurrences.length - places.length;
  const where = [...places, ...(others > 0 ? [`and ${counted(others, 'more place')}`] : [])].join('; ');
  const parts = [
    clip(oneLine(message), 600),
    ...(step === undefined ? [] : [`At ${clip(oneLine(step), 200)}.`]),
    ...(fault === 'unknown' ? [] : [`Called a ${fault} fault since ${because}.`]),
    clip(oneLine(where), 400),
  ];
  return {
    level,
    title: `${faultTitles[fault]}${known}, ${counted(occurrences.length, 'time')}`,
    message: parts.join(' | '),
  };
}
