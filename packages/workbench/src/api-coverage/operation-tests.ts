import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Files with an entry for an operation, relative to the root. */
export interface OperationTests {
  /** Holds the lab against the catalogue. */
  conformance: string | undefined;
  /** Calls the lab through the client's method. */
  client: string | undefined;
}

const conformanceFolder = 'packages/lab/test/conformance/examples';
const clientFolder = 'packages/client/test/every-operation';

/** Finds the entry of each operation in the two tables of tests: `'script.status': ...`. */
export function readOperationTests(root: string): (id: string) => OperationTests {
  const conformance = entriesIn(root, conformanceFolder);
  const client = entriesIn(root, clientFolder);
  return (id) => ({ conformance: conformance.get(id), client: client.get(id) });
}

function entriesIn(root: string, folder: string): Map<string, string> {
  const entries = new Map<string, string>();
  for (const name of readdirSync(join(root, folder)).sort()) {
    const text = readFileSync(join(root, folder, name), 'utf8');
    for (const [, id = ''] of text.matchAll(/^\s*'([a-z]+(?:\.\w+)+)':/gim))
      entries.set(id, `${folder}/${name}`);
  }
  return entries;
}
