import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { workspaceRoot } from '../workspace.ts';
import { filesOf, type Area } from './areas.ts';
import { makeMutants, type Mutant } from './make-mutants.ts';
import { TestOrder } from './test-order.ts';
import { TrialHost, TrialLost } from './trial-host.ts';
import type { CountedTest, LimitedTest, Outcome, TrialReport, TrialStart } from './trial-messages.ts';

/** A mutant, what became of it, and which test noticed it. */
export interface TriedMutant extends Mutant {
  outcome: Outcome;
  by?: string;
  reason?: string;
}

/** Hears how far it is, and at once of every mutant that nobody noticed. */
export interface TrialListener {
  note: (line: string) => void;
  show: (unnoticed: TriedMutant) => void;
}

type Tried = Omit<TrialReport & { kind: 'tried' }, 'kind'>;

/**
 * Tries all mutants of an area. Most are tried in one process that stays, which takes a tenth of the time. Those that
 * change what happens when a module is loaded get a process of their own, and so do survivors where modules keep state.
 * Only files whose names begin as `files` says are changed. Rejects when a test fails without any mutant.
 */
export async function tryMutants(
  name: string,
  area: Area,
  files: string,
  { note, show }: TrialListener,
): Promise<TriedMutant[]> {
  const paths = (await filesOf(area.sources)).filter((path) => basename(path).startsWith(files));
  if (paths.length === 0) throw new Error(`No file of ${area.sources} begins with "${files}".`);
  const { mutants, code } = await makeMutants(paths);
  const folder = join(workspaceRoot, '.work', 'mutants');
  await mkdir(folder, { recursive: true });
  const codeFile = join(folder, `${name}.code.json`);
  await writeFile(codeFile, JSON.stringify(code));
  const start: TrialStart = { codeFile, testFiles: await filesOf(area.tests) };
  const { tests, atLoad } = await count(start);
  note(`${mutants.length} mutants, ${tests.length} tests`);

  const order = new TestOrder(tests);
  const results = new Map<string, TriedMutant>();
  const settle = (mutant: Mutant, { outcome, by, reason }: Omit<Tried, 'isSpoiled'>): void => {
    const result = {
      ...mutant,
      outcome,
      ...(by !== undefined && { by }),
      ...(reason !== undefined && { reason }),
    };
    results.set(mutant.id, result);
    if (by !== undefined) order.noteNoticed(mutant.file, by);
    if (outcome === 'survived' || outcome === 'not covered') show(result);
  };
  const left: Mutant[] = [];
  const shared = new SharedTrials(start);
  for (const [index, mutant] of mutants.entries()) {
    if (index > 0 && index % 100 === 0) note(`${index} tried`);
    const covering = order.covering(mutant);
    if (atLoad.has(mutant.id)) left.push(mutant);
    else if (covering.length === 0) settle(mutant, { outcome: 'not covered' });
    else {
      const tried = await shared.try(mutant, covering);
      if (tried.outcome === 'survived' && !area.isStateless) left.push(mutant);
      else settle(mutant, tried);
    }
  }
  await shared.end();
  note(`${left.length} to be tried in a process of their own`);
  for (const mutant of left) {
    const wanted = atLoad.has(mutant.id) ? order.all(mutant) : order.covering(mutant);
    settle(mutant, await tryAlone(start, mutant, wanted));
  }
  return mutants.flatMap(({ id }) => results.get(id) ?? []);
}

async function count(start: TrialStart): Promise<{ tests: readonly CountedTest[]; atLoad: Set<string> }> {
  const host = await TrialHost.start(start);
  try {
    const { tests, atLoad } = await host.ask({ kind: 'count' }, 'counted', 600_000);
    const failed = tests.filter(({ failure }) => failure !== undefined);
    if (failed.length > 0 || tests.length === 0) {
      const lines = failed.map(({ id, failure }) => `${id}: ${failure ?? ''}`);
      throw new Error(`Tests fail without any mutant:\n${lines.join('\n')}`);
    }
    return { tests, atLoad: new Set(atLoad) };
  } finally {
    await host.end();
  }
}

/** Trials one after another in a process that is kept until something has gone wrong in it. */
class SharedTrials {
  readonly #start: TrialStart;
  #host: TrialHost | undefined;

  constructor(start: TrialStart) {
    this.#start = start;
  }

  async try(mutant: Mutant, tests: readonly LimitedTest[]): Promise<Tried> {
    this.#host ??= await TrialHost.start(this.#start);
    const tried = await tryIn(this.#host, mutant, tests);
    if (!tried.isSpoiled) return tried;
    await this.end();
    // Late is late; any other failure may be that of a mutant before.
    return tried.outcome === 'timed out' ? tried : tryAlone(this.#start, mutant, tests);
  }

  async end(): Promise<void> {
    await this.#host?.end();
    this.#host = undefined;
  }
}

async function tryAlone(start: TrialStart, mutant: Mutant, tests: readonly LimitedTest[]): Promise<Tried> {
  let host: TrialHost;
  try {
    host = await TrialHost.start(start, mutant.id);
  } catch (error) {
    return lost(error);
  }
  try {
    return await tryIn(host, mutant, tests);
  } finally {
    await host.end();
  }
}

async function tryIn(host: TrialHost, { id }: Mutant, tests: readonly LimitedTest[]): Promise<Tried> {
  try {
    return await host.ask({ kind: 'try', mutant: id, tests }, 'tried');
  } catch (error) {
    return lost(error);
  }
}

/** What it means that the process of a mutant is lost; throws what is no such loss. */
function lost(error: unknown): Tried {
  if (!(error instanceof TrialLost)) throw error;
  return { outcome: error.hung ? 'timed out' : 'noticed', reason: error.message, isSpoiled: true };
}
