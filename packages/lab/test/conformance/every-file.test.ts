import { expect, it } from '@jest/globals';
import { operations } from '@perfecto-actions/catalog/facts';
import { readdirSync, readFileSync } from 'node:fs';

const files = [...new Set(operations.map(({ file }) => file))];
const folder = new URL('./', import.meta.url);

it.each(files)('%s.yaml of the catalogue has its conformance test', (file) => {
  const text = readFileSync(new URL(`${file}.test.ts`, folder), 'utf8');
  expect(text).toContain(`conform('${file}', `);
});

it('holds no example that no test uses', () => {
  const tests = readdirSync(folder)
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
    .join('');
  const examples = readdirSync(new URL('examples/', folder));
  expect(examples.filter((name) => !tests.includes(`./examples/${name}'`))).toEqual([]);
});
