import { clip, oneLine } from '../text/escape.ts';

/** What differs from run to run and device to device, in the order in which it is replaced; all in linear time. */
const variables: readonly (readonly [RegExp, string])[] = [
  [/\b(?:https?|wss?|file):\/\/[^\s"'<>]+/giu, '<address>'],
  [/(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu, '<address>'],
  [/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?\b/gu, '<address>'],
  [/\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b/giu, '<id>'],
  [/\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?/gu, '<time>'],
  [/\b\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,9})?\b/gu, '<time>'],
  [/\b(?:[\da-f]{1,4}:){3,7}:?[\da-f]{1,4}\b/giu, '<address>'],
  [/\b0x[\da-f]+\b/giu, '<hex>'],
  [/@[\da-f]{5,16}\b/giu, '@<hex>'],
  // A word of hexadecimal digits, or of capitals and digits, is an id only when it has digits in it.
  [/\b(?=[a-f]{0,64}\d)[\da-f]{8,64}\b/giu, '<id>'],
  [/\b(?=[A-Z]{0,64}\d[A-Z]{0,64}\d)[\dA-Z]{8,64}\b/gu, '<id>'],
  [/\d+(?:[.,]\d+)*/gu, '<n>'],
];

/** Longest message that is looked at, and longest pattern. The cause stands in front, a stack trace behind it. */
const maxMessageChars = 2000;
const maxPatternChars = 300;

/**
 * What a failure message says once everything is taken out of it that belongs to one run or device: `names` (device
 * ids and models, the execution), numbers, ids, times, addresses. Messages of one cause have one pattern.
 */
export function messagePattern(message: string, names: readonly string[]): string {
  return patternWithout(names)(message);
}

/** The same for many messages of one execution. */
export function patternWithout(names: readonly string[]): (message: string) => string {
  const known = namesPattern(names);
  return (message) => {
    let text = oneLine(clip(message, maxMessageChars));
    if (known !== undefined) text = text.replaceAll(known, '<device>');
    // Without a digit and an address there is nothing in it that varies.
    if (/[\d@]|:\/\//u.test(text)) {
      for (const [pattern, mark] of variables) text = text.replaceAll(pattern, mark);
    }
    return clip(text.replace(/[\s.!]+$/u, ''), maxPatternChars);
  };
}

/** Any of the names as a whole word, the longest first; a name of one or two characters could be any word. */
function namesPattern(names: readonly string[]): RegExp | undefined {
  const usable = names.map(oneLine).filter((name) => name.length > 2 && name.length <= 200);
  if (usable.length === 0) return undefined;
  const literals = usable
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replaceAll(/[$()*+./?[\\\]^{|}]/gu, String.raw`\$&`));
  return new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${literals.join('|')})(?![\p{L}\p{N}])`, 'giu');
}
