import * as command from '@perfecto-actions/catalog/command';
import * as device from '@perfecto-actions/catalog/device';
import * as group from '@perfecto-actions/catalog/group';
import * as report from '@perfecto-actions/catalog/report';
import * as reporting from '@perfecto-actions/catalog/reporting';
import * as repository from '@perfecto-actions/catalog/repository';
import * as reservation from '@perfecto-actions/catalog/reservation';
import * as scheduler from '@perfecto-actions/catalog/scheduler';
import * as script from '@perfecto-actions/catalog/script';
import * as user from '@perfecto-actions/catalog/user';
import type { Operation, Shape } from '@perfecto-actions/catalog';
import { DecodeError } from '@perfecto-actions/client';
import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { decodeAnswer } from '../../../../client/src/decode/decode-answer.ts';
import type { Tree } from '../../../../lab/src/server/answer.ts';
import { replyOf } from '../../../../lab/src/server/reply.ts';
import { corpusTexts } from './corpus.ts';
import { demand, property, readOrRefuse, type Property } from './property.ts';
import { anyJsonText, anyText, anyTree, damaged } from './texts.ts';

type AnyOperation = Operation<object, unknown>;

const modules = [command, device, group, report, reporting, repository, reservation, scheduler, script, user];
const operations = modules.flatMap((module) => Object.values(module) as AnyOperation[]);
const byId = new Map(operations.map((operation) => [operation.id, operation]));
const ids = [...byId.keys()];
const withShape = operations.filter(({ body, answer }) => body === 'object' && answer !== undefined);

const goodXml = [
  '<?xml version="1.0" encoding="UTF-8"?><response><executionId>a</executionId><status>Running</status><completed>false</completed></response>',
  '<handsets><handset><deviceId>A</deviceId><operator><name>x</name></operator><roles><role>a</role></roles></handset></handsets>',
  '<response><schedule id="1"><recurrence kind="x">text</recurrence></schedule></response>',
];
const goodJson = [
  '{"executionId":"a","status":"Running","completed":"false","devices":[{"deviceId":"A"}]}',
  '{"timer.elapsed":"12","timer.__proto__":"1","a.b.c":"2"}',
];

/** Answers of the service, in both formats, to every operation. */
export function answerProperties(): Property[] {
  const refused = (error: unknown): boolean => error instanceof DecodeError;
  return [
    property(
      `answers in JSON: any text is an answer or a DecodeError, for each of ${operations.length} operations`,
      fc.tuple(fc.constantFrom(...ids), fc.oneof(anyText, anyJsonText, damaged(goodJson))),
      async ([id, text]) => {
        await readOrRefuse(() => decodeAnswer(operationOf(id), text, 'json'), refused);
      },
      { examples: corpusTexts('answers-json').flatMap(toEach) },
    ),
    property(
      'answers in XML: any text is an answer or a DecodeError',
      fc.tuple(fc.constantFrom(...ids), fc.oneof(anyText, damaged(goodXml), anyXml)),
      async ([id, text]) => {
        await readOrRefuse(() => decodeAnswer(operationOf(id), text, 'xml'), refused);
      },
      { examples: corpusTexts('answers-xml').flatMap(toEach) },
    ),
    property(
      `answers: what the lab holds arrives, in JSON and in XML, for each of ${withShape.length} operations with a layout`,
      fc
        .constantFrom(...withShape)
        .chain((operation) => fc.tuple(fc.constant(operation.id), held(operation.answer ?? 'string'))),
      async ([id, tree]) => {
        const operation = operationOf(id);
        for (const format of operation.xmlOnly === true ? (['xml'] as const) : (['json', 'xml'] as const)) {
          if (format === 'xml' && operation.style !== 'services') continue;
          const { body } = replyOf(
            { kind: 'tree', tree: operation.flat === true ? flattened(tree) : tree },
            operation.style,
            format,
          );
          const text = Buffer.isBuffer(body) ? body.toString('utf8') : '';
          const answer = await decodeAnswer(operation, text, format);
          demand(
            isDeepStrictEqual(answer, tree),
            `${operation.id} in ${format}: ${JSON.stringify(answer)} from ${text}`,
          );
        }
      },
    ),
  ];
}

function operationOf(id: string): AnyOperation {
  const found = byId.get(id);
  if (found === undefined) throw new Error(`no operation ${id}`);
  return found;
}

function toEach(text: string): [string, string][] {
  return ids.map((id) => [id, text]);
}

const anyName = fc.constantFrom(
  'response',
  'a',
  'value',
  '__proto__',
  'constructor',
  'toString',
  '#text',
  'a.b',
  'hasOwnProperty',
);

/** XML that is nested, deep or wide, whole or not. */
const anyXml: fc.Arbitrary<string> = fc.oneof(
  fc
    .tuple(anyName, fc.integer({ min: 1, max: 20_000 }))
    .map(([name, depth]) => `<${name}>`.repeat(depth) + `</${name}>`.repeat(depth)),
  fc
    .tuple(fc.array(anyName, { maxLength: 4 }), anyName, anyText)
    .map(
      ([names, attribute, text]) =>
        `<response>${names.map((name) => `<${name} ${attribute}="${text}">${text}</${name}>`).join('')}</response>`,
    ),
  anyTree().map((tree) => `<response><a>${JSON.stringify(tree)}</a></response>`),
);

/**
 * Values of an operation's layout as a lab may hold them. Of texts only those that both formats can carry and that are
 * no other value: XML knows no difference between an empty text and nothing, and blanks at the ends are cut there.
 */

const heldText = fc
  .oneof(fc.string({ unit: 'grapheme', minLength: 1 }), anyText)
  .map((text) =>
    text
      .toWellFormed()
      .replaceAll(/[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
      .trim(),
  )
  .filter((text) => text !== '');

function held(shape: Shape): fc.Arbitrary<Tree> {
  if (isList(shape)) return fc.array(held(shape[0]), { minLength: 1, maxLength: 3 });
  switch (shape) {
    case 'integer':
      return fc.maxSafeInteger();
    case 'number':
      // JSON has no -0.
      return fc.double({ noDefaultInfinity: true, noNaN: true }).map((number) => number + 0);
    case 'boolean':
      return fc.boolean();
    case 'string':
    case 'unknown':
      return heldText;
    default:
      return heldObject(shape);
  }
}

function heldObject(shape: Readonly<Record<string, Shape>>): fc.Arbitrary<Record<string, Tree>> {
  const members = Object.entries(shape).map(([name, inner]) => ({
    name: name === '*' ? 'anything' : name.replace(/!$/, ''),
    isRequired: name.endsWith('!'),
    value: held(inner),
  }));
  return fc
    .record(Object.fromEntries(members.map(({ name, value }) => [name, value])), {
      requiredKeys: members.filter(({ isRequired }) => isRequired).map(({ name }) => name),
      noNullPrototype: true,
    })
    .filter((record) => members.length === 0 || Object.keys(record).length > 0);
}

/** `{timer: {elapsed: 12}}` as `{"timer.elapsed": 12}`. */
function flattened(tree: Tree, before = ''): Record<string, Tree> {
  if (typeof tree !== 'object' || Array.isArray(tree)) return { [before]: tree };
  const members = Object.entries(tree).map(([name, value]) =>
    flattened(value ?? '', before === '' ? name : `${before}.${name}`),
  );
  return Object.assign({}, ...members) as Record<string, Tree>;
}

function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}
