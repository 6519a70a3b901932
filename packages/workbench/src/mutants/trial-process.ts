import { readFileSync } from 'node:fs';
import { setDefaultCACertificates } from 'node:tls';
import { pathToFileURL } from 'node:url';
import { loadMutated } from './mutated-modules.ts';
import type { CountedTest, LimitedTest, TrialReport, TrialRequest, TrialStart } from './trial-messages.ts';

/** Where the code of the mutants looks for the one that is on, and counts which of them it came by. */
interface Switchboard {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  mutantCoverage?: { static: Record<string, number>; perTest: Record<string, Record<string, number>> };
}

// The program of a process that holds all mutants of an area and its tests. The first argument is a TrialStart; a mutant
// named in __STRYKER_ACTIVE_MUTANT__ is there from the first line on.
const switchboard: Switchboard = {};
(globalThis as { __stryker__?: Switchboard }).__stryker__ = switchboard;
// No test connects to anybody whom the machine trusts, and every client would read all those certificates: a third of the time.
setDefaultCACertificates([]);
const { codeFile, testFiles } = JSON.parse(process.argv[2] ?? '') as TrialStart;
loadMutated(JSON.parse(readFileSync(codeFile, 'utf8')) as Record<string, string>);
const { collected } = await import('./collected-tests.ts');
for (const file of testFiles) await import(pathToFileURL(file).href);
const tests = new Map(collected.map((test) => [test.id, test]));

/** What went wrong beside every test: an error that nobody took. */
const strays: unknown[] = [];
process.on('uncaughtException', (error) => strays.push(error));
process.on('unhandledRejection', (reason) => strays.push(reason));

process.on('message', (request: TrialRequest) => {
  void (request.kind === 'count' ? count() : tryMutant(request)).then(tell);
});
process.on('disconnect', () => process.exit());
tell({ kind: 'loaded' });

function tell(report: TrialReport): void {
  process.send?.(report);
}

async function count(): Promise<TrialReport> {
  const counted: CountedTest[] = [];
  for (const { id } of collected) {
    switchboard.currentTestId = id;
    const began = performance.now();
    const failure = await failureOf({ id, limitMs: 60_000 });
    const durationMs = performance.now() - began;
    const covers = Object.keys(switchboard.mutantCoverage?.perTest[id] ?? {});
    counted.push({ id, durationMs, covers, ...(failure && { failure: failure.reason }) });
  }
  switchboard.currentTestId = undefined;
  return { kind: 'counted', tests: counted, atLoad: Object.keys(switchboard.mutantCoverage?.static ?? {}) };
}

async function tryMutant({ mutant, tests: wanted }: TrialRequest & { kind: 'try' }): Promise<TrialReport> {
  const isThereFromTheStart = switchboard.activeMutant === mutant;
  switchboard.activeMutant = mutant;
  for (const test of isThereFromTheStart ? testsBesides(wanted) : wanted) {
    if (!tests.has(test.id)) return { kind: 'no such test', id: test.id };
    tell({ kind: 'began', limitMs: test.limitMs });
    const failure = await failureOf(test);
    if (failure === undefined) continue;
    const by = { by: test.id, reason: failure.reason };
    if (failure.isLate) return { kind: 'tried', outcome: 'timed out', ...by, isSpoiled: true };
    switchboard.activeMutant = undefined;
    // Unless the same test passes without the mutant, something older than this mutant made it fail.
    const isSpoiled = isThereFromTheStart || (await failureOf(test)) !== undefined;
    return { kind: 'tried', outcome: 'noticed', ...by, isSpoiled };
  }
  switchboard.activeMutant = undefined;
  return { kind: 'tried', outcome: 'survived', isSpoiled: isThereFromTheStart };
}

/** What is wanted, of the tests there are, and those that only a mutant from the first line on has brought about. */
function testsBesides(wanted: readonly LimitedTest[]): LimitedTest[] {
  const known = new Set(wanted.map(({ id }) => id));
  if (wanted.every(({ id }) => tests.has(id))) return [...wanted];
  const others = collected.filter(({ id }) => !known.has(id)).map(({ id }) => ({ id, limitMs: 10_000 }));
  return [...wanted.filter(({ id }) => tests.has(id)), ...others];
}

/** Runs a test; gives why it failed, if it did. */
async function failureOf({
  id,
  limitMs,
}: LimitedTest): Promise<{ reason: string; isLate: boolean } | undefined> {
  const late = Promise.withResolvers<'late'>();
  const timer = setTimeout(() => {
    late.resolve('late');
  }, limitMs);
  strays.length = 0;
  try {
    const end = await Promise.race([tests.get(id)?.run(), late.promise]);
    if (end === 'late') return { reason: `longer than ${Math.round(limitMs)} ms`, isLate: true };
    return strays.length === 0
      ? undefined
      : { reason: `beside the test: ${String(strays[0])}`, isLate: false };
  } catch (error) {
    return { reason: String(error), isLate: false };
  } finally {
    clearTimeout(timer);
  }
}
