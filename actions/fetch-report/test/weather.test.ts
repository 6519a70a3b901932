import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { parseResults } from '@perfecto-actions/results';
import { readReport } from '@perfecto-actions/results/read-report';
import { openRehearsal, type Rehearsal } from '@perfecto-actions/workbench/rehearsal';

const action = 'fetch-report';
const devices = ['F52F82C4DEMO01', 'F52F82C4DEMO02'];

let job: Rehearsal;

afterEach(() => job.close());

interface Handle {
  executionId: string;
  reportKey: string;
}

async function ran(scenario = '', inputs: Record<string, string> = {}): Promise<Handle[]> {
  job = await openRehearsal(scenario);
  const script = { 'script-key': 'PUBLIC:Samples/checkout.xml', 'device-ids': devices[0] ?? '' };
  const step = await job.run('run-script', { ...script, ...inputs });
  return JSON.parse(step.outputs['executions'] ?? '[]') as Handle[];
}

async function fetch(handles: unknown, inputs: Record<string, string> = {}) {
  return job.run(action, { executions: JSON.stringify(handles), 'report-timeout': '300ms', ...inputs });
}

/** Files of the report folder, relative to it. */
async function stored(directory = 'perfecto-report'): Promise<string[]> {
  const root = join(job.workspace, directory);
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
}

async function results() {
  return parseResults(await readFile(join(job.workspace, 'perfecto-report', 'results.json'), 'utf8'));
}

