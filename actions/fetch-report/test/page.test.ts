import { cp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { openRehearsal, type Rehearsal } from '@perfecto-actions/workbench/rehearsal';

let job: Rehearsal;

afterEach(() => job.close());

/** Runs a script and fetches its report. */
async function fetched(inputs: Record<string, string> = {}, scenario = '') {
  job = await openRehearsal(scenario);
  const started = await job.run('run-script', {
    'script-key': 'PUBLIC:Samples/search.xml',
    'device-ids': 'R3DEMO000008',
  });
  const executions = started.outputs['executions'] ?? '';
  return fetch({ executions, ...inputs });
}

function fetch(inputs: Record<string, string>) {
  return job.run('fetch-report', { 'report-timeout': '5s', ...inputs });
}

async function page(directory = 'perfecto-report'): Promise<string> {
  return readFile(join(job.workspace, directory, 'index.html'), 'utf8');
}

describe('the page of fetch-report', () => {
  it('shows the steps of the report and embeds what was fetched', async () => {
    const step = await fetched({ attachments: 'all' });
    expect(step.outputs['html-page']).toBe(join(job.workspace, 'perfecto-report/index.html'));
    const html = await page();
    expect(html).toContain('Choose a price');
    // The beginning of a PNG in Base64.
    expect(html).toContain('iVBORw0KGgo');
    expect(html).toMatch(/images\/step_\d\.png/);
  });

  it('is left out on demand', async () => {
    const step = await fetched({ 'html-page': 'false' });
    expect(step).toMatchObject({ outcome: 'success', outputs: { 'html-page': '' } });
    await expect(page()).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('R20: is written for what could not be fetched, too', async () => {
    const step = await fetched({ 'report-timeout': '100ms' }, 'reports: { delay: 20h }');
    expect(step.outcome).toBe('failure');
    expect(await page()).toContain('could not be read');
  });

  it('R26: shows steps and pictures of another job whose folder came along', async () => {
    await fetched({ attachments: 'images', directory: 'leg' });
    await cp(join(job.workspace, 'leg'), join(job.workspace, 'legs/first'), { recursive: true });
    await rm(join(job.workspace, 'leg'), { recursive: true });
    const step = await fetch({ 'results-files': 'legs/*/results.json', directory: 'night' });
    expect(step).toMatchObject({ outcome: 'success', outputs: { executions: '1' } });
    const html = await page('night');
    expect(html).toContain('Choose a price');
    expect(html).toContain('iVBORw0KGgo');
  });

  it('names the workflow and its run', async () => {
    job = await openRehearsal();
    const step = await job.run(
      'fetch-report',
      { executions: 'long.gone' },
      { github: { workflow: 'Nightly <b>', run_number: '12' } },
    );
    expect(step.outcome).toBe('failure');
    expect(await page()).toContain('<title>Nightly &lt;b&gt; #12</title>');
  });
});
