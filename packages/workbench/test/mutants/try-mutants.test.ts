import { describe, expect, it } from '@jest/globals';
import type { Area } from '../../src/mutants/areas.ts';
import { mutantLines, totalLine } from '../../src/mutants/report.ts';
import { tryMutants, type TriedMutant } from '../../src/mutants/try-mutants.ts';

const folder = 'packages/workbench/test/fixtures/mutants';

async function tried(more: Partial<Area> = {}): Promise<{ all: TriedMutant[]; shown: TriedMutant[] }> {
  const area = { sources: `${folder}/fare.ts`, tests: `${folder}/fare.trial.ts`, isStateless: true, ...more };
  const shown: TriedMutant[] = [];
  const all = await tryMutants('fixture', area, '', {
    note: () => undefined,
    show: (mutant) => shown.push(mutant),
  });
  return { all, shown };
}

/** `original -> replacement` of those that came off so. */
const changes = (mutants: readonly TriedMutant[], outcome: TriedMutant['outcome']): string[] =>
  mutants
    .filter((mutant) => mutant.outcome === outcome)
    .map(({ original, replacement }) => `${original} -> ${replacement}`);

describe('mutants', () => {
  it.each([true, false])(
    'are noticed, survive or are in code that nothing runs, also where code runs at load: stateless %j',
    async (isStateless) => {
      const { all, shown } = await tried({ isStateless });
      // Nobody rides ten stops.
      expect(changes(all, 'survived')).toEqual(['stops < 10 -> stops <= 10']);
      expect(changes(all, 'not covered')).toEqual([
        "{\n  return 'never run';\n} -> {}",
        '\'never run\' -> ""',
      ]);
      expect(changes(all, 'noticed')).toEqual(
        expect.arrayContaining([
          "['A', 'B'] -> []",
          '\'A\' -> ""',
          'stops * 3 -> stops / 3',
          'stops < 10 -> false',
        ]),
      );
      expect(changes(all, 'timed out')).toEqual([]);
      expect(new Set(shown)).toEqual(new Set(all.filter(({ outcome }) => outcome !== 'noticed')));
      const twice = all.find(({ replacement }) => replacement === 'stops / 2');
      expect(twice).toMatchObject({
        file: `${folder}/fare.ts`,
        line: 6,
        column: 35,
        kind: 'ArithmeticOperator',
      });
      expect(twice?.by).toContain('a fare > in zone B for 11 stops');
    },
  );

  it('are not tried when a test fails without any', async () => {
    await expect(tried({ tests: `${folder}/{fare,wrong}.trial.ts` })).rejects.toThrow(
      /Tests fail without any mutant:\nis wrong/,
    );
    await expect(tried({ tests: `${folder}/none.ts` })).rejects.toThrow('Tests fail without any mutant');
  });

  it('are not tried where there is nothing to change', async () => {
    await expect(tried({ sources: `${folder}/gone.ts` })).rejects.toThrow(`No file of ${folder}/gone.ts`);
  });

  it('are shown with what they change, and counted', () => {
    const mutant = {
      file: 'a.ts',
      line: 2,
      column: 3,
      kind: 'BlockStatement',
      original: '{\n}',
      replacement: '',
    };
    const survivor: TriedMutant = { ...mutant, id: '1', outcome: 'survived' };
    expect(mutantLines(survivor)).toEqual(['a.ts:2:3 BlockStatement, survived', '- {', '- }', '+ ']);
    const others = (['noticed', 'timed out', 'not covered'] as const).map((outcome) => ({
      ...survivor,
      outcome,
    }));
    expect(totalLine('gate', [survivor, ...others], 90_000)).toBe(
      'gate: 4 mutants, 2 noticed (50.0 %), 1 of these by a limit of time; 1 survived, 1 in code that no test runs; 1.5 min',
    );
  });
});
