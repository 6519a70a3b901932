import { afterEach, describe, expect, it } from '@jest/globals';
import { openRehearsal, textsBelow, type Rehearsal } from '@perfecto-actions/workbench/rehearsal';

/** A token whose encoded forms all differ from it. */
const token = 't+k/n&<"lab">=7%e~no-secret?';
const base64 = Buffer.from(token).toString('base64').replace(/=+$/, '');
const forms = [
  token,
  encodeURIComponent(token),
  new URLSearchParams({ v: token }).toString().slice(2),
  base64,
  Buffer.from(token).toString('base64url'),
  JSON.stringify(token).slice(1, -1),
  token.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;'),
];

let job: Rehearsal;

afterEach(() => job.close());

/** Every file of the job's folder: what was fetched, outputs, state and summary. */
function everything(): Promise<string> {
  return textsBelow(job.folder);
}

describe('secrets of fetch-report', () => {
  it.each([
    ['a report that repeats the token', 'passed', {}],
    ['a failure whose text repeats it in every form', 'failed', {}],
    ['a device that is called by it', 'passed', { DUT: token }],
  ])('R31: show in no form and no place after %s, with debug on', async (_, outcome, variables) => {
    const message = JSON.stringify(forms.join(' '));
    job = await openRehearsal(
      `users: [{ name: ci.bot@example.com, token: ${JSON.stringify(token)} }]\n` +
        `scripts: [{ match: '*', outcome: ${outcome}, message: ${message} }]`,
    );
    const options = { secrets: { TOKEN: token }, debug: true };
    const parameters = JSON.stringify({ note: `see ${token}, ${base64}`, ...variables });
    const started = await job.run(
      'run-script',
      { 'script-key': 'PUBLIC:Samples/login.xml', parameters },
      options,
    );
    const inputs = {
      executions: started.outputs['executions'] ?? '',
      formats: 'html, csv',
      attachments: 'all',
    };
    const step = await job.run('fetch-report', { ...inputs, 'report-timeout': '5s' }, options);
    expect(step.outputs['executions']).toBe('1');
    const places = { log: step.log, summary: step.summary, files: await everything() };
    for (const [place, text] of Object.entries(places)) {
      const found = forms.filter((form) => text.includes(form));
      expect({ place, found }).toEqual({ place, found: [] });
    }
  });
});
