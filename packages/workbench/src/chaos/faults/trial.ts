import { inParallel } from '@perfecto-actions/client';
import type { Row } from '../../measuring/table.ts';
import type { Extent, Trial } from '../extent.ts';
import { readExpectations, type Expectation, type FaultRow } from './expectations.ts';
import { differences } from './judge-cell.ts';
import { runCell } from './run-cell.ts';
import { otherSceneNames, sceneNames, type OtherSceneName, type SceneName } from './scene-names.ts';
import { otherScenes, scenes, type Scene } from './scenes.ts';

/** A fault on one request of an action. */
export interface Cell {
  row: FaultRow;
  name: SceneName | OtherSceneName;
  scene: Scene;
  expected: Expectation;
}

/** Most of a cell is waiting, so that many of them share two cores. */
const atOnce = { short: 6, full: 12 };
/** The guard of a cell that is over at once; others wait by design. */
const ordinaryS = 30;

/** Every fault meets every action, each as its bundle under the step runner; one row a fault. */
export const faults: Trial = async (extent) => {
  const rows = readExpectations();
  const cells = rows.flatMap((row, index) => cellsOf(row, index, extent));
  const found = new Map<Cell, string[]>();
  // What waits longest comes first, so that the rest runs beside it.
  const inOrder = [...cells].sort((a, b) => b.expected.withinS - a.expected.withinS);
  await inParallel(inOrder, atOnce[extent], async (cell) => {
    found.set(cell, differences(await runCell(cell.row, cell.scene, cell.expected), cell.expected));
  });
  return rows.map((row) =>
    rowOf(
      row,
      cells.filter((cell) => cell.row === row),
      found,
    ),
  );
};

/**
 * The cells of a fault. The short form takes one action a fault, another one each time unless the row names one, and leaves
 * out those that wait long by design; every action meets several faults that way.
 */
export function cellsOf(row: FaultRow, index: number, extent: Extent): Cell[] {
  const cells = sceneNames.flatMap((name): Cell[] => {
    const expected = row.cells[name];
    return 'none' in expected ? [] : [{ row, name, scene: scenes[name], expected }];
  });
  const others = otherSceneNames.flatMap((name): Cell[] => {
    const expected = row.others[name];
    return expected === undefined ? [] : [{ row, name, scene: otherScenes[name], expected }];
  });
  if (extent === 'full') return [...cells, ...others];
  // Fewer faults are played on these, so each of them plays on every third.
  const isTaken = (_: Cell, place: number): boolean => (place + index) % 3 === 0;
  const own = quick(cells);
  const byTurns = index % own.length;
  const place = own.findIndex(({ name }) => name === row.inShort);
  const first = place < 0 ? byTurns : place;
  return [...own.slice(first, first + 1), ...quick(others).filter(isTaken)];
}

function quick(cells: readonly Cell[]): Cell[] {
  return cells.filter(({ expected }) => expected.withinS <= ordinaryS);
}

function rowOf({ id, title }: FaultRow, cells: readonly Cell[], found: ReadonlyMap<Cell, string[]>): Row {
  const bad = cells.filter((cell) => found.get(cell)?.length !== 0);
  const details = bad.map((cell) => `${cell.name}: ${found.get(cell)?.join('; ') ?? 'not run'}`);
  return {
    what: `${id}: ${title}`,
    measured: [`${cells.length - bad.length} of ${cells.length} cells as expected`, ...details].join('. '),
    target: 'all',
    met: bad.length === 0,
  };
}
