import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ExecutionResult, SummaryOptions } from '../src/index.ts';
import { defaultPolicy, judge, renderSummary, renderTimeline } from '../src/index.ts';
import { anyResults } from './arbitraries.ts';
import { evilTexts, execution, failedCase, results, startedAtMs, testCase, without } from './samples.ts';

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
      .filter((line) => line.startsWith('| '));
    expect(rows.slice(1)).toEqual([
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
    expect(summaryOf([without('cases')])).toContain('| not read |');
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

  it('lists several reasons and folds notes away', () => {
    const text = summaryOf([
      broken,
      execution({ executionId: 'slow', timedOut: true }),
      without('cases', execution({ executionId: 'unread' })),
    ]);
    expect(text).toMatch(/\n- ❌ .*\n- ⚠️ /u);
    expect(text).toContain('<details><summary>1 note</summary>');
  });

  it('is a whole page when there was nothing to judge', () => {
    expect(summaryOf([])).toBe(
      '## ⚠️ Perfecto device tests: inconclusive\n\nThere is no execution to judge.\n\n' +
        '**0** executions: 0 passed, 0 failed, 0 inconclusive · **0** cases: 0 passed, 0 failed\n\n',
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
    for (const row of page.split('\n').filter((line) => line.startsWith('|'))) {
      expect(row.match(/\|/gu)).toHaveLength(7);
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

describe('renderTimeline', () => {
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
