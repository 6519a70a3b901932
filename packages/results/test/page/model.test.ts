import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { flowColumns } from '../../src/page/flow-columns.ts';
import { failuresFirst, filtered } from '../../src/page/model/execution-filter.ts';
import { executionGrid } from '../../src/page/model/execution-grid.ts';
import { linesWith, logLevel, splitAround } from '../../src/page/model/log-lines.ts';
import type { ExecutionData, ExecutionSummary } from '../../src/page/model/page-data.ts';
import {
  noFilter,
  parseRoute,
  routeAddress,
  type ExecutionFilter,
  type Route,
} from '../../src/page/model/route.ts';
import { StepTable } from '../../src/page/model/step-table.ts';
import { momentText, offsetText, rateText, sizeText } from '../../src/page/model/time-text.ts';
import { TextTable } from '../../src/page/text-table.ts';
import type { FlowNode } from '../../src/report/report-model.ts';
import { failing, step, zeroMs } from './reports.ts';

function tableOf(flow: FlowNode[]): StepTable {
  const texts = new TextTable();
  const columns = flowColumns(flow, { texts, zeroMs, mediaOf: () => undefined });
  const data: ExecutionData = {
    texts: texts.texts,
    zeroMs,
    flow: columns,
    media: [],
    vitals: [],
    facts: [],
    links: [],
    remarks: [],
  };
  return new StepTable(data);
}

const at = (startS: number, endS: number): Partial<FlowNode> => ({
  startedAtMs: zeroMs + startS * 1000,
  endedAtMs: zeroMs + endS * 1000,
});

const tree = (): StepTable =>
  tableOf([
    step('a', { ...at(0, 4), children: [step('a1', at(0, 2)), step('a2', at(2, 4))] }),
    failing('b', 'echo', {
      ...at(4, 9),
      children: [
        step('b1', at(4, 5)),
        failing('b2', 'cause', { ...at(5, 9), children: [failing('b2x', 'root', at(6, 9))] }),
      ],
    }),
    failing('c', 'alone', at(9, 10)),
  ]);

