import { basename } from 'node:path';
import { readActionManifest, type ActionManifest } from './action-manifest.ts';
import { RunnerError } from './errors.ts';
import { evaluateCondition, evaluateTemplate, type ExpressionContext } from './expressions.ts';

/** A step as a workflow would state it. */
export interface JobStep {
  /** Name under `steps.<id>`; by default `__` and the folder's name. */
  readonly id?: string;
  readonly name?: string;
  /** The action's folder. */
  readonly uses: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** Condition; `success()` if absent. */
  readonly if?: string;
  readonly continueOnError?: boolean;
  /** Limit of the main stage, in milliseconds; none if absent. */
  readonly timeoutMs?: number;
}

/** A step whose folder, id and expressions have been checked. `state` is what its stages hand on. */
export interface PreparedStep {
  readonly id: string;
  readonly name: string;
  readonly manifest: ActionManifest;
  readonly with: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  readonly condition: string;
  readonly continueOnError: boolean;
  readonly timeoutMs?: number;
  readonly state: Record<string, string>;
}

const nothingKnown: ExpressionContext = { status: 'success', github: {}, secrets: {}, env: {}, steps: {} };

/**
 * Checks all steps before the first one runs.
 * @throws RunnerError `JOB_INVALID` with every problem of every step.
 */
export async function prepareSteps(steps: readonly JobStep[]): Promise<PreparedStep[]> {
  const problems: string[] = [];
  const ids = new Set<string>();
  const prepared: PreparedStep[] = [];
  for (const [index, step] of steps.entries()) {
    const where = `Step ${index + 1} (${step.id ?? basename(step.uses)})`;
    const report = (problem: string): void => {
      problems.push(`${where}: ${problem}`);
    };
    const id = uniqueId(step, ids, report);
    const manifest = await attempt(() => readActionManifest(step.uses), report);
    if (manifest === undefined) continue;
    await checkExpressions(step, manifest, report);
    prepared.push({
      id,
      name: step.name ?? `Run ${basename(manifest.folder)}`,
      manifest,
      with: step.with ?? {},
      env: step.env ?? {},
      condition: step.if ?? 'success()',
      continueOnError: step.continueOnError ?? false,
      ...(step.timeoutMs !== undefined && { timeoutMs: step.timeoutMs }),
      state: {},
    });
  }
  if (problems.length > 0) throw new RunnerError('JOB_INVALID', problems);
  return prepared;
}

function uniqueId(step: JobStep, taken: Set<string>, report: (problem: string) => void): string {
  const wanted = step.id ?? `__${basename(step.uses)}`;
  let id = wanted;
  if (step.id !== undefined && !/^[A-Za-z_][\w-]*$/.test(step.id)) {
    report(`the id "${step.id}" is not usable. Use letters, digits, "-" and "_", a letter or "_" first.`);
  }
  if (step.id !== undefined && taken.has(id.toLowerCase())) {
    report(`the id "${step.id}" is taken by an earlier step. Ids have no case.`);
  }
  for (let count = 2; taken.has(id.toLowerCase()); count += 1) id = `${wanted}_${count}`;
  taken.add(id.toLowerCase());
  return id;
}

async function checkExpressions(
  step: JobStep,
  manifest: ActionManifest,
  report: (problem: string) => void,
): Promise<void> {
  const templates = [
    ...Object.entries(step.with ?? {}).map(([name, value]) => [`with.${name}`, value] as const),
    ...Object.entries(step.env ?? {}).map(([name, value]) => [`env.${name}`, value] as const),
    ...manifest.inputs.map((input) => [`default of input ${input.name}`, input.default ?? ''] as const),
  ];
  for (const [place, template] of templates) {
    await attempt(
      () => evaluateTemplate(template, nothingKnown),
      (problem) => {
        report(`${place}: ${problem}`);
      },
    );
  }
  const conditions = [['if', step.if ?? 'success()'] as const, ['post-if', manifest.postIf] as const];
  for (const [place, condition] of conditions) {
    await attempt(
      () => evaluateCondition(condition, nothingKnown),
      (problem) => {
        report(`${place}: ${problem}`);
      },
    );
  }
}

async function attempt<T>(
  work: () => T | Promise<T>,
  report: (problem: string) => void,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof RunnerError)) throw error;
    for (const problem of error.problems) report(problem);
    return undefined;
  }
}
