import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { parse } from './source-file.ts';

/** The file of the lab that serves each operation, relative to the root. */
export function readLabHandlers(root: string): Map<string, string> {
  const folder = 'packages/lab/src/handlers';
  const files = new Map<string, string>();
  for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).sort()) {
    if (!name.endsWith('.ts')) continue;
    const path = `${folder}/${name.replaceAll('\\', '/')}`;
    for (const id of servedIds(join(root, path))) files.set(id, path);
  }
  return files;
}

/** The keys of `export const handlers = {...}`. */
function servedIds(path: string): string[] {
  for (const statement of parse(path).statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (name.getText() !== 'handlers' || !initializer || !ts.isObjectLiteralExpression(initializer))
        continue;
      return initializer.properties.flatMap(({ name: key }) =>
        key && ts.isStringLiteral(key) ? [key.text] : [],
      );
    }
  }
  return [];
}
