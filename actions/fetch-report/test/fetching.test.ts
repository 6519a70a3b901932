import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { parseResults } from '@perfecto-actions/results';
import { openRehearsal, type Rehearsal } from '@perfecto-actions/workbench/rehearsal';

const action = 'fetch-report';
const scriptKey = 'PUBLIC:Samples/checkout.xml';
const failing = "scripts: [{ match: '*', outcome: failed, failing-step: Pay, message: 'Pay now is gone' }]";
const onReport = { operation: 'report.download' };

let job: Rehearsal;

afterEach(() => job.close());

/** Runs a script to its end and answers the handle. */
async function ran(scenario = '', inputs: Record<string, string> = {}): Promise<string> {
  job = await openRehearsal(scenario);
  const step = await job.run('run-script', {
    'script-key': scriptKey,
    'device-ids': 'F52F82C4DEMO01',
    ...inputs,
  });
  return step.outputs['executions'] ?? '';
}

async function fetch(inputs: Record<string, string>) {
  return job.run(action, { directory: 'my report', 'report-timeout': '5s', ...inputs });
}

async function stored(): Promise<string[]> {
  const root = join(job.workspace, 'my report');
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}

async function text(name: string): Promise<string> {
  return readFile(join(job.workspace, 'my report', name), 'utf8');
}

async function head(ending: string): Promise<string> {
  const name = (await stored()).find((path) => path.endsWith(ending)) ?? `no file ends in ${ending}`;
  return (await readFile(join(job.workspace, 'my report', name))).subarray(0, 4).toString('latin1');
}

