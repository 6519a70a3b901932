import { describe, expect, it } from '@jest/globals';
import { XMLParser } from 'fast-xml-parser';

import { parseRecordingPath } from '../../src/report/recording-address.ts';
import { renderXmlReport } from '../../src/report/xml-report.ts';
import {
  execution,
  hostile,
  iphone,
  manySteps,
  nested,
  node,
  pixel,
  saying,
  veryLong,
} from './sample-execution.ts';

/** An element as the parser gives it when it keeps the order. */
interface Element {
  tag: string;
  attributes: Record<string, string>;
  text: string;
  children: Element[];
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  htmlEntities: true,
  processEntities: { enabled: true, maxTotalExpansions: 1_000_000, maxExpandedLength: 100_000_000 },
  maxNestedTags: 20_000,
});

function toElement(entry: Record<string, unknown>): Element {
  const tag = Object.keys(entry).find((key) => key !== ':@') ?? '';
  const inner = Array.isArray(entry[tag]) ? (entry[tag] as Record<string, unknown>[]) : [];
  return {
    tag,
    attributes: (entry[':@'] ?? {}) as Record<string, string>,
    text: inner.map((child) => (typeof child['#text'] === 'string' ? child['#text'] : '')).join(''),
    children: inner.filter((child) => !('#text' in child)).map(toElement),
  };
}