describe('StepTable', () => {
  it('knows the place of each step', () => {
    const steps = tree();
    const numbers = Array.from({ length: steps.count }, (_, number) => number);
    expect(numbers.map((number) => `${steps.address(number)} ${steps.name(number)}`)).toEqual([
      ...['1 a', '1.1 a1', '1.2 a2'],
      ...['2 b', '2.1 b1', '2.2 b2', '2.2.1 b2x'],
      '3 c',
    ]);
    expect(numbers.map(steps.depth)).toEqual([0, 1, 1, 0, 1, 1, 2, 0]);
    expect(
      [0, 3, 5].map((number) => [steps.end(number), steps.siblings(number), steps.parent(number)]),
    ).toEqual([
      [3, 3, -1],
      [7, 3, -1],
      [7, 2, 3],
    ]);
  });

  it('finds every step by its address, and none by another', () => {
    const steps = tree();
    for (let number = 0; number < steps.count; number += 1)
      expect(steps.at(steps.address(number))).toBe(number);
    for (const address of ['', '0', '4', '1.3', '3.1', '1.1.1', '1.', 'x'])
      expect(steps.at(address)).toBeUndefined();
  });

  it('tells causes of failure from their echo', () => {
    const steps = tree();
    expect(steps.causes.map((number) => steps.name(number))).toEqual(['b2x', 'c']);
  });

  it('knows what was going on at a time', () => {
    const steps = tree();
    const nameAt = (seconds: number): string => steps.name(steps.atTime(seconds * 1000) ?? -1);
    expect([-1, 0, 3, 5.5, 7, 9.5, 99].map(nameAt)).toEqual(['', 'a1', 'a2', 'b2', 'b2x', 'c', 'c']);
  });

  it('takes a step without an end for a moment', () => {
    const endless: Omit<FlowNode, 'endedAtMs'> & { endedAtMs?: number } = step('endless', at(2, 9));
    delete endless.endedAtMs;
    const steps = tableOf([step('whole', at(0, 4)), endless]);
    expect([1, 2, 3, 5].map((seconds) => steps.atTime(seconds * 1000))).toEqual([0, 1, 1, 1]);
    expect(tableOf([endless, step('after', at(2, 4))]).atTime(3000)).toBe(1);
  });

  it('hides what is folded and keeps what holds a match', () => {
    const steps = tree();
    const names = (numbers: readonly number[]): string[] => numbers.map((number) => steps.name(number));
    expect(names(steps.unfolded(() => false))).toEqual(['a', 'b', 'c']);
    expect(names(steps.unfolded((number) => steps.name(number) === 'b'))).toEqual([
      'a',
      'b',
      'b1',
      'b2',
      'c',
    ]);
    const { rows, matches } = steps.matching((number) => steps.mentions(number, 'ROOT'));
    expect([names(rows), matches]).toEqual([['b', 'b2', 'b2x'], 1]);
  });

  it('shows what a step says of itself, and nothing where it says nothing', () => {
    const steps = tableOf([
      step('', {
        kind: 'action',
        displayName: 'Tap "Pay"',
        status: { success: false, code: 'Failed', description: 'no \u001b[31mbutton' },
        parameters: [
          { name: 'button', displayName: 'Button', value: 'Pay' },
          { name: 'wait', value: '5' },
        ],
        dataItems: [
          { label: 'Found', type: 'text', value: '3' },
          { type: 'grade', value: '90' },
          { value: 'bare' },
          { type: 'text', value: '' },
        ],
      }),
      {
        ...step('touch', { kind: 'script', displayName: 'Touch', status: {} }),
        startedAtMs: undefined,
        endedAtMs: undefined,
      } as unknown as FlowNode,
      step('', { kind: 'action', endedAtMs: zeroMs - 1, status: { success: true, description: 'Done' } }),
      step('odd', { status: { success: true, code: 'Odd', description: 'Odd' } }),
    ]);
    const seen = [0, 1, 2, 3].map((one) => [
      steps.kind(one),
      steps.name(one),
      steps.technical(one),
      steps.outcome(one),
      steps.code(one),
      steps.message(one),
      steps.startMs(one),
      steps.tookMs(one),
    ]);
    expect(seen).toEqual([
      ['action', 'Tap "Pay"', '', 'failed', 'Failed', 'no button', 0, 1000],
      ['script', 'Touch', 'touch', 'inconclusive', '', '', undefined, undefined],
      ['action', 'action', '', 'passed', '', 'Done', 0, 0],
      ['step', 'odd', '', 'passed', 'Odd', '', 0, 1000],
    ]);
    expect(steps.parameters(0)).toEqual([
      ['Button', 'Pay'],
      ['wait', '5'],
    ]);
    expect(steps.values(0)).toEqual([
      ['Found', '3'],
      ['grade', '90'],
      ['value', 'bare'],
    ]);
    expect([steps.parameters(1), steps.values(1), steps.media(1)]).toEqual([[], [], []]);
    // One without a start is at no time.
    expect(steps.atTime(-1)).toBeUndefined();
    expect(steps.atTime(500)).toBe(3);
  });

  it('is empty for a report without steps', () => {
    const steps = tableOf([]);
    expect([steps.count, steps.causes, steps.atTime(0), steps.at('1')]).toEqual([
      0,
      [],
      undefined,
      undefined,
    ]);
  });
});

