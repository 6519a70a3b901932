import { afterEach, describe, expect, it } from '@jest/globals';
import { Rehearsal } from './rehearsal.ts';

// Every character here has another form in at least one encoding.
const token = 'tok+en/with"quotes"&<tags>==';
const forms = [
  token,
  encodeURIComponent(token),
  new URLSearchParams({ v: token }).toString().slice(2),
  Buffer.from(token).toString('base64'),
  Buffer.from(token).toString('base64').replace(/=+$/, ''),
  Buffer.from(token).toString('base64url'),
  JSON.stringify(token).slice(1, -1),
  token.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
];

// The service echoes what it was given, as proxies do in their error pages.
const echo = JSON.stringify({ errorMessage: `Failed - ${forms.join(' ')}` });

let rehearsal: Rehearsal | undefined;
afterEach(() => rehearsal?.close());

describe('secrets of upload-app', () => {
  it.each(['v1', 'legacy'])(
    'R31: the token shows up in no form anywhere, with debug logging too (%s)',
    async (api) => {
      rehearsal = await Rehearsal.open({ token });
      await rehearsal.apk();
      for (const faulty of [false, true]) {
        if (faulty) rehearsal.lab.faults.add({ kind: 'status', status: 400, body: echo });
        const step = await rehearsal.run({ path: 'app.apk', api }, { debug: true });
        const shown = [
          step.log,
          step.summary,
          JSON.stringify(step.outputs),
          JSON.stringify(step.annotations),
          await rehearsal.leftBehind(),
        ].join('\n');
        for (const form of forms) expect(shown).not.toContain(form);
        expect(step.log).toMatch(/^##\[debug\]repository\.\S+: [A-Z]+ \//m);
      }
      const inUrl = rehearsal.lab.requests.filter(({ query }) => 'securityToken' in query);
      // The body of a legacy upload is the file: the one call whose credentials have no other place.
      expect(inUrl.map(({ operation }) => operation).every((id) => id === 'repository.upload')).toBe(true);
      if (api === 'v1') expect(inUrl).toEqual([]);
    },
  );

  it('R31: masks every form before the first use, also of user and password together', async () => {
    rehearsal = await Rehearsal.open();
    await rehearsal.apk();
    const { name, password } = rehearsal.lab.users.automation;
    const basic = Buffer.from(`${name}:${password}`).toString('base64');
    // The service echoes what it was given, as a proxy does in its error pages.
    rehearsal.lab.faults.add({
      kind: 'status',
      status: 400,
      body: JSON.stringify({
        errorMessage: `Failed to upload - ${basic} ${encodeURIComponent(password)} ${password}`,
      }),
    });
    const step = await rehearsal.run({
      path: 'app.apk',
      api: 'legacy',
      'security-token': '',
      user: name,
      password,
    });
    expect(step.outcome).toBe('failure');
    const said = step.log.slice(step.log.indexOf('##[endgroup]'));
    expect(said).toContain('Failed to upload - *** *** ***');
  });
});
