import { describe, expect, it } from '@jest/globals';
import type { Operation, OperationDescriptor, Shape } from '@perfecto-actions/catalog';
import { decodeAnswer, isHtml } from '../src/decode/decode-answer.ts';
import { DecodeError } from '../src/index.ts';

const descriptor: OperationDescriptor = {
  id: 'thing.info',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/things',
  effect: 'reads',
  parameters: {},
  body: 'object',
};

async function decode(
  answer: Shape | undefined,
  text: string,
  { format = 'json', ...changes }: Partial<OperationDescriptor> & { format?: 'json' | 'xml' } = {},
): Promise<unknown> {
  const operation: Operation<object, unknown> = {
    ...descriptor,
    ...(answer !== undefined && { answer }),
    ...changes,
  };
  return await decodeAnswer(operation, text, format);
}

const json = (answer: Shape, value: unknown): Promise<unknown> => decode(answer, JSON.stringify(value));
const xml = (answer: Shape, text: string): Promise<unknown> => decode(answer, text, { format: 'xml' });

describe('a layout', () => {
  it.each<[string, Shape, unknown, unknown]>([
    ['a text', 'string', 'a', 'a'],
    ['an empty text', 'string', '', ''],
    ['a number for a text', 'string', 1.5, '1.5'],
    ['a boolean for a text', 'string', false, 'false'],
    ['a whole number', 'integer', 3, 3],
    ['a whole number as text', 'integer', ' -3 ', -3],
    ['a number', 'number', 1.5, 1.5],
    ['a number as text', 'number', '1.5', 1.5],
    ['true in any case', 'boolean', 'True', true],
    ['false as text', 'boolean', 'FALSE', false],
    ['a boolean', 'boolean', true, true],
    ['anything', 'unknown', { a: [null] }, { a: [null] }],
    ['a list', ['integer'], ['1', 2], [1, 2]],
    ['a number for a list', ['integer'], 5, [5]],
    ['a wrapper of any name', ['string'], { length: ['x'] }, ['x']],
    ['an optional number', { a: 'integer' }, { a: 5 }, { a: 5 }],
    ['an empty text for a list', ['integer'], '', []],
    ['an empty object for a list', ['integer'], {}, []],
    ['one for a list', ['integer'], '1', [1]],
    ['a wrapped list', ['integer'], { number: ['1', '2'] }, [1, 2]],
    ['a wrapped one', ['integer'], { number: '1' }, [1]],
    ['a list of objects', [{ a: 'string' }], { thing: [{ a: 'x' }, { a: 'y' }] }, [{ a: 'x' }, { a: 'y' }]],
    ['a wrapped object', [{ 'a!': 'string' }], { thing: { a: 'x' } }, [{ a: 'x' }]],
    ['an object that is its own item', [{ 'a!': 'string' }], { a: 'x' }, [{ a: 'x' }]],
    ['an object with an optional member', [{ a: 'string' }], { a: 'x' }, [{ a: 'x' }]],
    ['an object of two members for a list', [{ a: 'string' }], { a: 'x', b: 'y' }, [{ a: 'x' }]],
    ['an empty text for an object', { a: 'string' }, '', {}],
    ['a null member', { a: 'string' }, { a: null }, {}],
    ['an empty optional text', { a: 'string' }, { a: '' }, { a: '' }],
    ['an empty optional anything', { a: 'unknown' }, { a: {} }, { a: {} }],
    ['an empty optional number', { a: 'number' }, { a: '' }, {}],
    ['an empty optional object', { a: { b: 'string' } }, { a: {} }, {}],
    ['an empty optional list', { a: ['string'] }, { a: '' }, { a: [] }],
    ['a required empty text', { 'a!': 'string' }, { a: '' }, { a: '' }],
    ['a required empty object', { 'a!': { b: 'string' } }, { a: '' }, { a: {} }],
    [
      'members of any name',
      { a: 'string', '*': 'integer' },
      { a: 'x', b: '1', c: 2 },
      { a: 'x', b: 1, c: 2 },
    ],
    ['null and an empty list of any name', { '*': 'unknown' }, { a: null, b: [] }, { a: null, b: [] }],
    ['an empty list for an optional number', { a: 'integer' }, { a: [] }, {}],
    ['one list for a list of lists', [['string']], [['x'], 'y'], [['x'], ['y']]],
    ['members nobody listed', { a: 'string' }, { a: 'x', b: 'y' }, { a: 'x' }],
  ])('takes %s', async (_, shape, value, expected) => {
    expect(await json(shape, value)).toEqual(expected);
  });

  it('is read alike when the members come in another order, or some are away', async () => {
    const shape: Shape = { 'a!': 'string', b: 'integer', c: 'boolean' };
    const rows = [
      { a: 'x', b: '1', c: 'true' },
      { c: 'FALSE', d: 'y', a: 'x' },
      { b: '2', a: 'x' },
    ];
    expect(await json([shape], rows)).toEqual([
      { a: 'x', b: 1, c: true },
      { a: 'x', c: false },
      { a: 'x', b: 2 },
    ]);
  });

  it('may name a member as JavaScript names one of its own', async () => {
    const shape = { ['valueOf']: 'string', a: 'string' } as unknown as Shape;
    expect(await json(shape, { a: 'x' })).toEqual({ a: 'x' });
  });

  it.each<[string, Shape, unknown, string, string]>([
    ['null for a text', 'string', null, '$', 'a text'],
    ['a list for a text', { a: 'string' }, { a: [1] }, '$.a', 'a text'],
    ['a word for a boolean', { a: ['boolean'] }, { a: ['true', 'truely'] }, '$.a[1]', 'true or false'],
    ['another beginning of a boolean', 'boolean', 'untrue', '$', 'true or false'],
    ['a list for a boolean', 'boolean', ['true'], '$', 'true or false'],
    ['two members for a list of texts', ['string'], { a: 'x', b: 'y' }, '$[0]', 'a text'],
    ['a number for a boolean', 'boolean', 1, '$', 'true or false'],
    ['half a whole number', 'integer', 1.5, '$', 'a whole number'],
    ['half a whole number as text', 'integer', '1.5', '$', 'a whole number'],
    ['a word for a number', 'number', 'x', '$', 'a number'],
    ['no end of a number', 'number', '1e999', '$', 'a number'],
    ['blanks for a number', 'number', ' ', '$', 'a number'],
    ['a boolean for a number', 'number', true, '$', 'a number'],
    ['a list for an object', { a: 'string' }, [], '$', 'an object'],
    ['a number for an object', { a: 'string' }, 1, '$', 'an object'],
    ['null for an object', { a: 'string' }, null, '$', 'an object'],
    ['null for a list', [{ a: 'string' }], null, '$[0]', 'an object'],
    ['a missing text', { 'a!': 'string' }, {}, '$.a', 'string'],
    ['a missing object', { 'a!': { b: 'string' } }, { a: null }, '$.a', 'a value'],
    ['a missing list', { 'a!': ['string'], b: 'string' }, { b: 'x' }, '$.a', 'a value'],
    [
      'a missing text beside what else there is',
      { 'a!': 'string', b: 'string' },
      { b: 'x' },
      '$.a',
      'string',
    ],
    [
      'a missing text beside members of any name',
      { 'a!': 'string', '*': 'string' },
      { b: 'x' },
      '$.a',
      'string',
    ],
    ['an empty object for an optional text', { a: 'string' }, { a: {} }, '$.a', 'a text'],
    ['an empty required number', { 'a!': 'number' }, { a: '' }, '$.a', 'a number'],
    ['a wrong member of any name', { '*': 'integer' }, { b: 'x' }, '$.b', 'a whole number'],
    ['a missing inherited name', { 'toString!': 'string' }, {}, '$.toString', 'string'],
  ])('refuses %s', async (_, shape, value, path, expected) => {
    await expect(json(shape, value)).rejects.toMatchObject({
      code: 'ANSWER_UNREADABLE',
      operation: 'thing.info',
      path,
      expected,
    });
  });

  it('is not looked at for what is no JSON', async () => {
    const error: unknown = await decode({ a: 'string' }, '{"a":').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DecodeError);
    expect(error).toMatchObject({ path: 'the whole answer', expected: 'JSON', excerpt: '"{"a":"' });
    expect((error as DecodeError).cause).toBeInstanceOf(SyntaxError);
  });

  it('is not needed: then the answer is as it came', async () => {
    expect(await decode(undefined, '{"a":[1]}')).toEqual({ a: [1] });
  });

  it('puts names with dots in order, the later one over an earlier text', async () => {
    const flat = { flat: true as const };
    const shape: Shape = { a: { b: 'integer', c: { d: 'string' } }, e: 'string' };
    expect(await decode(shape, '{"a.b":"1","a.c.d":"x","e":"y"}', flat)).toEqual({
      a: { b: 1, c: { d: 'x' } },
      e: 'y',
    });
    expect(await decode(shape, '{"a":"lost","a.b":"1"}', flat)).toEqual({ a: { b: 1 } });
    await expect(decode(shape, '["a.b"]', flat)).rejects.toMatchObject({ path: '$', expected: 'an object' });
    await expect(decode(shape, '"a.b"', flat)).rejects.toMatchObject({ path: '$', expected: 'an object' });
  });
});

