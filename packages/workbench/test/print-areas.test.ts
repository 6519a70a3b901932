import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { printAreas } from '../src/measuring/print-areas.ts';
import type { Row } from '../src/measuring/table.ts';

afterEach(() => {
  jest.restoreAllMocks();
});

/** What is printed while the areas run, and what that came to. */
async function printed(
  areas: Record<string, () => Promise<Row[]>>,
  wanted: string[] = [],
  withinMinutes?: number,
): Promise<{ met: boolean | undefined; table: string[]; told: string }> {
  const out: string[] = [];
  const told: string[] = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => out.push(String(text)) > 0);
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => told.push(String(text)) > 0);
  const limit = withinMinutes === undefined ? {} : { withinMinutes };
  const met = await printAreas(areas, wanted, { command: 'npm run bench --', ...limit });
  jest.restoreAllMocks();
  return { met, table: out.join('').trim().split('\n').slice(2), told: told.join('') };
}

const good = () => Promise.resolve([{ what: 'a', measured: '1 s', target: '<= 2 s', met: true }]);
const slow = () => Promise.resolve([{ what: 'b', measured: '3 s', target: '<= 2 s', met: false }]);
const broken = () => Promise.reject(new Error('no curl here\nat all'));

describe('the table of areas', () => {
  it('holds every row with the command that measures it again', async () => {
    expect(await printed({ one: good, two: slow })).toMatchObject({
      met: false,
      table: [
        '| a | 1 s | <= 2 s | yes | `npm run bench -- one` |',
        '| b | 3 s | <= 2 s | NO | `npm run bench -- two` |',
      ],
    });
  });

  it('holds what was measured beside an area that broke, and says why it did', async () => {
    const { met, table, told } = await printed({ one: broken, two: good });
    expect(met).toBe(false);
    expect(table).toEqual([
      '| one as a whole | broke: Error: no curl here | runs to its end | NO | `npm run bench -- one` |',
      '| a | 1 s | <= 2 s | yes | `npm run bench -- two` |',
    ]);
    expect(told).toContain('print-areas.test.ts');
  });

  it('runs what is named only, and nothing when a name is unknown', async () => {
    expect((await printed({ one: good, two: slow }, ['one'])).met).toBe(true);
    expect(await printed({ one: good }, ['one', 'three'])).toEqual({
      met: undefined,
      table: [],
      told: 'No area three; there are one.\n',
    });
  });

  it('says whether all were over in time, when all were run', async () => {
    expect((await printed({ one: good }, [], 0)).table.at(-1)).toBe(
      '| all together | 0.0 min | <= 0 min | NO | `npm run bench` |',
    );
    expect((await printed({ one: good }, [], 1)).met).toBe(true);
    expect((await printed({ one: good }, ['one'], 0)).met).toBe(true);
  });
});