describe('a route', () => {
  it('comes back from its address', () => {
    const text = fc.string({ unit: 'grapheme' });
    const route: fc.Arbitrary<Route> = fc.oneof(
      fc
        .record({
          text,
          outcomes: fc.subarray(['failed', 'inconclusive', 'passed'] as const),
          device: text,
          script: text,
        })
        .map((filter): Route => ({
          view: 'overview',
          filter: { ...filter, outcomes: [...filter.outcomes] },
        })),
      fc
        .tuple(text, fc.option(fc.array(fc.nat(), { minLength: 1, maxLength: 4 }), { nil: undefined }))
        .map(([id, step]): Route => ({
          view: 'execution',
          id,
          ...(step !== undefined && { step: step.join('.') }),
        })),
    );
    fc.assert(
      fc.property(route, (one) => {
        expect(parseRoute(routeAddress(one))).toEqual(one);
      }),
    );
  });

  it.each(['', '#', '#/', '#nonsense', '#/nonsense/x', '#/?outcome=purple', '#/execution'])(
    'is the overview for %j',
    (fragment) => {
      expect(parseRoute(fragment)).toEqual({ view: 'overview', filter: noFilter });
    },
  );

  it.each(['#/execution/a/step/', '#/execution/a/step/x', '#/execution/a/step/1..2', '#/execution/a/else/1'])(
    'forgets a step that is none: %j',
    (fragment) => {
      expect(parseRoute(fragment)).toEqual({ view: 'execution', id: 'a' });
    },
  );

  it('of everything has a short address', () => {
    expect(routeAddress({ view: 'overview', filter: noFilter })).toBe('#/');
  });

  it('takes a stray percent sign as it stands', () => {
    expect(parseRoute('#/execution/100%')).toEqual({ view: 'execution', id: '100%' });
  });
});

const phone = { name: 'Pixel 8', system: 'Android 14', id: 'A1' };
const summary = (id: string, changes: Partial<ExecutionSummary> = {}): ExecutionSummary => ({
  id,
  script: 'login',
  devices: [phone],
  outcome: 'passed',
  ...changes,
});

describe('executions of the overview', () => {
  it('are found by all words of a text, in any order and case', () => {
    const all = [summary('x1', { failure: { message: 'Not found', step: 'Pay' } }), summary('x2')];
    const ids = (text: string): string[] => filtered(all, { ...noFilter, text }).map(({ id }) => id);
    expect(ids('pay PIXEL')).toEqual(['x1']);
    expect(ids(' android ')).toEqual(['x1', 'x2']);
    expect(ids('x2')).toEqual(['x2']);
    expect(ids('ios')).toEqual([]);
  });

  it('are left by outcome, script and device, a device without an id by its name', () => {
    const all = [
      summary('a', { outcome: 'failed' }),
      summary('b', { script: 'pay' }),
      summary('c', { devices: [{ name: 'iPhone', system: '', id: '' }] }),
      summary('d', { devices: [] }),
    ];
    const ids = (changes: Partial<ExecutionFilter>): string =>
      filtered(all, { ...noFilter, ...changes })
        .map(({ id }) => id)
        .join('');
    expect(ids({})).toBe('abcd');
    expect(ids({ outcomes: ['failed', 'inconclusive'] })).toBe('a');
    expect(ids({ script: 'pay' })).toBe('b');
    expect(ids({ device: 'A1' })).toBe('ab');
    expect(ids({ device: 'iPhone' })).toBe('c');
    expect(ids({ device: 'A1', outcomes: ['passed'], text: 'pay' })).toBe('b');
  });

  it('stand by script, device and start where they ended alike', () => {
    const other = { name: 'Galaxy', system: '', id: 'G' };
    const all = [
      summary('late', { startedAtMs: 2 }),
      summary('pay', { script: 'pay' }),
      summary('never begun', {}),
      summary('early', { startedAtMs: 1 }),
      summary('galaxy', { devices: [other] }),
      summary('no device', { devices: [] }),
    ];
    const order = ['no device', 'galaxy', 'never begun', 'early', 'late', 'pay'];
    expect(failuresFirst(all).map(({ id }) => id)).toEqual(order);
    expect(failuresFirst(all.toReversed()).map(({ id }) => id)).toEqual(order);
  });

  it('stand with failures first and replaced attempts last', () => {
    const all = [
      summary('passed'),
      summary('old', { outcome: 'failed', isReplaced: true }),
      summary('lost', { outcome: 'inconclusive' }),
      summary('failed', { outcome: 'failed' }),
    ];
    expect(failuresFirst(all).map(({ id }) => id)).toEqual(['failed', 'lost', 'passed', 'old']);
  });

  it('make a grid with the longer side as rows, the worst line first', () => {
    const other = { name: 'iPhone', system: 'iOS 17', id: 'B2' };
    const wide = executionGrid([
      summary('1'),
      summary('2', { devices: [other], outcome: 'failed' }),
      summary('3', { devices: [other, phone] }),
    ]);
    expect(wide.rowsAre).toBe('device');
    expect(wide.rows.map(({ label, passed, total }) => [label, passed, total])).toEqual([
      ['iPhone', 1, 2],
      ['Pixel 8', 2, 2],
    ]);
    expect(wide.rows[0]?.cells.map((cell) => cell.map(({ id }) => id))).toEqual([['2', '3']]);
    expect(executionGrid([summary('1'), summary('2', { script: 'pay' })]).rowsAre).toBe('script');
    const [, gap] = executionGrid([summary('1'), summary('2', { script: 'pay', devices: [other] })]).rows;
    expect(gap?.cells.map((cell) => cell.length)).toEqual([1, 0]);
    expect(executionGrid([summary('1', { devices: [] })]).rows[0]?.label).toBe('no device');
  });
});

