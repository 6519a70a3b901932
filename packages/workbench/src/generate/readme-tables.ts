import { readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { readActionTexts, type ActionManifest } from '../step-runner/action-manifest.ts';
import { actionFolders } from '../workspace.ts';

/** A README has no place for a table. Code: `README_MARKER_MISSING`. */
export class ReadmeMarkerError extends Error {
  override readonly name = 'ReadmeMarkerError';
  readonly code = 'README_MARKER_MISSING';

  constructor(path: string, marker: string) {
    super(`${path} needs a line <!-- ${marker} --> and after it a line <!-- /${marker} --> for the table.`);
  }
}

/** What the tables are made from. */
export type ActionTexts = Pick<ActionManifest, 'inputs' | 'outputs'>;

/**
 * Writes the tables of inputs and outputs into the README of every action that has one.
 * With `check` nothing is written; the answer names the READMEs that are stale, relative to the root.
 */
export async function generateReadmeTables(root: string, { check }: { check: boolean }): Promise<string[]> {
  const stale: string[] = [];
  for (const folder of await actionFolders(root, 'README.md')) {
    const path = join(folder, 'README.md');
    const before = await readFile(path, 'utf8');
    const after = withTables(before, await readActionTexts(folder), relative(root, path));
    if (after === before) continue;
    stale.push(relative(root, path));
    if (!check) await writeFile(path, after);
  }
  return stale;
}

/**
 * The README with the text between its markers replaced by the tables.
 * @throws ReadmeMarkerError when a marker is missing; `path` is for its message.
 */
function withTables(readme: string, { inputs, outputs }: ActionTexts, path: string): string {
  const inputRows = inputs.map((input) => [
    code(input.name),
    cell(
      (input.deprecationMessage ? `Deprecated: ${input.deprecationMessage.replace(/\.$/, '')}. ` : '') +
        input.description,
    ),
    input.default === undefined || input.default === '' ? '' : code(input.default),
    input.required ? 'yes' : '',
  ]);
  const outputRows = outputs.map((output) => [code(output.name), cell(output.description)]);
  return replaceBetween(
    replaceBetween(
      readme,
      'inputs',
      table(['Name', 'Description', 'Default', 'Required'], inputRows, 'This action has no inputs.'),
      path,
    ),
    'outputs',
    table(['Name', 'Description'], outputRows, 'This action has no outputs.'),
    path,
  );
}

function replaceBetween(readme: string, marker: string, content: string, path: string): string {
  const open = `<!-- ${marker} -->`;
  const start = readme.indexOf(open);
  const end = readme.indexOf(`<!-- /${marker} -->`, start);
  if (start < 0 || end < 0) throw new ReadmeMarkerError(path, marker);
  return `${readme.slice(0, start + open.length)}\n\n${content}\n\n${readme.slice(end)}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[], none: string): string {
  if (rows.length === 0) return none;
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  // Prettier would pad every column to its widest cell, so that one new input changes every line.
  return ['<!-- prettier-ignore -->', line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function cell(text: string): string {
  return text
    .trim()
    .replaceAll('|', '\\|')
    .replaceAll('<', '&lt;')
    .replaceAll(/\s*\n\s*/g, ' ');
}

/** A code span in a table: fenced by more backticks than it holds, line breaks shown as spaces. */
function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 ? ' ' : '';
  const inner = text
    .trim()
    .replaceAll('|', '\\|')
    .replaceAll(/\s*\n\s*/g, ' ');
  return `${fence}${pad}${inner}${pad}${fence}`;
}