describe('fetch-report in bad weather', () => {
  it.each([
    ['503', { kind: 'status', status: 503, times: 2 } as const],
    ['429', { kind: 'status', status: 429, retryAfter: 0, times: 1 } as const],
    ['a reset', { kind: 'reset-after', times: 2 } as const],
    ['a body that is cut off', { kind: 'truncate', afterBytes: 500, announce: 'whole', times: 2 } as const],
  ])('fetches the report again after %s', async (_, fault) => {
    const handles = await ran();
    job.lab.faults.add({ ...fault, match: { operation: 'report.download' } });
    const step = await fetch(handles, { 'report-timeout': '10s' });
    expect(step).toMatchObject({ outcome: 'success', outputs: { conclusion: 'passed' } });
    expect((await stored()).filter((path) => path.endsWith('.part'))).toEqual([]);
  });

  it('waits while the report is empty, and names it once among the files', async () => {
    const handles = await ran();
    job.lab.faults.add({
      kind: 'malformed-body',
      body: '',
      match: { operation: 'report.download' },
      times: 3,
    });
    const step = await fetch(handles, { 'report-timeout': '10s' });
    expect(step.outputs['conclusion']).toBe('passed');
    const files = JSON.parse(step.outputs['files'] ?? '[]') as string[];
    expect(files.filter((file) => file.endsWith('report.xml'))).toHaveLength(1);
  });

  it('does not wait for a report behind a redirect, and says what to look at', async () => {
    const handles = await ran();
    const headers = { Location: 'https://portal.invalid/' };
    const match = { operation: 'report.download' };
    job.lab.faults.add({ kind: 'status', status: 302, headers, match });
    const asked = job.lab.requests.length;
    const step = await fetch(handles, { 'report-timeout': '10m' });
    expect(step.outputs['reason']).toMatch(
      /answered 302 .* Redirects are not followed; check the name of the cloud/,
    );
    const downloads = job.lab.requests.slice(asked).filter(({ operation }) => operation === match.operation);
    expect(downloads.map(({ status }) => status)).toEqual([302]);
  });

  it('R13: gives a report that never begins, or stops in the middle, no longer than request-timeout', async () => {
    const handles = await ran();
    const match = { operation: 'report.download' };
    job.lab.faults.add({ kind: 'stall', match, times: 1 });
    job.lab.faults.add({ kind: 'wrong-length', byBytes: 9, match, times: 1 });
    const step = await fetch(handles, { 'request-timeout': '300ms' });
    expect(step.outputs['conclusion']).toBe('passed');
    expect((await stored()).filter((path) => path.endsWith('.part'))).toEqual([]);
  });

  it('R22: half a report that ends cleanly does not pass, and is kept to look at', async () => {
    const handles = await ran();
    const match = { operation: 'report.download' };
    job.lab.faults.add({ kind: 'truncate', afterBytes: 900, announce: 'none', match, times: 1 });
    const step = await fetch(handles, { formats: 'html' });
    expect(step).toMatchObject({ outcome: 'failure', outputs: { conclusion: 'inconclusive' } });
    expect(step.outputs['reason']).toContain('ends in the middle');
    expect((await stored()).map((path) => path.split('/').at(-1)).sort()).toEqual([
      'index.html',
      'junit.xml',
      'report.html',
      'report.xml',
      'results.json',
    ]);
  });

  it('goes by the report when the status cannot be read', async () => {
    const handles = await ran();
    job.lab.faults.add({ kind: 'status', status: 400, match: { operation: 'script.status' } });
    const step = await fetch(handles);
    expect(step).toMatchObject({ outcome: 'success', outputs: { conclusion: 'passed' } });
    expect(step.annotations.some(({ message }) => message.startsWith('The status of'))).toBe(true);
  });

  it('goes by the report key when the id of the execution has expired', async () => {
    const handles = await ran();
    const expired = handles.map(({ reportKey }) => ({ executionId: 'long.gone', reportKey }));
    expect((await fetch(expired)).outputs['conclusion']).toBe('passed');
  });

  it('R7: is red for an expired id without a report key', async () => {
    await ran();
    const step = await fetch(['long.gone']);
    expect(step).toMatchObject({ outcome: 'failure', outputs: { conclusion: 'inconclusive' } });
    expect(step.outputs['reason']).toContain('no report key was given');
  });

  it('R7: is red when the status says failed beside a report that says passed', async () => {
    const handles = await ran();
    const { executionId = '' } = handles[0] ?? {};
    const body = JSON.stringify({
      executionId,
      status: 'Completed',
      completed: 'true',
      flowEndCode: 'Failed',
    });
    job.lab.faults.add({ kind: 'malformed-body', body, match: { operation: 'script.status' } });
    expect((await fetch(handles)).outputs['conclusion']).toBe('failed');
  });

  it('R20: keeps what it has when one of several reports never comes', async () => {
    const scenario = `scripts: [{ match: '*', per-device: { ${devices[1] ?? ''}: { report-delay: 20h } } }]`;
    const handles = await ran(scenario, { 'device-ids': devices.join() });
    const step = await fetch(handles);
    expect(step).toMatchObject({
      outcome: 'failure',
      outputs: { conclusion: 'inconclusive', executions: '2' },
    });
    expect((await results()).executions.map(({ outcome }) => outcome)).toEqual(['passed', 'inconclusive']);
    expect(step.outputs['reason']).toMatch(/1 of 2 executions passed.*could not be read/);
  });

  it('keeps executions apart that are named twice or alike', async () => {
    const handles = await ran();
    const [first] = handles;
    const key = first?.reportKey ?? '';
    const step = await fetch([...handles, ...handles], { 'report-keys': `${key}\n${key}` });
    expect(step.outputs['executions']).toBe('1');
    expect((await stored()).filter((path) => path.endsWith('report.xml'))).toHaveLength(1);
  });

  it('writes no file outside of its directory, whatever an attachment is called', async () => {
    const handles = await ran();
    const names = [
      ...['../../evil.png', '/etc/evil.png', 'C:\\evil.png', 'a/b.png', 'a\\b.png', ''],
      ...['CON.png', 'aux', 'LPT1.png', 'end.png. ', 'A.png', 'a.png', 'a\u0000b.png', '\ud800.png'],
      ...[`${'x'.repeat(300)}.png`, `${'x'.repeat(301)}.png`, `${'ü'.repeat(150)}.png`],
    ];
    const body = JSON.stringify({ devices: [{ id: 'x', images: names }] });
    job.lab.faults.add({ kind: 'malformed-body', body, match: { operation: 'report.attachments' } });
    job.lab.faults.add({
      kind: 'status',
      status: 200,
      body: 'picture',
      match: { operation: 'report.image' },
    });
    await fetch(handles, { attachments: 'images' });
    expect((await readdir(job.folder)).sort()).toEqual(['temp', 'work']);
    expect(await readdir(job.workspace)).toEqual(['perfecto-report']);
    const pictures = (await stored()).filter((path) => path.includes('/images/'));
    // Each is a file of its own, also where the file system takes upper and lower case for one.
    expect(new Set(pictures.map((path) => path.toLowerCase())).size).toBe(names.length);
    for (const path of pictures) {
      const name = path.split('/').at(-1) ?? '';
      expect(path.split('/')).toHaveLength(3);
      expect(name).not.toMatch(/^(con|aux|lpt1)(\.|$)|[\\:]|[. ]$|^\./i);
      expect(Buffer.byteLength(name)).toBeLessThan(200);
    }
  });

  it('stores no page of a portal as a picture or a PDF', async () => {
    const handles = await ran();
    const body = '\n<!DOCTYPE html><title>Sign in</title>';
    job.lab.faults.add({ kind: 'malformed-body', body, match: { operation: 'report.image' } });
    job.lab.faults.add({ kind: 'malformed-body', body, after: 1, match: { operation: 'report.download' } });
    const step = await fetch(handles, { attachments: 'images', formats: 'pdf' });
    expect(step.outputs['conclusion']).toBe('passed');
    const warnings = step.annotations
      .filter(({ level }) => level === 'warning')
      .map(({ message }) => message);
    expect(warnings).toHaveLength(5);
    for (const warning of warnings) expect(warning).toMatch(/^Could not fetch .*expected a file.*Sign in/);
    expect((await stored()).filter((path) => /\.(png|pdf|part)$/.test(path))).toEqual([]);
  });

  it('R4: asks for no further attachment with a dead token, and keeps what was read', async () => {
    const handles = await ran();
    job.lab.faults.add({ kind: 'expired-token', match: { operation: 'report.attachments' } });
    const step = await fetch(handles, { attachments: 'images' });
    expect(step).toMatchObject({ outcome: 'failure', outputs: { conclusion: 'passed' } });
    expect(step.annotations.map(({ message }) => message).join()).toContain('Check the security token');
  });

  it('tells of refused attachments one by one, and the verdict stands', async () => {
    const handles = await ran();
    job.lab.faults.add({ kind: 'status', status: 500, body: '', match: { operation: 'report.attachments' } });
    const step = await fetch(handles, { attachments: 'all' });
    expect(step).toMatchObject({ outcome: 'success', outputs: { conclusion: 'passed' } });
    expect(step.log).toContain('Could not fetch the list of attachments');
  });
});

