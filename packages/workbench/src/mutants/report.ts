import type { TriedMutant } from './try-mutants.ts';

/** What became of the mutants: each that nobody noticed, with what it changed, then the numbers. */
export function reportLines(name: string, tried: readonly TriedMutant[], durationMs: number): string[] {
  const number = (outcome: TriedMutant['outcome']): number =>
    tried.filter((mutant) => mutant.outcome === outcome).length;
  const noticed = number('noticed') + number('timed out');
  const share = ((noticed / tried.length) * 100).toFixed(1);
  const unnoticed = tried.filter(({ outcome }) => outcome === 'survived' || outcome === 'not covered');
  return [
    ...unnoticed.flatMap(({ file, line, column, kind, outcome, original, replacement }) => [
      `${file}:${line}:${column} ${kind}, ${outcome}`,
      ...original.split('\n').map((text) => `- ${text}`),
      ...replacement.split('\n').map((text) => `+ ${text}`),
    ]),
    `${name}: ${tried.length} mutants, ${noticed} noticed (${share} %), ${number('timed out')} of these by a limit of time; ` +
      `${number('survived')} survived, ${number('not covered')} in code that no test runs; ${Math.round(durationMs / 60_000)} min`,
  ];
}
