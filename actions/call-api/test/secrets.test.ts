import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openRehearsal, textsBelow, type Rehearsal } from '@perfecto-actions/workbench/rehearsal';

// Every character here has another form in at least one encoding.
const pin = 'pin+en/with"quotes"&<tags>==';
const forms = [
  pin,
  encodeURIComponent(pin),
  new URLSearchParams({ v: pin }).toString().slice(2),
  Buffer.from(pin).toString('base64'),
  Buffer.from(pin).toString('base64url'),
  JSON.stringify(pin).slice(1, -1),
  pin.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
];

let rehearsal: Rehearsal;
beforeEach(async () => {
  rehearsal = await openRehearsal();
});
afterEach(() => rehearsal.close());

/** Runs a call that carries the PIN, and gives all that anybody may see of it. */
async function seen(inputs: Record<string, string>, debug = false): Promise<string> {
  const secrets = { TOKEN: rehearsal.lab.tokens.automation, PIN: pin };
  const step = await rehearsal.run('call-api', inputs, { secrets, debug });
  const texts = await textsBelow(join(rehearsal.folder, 'temp'));
  return [step.log, step.summary, JSON.stringify(step), texts].join('\n');
}

const start = {
  operation: 'script.execute',
  parameters: 'scriptKey: PUBLIC:Samples/login.xml',
  'secured-parameters': "securedParam.pin: '${{ secrets.PIN }}'",
};
// The service echoes what it was given, as proxies do in their error pages.
const echo = JSON.stringify({ errorMessage: `Failed - ${forms.join(' ')}` });

it('is not what only bears the name of one', async () => {
  const step = await rehearsal.run('call-api', {
    operation: 'user.v1.create',
    parameters: '{username: new, email: new@example.com, password: first-not-a-secret, tempPassword: true}',
    plan: 'true',
  });
  expect(step.outcome).toBe('success');
  expect(step.log).toMatch(/^ {2}tempPassword: true$/m);
  expect(step.log).toMatch(/^ {2}password: \*\*\*$/m);
});

describe('a secured parameter', () => {
  it.each([
    ['in a call', {}, undefined],
    ['in a plan', { plan: 'true' }, undefined],
    ['in a refusal that quotes it', {}, { kind: 'status', status: 400, body: echo } as const],
    [
      'in an answer that quotes it',
      {},
      {
        kind: 'malformed-body',
        body: JSON.stringify({
          executionId: 'x_1',
          reportKey: 'PRIVATE:x',
          testGridReportUrl: forms.join(' '),
        }),
      } as const,
    ],
  ])('shows up nowhere: %s', async (_where, more, fault) => {
    if (fault) rehearsal.lab.faults.add(fault);
    const all = await seen({ ...start, ...more }, true);
    for (const form of forms) expect(all).not.toContain(form);
    if (!('plan' in more)) expect(rehearsal.lab.requests).toHaveLength(1);
    expect(JSON.stringify(rehearsal.lab.requests.map(({ query }) => query))).not.toContain(pin);
  });

  it('is not quoted when it is wrong, nor when it looks like a name', async () => {
    const wrong = await seen({
      operation: 'script.execute',
      parameters: 'scriptKey: x',
      'secured-parameters': "output.visibility: '${{ secrets.PIN }}'",
    });
    expect(wrong).toContain(
      'output.visibility is a value that is not shown; give one of private, group, public.',
    );
    const { log } = await rehearsal.run('call-api', { ...start, 'secured-parameters': 'hush hush: x' });
    const said = log.slice(log.indexOf('##[endgroup]'));
    expect(said).toContain('a name in secured-parameters is no parameter of script.execute.');
    expect(said).not.toContain('hush');
    expect(rehearsal.lab.requests).toEqual([]);
  });

  it('is known by its name, too, when it stands among the others', async () => {
    const all = await seen({
      ...start,
      'secured-parameters': '',
      parameters: `{scriptKey: "PUBLIC:Samples/login.xml", securedParam: {pin: '\${{ secrets.PIN }}'}}`,
      plan: 'true',
    });
    expect(all).toContain('securedParam: {"pin":"***"}');
  });
});

describe('a new security token', () => {
  it('is the output that was asked for, and shows up nowhere else', async () => {
    const { name, password } = rehearsal.lab.users.automation;
    const inputs = {
      operation: 'token.v1.generate',
      parameters: `username: ${name}`,
      'secured-parameters': "password: '${{ secrets.PASSWORD }}'",
    };
    const step = await rehearsal.run('call-api', inputs, {
      secrets: { TOKEN: rehearsal.lab.tokens.automation, PASSWORD: password },
      debug: true,
    });
    expect(step.outcome).toBe('success');
    const token = JSON.parse(step.outputs['response'] ?? '') as string;
    expect(token).toBe(rehearsal.lab.state.users.byName(name)?.token);
    for (const secret of [token, password]) expect([step.log, step.summary].join('\n')).not.toContain(secret);
  });
});

describe('a downloaded file', () => {
  it.each([
    [
      'that is text is scrubbed of known secrets',
      'scripts',
      (text: string, token: string) => text.replace(token, '***'),
    ],
    ['of another kind is left as it is', 'media', (text: string) => text],
  ])('%s', async (_what, repository, expected) => {
    const token = rehearsal.lab.tokens.automation;
    const text = `<note>${token}</note>`;
    await writeFile(join(rehearsal.workspace, 'note'), text);
    const parameters = `{repository: ${repository}, repositoryItemKey: "PRIVATE:note"}`;
    await rehearsal.run('call-api', { operation: 'repository.upload', parameters, file: 'note' });
    const download = { operation: 'repository.download', parameters, 'save-to': 'back' };
    // What is left in an app or a picture is the user's own, so that no search has to complain.
    const step = await rehearsal.run('call-api', download, repository === 'media' ? { records: '' } : {});
    expect(step.outcome).toBe('success');
    expect(await readFile(join(rehearsal.workspace, 'back'), 'utf8')).toBe(expected(text, token));
  });
});
