import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ClientMethod } from './client-methods.ts';
import { Reach, type Place } from './reach.ts';
import { readSource } from './source-file.ts';

/** The action that calls whatever it is told to: it would stand in every row. */
const anyOperation = 'call-api';

/** Actions by the operations that their sources lead to. */
export function readActionUses(
  root: string,
  methods: readonly ClientMethod[],
  ids: ReadonlyMap<string, string>,
): Map<string, string[]> {
  const byPath = new Map(methods.map(({ path, place }) => [path, place]));
  const reach = new Reach(ids, {
    followChain: (chain) => placeOf(chain, byPath),
    faces: new Map([['@perfecto-actions/action-kit', join(root, 'packages/action-kit/src/index.ts')]]),
  });
  const uses = new Map<string, string[]>();
  for (const action of readdirSync(join(root, 'actions')).sort()) {
    if (action === anyOperation) continue;
    for (const id of reach.all(declarationsOf(join(root, 'actions', action, 'src')))) {
      uses.set(id, [...(uses.get(id) ?? []), action]);
    }
  }
  return uses;
}

/** `this.#context.client.reports.download`, and `reports.download` where a function is given the resource. */
function placeOf(chain: string, byPath: ReadonlyMap<string, Place>): Place | undefined {
  const path = /(?:^|[.#])client\.(.+)$/.exec(chain)?.[1] ?? chain;
  return byPath.get(path);
}

function declarationsOf(folder: string): Place[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => readSource(join(entry.parentPath, entry.name)))
    .flatMap((file) => [...file.declarations.values()].map((declaration) => ({ file, declaration })));
}