describe('Smart Reporting beside the reports', () => {
  it('adds the reason that it gives a failure', async () => {
    const handles = await ran("scripts: [{ match: '*', outcome: failed, message: Pay now is gone }]");
    const step = await fetch(handles);
    const [execution] = (await results()).executions;
    expect(execution?.reported).toMatchObject([{ status: 'FAILED', failureReason: expect.any(String) }]);
    expect(step.summary).toContain(execution?.reported?.[0]?.failureReason ?? 'no reason');
  });

  it.each([
    ['refuses', { kind: 'status', status: 403 } as const],
    ['breaks the connection', { kind: 'reset-before' } as const],
    ['answers with a page', { kind: 'malformed-body', body: '<html>Sign in</html>' } as const],
  ])('changes nothing when it %s', async (_, fault) => {
    const handles = await ran();
    job.lab.faults.add({ ...fault, match: { operation: 'reporting.list' } });
    const step = await fetch(handles);
    expect(step).toMatchObject({
      outcome: 'success',
      outputs: { conclusion: 'passed' },
      annotations: [],
    });
    expect((await results()).executions[0]?.reported).toBeUndefined();
  });

  it('can make an outcome worse, not better', async () => {
    const handles = await ran();
    const { executionId = '' } = handles[0] ?? {};
    const body = JSON.stringify({ resources: [{ id: 't', externalId: executionId, status: 'FAILED' }] });
    job.lab.faults.add({ kind: 'malformed-body', body, match: { operation: 'reporting.list' } });
    expect((await fetch(handles)).outputs['conclusion']).toBe('failed');
  });
});