describe('texts of the page', () => {
  it.each([
    [undefined, ''],
    [0, '0:00.0'],
    [3249, '0:03.2'],
    [59_960, '1:00.0'],
    [3_723_400, '1:02:03.4'],
    [-1500, '\u22120:01.5'],
    [Number.NaN, ''],
  ])('writes the offset %p as %j', (ms, text) => {
    expect(offsetText(ms)).toBe(text);
  });

  it('writes a moment on the clock of the reader, and none for a time that is none', () => {
    expect(momentText(zeroMs)).toMatch(/^\d+ May 2024, \d\d:\d\d:12$/);
    expect([momentText(undefined), momentText(Number.NaN), momentText(9e15)]).toEqual(['', '', '']);
  });

  it('rounds no rate up to a whole or shows one of nothing', () => {
    expect([rateText(999, 1000), rateText(1000, 1000), rateText(1, 3), rateText(0, 0)]).toEqual([
      '99 %',
      '100 %',
      '33 %',
      '',
    ]);
  });

  it('writes sizes for people', () => {
    expect([sizeText(843), sizeText(12_345), sizeText(3_449_999)]).toEqual(['843 B', '12 kB', '3.4 MB']);
  });

  it.each([
    ['11-24 01:54:12.000 26243 26250 E App: gone', 'error'],
    ['11-24 01:54:12.000 26243 26250 W App: careful', 'warning'],
    ['2026-11-24 01:54:12 iPhone App[12] <Error>: gone', 'error'],
    ['java.lang.IllegalStateException Exception in thread', 'error'],
    ['11-24 01:54:12.000 26243 26250 D App: ERRORLESS', 'other'],
    ['', 'other'],
  ])('tells the level of %j', (line, level) => {
    expect(logLevel(line)).toBe(level);
  });

  it('marks every place of a text in a line', () => {
    expect(splitAround('abcABCx', 'bc')).toEqual(['a', 'bc', 'A', 'BC', 'x']);
    expect(splitAround('abc', '')).toEqual(['abc']);
    expect(splitAround('\u0130b', 'b')).toEqual(['\u0130b']);
    expect(linesWith(['one', 'Two', 'twofold'], 'TWO')).toEqual([1, 2]);
    expect(linesWith(['one'], '')).toEqual([]);
  });
});