describe('an answer without a layout', () => {
  it.each<[OperationDescriptor['body'], 'json' | 'xml', string, unknown]>([
    ['text', 'json', ' a token\n', 'a token'],
    ['none', 'json', ' \n', undefined],
    ['none', 'json', '{"status":"Success"}', { status: 'Success' }],
    ['none', 'json', 'Done.', undefined],
    ['unknown', 'json', '[1]', [1]],
    ['unknown', 'xml', '<response><a>1</a></response>', { a: '1' }],
    ['unknown', 'xml', '', undefined],
    ['unknown', 'xml', ' \n', undefined],
    ['unknown', 'xml', '<?xml version="1.0"?><hosts><a>1</a></hosts>', { hosts: { a: '1' } }],
    ['unknown', 'xml', '<response><a k="1">x</a></response>', { a: { k: '1', value: 'x' } }],
    ['unknown', 'xml', '<response><a k="1">x<value>y</value></a></response>', { a: { k: '1', value: 'y' } }],
    ['unknown', 'xml', '<response><a>&#101;&#x2019;&amp;#39;</a></response>', { a: 'e’&#39;' }],
  ])('of %s in %s is handed on: %j', async (body, format, text, expected) => {
    expect(await decode(undefined, text, { body, format })).toEqual(expected);
  });

  it.each(['<html>', '<!DOCTYPE html>', '\n <HTML lang="en">', '<!doctype HTML PUBLIC>'])(
    'is never a web page: %j',
    async (page) => {
      expect(isHtml(page)).toBe(true);
      for (const body of ['text', 'none', 'unknown', 'object'] as const) {
        await expect(decode(undefined, page, { body })).rejects.toMatchObject({
          path: 'the whole answer',
          expected: 'data',
        });
      }
    },
  );

  it.each(['', 'html', '{"a":"<html>"}', '<response><html/></response>', 'x <html>'])(
    'may look like one: %j',
    (text) => {
      expect(isHtml(text)).toBe(false);
    },
  );
});

