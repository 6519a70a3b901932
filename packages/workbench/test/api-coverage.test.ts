import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inventedDefaults } from '@perfecto-actions/lab';
import { gaps, readCoverage, type Row } from '../src/api-coverage/coverage.ts';
import { coveragePage } from '../src/api-coverage/coverage-page.ts';
import { readInventions } from '../src/api-coverage/invented-page.ts';
import { generatePages } from '../src/api-coverage/generate-pages.ts';
import { workspaceRoot } from '../src/workspace.ts';

const catalogue = '@perfecto-actions/catalog/thing';

/** A workspace with three operations: one that is done, one that is called on the way only, one that nobody knows. */
const files: Record<string, string> = {
  'packages/catalog/src/generated/facts.json': JSON.stringify(
    ['thing.list', 'thing.start', 'thing.lost'].map((id) => ({
      id,
      file: 'thing',
      title: 'A <thing> | two',
      status: 'legacy',
      confidence: 'inferred',
      source: 'https://help.example.com/things.htm',
    })),
  ),
  'packages/client/src/perfecto-client.ts': `
    import { Things } from './things.ts';
    export class PerfectoClient { readonly v1 = { things: new Things(this.transport) }; }`,
  'packages/client/src/things.ts': `
    import { thingList as listing } from '${catalogue}';
    import { startOnce } from './start-once.ts';
    export class Things {
      readonly tasks: Tasks;
      constructor(transport) { this.tasks = new Tasks(transport); }
      list(request) { return this.#call(listing, request); }
      all() { return this.list({}); }
      start() { return startOnce(this.#transport); }
      #call(operation, request) { return this.#transport.call(operation, request); }
    }
    export class Tasks { create() { return 1; } }`,
  'packages/client/src/start-once.ts': `
    import { thingStart } from '${catalogue}';
    export function startOnce(transport) { return new Starts(transport).run(); }
    class Starts { run() { return this.transport.call(thingStart, {}); } }`,
  'packages/action-kit/src/index.ts': `export { watch } from './watch.ts';`,
  'packages/action-kit/src/watch.ts': `export function watch(client) { return client.v1.things.start(); }`,
  'actions/lister/src/run.ts': `export async function run({ client }) { return client.v1.things.all(); }`,
  'actions/watcher/src/run.ts': `
    import { watch } from '@perfecto-actions/action-kit';
    export class Run { async go() { await watch(this.client); } }`,
  'actions/call-api/src/run.ts': `export function run({ client }) { return client.v1.things.list(); }`,
  'packages/lab/src/handlers/thing.ts': `
    export const handlers: Handlers = { 'thing.list': list, 'thing.start': (call) => start(call) };
    const others = { 'thing.lost': 1 };`,
  'packages/lab/src/invented/thing.ts': `
    const day = 24 * 3600 * 1000;
    /** What is invented about things. */
    export interface ThingInventions {
      /** How long a \`thing\` | part stays, <name> included. */
      keptMs: number;
      /** Text of no. */
      noText: string;
    }
    export const thingDefaults: ThingInventions = { keptMs: day, noText: "It isn't <name>" };`,
  'packages/lab/test/conformance/examples/thing.ts': `
export const examples = {
  'thing.list': { calls: [{ arrange: () => call('thing.lost') }] },
  'thing.start': {},
};`,
  'packages/client/test/every-operation/thing.ts': `
export const calls = {
  'thing.list': 1,
};`,
};

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'api-coverage-'));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), text);
  }
});
afterEach(() => rm(root, { recursive: true }));

function rowOf(id: string): Row | undefined {
  return readCoverage(root).find(({ operation }) => operation.id === id);
}

describe('the coverage of a workspace', () => {
  it('finds the methods that call an operation: by themselves first, then on the way', () => {
    expect(rowOf('thing.list')?.methods).toEqual(['v1.things.list', 'v1.things.all']);
    expect(rowOf('thing.start')?.methods).toEqual(['v1.things.start']);
  });

  it('finds the actions whose sources lead to an operation, also through the kit, but not the one that calls all', () => {
    expect(rowOf('thing.list')?.actions).toEqual(['lister']);
    expect(rowOf('thing.start')?.actions).toEqual(['watcher']);
  });

  it('finds the handler by its entry, and tests by theirs: an id in a text is none', () => {
    expect(rowOf('thing.list')).toMatchObject({
      handler: 'packages/lab/src/handlers/thing.ts',
      tests: {
        conformance: 'packages/lab/test/conformance/examples/thing.ts',
        client: 'packages/client/test/every-operation/thing.ts',
      },
    });
  });

  it('says what is missing', () => {
    expect(gaps(readCoverage(root))).toEqual([
      'thing.start has no test of its client method',
      'thing.lost has no client method',
      'thing.lost has no lab handler',
      'thing.lost has no conformance test',
      'thing.lost has no test of its client method',
    ]);
  });

  it('has a page with totals, links and what is missing', () => {
    const page = coveragePage(readCoverage(root));
    expect(page).toContain('**2 / 2 / 1**');
    expect(page).toContain(
      '| `thing.lost`<br>A &lt;thing> \\| two | none | none |  | no lab<br>no client | inferred, legacy | ' +
        '[help.example.com](https://help.example.com/things.htm) |',
    );
  });
});

describe('the pages', () => {
  it('are written once, and found stale when a source changes', async () => {
    const both = ['docs/api-coverage.md', 'docs/invented.md'];
    expect(await generatePages(root, { check: true })).toEqual(both);
    expect(await generatePages(root, { check: false })).toEqual(both);
    expect(await generatePages(root, { check: true })).toEqual([]);
    expect(await readFile(join(root, 'docs/invented.md'), 'utf8')).toContain(
      '| `keptMs` | `24 * 3600 * 1000` | How long a `thing` \\| part stays, &lt;name> included. |\n' +
        "| `noText` | `It isn't <name>` | Text of no. |",
    );
    await rm(join(root, 'docs/invented.md'));
    expect(await generatePages(root, { check: true })).toEqual(['docs/invented.md']);
  });
});

describe('this workspace', () => {
  it('calls, serves and tests every operation of the catalogue', () => {
    const rows = readCoverage(workspaceRoot);
    expect(rows).toHaveLength(126);
    expect(gaps(rows)).toEqual([]);
  });

  it('gives every invention of the lab a sentence and a default', () => {
    const inventions = readInventions(workspaceRoot).flatMap((subject) => subject.inventions);
    expect(inventions.map(({ setting }) => setting).sort()).toEqual(Object.keys(inventedDefaults).sort());
    for (const { setting, fallback, sentence } of inventions) {
      expect([setting, fallback === '', sentence === '']).toEqual([setting, false, false]);
    }
  });
});
