import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { parse } from './source-file.ts';

/** One thing that the lab states although no document and no client shows it. */
export interface Invention {
  /** Name of the file in `invented/`. */
  subject: string;
  setting: string;
  /** As the source writes it. */
  fallback: string;
  sentence: string;
}

/** Reads the settings of `packages/lab/src/invented`, with their sentences and defaults. */
export function readInventions(root: string): { subject: string; about: string; inventions: Invention[] }[] {
  const folder = join(root, 'packages/lab/src/invented');
  return readdirSync(folder)
    .sort()
    .map((name) => {
      const subject = name.replace('.ts', '');
      const tree = parse(join(folder, name));
      const defaults = defaultsIn(tree);
      const about: string[] = [];
      const inventions: Invention[] = [];
      for (const statement of tree.statements) {
        if (!ts.isInterfaceDeclaration(statement)) continue;
        about.push(sentenceOf(statement));
        for (const member of statement.members) {
          const setting = member.name?.getText() ?? '';
          inventions.push({
            subject,
            setting,
            fallback: defaults.get(setting) ?? '',
            sentence: sentenceOf(member),
          });
        }
      }
      return { subject, about: about.join(' '), inventions };
    });
}

/** `docs/invented.md`: every setting with its default and its sentence, a table for each subject. */
export function inventedPage(root: string): string {
  const subjects = readInventions(root);
  const count = subjects.reduce((total, { inventions }) => total + inventions.length, 0);
  return [
    '# What the lab invents',
    '',
    '<!-- Generated from packages/lab/src/invented by `npm run generate`. Change the sources, not this file. -->',
    '',
    'The documents of the API have holes. Where the lab must answer all the same, its answer is an invention: it is a',
    `setting, so that a client can be tried against another guess. These are all ${count} of them; change one with`,
    '`startLab({settings: {...}})` or under `settings:` in a scenario. In texts, `<name>` is replaced.',
    ...subjects.flatMap(({ subject, about, inventions }) => [
      '',
      `## ${subject}`,
      '',
      about,
      '',
      '<!-- prettier-ignore -->',
      '| Setting | Default | What it is |',
      '| --- | --- | --- |',
      ...inventions.map(
        ({ setting, fallback, sentence }) => `| \`${setting}\` | ${code(fallback)} | ${escaped(sentence)} |`,
      ),
    ]),
    '',
  ].join('\n');
}

/** The members of `export const <subject>Defaults = {...}` as they are written; constants of the file are put in. */
function defaultsIn(tree: ts.SourceFile): Map<string, string> {
  const constants = new Map<string, string>();
  const defaults = new Map<string, string>();
  for (const statement of tree.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (!initializer) continue;
      if (!ts.isObjectLiteralExpression(initializer)) constants.set(name.getText(), initializer.getText());
      else if (!name.getText().endsWith('Defaults')) continue;
      else {
        for (const property of initializer.properties) {
          if (!ts.isPropertyAssignment(property)) continue;
          const value = property.initializer.getText();
          defaults.set(property.name.getText(), constants.get(value) ?? value);
        }
      }
    }
  }
  return defaults;
}

function sentenceOf(node: ts.Node): string {
  return ts
    .getJSDocCommentsAndTags(node)
    .map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? '')
    .join(' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function code(text: string): string {
  const unquoted = /^'(.*)'$/s.exec(text)?.[1] ?? /^"(.*)"$/s.exec(text)?.[1] ?? text;
  const fence = unquoted.includes('`') ? '``' : '`';
  return `${fence}${unquoted.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ')}${fence}`;
}

function escaped(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll(/<(?=\w)/g, '&lt;');
}
