import type { TriedMutant } from './try-mutants.ts';

/** What a mutant changed that nobody noticed. */
export function mutantLines({
  file,
  line,
  column,
  kind,
  outcome,
  original,
  replacement,
}: TriedMutant): string[] {
  return [
    `${file}:${line}:${column} ${kind}, ${outcome}`,
    ...original.split('\n').map((text) => `- ${text}`),
    ...replacement.split('\n').map((text) => `+ ${text}`),
  ];
}

/** What became of all of them. */
export function totalLine(name: string, tried: readonly TriedMutant[], durationMs: number): string {
  const number = (outcome: TriedMutant['outcome']): number =>
    tried.filter((mutant) => mutant.outcome === outcome).length;
  const noticed = number('noticed') + number('timed out');
  const share = ((noticed / tried.length) * 100).toFixed(1);
  return (
    `${name}: ${tried.length} mutants, ${noticed} noticed (${share} %), ${number('timed out')} of these by a limit of time; ` +
    `${number('survived')} survived, ${number('not covered')} in code that no test runs; ${(durationMs / 60_000).toFixed(1)} min`
  );
}
