import { bind } from 'jest-each';

export { expect } from 'expect';

type Body = (...values: unknown[]) => unknown;

interface Block {
  readonly name: string;
  readonly within: Block | undefined;
  readonly before: Body[];
  readonly after: Body[];
}

/** A test that a file has declared. */
export interface CollectedTest {
  /** Its names from the outermost on, and its number, since names may repeat. */
  readonly id: string;
  /** Runs it with the hooks around it; rejects if it fails. */
  readonly run: () => Promise<void>;
}

/** Every test of the files that were imported so far. */
export const collected: CollectedTest[] = [];

// Stands in for the face of @jest/globals, as far as the tests of an area use it. Jest itself begins every file in a realm
// of its own, which takes longer than the tests; here they stay loaded and run as often as there are mutants.
const outermost: Block = { name: '', within: undefined, before: [], after: [] };
let current = outermost;

function declareBlock(name: string, declare: Body): void {
  const outer = current;
  current = { name, within: outer, before: [], after: [] };
  declare();
  current = outer;
}

function declareTest(name: string, body: Body): void {
  const blocks = [...outwards(current)];
  const names = blocks.map((block) => block.name).reverse();
  const id = `${[...names, name].filter((part) => part !== '').join(' > ')} #${collected.length + 1}`;
  collected.push({ id, run: () => runTest(blocks, body) });
}

async function runTest(blocks: readonly Block[], body: Body): Promise<void> {
  const failures: unknown[] = [];
  const attempt = async (work: Body): Promise<void> => {
    try {
      await work();
    } catch (error) {
      failures.push(error);
    }
  };
  for (const hook of blocks.toReversed().flatMap(({ before }) => before)) await attempt(hook);
  if (failures.length === 0) await attempt(body);
  for (const hook of blocks.flatMap(({ after }) => after)) await attempt(hook);
  if (failures.length > 0) throw failures[0];
}

function* outwards(block: Block): Generator<Block> {
  for (let at: Block | undefined = block; at !== undefined; at = at.within) yield at;
}

export const describe = Object.assign(declareBlock, { each: bind(declareBlock as never, false) });
export const it = Object.assign(declareTest, { each: bind(declareTest as never, false) });

/** A hook of the block it is declared in; one outside of all blocks is for every file, as that of a shared module is. */
export function beforeEach(hook: Body): void {
  current.before.push(hook);
}

export function afterEach(hook: Body): void {
  current.after.push(hook);
}
