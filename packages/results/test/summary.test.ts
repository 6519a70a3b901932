import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ExecutionResult, SummaryOptions } from '../src/index.ts';
import { defaultPolicy, judge, remember, renderSummary, renderTimeline } from '../src/index.ts';
import { anyResults } from './arbitraries.ts';
import {
  evilTexts,
  execution,
  failedCase,
  failingNight,
  greenNight,
  labOutageNight,
  results,
  startedAtMs,
  testCase,
  without,
} from './samples.ts';

function summaryOf(executions: ExecutionResult[], options?: SummaryOptions): string {
  const some = results(...executions);
  return renderSummary(some, judge(some, defaultPolicy, startedAtMs), options);
}

/** Tags that the summary itself writes; any other `<` would come from the service. */
const ownTag = /<\/?(?:b|p|ul|li|pre|code|summary|details)>|<details open>|<br>/gu;

const broken = execution({
  executionId: 'broken',
  scriptName: 'pay',
  outcome: 'failed',
  startedAtMs: startedAtMs + 1000,
  reportUrl: 'https://mycloud.app.perfectomobile.com/report?externalId[0]=x',
  cases: [testCase(), failedCase('Pay', 'No element found\n\nafter 30 s')],
});

describe('renderSummary', () => {
  it('begins with the verdict and why', () => {
    const [heading, empty, sentence] = summaryOf([execution(), broken], { title: 'Nightly' }).split('\n');
    expect(heading).toBe('## ❌ Nightly: failed');
    expect(empty).toBe('');
    expect(sentence).toContain('1 of 2 executions passed. pay on Pixel 8');
  });

  it('has a row for each execution, failures first, with a safe link', () => {
    const rows = summaryOf([execution(), broken])
      .split('\n')
      .filter((line) => /^\| (?:❌|✅) \|.*\/ \d/u.test(line));
    expect(rows).toEqual([
      '| ❌ | pay | Pixel 8 <code>0123456789ABCDEF</code> | 57.7 s | 1 / 2 | [open](https://mycloud.app.perfectomobile.com/report?externalId%5B0%5D=x) |',
      '| ✅ | login | Pixel 8 <code>0123456789ABCDEF</code> | 58.7 s | 0 / 1 |  |',
    ]);
  });

  it('shows the failing step and its message on one physical line, and folds away what passed', () => {
    const text = summaryOf([execution(), broken]);
    expect(text).toContain('<details open><summary>❌ <b>pay</b> on Pixel 8');
    expect(text).toContain(
      'at <code>Pay &gt; Tap</code></p><pre>No element found&#10;&#10;after 30 s</pre>\n',
    );
    expect(text).toContain('<details><summary>✅ 1 passed execution, 1 case</summary>');
    expect(text.indexOf('<b>pay</b>')).toBeLessThan(text.indexOf('<b>login</b>'));
  });

  it('says that a report was not read instead of counting 0 cases', () => {
    const text = summaryOf([without('cases')]);
    expect(text).toContain('| not read |');
    expect(text).not.toMatch(/\b0\W* cases/u);
  });

  it('says that there was no case instead of counting none of none', () => {
    const text = summaryOf([execution({ outcome: 'failed', reason: 'ResourcesUnavailable', cases: [] })]);
    expect(text).toContain('· no case</summary>');
    expect(text).toContain('| none |');
    expect(text).not.toMatch(/\b0\W* (?:of 0 )?cases/u);
  });

  it('has no column that would stay empty', () => {
    const waited = without('reportUrl', without('startedAtMs', without('cases')));
    const [head] = /^\|.*Script.*$/mu.exec(summaryOf([waited])) ?? [];
    expect(head).toBe('|   | Script | Device | Failed / cases |');
  });

  it('says so too where the policy takes a status for proof, with what else is not known', () => {
    const bare = without('cases', execution({ executionId: 'bare', scriptName: '', devices: [] }));
    const slow = execution({
      endedAtMs: startedAtMs + 7_385_000,
      devices: [{ deviceId: 'A1' }],
      cases: [testCase({ name: 'Timed' }), testCase({ name: 'Clock set back', durationMs: -1 })],
    });
    const some = results(bare, slow);
    const text = renderSummary(some, judge(some, { ...defaultPolicy, minTests: 0 }, startedAtMs));
    expect(text).toContain('2 passed executions, 2 cases');
    expect(text).toContain('<p><b>bare</b> · report not read</p>\n');
    expect(text).toContain(
      'on <code>A1</code> · 2 cases</p><ul><li>Timed (9.4 s)</li><li>Clock set back</li></ul>',
    );
    expect(summaryOf([slow])).toContain('| 2 h 3 min |');
  });

  it('explains an execution that failed without a failed case', () => {
    const text = summaryOf([execution({ outcome: 'failed', reason: 'ResourcesUnavailable', cases: [] })]);
    expect(text).toContain('<p>ResourcesUnavailable; state Completed');
  });

  it('shows no green where the verdict is against it', () => {
    const text = summaryOf([execution({ state: 'Hibernating' })]);
    expect(text).toContain('## ⚠️');
    expect(text).not.toContain('✅');
  });

  it('says when a verdict does not block', () => {
    const some = results(broken);
    const verdict = judge(some, { ...defaultPolicy, failOn: [] }, 0);
    expect(renderSummary(some, verdict)).toMatch(/^## ❌ .*: failed \(not blocking\)\n/u);
  });

  it('lists what no failure tells and folds notes away', () => {
    const some = results(
      broken,
      execution({ executionId: 'other', attempt: 2 }),
      execution({ attempt: 1, outcome: 'failed' }),
    );
    const policy = { ...defaultPolicy, maxDurationMs: 1, requiredDevices: ['iPhone 15'] };
    const text = renderSummary(some, judge(some, policy, 0));
    expect(text).toMatch(/\n- ❌ .*took.*\n- ❌ .*took.*\n- ⚠️ .*iPhone 15/u);
    expect(text).not.toMatch(/- ❌ .*Pay/u);
    expect(text).toContain('<details><summary>1 note</summary>');
  });

  it('R23: spells out ten reasons and counts the rest', () => {
    const some = results(execution());
    const requiredDevices = Array.from({ length: 13 }, (_, index) => `iPhone ${index}`);
    const text = renderSummary(some, judge(some, { ...defaultPolicy, requiredDevices }, 0));
    expect(text.match(/^- ⚠️ .*iPhone/gmu)).toHaveLength(10);
    expect(text).toContain('\n- … and 3 more reasons\n');
  });

  it('is a whole page when there was nothing to judge', () => {
    expect(summaryOf([])).toBe(
      '## ⚠️ Perfecto device tests: inconclusive\n\nThere is no execution to judge.\n\n' +
        '**0** executions: 0 passed, 0 failed, 0 inconclusive\n\n',
    );
  });

  it.each(evilTexts)('R28: lets nothing out of its place for %j', (evil) => {
    const one = execution({
      executionId: evil,
      scriptName: evil,
      reportUrl: `https://a.example/${evil}`,
      outcome: 'failed',
      reason: evil,
      devices: [{ deviceId: evil, model: evil }],
      cases: [
        testCase({
          name: evil,
          outcome: 'failed',
          failure: { step: evil, message: evil, code: evil },
          attachments: [{ path: evil }],
        }),
      ],
    });
    const good = execution({ scriptName: evil, cases: [testCase({ name: evil })] });
    const whole = execution({
      executionId: 'whole',
      scriptName: evil,
      outcome: 'failed',
      reason: evil,
      cases: [],
    });
    const text = summaryOf([one, good, whole], { title: evil });
    const [page = '', picture = ''] = text.split('```mermaid\n');
    expect(text.replaceAll(ownTag, '')).not.toMatch(/[<>]/u);
    for (const table of page.match(/(?:^\|.*\n)+/gmu) ?? []) {
      const widths = table
        .trimEnd()
        .split('\n')
        .map((row) => row.match(/\|/gu)?.length);
      expect(new Set(widths).size).toBe(1);
    }
    // Only what this code writes begins a line.
    for (const line of page.split('\n').filter((some) => some !== '')) {
      expect(line).toMatch(/^(?:## |\*\*\d|\d of |- |\| |\|:-|<details|<\/details>|<p>)/u);
    }
    for (const block of page.matchAll(/<details[\s\S]*?<\/details>/gu))
      expect(block[0]).not.toContain('\n\n');
    expect(text.match(/```/gu)).toHaveLength(2);
    for (const line of picture.slice(0, picture.indexOf('```')).trim().split('\n')) {
      expect(line).toMatch(
        /^(?:gantt| {2}(?:dateFormat x|axisFormat [%HMS:dm. ]+|section [^:;#%]*|[✓✗?] [^:;#%]* :(?:done|crit|active), \d+, \d+))$/u,
      );
    }
  });

  it('R28: links lead to http addresses only', () => {
    const text = summaryOf([execution({ reportUrl: 'javascript:alert(1)' })]);
    expect(text).not.toContain('javascript');
    expect(text).not.toContain('](');
  });

  it('R23: keeps any budget and closes what it opens', () => {
    fc.assert(
      fc.property(anyResults, fc.integer({ min: 1024, max: 8000 }), (some, budgetBytes) => {
        const text = renderSummary(some, judge(some, defaultPolicy, 0), { budgetBytes });
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(budgetBytes);
        for (const tag of ['details', 'summary', 'p', 'pre', 'ul', 'li', 'b', 'code']) {
          const opened = text.match(new RegExp(`<${tag}(?: open)?>`, 'gu'))?.length ?? 0;
          expect([tag, text.match(new RegExp(`</${tag}>`, 'gu'))?.length ?? 0]).toEqual([tag, opened]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('R23: the last line says exactly what was left out, failures being shown first', () => {
    const many = Array.from({ length: 3000 }, (_, index) =>
      execution({
        executionId: `e${String(index).padStart(4, '0')}`,
        outcome: index % 3 === 0 ? 'failed' : 'passed',
        cases: [testCase(), ...(index % 3 === 0 ? [failedCase(`Case ${index}`, 'x'.repeat(1500))] : [])],
      }),
    );
    const text = summaryOf(many);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1_000_000);
    const last = text.trimEnd().split('\n').at(-1) ?? '';
    const rows = text.match(/^\| (?:❌|✅)/gmu)?.length ?? 0;
    const shownCases = text.match(/<pre>/gu)?.length ?? 0;
    expect(shownCases).toBeGreaterThan(100);
    expect(last).toMatch(/^_Left out to stay within 1,000,000 bytes: .*\._$/u);
    if (rows < 3000) expect(last).toContain(`${3000 - rows} executions of 3000 in the table`);
    expect(last).toContain(`${1000 - shownCases} failed or inconclusive cases`);
    const unlisted = (2000 - (text.match(/<p><b>login/gu)?.length ?? 0)).toLocaleString('en-US');
    expect(last).toContain(`the list of ${unlisted} passed executions with ${unlisted} cases`);
  });

  it('R23: says so when not even the head of the page fits', () => {
    const loud = execution({ outcome: 'failed', cases: [failedCase('Pay', '!'.repeat(500))] });
    const some = remember(greenNight(), results(loud));
    const requiredDevices = ['#'.repeat(300), '#'.repeat(301)];
    const verdict = judge(some, { ...defaultPolicy, requiredDevices }, 0);
    const lastLine = (title: string): string =>
      renderSummary(some, verdict, { budgetBytes: 1024, title }).trimEnd().split('\n').at(-1) ?? '';
    expect(lastLine('Nightly')).toContain('bytes: the sentence, 2 reasons, ');
    expect(lastLine('*'.repeat(60))).toMatch(/bytes: the sentence, .*what changed, /u);
    const wordy = { ...verdict, sentence: 'x'.repeat(180) };
    expect(renderSummary(some, wordy, { budgetBytes: 1024, title: '|'.repeat(60) })).toContain(
      'bytes: the counts, 2 reasons, ',
    );
  });

  it('R23: one execution with very many failures leaves room for the others', () => {
    const flood = execution({
      executionId: 'flood',
      outcome: 'failed',
      cases: Array.from({ length: 5000 }, (_, index) => failedCase(`Case ${index}`, 'x'.repeat(1000))),
    });
    const text = summaryOf([flood, broken]);
    expect(text).toContain('<b>Pay</b>');
    expect(text).toMatch(/_Left out .*: [\d,]+ failed or inconclusive cases._\n$/u);
  });

  it('says nothing of leaving out when everything fits', () => {
    expect(summaryOf([execution(), broken])).not.toContain('Left out');
  });
});

/** The lines of the table that begins with these words in its head. */
function tableOf(text: string, head: string): string[] {
  const lines = text.split('\n');
  const first = lines.findIndex((line) => line.startsWith(head));
  return lines.slice(first + 2, lines.indexOf('', first));
}

describe('the causes in a summary', () => {
  it('R27: has a row for each cause with message, step, fault, links and devices', () => {
    const night = failingNight();
    const rows = tableOf(
      renderSummary(night, judge(night, defaultPolicy, 0)),
      '|   | Cause | Fault | Where |',
    );
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatch(
      /^\| ❌ \| Button &#39;Pay now&#39; was not found on Pixel 8 after 30.2 s<br>at <code>Pay &#62; Tap<\/code> · <code>Failed<\/code> \| not known \| \[checkout\]\(https:[^|]*\) on Pixel 8 <code>R3DEMO000001<\/code><br>\[checkout\]/u,
    );
    expect(rows[1]).toContain('product: a checkpoint did not find what it was to find');
  });

  it('R27: marks a cause as new, or with the day since when it is known', () => {
    const night = remember(remember(greenNight(), failingNight()), labOutageNight());
    const rows = tableOf(
      renderSummary(night, judge(night, defaultPolicy, 0)),
      '|   | Cause | Fault | Known |',
    );
    expect(rows.map((row) => row.split(' | ')[3])).toEqual(['**new**', 'since 2026-11-21']);
    expect(rows[0]).toMatch(/and 2 more places \|$/u);
  });

  it('R23: names the most frequent 50 and says how many there are', () => {
    const words = Array.from({ length: 70 }, (_, index) => String.fromCodePoint(0x3400 + index));
    const many = words.map((word) =>
      execution({ executionId: word, outcome: 'failed', cases: [failedCase('A', word)] }),
    );
    const text = summaryOf(many);
    expect(tableOf(text, '|   | Cause')).toHaveLength(50);
    expect(text).toMatch(/_Left out .*: 20 causes of 70\._\n$/u);
  });
});

describe('what changed, in a summary', () => {
  it('counts every kind and names what is new, fixed, flaky or missing', () => {
    const night = remember(remember(greenNight(), failingNight()), labOutageNight());
    const text = renderSummary(night, judge(night, defaultPolicy, 0));
    expect(text).toContain(
      '\nSince 2026-11-21 02:40 UTC: **6 new failures**, 2 still failing, 19 not run this time.\n',
    );
    expect(text).toContain('<li>new failure: login · iPhone-15 00008110DEMO0003 (failed)</li>');
    expect(text).toContain('<li>not run this time: checkout · iPhone-15 00008110DEMO0003, 4 cases</li>');
    expect(text).toContain('<li>not run this time: search · Search · iPad-10 00008110DEMO0004</li>');
    const fixed = remember(night, greenNight(3));
    expect(renderSummary(fixed, judge(fixed, defaultPolicy, 0))).toContain('9 fixed');
  });

  it('says so when nothing changed, and nothing at all without an earlier run', () => {
    const night = remember(greenNight(0), greenNight(1));
    expect(renderSummary(night, judge(night, defaultPolicy, 0))).toContain('02:40 UTC: nothing changed.');
    expect(summaryOf([execution()])).not.toContain('Since');
  });

  it('R23: names 25 of a kind and counts the rest', () => {
    const cases = Array.from({ length: 30 }, (_, index) => failedCase(`Case ${index}`));
    const night = remember(greenNight(), results(execution({ outcome: 'failed', cases })));
    const text = renderSummary(night, judge(night, defaultPolicy, 0));
    expect(text.match(/<li>new failure: login/gu)).toHaveLength(25);
    expect(text).toContain('<li>new failure: 5 more lines</li>');
  });

  it.each(evilTexts)('R28: lets nothing out of its place for %j', (evil) => {
    const before = results(
      execution({ executionId: '1', scriptName: evil, devices: [{ deviceId: evil }], leg: evil }),
      execution({ executionId: '2', devices: [{ deviceId: 'B' }] }),
    );
    const after = results(
      execution({
        scriptName: `${evil} x`,
        devices: [{ deviceId: evil, model: evil }],
        leg: evil,
        outcome: 'failed',
        cases: [failedCase(evil, evil)],
      }),
      execution({ executionId: '2', devices: [{ deviceId: 'B' }] }),
    );
    const night = remember(before, after);
    const text = renderSummary(night, judge(night, defaultPolicy, 0), { timeline: false });
    expect(text.replaceAll(ownTag, '')).not.toMatch(/[<>]/u);
    for (const line of text.split('\n').filter((some) => some !== '')) {
      expect(line).toMatch(
        /^(?:## |\*\*\d|\d of |Since |- |\| |\|:?-|<details|<\/details>|<\/ul>|<li>|<p>)/u,
      );
    }
    for (const table of text.match(/(?:^\|.*\n)+/gmu) ?? []) {
      const widths = table
        .trimEnd()
        .split('\n')
        .map((row) => row.match(/\|/gu)?.length);
      expect(new Set(widths).size).toBe(1);
    }
  });
});

describe('the grid in a summary', () => {
  it('has devices by scripts, those in trouble first, with links', () => {
    const night = failingNight();
    const rows = tableOf(
      renderSummary(night, judge(night, defaultPolicy, 0)),
      '| Device | checkout | login | search |',
    );
    expect(rows.map((row) => row.replaceAll(/\]\([^)]*\)/gu, ']'))).toEqual([
      '| iPad-10 <code>00008110DEMO0004</code> | [✅ 4] | [✅ 3] | [❌ 1 of 2] |',
      '| Pixel 8 <code>R3DEMO000001</code> | [❌ 1 of 3] | [✅ 3] | [✅ 3] |',
      '| Galaxy S22 <code>R3DEMO000002</code> | [❌ 1 of 3] | [✅ 3] | [✅ 3] |',
      '| iPhone-15 <code>00008110DEMO0003</code> | [✅ 4] | [✅ 3] | [✅ 3] |',
    ]);
  });

  it.each<[string, ExecutionResult[]]>([
    ['a single script', [on('A', 'login'), on('B', 'login')]],
    ['a single device', [on('A', 'login'), on('A', 'pay')]],
    [
      'an execution on two devices',
      [on('A', 'login'), on('B', 'pay'), { ...on('C', 'x'), devices: [{}, {}] }],
    ],
    ['too many scripts', Array.from({ length: 13 }, (_, index) => on(`D${index % 2}`, `s${index}`))],
    ['too many devices', Array.from({ length: 61 }, (_, index) => on(`D${index}`, `s${index % 2}`))],
  ])('gives way to a list for %s', (_, executions) => {
    expect(summaryOf(executions)).toContain('|   | Script | Device |');
  });

  it('leaves empty what did not run, and holds several runs in one cell', () => {
    const again = [1, 2, 3, 4].map((number) => ({ ...on('A', 'login'), executionId: `again ${number}` }));
    const rows = tableOf(summaryOf([...again, on('B', 'pay')]), '| Device | login | pay |');
    expect(rows).toEqual([
      '| <code>A</code> | ✅ 1<br>✅ 1<br>✅ 1<br>+ 1 |  |',
      '| <code>B</code> |  | ✅ 1 |',
    ]);
  });
});

function on(deviceId: string, scriptName: string): ExecutionResult {
  return execution({ executionId: `${scriptName} on ${deviceId}`, scriptName, devices: [{ deviceId }] });
}

describe('renderTimeline', () => {
  it('draws how long each waited, where that can be seen', () => {
    const waited = execution({ executionId: 'w', queuedAtMs: startedAtMs - 30_000 });
    const atOnce = execution({ executionId: 'a', queuedAtMs: startedAtMs - 1 });
    const late = execution({ executionId: 'l', queuedAtMs: startedAtMs + 5 });
    const lines = renderTimeline([waited, atOnce, late])?.split('\n') ?? [];
    expect(lines.filter((line) => line.includes('queue'))).toEqual([
      `  queue login :${startedAtMs - 30_000}, ${startedAtMs}`,
    ]);
  });

  it('draws a bar for each execution under its device', () => {
    expect(renderTimeline([execution(), broken])?.split('\n')).toEqual([
      '```mermaid',
      'gantt',
      '  dateFormat x',
      '  axisFormat %H:%M:%S',
      '  section Pixel 8 0123456789ABCDEF',
      `  ✓ login :done, ${startedAtMs}, ${startedAtMs + 58_675}`,
      `  ✗ pay :crit, ${startedAtMs + 1000}, ${startedAtMs + 58_675}`,
      '```',
    ]);
  });

  it('tells the day where the runs are a day apart', () => {
    const nextDay = { startedAtMs: startedAtMs + 86_400_000, endedAtMs: startedAtMs + 86_500_000 };
    const text = renderTimeline([execution(), execution({ ...nextDay, executionId: 'next day' })]);
    expect(text).toContain('  axisFormat %d.%m. %H:%M\n');
  });

  it.each<[string, ExecutionResult[]]>([
    ['none', []],
    ['a single one', [execution()]],
    ['one of two without an end', [execution(), without('endedAtMs')]],
    ['more than 50', Array.from({ length: 51 }, (_, index) => execution({ executionId: String(index) }))],
    ['ends before starts', [execution({ endedAtMs: 0 }), execution({ endedAtMs: 1 })]],
  ])('draws nothing for %s', (_, executions) => {
    expect(renderTimeline(executions)).toBeUndefined();
  });

  it('draws the longest run on 50 devices', () => {
    const many = Array.from({ length: 50 }, (_, index) =>
      execution({ executionId: String(index), devices: [{ deviceId: `D${index}` }] }),
    );
    expect(renderTimeline(many)?.match(/section/gu)).toHaveLength(50);
  });
});