describe('XML', () => {
  it.each<[string, Shape, string, unknown]>([
    ['a root called response', { a: 'string' }, '<response><a>x</a></response>', { a: 'x' }],
    ['another root', { hosts: { a: 'string' } }, '<hosts><a>x</a></hosts>', { hosts: { a: 'x' } }],
    ['a declaration', { a: 'string' }, '<?xml version="1.0"?>\n<response><a>x</a></response>\n', { a: 'x' }],
    [
      'two declarations',
      { a: 'string' },
      ' <?xml version="1.0"?> <?x y?><response><a>x</a></response>',
      { a: 'x' },
    ],
    ['an empty root', { a: 'string' }, '<response/>', {}],
    ['an empty root after blanks', { a: 'string' }, '\n <response/>', {}],
    ['an empty root after a declaration', { a: 'string' }, '<?xml version="1.0"?>\n<response/>', {}],
    [
      'an empty root with attributes',
      { a: 'string' },
      '<?xml version="1.0"?><response a="x" />\n',
      { a: 'x' },
    ],
    ['attributes', { a: { b: 'integer' } }, '<response><a b="1"/></response>', { a: { b: 1 } }],
    [
      'a text beside attributes',
      { a: { b: 'string', value: 'string' } },
      '<response><a b="1">x</a></response>',
      { a: { b: '1', value: 'x' } },
    ],
    [
      'numbers as they are written',
      { a: 'string', b: 'string' },
      '<response b="010"><a>1.0</a></response>',
      { a: '1.0', b: '010' },
    ],
    ['a word as it is written', { a: 'string' }, '<response><a>true</a></response>', { a: 'true' }],
    [
      'names with dots and dashes',
      { 'a.b-c': 'string' },
      '<response><a.b-c>x</a.b-c></response>',
      { 'a.b-c': 'x' },
    ],
    ['one entry of a list', { a: ['string'] }, '<response><a><b>x</b></a></response>', { a: ['x'] }],
    ['a list', { a: ['string'] }, '<response><a><b>x</b><b>y</b></a></response>', { a: ['x', 'y'] }],
    [
      'a text beside attributes in a list',
      { a: [{ k: 'string', value: 'string' }] },
      '<response><a><b k="1">x</b><b k="2">y</b></a></response>',
      {
        a: [
          { k: '1', value: 'x' },
          { k: '2', value: 'y' },
        ],
      },
    ],
  ])('may have %s', async (_, shape, text, expected) => {
    expect(await xml(shape, text)).toEqual(expected);
  });

  it('repeats elements without a wrapper where XML is the only format', async () => {
    const shape: Shape = { hosts: { host: [{ name: 'string' }] } };
    const text = '<hosts><host><other>x</other></host></hosts>';
    expect(await decode(shape, text, { format: 'xml', xmlOnly: true })).toEqual({ hosts: { host: [{}] } });
    await expect(xml(shape, text)).rejects.toMatchObject({ path: '$.hosts.host[0]', expected: 'an object' });
  });

  it.each([
    ['a document type', '<!DOCTYPE a><response></response>', 'the whole answer', 'XML without DOCTYPE'],
    [
      'a document type in small letters',
      '<!doctype a><response></response>',
      'the whole answer',
      'XML without DOCTYPE',
    ],
    ['something before the root', 'x<response></response>', 'the whole answer', 'XML'],
    ['something after an empty root', '<response/>x', 'the end', '</response>'],
    ['no root', 'a text', 'the whole answer', 'XML'],
    ['half a document', '<response><a>x</a>', 'the end', '</response>'],
    ['another end', '<response></responses>', 'the end', '</response>'],
    ['something after the end', '<response></response>x', 'the end', '</response>'],
    ['an empty element that is not the root', '<response><a/>', 'the end', '</response>'],
    ['a tag that never ends', '<response a="</response>', 'the whole answer', 'XML'],
  ])('is refused with %s', async (_, text, path, expected) => {
    const error: unknown = await xml({ a: 'string' }, text).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DecodeError);
    expect(error).toMatchObject({ operation: 'thing.info', path, expected });
  });

  it('keeps what the parser said', async () => {
    const error: unknown = await xml({ a: 'string' }, '<response a="</response>').catch(
      (reason: unknown) => reason,
    );
    expect((error as DecodeError).cause).toBeInstanceOf(Error);
  });

  it('shows the end of what has none', async () => {
    const text = `<response>${'x'.repeat(200)}the end   `;
    await expect(xml({ a: 'string' }, text)).rejects.toMatchObject({ excerpt: `"${'x'.repeat(53)}the end"` });
  });
});
