import { expect, it } from '@jest/globals';
import { messageWithHint } from '../src/index.ts';

it.each([
  [
    'Repository item not found: PRIVATE:a.xml',
    'Check it.',
    'Repository item not found: PRIVATE:a.xml. Check it.',
  ],
  ['It ended.', 'Repeat the step.', 'It ended. Repeat the step.'],
  ['Was it there?', 'Look.', 'Was it there? Look.'],
  ['It ended', undefined, 'It ended'],
  ['It ended', '', 'It ended'],
])('keeps %j and its hint %j two sentences', (message, hint, text) => {
  expect(messageWithHint({ message, hint })).toBe(text);
});