/** The parser forgives much; this does not: tags balance, references are known, every character is one of XML. */
function expectWellFormed(xml: string): void {
  const open: string[] = [];
  let textAt = xml.indexOf('?>') + 2;
  for (const match of xml.matchAll(/<(\/?)(\w+)((?: \w+="[^"<]*")*)(\/?)>/g)) {
    const [tag, closing, name, attributes = '', empty] = match;
    expectText(xml.slice(textAt, match.index));
    expectText(attributes);
    if (closing === '/') expect(open.pop()).toBe(name);
    else if (empty === '') open.push(name ?? '');
    textAt = match.index + tag.length;
  }
  expect(open).toEqual([]);
  expect(xml.slice(textAt)).toBe('\n');
}

function expectText(text: string): void {
  if (text === '\n' || text === '') return;
  expect(text.isWellFormed()).toBe(true);
  expect(text).not.toMatch(/<|>|&(?!amp;|lt;|gt;|quot;|#\d+;)/);
  expect(text).not.toMatch(/[^\t\n\r\P{C}\p{Cf}\p{Co}\p{Cn}\u{7f}-\u{9f}]/u);
}

function parse(xml: string): Element {
  expectWellFormed(xml);
  const entries = parser.parse(xml) as Record<string, unknown>[];
  const root = entries.map(toElement).find(({ tag }) => tag === 'execution');
  if (root === undefined) throw new TypeError('the document has no execution element');
  return root;
}

function at(element: Element, ...tags: string[]): Element {
  const [tag, ...rest] = tags;
  if (tag === undefined) return element;
  const child = element.children.find((candidate) => candidate.tag === tag);
  if (child === undefined) throw new TypeError(`<${element.tag}> has no <${tag}>`);
  return at(child, ...rest);
}

const tagsOf = (element: Element): string[] => element.children.map(({ tag }) => tag);

describe('XML report', () => {
  it('puts the parts in the order clients rely on, the own name, status and key first', () => {
    const xml = renderXmlReport(execution());
    const root = parse(xml);
    expect(tagsOf(root)).toEqual(['info', 'input', 'output', 'flow']);
    expect(tagsOf(at(root, 'info'))).toEqual(['name', 'id', 'times', 'dataItems']);
    expect(tagsOf(at(root, 'input'))).toEqual(['handsets', 'variables']);
    expect(tagsOf(at(root, 'output'))).toEqual(['status', 'timers']);
    expect(tagsOf(at(root, 'output', 'status'))).toEqual(['success', 'failedActions', 'code', 'description']);
    expect(xml.slice(xml.indexOf('<name>'))).toMatch(/^<name>login<\/name>/);
    expect(xml.slice(xml.indexOf('<dataItem '))).toMatch(
      /^<dataItem label="report"><key owner="ci.bot@example.com">/,
    );
    expect(xml.indexOf('<success>false')).toBeLessThan(xml.indexOf('<success>true'));
  });

  it('gives an action its info, output, parameters, found value and attachment', () => {
    const root = parse(renderXmlReport(execution()));
    const action = at(root, 'flow', 'step', 'flow', 'action');
    expect(tagsOf(action)).toEqual(['info', 'output', 'parameters']);
    expect(at(action, 'info', 'name').attributes).toEqual({ displayName: 'Start monitor' });
    expect(at(action, 'info', 'dataItems', 'dataItem').attributes).toEqual({
      type: 'monitor',
      format: 'csv',
    });
    expect(at(action, 'info', 'dataItems', 'dataItem', 'attachment').text).toBe('vitals/monitor_1.csv');
    expect(at(action, 'parameters', 'parameter', 'name')).toMatchObject({
      text: 'sources',
      attributes: { displayName: 'Sources' },
    });
    const failed = at(root, 'flow').children[1];
    const actual = at(failed ?? root, 'flow', 'action', 'info', 'dataItems', 'dataItem');
    expect(actual.attributes).toEqual({ label: 'actual' });
    expect(at(actual, 'value').text).toBe('false');
  });

  it('names each device and an address of its recording that can be read back', () => {
    const run = execution({ devices: [pixel, { ...iphone, deviceId: 'a/b c?' }] });
    const handsets = at(parse(renderXmlReport(run)), 'input', 'handsets').children;
    expect(handsets).toHaveLength(2);
    for (const [index, handset] of handsets.entries()) {
      const file = at(handset, 'recordings', 'recording', 'dataItems', 'dataItem', 'file').text;
      const address = parseRecordingPath(new URL(file).pathname);
      expect(address).toEqual({ executionId: run.executionId, deviceId: run.devices[index]?.deviceId });
    }
    const labels = handsets.map((handset) =>
      at(handset, 'properties').children.map((item) => at(item, 'name').text),
    );
    expect(labels[0]).toEqual([
      'deviceId',
      'location',
      'manufacturer',
      'model',
      'firmware',
      'description',
      'os',
      'osVersion',
    ]);
  });

  it('has no recording address when no video was taken', () => {
    const xml = renderXmlReport(execution({ video: false }));
    parse(xml);
    expect(xml).not.toContain('recordingDownload');
  });

  it('R28: carries hostile text unchanged except for what XML cannot hold', () => {
    const root = parse(renderXmlReport(saying(hostile)));
    const kept = Array.from(hostile, (character) => {
      const code = character.codePointAt(0) ?? 0;
      return code < 0x20 || (code >= 0xd800 && code <= 0xdfff) ? '\ufffd' : character;
    }).join('');
    expect(at(root, 'info', 'name').text).toBe(kept);
    expect(at(root, 'info', 'dataItems', 'dataItem', 'key')).toMatchObject({
      text: kept,
      attributes: { owner: kept },
    });
    const action = at(root, 'flow', 'step', 'flow', 'action');
    expect(at(action, 'info', 'name')).toMatchObject({ text: kept, attributes: { displayName: kept } });
    expect(at(action, 'output', 'status', 'description').text).toBe(kept);
  });

  it.each([
    'tab\there',
    'two\nlines',
    'carriage\r\nreturn',
    ' blank ends ',
    ']]>',
    '&lt;',
    '\ud83d\udc68\u200d\ud83d\udc69',
  ])('keeps %j in content', (text) => {
    expect(
      at(parse(renderXmlReport(execution({ description: text }))), 'output', 'status', 'description').text,
    ).toBe(text);
  });

  it('writes a run without devices, variables or steps as empty elements', () => {
    const root = parse(renderXmlReport(execution({ devices: [], variables: [], flow: [] })));
    expect(at(root, 'input', 'handsets').children).toEqual([]);
    expect(at(root, 'input', 'variables').children).toEqual([]);
    expect(at(root, 'flow').children).toEqual([]);
  });

  it('keeps all of 5,000 steps in order', () => {
    const steps = at(parse(renderXmlReport(execution({ flow: manySteps(5000) }))), 'flow').children;
    expect(steps.map((step) => at(step, 'info', 'name').text)).toEqual(
      Array.from({ length: 5000 }, (_, index) => `Step ${index} & more`),
    );
  });

  it('keeps a name of 100,000 characters whole', () => {
    const root = parse(renderXmlReport(execution({ flow: [node({ name: veryLong })] })));
    expect(at(root, 'flow', 'action', 'info', 'name').text).toBe(veryLong);
  });

  it('closes what it opens 20,000 levels down, without running out of stack', () => {
    const xml = renderXmlReport(execution({ flow: [nested(20_000)] }));
    expect(xml.match(/<script>/g)).toHaveLength(20_000);
    expect(xml.match(/<\/script>/g)).toHaveLength(20_000);
    expect(xml.match(/<flow>/g)).toHaveLength(20_001);
    expect(xml.match(/<\/flow>/g)).toHaveLength(20_001);
    parse(renderXmlReport(execution({ flow: [nested(200)] })));
  });

  it('never states a negative time when the clock went backwards', () => {
    const root = parse(renderXmlReport(execution({ endedAtMs: 0 })));
    const times = at(root, 'output', 'timers', 'timer').children.map(({ text }) => Number(text));
    expect(times).toEqual([0, 0, 0, 0]);
  });
});

describe('recording address', () => {
  it.each([
    '/',
    '/media/recordings/',
    '/media/recordings/a.mp4',
    '/media/recordings/a/b/c.mp4',
    '/media/recordings/%/x.mp4',
  ])('reads nothing from %s', (path) => {
    expect(parseRecordingPath(path)).toBeUndefined();
  });
});
