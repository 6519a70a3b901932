import fc from 'fast-check';

/** Pieces that mean something to one of the readers, or to whoever reads on. */
const meaningful = [
  ...[
    '',
    ' ',
    '\n',
    '\r\n',
    '\t',
    '\0',
    '\u0085',
    '\u2028',
    '\u200b',
    '\ufeff',
    '\u202e',
    '\ud800',
    '\udfff',
  ],
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'],
  ...['null', 'true', 'false', 'undefined', 'NaN', '-1', '0', '1e400', '.inf', '9'.repeat(40), '1.5'],
  ...[
    '{',
    '}',
    '[',
    ']',
    '"',
    "'",
    ',',
    ':',
    ': ',
    '- ',
    '? ',
    '&a ',
    '*a',
    '<<: ',
    '!!js/function ',
    '| ',
    '%',
  ],
  ...[
    '<',
    '>',
    '</',
    '/>',
    '&',
    '&amp;',
    '&#0;',
    '&#x110000;',
    '&b;',
    ']]>',
    '<![CDATA[',
    '<!--',
    '<?',
    '<!DOCTYPE a',
  ],
  ...['::error::', '\n::set-output name=a::b', '##[error]', '%0A::error::', '\u0085::stop-commands::x'],
  ...[
    '`',
    '```',
    '|',
    '](',
    '![',
    '</details>',
    '<script>',
    '<img src=x onerror=alert(1)>',
    '@here',
    '#1',
    '\\',
    '$x$',
  ],
  ...[
    'javascript:alert(1)',
    'https://evil.example/',
    'www.evil.example',
    'a@evil.example',
    '~~',
    '**',
    '__',
    '- [ ] ',
  ],
  ...['..', '../', '..\\', '/', '\\', 'C:', 'con', 'nul.txt', '.', '%2e%2e', '~'],
  ...['1h', '30m', '90s', '5ms', '1d', '2027-01-31', '(', '(?i)', '(a+)+$', '[', '*', '+'],
];

/** Any text: noise, and pieces that mean something put one after the other. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc
    .array(fc.oneof(fc.constantFrom(...meaningful), fc.string({ maxLength: 5 })), { maxLength: 8 })
    .map((parts) => parts.join('')),
);

/** A text that UTF-8 can carry: without half characters. */
export const anyCarriedText: fc.Arbitrary<string> = anyText.map((text) => text.toWellFormed());

interface Edit {
  readonly at: number;
  readonly drop: number;
  readonly repeat: number;
  readonly insert: string;
}

const anyEdit: fc.Arbitrary<Edit> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  drop: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(200)),
  repeat: fc.oneof(fc.constant(0), fc.nat(2)),
  insert: fc.oneof(fc.constant(''), anyText),
});

/** A good text with a few places cut out, repeated or written over. */
export function damaged(good: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...good), fc.array(anyEdit, { maxLength: 4 }))
    .map(([text, edits]) => edits.reduce(edited, text));
}

function edited(text: string, { at, drop, repeat, insert }: Edit): string {
  const from = Math.floor(at * text.length);
  const piece = text.slice(from, from + 30);
  return text.slice(0, from) + insert + piece.repeat(repeat) + text.slice(from + drop);
}

/** Any JSON text, also with names that JavaScript minds, and very deep. */
export const anyJsonText: fc.Arbitrary<string> = fc.oneof(
  fc.json({ stringUnit: 'binary' }),
  anyTree().map((tree) => JSON.stringify(tree)),
  fc
    .tuple(
      fc.constantFrom(['[', ']'], ['{"a":', '}'], ['[{"__proto__":', '}]']),
      fc.integer({ min: 1, max: 20_000 }),
    )
    .map(([[open = '', close = ''], times]) => `${open.repeat(times)}1${close.repeat(times)}`),
);

/** Any tree of JSON values; names are often ones that mean something. */
export function anyTree(names: readonly string[] = []): fc.Arbitrary<unknown> {
  const name = fc.oneof(fc.constantFrom('__proto__', 'constructor', 'toString', 'length', ...names), anyText);
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      anyText,
      fc.constantFrom<unknown>(null, true, false, 0, -1, 1.5, 1e300, '', {}, []),
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.array(fc.tuple(name, tie('tree')), { maxLength: 5 }).map(ownMembers),
    ),
  }));
  return tree;
}

/** An object of these members, whatever they are called. */
function ownMembers(members: readonly (readonly [string, unknown])[]): object {
  return Object.fromEntries(members);
}

/** A text cut into pieces at any places. */
export function inPieces(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const places = [...new Set(cuts.map((cut) => Math.floor(cut * bytes.length)))].sort((a, b) => a - b);
  return [0, ...places].map((from, index) => bytes.subarray(from, places[index] ?? bytes.length));
}

/** Where to cut, as parts of the whole. */
export const anyCuts: fc.Arbitrary<number[]> = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
  maxLength: 6,
});
