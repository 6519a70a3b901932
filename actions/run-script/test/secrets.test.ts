import { describe, expect, it } from '@jest/globals';
import { textsBelow } from '@perfecto-actions/workbench/rehearsal';
import { devices, openLabJob, scriptKey, type LabJob, writeScript } from './lab-job.ts';

/** A token whose encoded forms all differ from it. */
const token = 't+k/n&<"lab">=7%e~no-secret?';
const pin = 'p&n <47"11>/+';
const withToken = `users: [{ name: ci.bot@example.com, token: ${JSON.stringify(token)} }]`;

function formsOf(secret: string): string[] {
  return [
    secret,
    encodeURIComponent(secret),
    new URLSearchParams({ v: secret }).toString().slice(2),
    Buffer.from(secret).toString('base64').replace(/=+$/, ''),
    Buffer.from(secret).toString('base64url'),
    JSON.stringify(secret).slice(1, -1),
    secret.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;'),
  ];
}

/** All texts of the job's folder: workspace, command files with outputs, state and summary. */
function filesOf({ folder }: LabJob): Promise<string> {
  return textsBelow(folder);
}

const echo = `DUT: ${JSON.stringify(token)}`;

describe('secrets of run-script', () => {
  it.each<[string, Record<string, string>]>([
    ['a run that passes', { 'script-file': 'my tests/smoke test.xml' }],
    ['a run on several devices', { 'script-key': scriptKey, 'device-ids': devices.join() }],
    ['an unknown script', { 'script-key': `PUBLIC:${token}.xml` }],
    ['a reason in which the service repeats the token', { 'script-key': scriptKey, parameters: echo }],
    [
      'several reasons in which it does',
      {
        'script-key': scriptKey,
        'device-ids': devices.join(),
        'device-parameter': 'other',
        parameters: echo,
      },
    ],
  ])('R31: show in no form and no place in %s, with debug on', async (_, inputs) => {
    const job = await openLabJob(withToken);
    await writeScript(job);
    const secrets = { TOKEN: token, PIN: pin };
    const secured = { 'secured-parameters': `pin: '\${{ secrets.PIN }}'` };
    // What a user gives as the key stands in the handle, which is his own doing.
    const isGiven = inputs['script-key']?.includes(token) === true;
    const options = { secrets, debug: true, ...(isGiven && { records: '' }) };
    const step = await job.run({ ...inputs, ...secured }, options);
    expect(job.lab.requests.length).toBeGreaterThan(1);
    const places = {
      // A runner shows the inputs before the action can mask anything.
      log: step.log.slice(step.log.indexOf('##[endgroup]')),
      summary: step.summary,
      outputs: isGiven ? (step.outputs['reason'] ?? '') : JSON.stringify(step.outputs),
      files: isGiven ? '' : await filesOf(job),
      annotations: step.annotations.map(({ message }) => message).join('\n'),
    };
    for (const [place, text] of Object.entries(places)) {
      for (const secret of [token, pin]) {
        const found = formsOf(secret).filter((form) => text.includes(form));
        expect({ place, found }).toEqual({ place, found: [] });
      }
    }
  });

  it('R31: no address holds a credential', async () => {
    const job = await openLabJob(withToken);
    await job.run({ 'script-file': await writeScript(job) }, { secrets: { TOKEN: token } });
    expect(job.lab.requests.length).toBeGreaterThan(3);
    for (const { query, path } of job.lab.requests) {
      expect(Object.keys(query).join().toLowerCase()).not.toMatch(/token|password|secured/);
      expect(path).not.toContain(encodeURIComponent(token));
    }
  });
});