describe('fetch-report', () => {
  it('R20: stores the report, results.json and JUnit, and is green when every case passed', async () => {
    const handle = await ran();
    const step = await fetch({ executions: handle });
    expect(step.outcome).toBe('success');
    expect(step.outputs).toMatchObject({ conclusion: 'passed', executions: '1', failed: '0' });
    expect(Number(step.outputs['tests'])).toBeGreaterThan(0);
    const results = parseResults(await text('results.json'));
    expect(results.executions[0]).toMatchObject({ outcome: 'passed', scriptName: 'checkout' });
    expect(await text('junit.xml')).toMatch(/<testsuite [^>]*name="checkout/);
    expect(step.summary).toContain('passed');
    expect(step.log).toMatch(/^\d+ files are in .*\npassed: 1 of 1 execution passed\.$/m);
  });

  it('stores every format and attachment as the real file it says', async () => {
    const handle = await ran();
    const step = await fetch({ executions: handle, formats: 'html, pdf, csv', attachments: 'all' });
    expect(step.outcome).toBe('success');
    expect(await head('report.pdf')).toBe('%PDF');
    expect(await head('.png')).toBe('\x89PNG');
    expect(await head('.zip')).toBe('PK\x03\x04');
    expect(await head('report.html')).toBe('<!DO');
    const kinds = (await stored()).map((path) => path.split('/').at(-2));
    expect(kinds).toEqual(expect.arrayContaining(['images', 'video', 'vitals', 'network', 'logs']));
    expect((await stored()).filter((path) => path.endsWith('.part'))).toEqual([]);
  });

  it('is red with the failed step when a case failed, everything delivered', async () => {
    const handle = await ran(failing);
    const step = await fetch({ executions: handle });
    expect(step).toMatchObject({ outcome: 'failure', outputs: { conclusion: 'failed', failed: '1' } });
    expect(step.annotations.at(-1)?.message).toContain('Pay now is gone');
    expect(step.summary).toContain('Pay now is gone');
    expect(await text('junit.xml')).toContain('<failure');
  });

  it('shows the failed one of several executions first', async () => {
    const scenario =
      "scripts: [{ match: '*', outcome: passed, per-device: { F52F82C4DEMO02: { outcome: failed, message: 'Pay now is gone' } } }]";
    const handle = await ran(scenario, { 'device-ids': 'F52F82C4DEMO01,F52F82C4DEMO02' });
    const step = await fetch({ executions: handle });
    expect(step.outputs).toMatchObject({ conclusion: 'failed', executions: '2' });
    const [, table = ''] = step.summary.split('| Script');
    expect(table.indexOf('F52F82C4DEMO02')).toBeLessThan(table.indexOf('F52F82C4DEMO01'));
  });

  it('waits for a report that comes late', async () => {
    // Two minutes of the lab are a bit more than a second here.
    const handle = await ran('reports: { delay: 2m }');
    const step = await fetch({ executions: handle });
    expect(step.outcome).toBe('success');
    expect(step.log).toMatch(/^The report of \S+ is not there yet /m);
  });

  it('R20: is red when the report never comes, results.json and JUnit written all the same', async () => {
    const handle = await ran('reports: { delay: 20h }');
    const step = await fetch({ executions: handle, 'report-timeout': '200ms' });
    expect(step).toMatchObject({ outcome: 'failure', outputs: { conclusion: 'inconclusive' } });
    expect(await stored()).toEqual(['index.html', 'junit.xml', 'results.json']);
    expect(await text('junit.xml')).toContain('could not be read');
  });

  it.each([
    ['an HTML page', '<!DOCTYPE html><html><body>Sign in</body></html>'],
    ['half a report', '<execution><info><name>checkout</name></info><output><status><success>true</success>'],
    [
      'a DOCTYPE',
      '<!DOCTYPE execution [<!ENTITY a "b">]><execution><info><name>&a;</name></info></execution>',
    ],
    ['something else', 'hello'],
    ['nothing', ''],
  ])('is red when the service sends %s as the report', async (_, body) => {
    const handle = await ran();
    job.lab.faults.add({ kind: 'malformed-body', body, match: onReport });
    const step = await fetch({ executions: handle, 'report-timeout': '100ms' });
    expect(step).toMatchObject({ outcome: 'failure', outputs: { conclusion: 'inconclusive' } });
    expect(parseResults(await text('results.json')).executions[0]?.outcome).toBe('inconclusive');
  });

  it('R22: a report with no test in it does not pass', async () => {
    const handle = await ran();
    const body =
      '<execution><info><name>checkout</name></info><output><status><success>true</success><code>Success</code></status></output><flow/></execution>';
    job.lab.faults.add({ kind: 'malformed-body', body, match: onReport });
    const step = await fetch({ executions: handle });
    expect(step.outcome).toBe('failure');
    expect(step.outputs['conclusion']).not.toBe('passed');
  });

  it('tells of an attachment that cannot be had, and goes on', async () => {
    const handle = await ran();
    job.lab.faults.add({ kind: 'status', status: 404, match: { operation: 'report.video' } });
    const step = await fetch({ executions: handle, attachments: 'video, images' });
    expect(step.outcome).toBe('success');
    expect(step.annotations.some(({ message }) => message.includes('Could not fetch video'))).toBe(true);
    expect(await head('.png')).toBe('\x89PNG');
  });

  it('works from report keys alone, long after the execution is forgotten', async () => {
    const handle = JSON.parse(await ran()) as { reportKey: string }[];
    const step = await fetch({ 'report-keys': handle[0]?.reportKey ?? '' });
    expect(step).toMatchObject({ outcome: 'success', outputs: { conclusion: 'passed' } });
  });

  it('is red for an execution that still runs', async () => {
    const handle = await ran("scripts: [{ match: '*', duration: 24h }]", { wait: 'false' });
    const step = await fetch({ executions: handle });
    expect(step.outputs['reason']).toContain('which is no end');
    expect(step.outcome).toBe('failure');
  });

  it('lets a known failure pass until it expires', async () => {
    const handle = await ran(failing);
    const policy = (expires: string) =>
      `known-failures:\n  - { script: checkout, reason: SHOP-1, expires: ${expires} }`;
    expect((await fetch({ executions: handle, policy: policy('2999-01-01') })).outputs['conclusion']).toBe(
      'passed',
    );
    expect((await fetch({ executions: handle, policy: policy('2020-01-01') })).outputs['conclusion']).toBe(
      'failed',
    );
  });

  it('breaks off a file that is larger than max-file-size', async () => {
    const handle = await ran();
    job.lab.faults.add({ kind: 'malformed-body', body: `<a>${'x'.repeat(2 ** 21)}</a>`, match: onReport });
    const step = await fetch({ executions: handle, 'max-file-size': '1', 'report-timeout': '100ms' });
    expect(step.outcome).toBe('failure');
    expect(step.log).toContain('larger than');
    expect(await stored()).toEqual(['index.html', 'junit.xml', 'results.json']);
  });

  it('R31: stores no token, also where the report repeats it', async () => {
    const handle = await ran('', { parameters: 'note: see ${{ secrets.TOKEN }}' });
    const step = await fetch({ executions: handle, formats: 'html, csv', attachments: 'vitals, network' });
    const token = job.lab.tokens.automation;
    for (const name of await stored()) expect(await text(name)).not.toContain(token);
    expect(step.log + step.summary + JSON.stringify(step.outputs)).not.toContain(token);
  });

  it('R28: keeps text of the service harmless in summary and log', async () => {
    const message = '::error::owned | <script>alert(1)</script> [x](javascript:1)';
    const handle = await ran(`scripts: [{ match: '*', outcome: failed, message: '${message}' }]`);
    const step = await fetch({ executions: handle });
    expect(step.summary).not.toContain('<script>');
    expect(
      step.annotations.every(
        ({ message: shown }) => shown !== 'owned | <script>alert(1)</script> [x](javascript:1)',
      ),
    ).toBe(true);
  });

  it('says so where the runner has no artifact service, and keeps the files', async () => {
    const handle = await ran();
    const step = await fetch({ executions: handle, 'artifact-name': 'report' });
    expect(step.outcome).toBe('success');
    expect(step.annotations.some(({ message }) => message.includes('no artifact service'))).toBe(true);
  });

  it('leaves no half file when the job is cancelled while fetching', async () => {
    const handle = await ran();
    job.lab.faults.add({ kind: 'stall', match: { operation: 'report.video' } });
    const cancel = new AbortController();
    const step = await job.run(
      action,
      { executions: handle, directory: 'my report', attachments: 'video' },
      {
        signal: cancel.signal,
        log: (line) => {
          if (/\d attachment/.test(line)) cancel.abort();
        },
      },
    );
    expect(step.conclusion).toBe('cancelled');
    expect((await stored()).filter((path) => path.endsWith('.part'))).toEqual([]);
    // The report had been read, so it is not lost (R20).
    const [execution] = parseResults(await text('results.json')).executions;
    expect(execution).toMatchObject({ outcome: 'passed', scriptName: 'checkout' });
  });

  it('a wrong token is red with what to do, results written', async () => {
    const handle = await ran();
    const step = await fetch({ executions: handle, 'security-token': 'some-wrong-token' });
    expect(step.outcome).toBe('failure');
    expect(step.annotations.at(-1)?.message).toContain('Check the security token');
    expect(await stored()).toEqual(['index.html', 'junit.xml', 'results.json']);
  });
});

describe('R14: bad inputs of fetch-report', () => {
  it('are all listed at once, and nothing is sent', async () => {
    job = await openRehearsal();
    const step = await job.run(action, {
      formats: 'docx',
      attachments: 'smells',
      'report-keys': 'no-key',
      'max-file-size': '-1',
      'artifact-name': 'a/b',
      policy: 'min-passrate: 5',
    });
    const messages = step.annotations.map(({ message }) => message).join('\n');
    for (const part of ['docx', 'smells', 'no-key', 'max-file-size', 'artifact-name', 'min-pass-rate']) {
      expect(messages).toContain(part);
    }
    expect(job.lab.requests).toHaveLength(0);
    expect(step.exitCode).toBe(1);
  });

  it('neither executions nor report keys', async () => {
    job = await openRehearsal();
    const step = await job.run(action, {});
    expect(step.annotations[0]?.message).toContain('executions: is missing');
  });
});
