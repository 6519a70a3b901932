import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { defaultPolicy, judge, remember, resultOfReport } from '../../src/index.ts';
import { dataBlock } from '../../src/page/inline-data.ts';
import { anyResults } from '../arbitraries.ts';
import {
  evilTexts,
  execution,
  failedCase,
  failingNight,
  greenNight,
  labOutageNight,
  results,
} from '../samples.ts';
import { failing, mediaOf, readPage, reportOf, step } from './reports.ts';

describe('renderPage', () => {
  it('allows its own script and style by their hashes, and nothing from anywhere else', async () => {
    const { html } = await readPage({ title: 'Device tests', results: results(execution()) });
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/u.exec(html)?.[1] ?? '';
    const hashOf = (text = ''): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const script = /<script>([\s\S]*?)<\/script>/u.exec(html)?.[1];
    const style = /<style>([\s\S]*?)<\/style>/u.exec(html)?.[1];
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`script-src ${hashOf(script)};`);
    expect(policy).toContain(`style-src ${hashOf(style)};`);
    expect(policy).not.toMatch(/unsafe|https?:|\*/u);
    expect(html.match(/<script>/gu)).toHaveLength(1);
  });

  it('never lets a text end its block or the title, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(anyResults, fc.constantFrom(...evilTexts), async (run, title) => {
        const page = await readPage({ title: `${title}</title><script>`, results: run });
        expect(page.html.match(/<script/gu)).toHaveLength(3 + page.executions.length);
        expect(page.html.match(/<title/gu)).toHaveLength(1);
        expect(page.overview.executions).toHaveLength(page.executions.length);
      }),
      { numRuns: 25 },
    );
  });

  it('shows executions whose reports cannot be had, with a remark', async () => {
    const run = results(execution({ executionId: 'a' }), execution({ executionId: 'b' }));
    const page = await readPage({
      title: 'Device tests',
      results: run,
      details: [
        { executionId: 'b', readReport: () => Promise.reject(new Error('it ends in the middle')), media: [] },
      ],
    });
    expect(page.executions.map(({ remarks }) => remarks)).toEqual([
      ['The report of this execution was not read, so its steps are not known.'],
      ['The report could not be read: it ends in the middle'],
    ]);
  });

  it('draws what vitals it can and remarks on the others', async () => {
    const vitals = [
      mediaOf('good.csv', 'Time,CPU (%)\n0,1\n1,2', { kind: 'vitals', deviceId: 'A1' }),
      mediaOf('bad.csv', 'Service unavailable', { kind: 'vitals' }),
      mediaOf('gone.csv', '', { kind: 'vitals', read: () => Promise.reject(new Error('EIO')) }),
      mediaOf('huge.csv', '', { kind: 'vitals', bytes: 99_000_000 }),
    ];
    const { executions } = await readPage({
      title: 'Device tests',
      results: results(execution({ executionId: 'a' })),
      details: [{ executionId: 'a', readReport: () => Promise.resolve(reportOf([])), media: vitals }],
    });
    expect(executions[0]?.vitals).toMatchObject([{ name: 'good.csv', device: 'A1', timesMs: [0, 1000] }]);
    expect(executions[0]?.remarks).toEqual([
      'bad.csv: The vitals are no CSV; they begin with "Service unavailable".',
      'gone.csv could not be read: EIO',
      'huge.csv could not be read: The file of vitals is too large to be drawn.',
    ]);
  });

  it('links to web addresses only', async () => {
    const recording = (url: string) => ({ properties: {}, recordings: [{ url, format: 'mp4' }] });
    const report = reportOf([], {
      devices: [
        recording('https://lab.example/r.mp4?a=1&b=2'),
        recording('javascript:alert(1)'),
        recording('/r.mp4'),
      ],
    });
    const result = { ...resultOfReport(report, { executionId: 'a' }), reportUrl: 'data:text/html,x' };
    const { executions } = await readPage({
      title: 'Device tests',
      results: results(result),
      details: [{ executionId: 'a', readReport: () => Promise.resolve(report), media: [] }],
    });
    expect(executions[0]?.links).toEqual([
      { label: 'Recording (mp4) in the cloud', address: 'https://lab.example/r.mp4?a=1&b=2' },
    ]);
  });

  it('tells what the report says of parameters and timers, and links to recordings of no known format', async () => {
    const report = reportOf([], {
      devices: [{ properties: {}, recordings: [{ url: 'https://lab.example/r' }] }],
      variables: [
        { name: 'DUT', displayName: 'Device under test', value: 'A1' },
        { name: 'URL', value: 'https://shop.example' },
      ],
      timers: [{ id: 'pay', seconds: { elapsed: 58.7, ux: 1.2 } }],
    });
    const { executions } = await readPage({
      title: 'Device tests',
      results: results(execution({ executionId: 'a' })),
      details: [{ executionId: 'a', readReport: () => Promise.resolve(report), media: [] }],
    });
    expect(executions[0]?.facts.slice(0, 2)).toEqual([
      {
        heading: 'Parameters',
        facts: [
          ['Device under test', 'A1'],
          ['URL', 'https://shop.example'],
        ],
      },
      {
        heading: 'Timer pay',
        facts: [
          ['elapsed', '58.7 s'],
          ['ux', '1.2 s'],
        ],
      },
    ]);
    expect(executions[0]?.links).toEqual([
      { label: 'Recording in the cloud', address: 'https://lab.example/r' },
    ]);
  });

  it('tells the verdict, also where scripts are switched off', async () => {
    const run = results(execution({ executionId: 'a', outcome: 'failed', cases: [failedCase()] }));
    const verdict = judge(run, { ...defaultPolicy, requiredDevices: ['<b>'] }, 0);
    const { html, overview } = await readPage({ title: 'Device tests', results: { ...run, verdict } });
    expect(overview.verdict).toMatchObject({
      conclusion: 'failed',
      blocking: true,
      reasons: [
        { kind: 'failed', executionId: 'a' },
        { kind: 'inconclusive', message: expect.stringContaining('"<b>"') },
      ],
    });
    expect(html).toContain('<p><strong>failed</strong>. 0 of 1 execution passed.');
  });

  it('keeps a text that is very long short, and a flow that is very deep whole', async () => {
    let flow = [failing('leaf', 'x'.repeat(50_000))];
    for (let depth = 0; depth < 3000; depth += 1) flow = [step(`level ${depth}`, { children: flow })];
    const { executions } = await readPage({
      title: 'Device tests',
      results: results(execution({ executionId: 'a' })),
      details: [{ executionId: 'a', readReport: () => Promise.resolve(reportOf(flow)), media: [] }],
    });
    expect(executions[0]?.flow.depth).toHaveLength(3001);
    expect(executions[0]?.texts.every((text) => text.length <= 10_000)).toBe(true);
  });

  it('marks causes as new or known, counts changes, and sets replaced attempts apart', async () => {
    const failedRun = (executionId: string, message: string, attempt: number) =>
      execution({ executionId, outcome: 'failed', attempt, cases: [failedCase('Log in', message)] });
    const run = results(failedRun('first', 'Known trouble', 1), failedRun('second', 'Fresh trouble', 2));
    const before = { runs: ['2024-05-05T00:00:00.000Z'], cases: [], causes: [] };
    const { overview } = await readPage({ title: 'Device tests', results: { ...run, history: before } });
    expect(overview.executions).toMatchObject([
      { id: 'first', isReplaced: true },
      { id: 'second', cause: 'new' },
    ]);
    expect(overview.groups).toMatchObject([
      { message: 'Fresh trouble', cause: 'new', occurrences: [{ executionId: 'second' }] },
    ]);
    expect(overview.changes?.previousAt).toBe('2024-05-05T00:00:00.000Z');
    const [group] = overview.groups;
    expect(group).not.toHaveProperty('since');
  });

  it('says since when a cause is known, and puts what is new before it', async () => {
    const night = remember(remember(greenNight(), failingNight()), labOutageNight());
    const { overview } = await readPage({ title: 'Device tests', results: night });
    expect(overview.groups.map(({ cause, since }) => [cause, since?.slice(0, 10)])).toEqual([
      ['new', undefined],
      ['known', '2026-11-21'],
    ]);
    expect(overview.changes?.kinds).toContainEqual({
      kind: 'Still failing',
      places: ['checkout · Pay · Pixel 8, since 2026-11-21', 'checkout · Pay · Galaxy S22, since 2026-11-21'],
    });
  });

  it('calls a failure by the id of its execution where nothing else is known', async () => {
    const bare = execution({ executionId: 'a', scriptName: '', devices: [], outcome: 'failed', cases: [] });
    const { overview } = await readPage({ title: 'Device tests', results: results(bare) });
    expect(overview.groups[0]?.occurrences).toEqual([{ executionId: 'a', label: 'a' }]);
  });
});

describe('dataBlock', () => {
  it('is read as what was written', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const block = dataBlock('x', value);
        const json = block.slice(block.indexOf('>') + 1, block.lastIndexOf('</script>'));
        expect(json).not.toContain('<');
        expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('leaves no line end of JavaScript that is none of JSON', () => {
    expect(Buffer.byteLength(dataBlock('x', 'a\u2028b\u2029c'))).toBe(
      dataBlock('x', 'a\u2028b\u2029c').length,
    );
  });
});
