import { describe, expect, it } from '@jest/globals';
import { readReport } from '../src/report/read-report.ts';
import type { ExecutionReport } from '../src/index.ts';
import { casesOf, outcomeOfReport, resultOfReport, worse } from '../src/index.ts';
import { failed, fullReport, node, passed, report, streamOf, times } from './report-text.ts';

async function read(flow: string, status?: string): Promise<ExecutionReport> {
  return readReport(streamOf(report(flow, status)));
}

describe('casesOf', () => {
  it('makes a case of each top-level step and called script, with its attachments', async () => {
    const cases = casesOf(await readReport(streamOf(fullReport)));
    expect(cases).toEqual([
      {
        name: 'Open the page',
        path: ['login', 'Open the page'],
        outcome: 'passed',
        startedAtMs: 1_714_990_281_000,
        durationMs: 9400,
        attachments: [{ type: 'monitor', format: 'csv', path: 'vitals/monitor_1.csv' }],
      },
    ]);
  });

  it('makes one case of the actions outside steps, named after the script', async () => {
    const flow = [
      node('action', 'open', passed),
      node('step', 'Middle', passed),
      node('action', 'close', failed('gone')),
    ];
    const cases = casesOf(await read(flow.join('')));
    expect(cases.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['login', 'failed'],
      ['Middle', 'passed'],
    ]);
    expect(cases[0]?.failure).toEqual({ step: 'close', message: 'gone', code: 'Failed' });
  });

  it('lets actions outside steps take from the first start to the last end that are known', async () => {
    const action = (name: string, when: string): string =>
      node('action', name, passed).replace('</info>', `${when}</info>`);
    const startOnly = times(1000, 0).replace(/<end>.*<\/end>/u, '');
    const flow = [
      action('open', times(3000, 9000)),
      action('wait', startOnly),
      action('close', times(5000, 7000)),
    ];
    expect(casesOf(await read(flow.join('')))).toMatchObject([{ startedAtMs: 1000, durationMs: 8000 }]);
    const [unknown] = casesOf(await read(action('open', '')));
    expect(unknown).not.toHaveProperty('durationMs');
  });

  it('has no case for an empty flow', async () => {
    expect(casesOf(await read(''))).toEqual([]);
  });

  it('fails a step that calls itself passed when something inside failed', async () => {
    const [one] = casesOf(
      await read(node('step', 'Outer', passed, node('action', 'tap', failed('no button')))),
    );
    expect(one).toMatchObject({
      outcome: 'failed',
      failure: { step: 'Outer > tap', message: 'no button', code: 'Failed' },
    });
  });

  it('names the deepest first failure, not the echo around it', async () => {
    const inner =
      node('action', 'tap', failed('the cause', 'Stale')) + node('action', 'next', failed('a follower'));
    const flow = node(
      'script',
      'Sub',
      failed('step failed'),
      node('step', 'Inner', failed('inner failed'), inner),
    );
    const [one] = casesOf(await read(flow));
    expect(one?.failure).toEqual({ step: 'Sub > Inner > tap', message: 'the cause', code: 'Stale' });
  });

  it.each([
    ['', 'It failed; the report does not say why.'],
    ['<code>Failed</code>', 'Failed'],
    ['<description></description><code>Failed</code>', 'Failed'],
  ])('finds a message for a failure that has only %j', async (rest, message) => {
    const [one] = casesOf(await read(node('step', 'S', `<success>false</success>${rest}`)));
    expect(one?.failure?.message).toBe(message);
  });

  it.each(['', '<success/>', '<success>maybe</success>', '<code>Success</code>'])(
    'leaves a step with the status %j inconclusive',
    async (status) => {
      const [alone] = casesOf(await read(node('step', 'S', status)));
      const [inside] = casesOf(await read(node('step', 'S', passed, node('action', 'a', status))));
      expect([alone?.outcome, inside?.outcome]).toEqual(['inconclusive', 'inconclusive']);
    },
  );
});

describe('outcomeOfReport', () => {
  it.each([
    ['passed', passed, passed],
    ['failed', failed('x'), passed],
    ['failed', passed, failed('x')],
    ['failed', '', failed('x')],
    ['inconclusive', '', passed],
    ['inconclusive', passed, ''],
  ])('is %s for the status %j and a step with %j', async (outcome, status, step) => {
    expect(outcomeOfReport(await read(node('step', 'S', step), status))).toBe(outcome);
  });
});

describe('resultOfReport', () => {
  it('calls an execution by what is known of it: its id, else its report', async () => {
    const whole = await read('');
    const bare = { ...whole };
    delete bare.executionId;
    delete bare.reportKey;
    const ids = [
      resultOfReport(whole, { executionId: 'known' }),
      resultOfReport({ ...bare, executionId: 'reported' }, { reportKey: 'known key' }),
      resultOfReport({ ...bare, reportKey: 'reported key' }, { reportKey: 'known key' }),
      resultOfReport({ ...bare, reportKey: 'reported key' }),
      resultOfReport(bare),
    ].map(({ executionId }) => executionId);
    expect(ids).toEqual(['known', 'reported', 'known key', 'reported key', '']);
  });

  it('joins the report with what was known before, the worse outcome counting', async () => {
    const whole = await read(node('step', 'S', passed));
    const result = resultOfReport(whole, {
      outcome: 'failed',
      state: 'Completed',
      scriptKey: 'PRIVATE:login.xml',
    });
    expect(result).toMatchObject({
      executionId: 'bot_login_1',
      scriptName: 'login',
      outcome: 'failed',
      state: 'Completed',
      cases: [{ name: 'S' }],
      files: [],
    });
  });

  it('takes devices, times and counts from the report', async () => {
    const result = resultOfReport(await readReport(streamOf(fullReport)), {
      devices: [{ deviceId: 'other' }],
    });
    expect(result).toMatchObject({
      reportKey: 'PRIVATE:240506/login_1.xml',
      startedAtMs: 1_714_990_272_345,
      endedAtMs: 1_714_990_331_020,
      reason: 'CompletedWithErrors',
      failedActions: 1,
      devices: [
        {
          deviceId: '0123456789ABCDEF',
          manufacturer: 'Google',
          model: 'Pixel 8',
          os: 'Android',
          osVersion: '14',
        },
      ],
    });
  });

  it('never makes a failed report better', async () => {
    const whole = await read(node('step', 'S', failed('x')), failed('x'));
    expect(resultOfReport(whole, { outcome: 'passed' }).outcome).toBe('failed');
  });

  it('orders outcomes from failed over inconclusive to passed', () => {
    expect(worse('passed', 'passed')).toBe('passed');
    expect(worse('passed', 'inconclusive')).toBe('inconclusive');
    expect(worse('inconclusive', 'failed')).toBe('failed');
  });
});