describe('limits of fetch-report', () => {
  it('leaves out what finds no room any more, the video last to be fetched, and says so', async () => {
    const handles = await ran();
    const body = 'x'.repeat(2 ** 20);
    job.lab.faults.add({ kind: 'malformed-body', body, match: { operation: 'report.video' } });
    const step = await fetch(handles, { attachments: 'video, images', 'max-total-size': '1' });
    expect(step).toMatchObject({ outcome: 'success', outputs: { conclusion: 'passed' } });
    expect(step.log).toContain('The limit of all files together is reached');
    const kinds = new Set((await stored()).map((path) => path.split('/').at(-2)));
    expect(kinds).toContain('images');
    expect(kinds).not.toContain('video');
  });

  it('tells of all that are left out in one line', async () => {
    const handles = await ran();
    const body = 'x'.repeat(2 ** 20);
    const names = Array.from({ length: 40 }, (_, index) => `images/${index}.png`);
    const listing = JSON.stringify({ devices: [{ id: 'x', images: names }] });
    job.lab.faults.add({
      kind: 'malformed-body',
      body: listing,
      match: { operation: 'report.attachments' },
    });
    job.lab.faults.add({ kind: 'status', status: 200, body, match: { operation: 'report.image' } });
    const step = await fetch(handles, { attachments: 'images', 'max-total-size': '4' });
    expect(step.outcome).toBe('success');
    expect(step.annotations.filter(({ message }) => message.includes('were left out'))).toHaveLength(1);
    expect(step.annotations.filter(({ level }) => level === 'warning').length).toBeLessThan(8);
  });
});

describe('files and policies of fetch-report', () => {
  it('writes where it is told, blanks and all, and JUnit as XML that can be read', async () => {
    const handles = await ran("scripts: [{ match: '*', outcome: failed, message: 'a ]]> <b> \"c\" & d' }]");
    const step = await fetch(handles, { directory: 'out put/my report', junit: 'j unit/all tests.xml' });
    expect(step.outputs['directory']).toBe(join(job.workspace, 'out put/my report'));
    expect(await stored('out put/my report')).toContain('results.json');
    const junit = await readFile(join(job.workspace, 'j unit/all tests.xml'), 'utf8');
    expect(junit).toContain('&lt;b&gt;');
    // A reader of XML that says how far it came: the text is whole and well-formed, only no report.
    await expect(readReport([junit] as unknown as AsyncIterable<string>)).rejects.toMatchObject({
      code: 'wrong-root',
    });
  });

  it('names files by their path from results.json, and in JUnit by their path in the workspace', async () => {
    const handles = await ran();
    await fetch(handles, { formats: 'csv' });
    const [execution] = (await results()).executions;
    expect(execution?.files.length).toBe(2);
    const junit = await readFile(join(job.workspace, 'perfecto-report/junit.xml'), 'utf8');
    for (const file of execution?.files ?? []) {
      expect(await stored()).toContain(file);
      expect(junit).toContain(`[[ATTACHMENT|perfecto-report/${file}]]`);
    }
  });

  it('reads a policy from a file of the workspace', async () => {
    const handles = await ran();
    await mkdir(join(job.workspace, 'ci'));
    await writeFile(join(job.workspace, 'ci', 'gate.yml'), 'min-tests: 99\n');
    const step = await fetch(handles, { policy: 'ci/gate.yml' });
    expect(step).toMatchObject({ outcome: 'failure', outputs: { conclusion: 'inconclusive' } });
    expect(step.outputs['reason']).toContain('the policy wants 99');
  });

  it('R14: lists every unknown key of a policy, with what was meant, and sends nothing', async () => {
    job = await openRehearsal();
    const policy = 'min-test: 1\nfail_on: [failed]\nknown-failure: []\nrequire: { device: [x] }';
    const step = await fetch(['x'], { policy });
    const messages = step.annotations.map(({ message }) => message).join('\n');
    for (const meant of ['min-tests', 'fail-on', 'known-failures', 'devices'])
      expect(messages).toContain(meant);
    expect(step.annotations).toHaveLength(4);
    expect(job.lab.requests).toEqual([]);
  });

  it.each([
    ['a folder', 'ci'],
    ['a list', '- a: b'],
    ['broken YAML', 'min-tests: [1\nx: 2'],
  ])('R14: refuses %s as policy', async (_, policy) => {
    job = await openRehearsal();
    await mkdir(join(job.workspace, 'ci'));
    const step = await fetch(['x'], { policy });
    expect(step.outcome).toBe('failure');
    expect(step.annotations[0]?.message).toMatch(/^policy: /);
    expect(step.log).not.toContain('Unexpected');
  });

  it('plans without a request and without a file', async () => {
    const handles = await ran();
    const before = job.lab.requests.length;
    const step = await fetch(handles, { plan: 'true' });
    expect(step).toMatchObject({ outcome: 'success', summary: '' });
    expect(job.lab.requests).toHaveLength(before);
    expect(await readdir(job.workspace)).toEqual([]);
  });
});
