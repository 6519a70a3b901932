import { expect, it } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from '../src/workspace.ts';

const listed = numbersIn(
  readFileSync(join(workspaceRoot, 'docs/requirements.md'), 'utf8'),
  /^- \*\*(R\d+)\*\*/gm,
);
const tests = numbersOf('{packages,actions}/*/test/**/*.test.ts');

it('has a test for every requirement', () => {
  expect([...listed].filter((number) => !tests.has(number))).toEqual([]);
});

it('says what every requirement is that a source or a test names', () => {
  const named = [...tests, ...numbersOf('{packages,actions}/*/src/**/*.ts')];
  expect(named.filter((number) => !listed.has(number))).toEqual([]);
});

/** The requirements that comments and names of tests in these files speak of. */
function numbersOf(pattern: string): Set<string> {
  const texts = globSync(pattern, { cwd: workspaceRoot }).map((path) =>
    readFileSync(join(workspaceRoot, path), 'utf8'),
  );
  return numbersIn(texts.join('\n'), /(?<!\w)(R\d{1,2})(?=[:,)]| and )/g);
}

function numbersIn(text: string, form: RegExp): Set<string> {
  return new Set([...text.matchAll(form)].map(([, number = '']) => number));
}
