import { describe, expect, it } from '@jest/globals';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openLabJob, scriptKey, writeScript } from './lab-job.ts';

describe('inputs of run-script', () => {
  it.each<[string, Record<string, string>, RegExp]>([
    ['neither key nor file', {}, /script-key: is missing; give script-key or script-file/],
    ['key and file', { 'script-key': scriptKey, 'script-file': 'x.xml' }, /given together with script-key/],
    ['a file that is not there', { 'script-file': 'gone.xml' }, /no file gone\.xml in the workspace/],
    ['a folder as file', { 'script-file': 'my tests' }, /no file my tests in the workspace/],
    ['a key without visibility', { 'script-key': 'login.xml' }, /"login\.xml" is not a key/],
    ['a key that is only visibility', { 'script-key': 'PUBLIC:' }, /"PUBLIC:" is not a key/],
    ['YAML that breaks off', { parameters: 'a: "x' }, /parameters: is not valid YAML \(line 1\)/],
    ['a list', { parameters: '- a' }, /parameters: is not a list of names and values/],
    ['a nested value', { parameters: 'a: {b: c}' }, /parameters: a has no plain value/],
    ['an empty value', { parameters: 'a:' }, /parameters: a has no plain value/],
    ['a name with a blank', { parameters: 'a b: c' }, /"a b" is not a parameter name/],
    ['a name given twice', { parameters: 'a: b\na: c' }, /parameters: is not valid YAML \(line 2\)/],
    ['an alias of nothing', { parameters: 'a: *b' }, /parameters: begins a value with \*/],
    ['devices of broken JSON', { 'device-ids': '["A"' }, /device-ids: begins like JSON but is not a list/],
    ['devices that are no texts', { 'device-ids': '[1]' }, /device-ids: begins like JSON/],
    ['a device twice', { 'device-ids': 'A', parameters: 'DUT: B' }, /parameters sets DUT too/],
    ['a device parameter', { 'device-parameter': 'a b' }, /device-parameter: "a b" is not a parameter name/],
    ['visibility', { visibility: 'all' }, /visibility: is "all"; give one of private, group, public/],
    ['on-start-failure', { 'on-start-failure': 'x' }, /on-start-failure: is "x"; give one of stop, keep/],
    ['on-cancel', { 'on-cancel': 'keep' }, /on-cancel: is "keep"; give one of abort, leave/],
    ['on-timeout', { 'on-timeout': '' }, /on-timeout: is ""; give one of abort, leave/],
    ['wait', { wait: 'yes' }, /wait: is "yes"; give true or false/],
    ['timeout', { timeout: 'soon' }, /timeout: is "soon"; give a time such as/],
    ['a timeout of nothing', { timeout: '0s' }, /timeout: is 0s; give a time from 1 s to 24 h/],
  ])('R14: refuses %s and sends nothing', async (_, inputs, message) => {
    const job = await openLabJob();
    await writeScript(job);
    const isAboutScript =
      'script-key' in inputs || 'script-file' in inputs || Object.keys(inputs).length === 0;
    const step = await job.run({ ...(!isAboutScript && { 'script-key': scriptKey }), ...inputs });
    expect(step).toMatchObject({ outcome: 'failure', exitCode: 1, log: expect.stringMatching(message) });
    expect(job.lab.requests).toEqual([]);
    // Nothing was begun, so there is nothing to clean up either.
    expect(step.post?.log).not.toContain('##[warning]');
  });

  it('R14: lists all bad inputs at once, in a second, with no request', async () => {
    const job = await openLabJob();
    const step = await job.run({
      cloud: 'https://',
      'device-ids': '[',
      visibility: 'x',
      wait: '',
      timeout: '-',
    });
    const problems = step.annotations.map(({ message }) => message.replace(/:.*/s, ''));
    expect(problems.sort()).toEqual(['cloud', 'device-ids', 'script-key', 'timeout', 'visibility', 'wait']);
    expect(step.log).toContain('Nothing was sent');
    expect(step.durationMs).toBeLessThan(1000);
    expect(job.lab.requests).toEqual([]);
  });

  it.each([
    ['a quote is open', 'pin: "4711 geheim'],
    ['a bracket is open', 'pin: [4711 geheim'],
    ['a colon is too many', 'pin: 4711: geheim'],
    ['it begins with a star', 'pin: *4711-geheim'],
    ['it begins with an exclamation mark', 'pin: {!4711 geheim: x}'],
    ['the colon has no blank', 'pin:4711 geheim'],
    ['it slipped into the name', 'pin 4711 geheim: x'],
    ['a map became a name', '? {4711: geheim}\n: x'],
    ['it is a list', '- 4711 geheim'],
    ['it is nested', 'pin: {a: 4711 geheim}'],
  ])('R31: shows nothing of secured parameters when %s', async (_, text) => {
    const job = await openLabJob();
    const step = await job.run(
      { 'script-key': scriptKey, 'secured-parameters': '${{ secrets.PINS }}' },
      {
        secrets: { TOKEN: job.lab.tokens.automation, PINS: text },
      },
    );
    expect(step.outcome).toBe('failure');
    const [, said = ''] = step.log.split('##[endgroup]');
    expect(said).toMatch(/secured-parameters: /);
    expect(said).not.toMatch(/4711|geheim/);
    expect(job.lab.requests).toEqual([]);
  });

  it('passes parameters as they were written', async () => {
    const job = await openLabJob();
    const parameters = 'build: 007\nratio: 1.10\nflag: yes\ntext: "a: b"\nlines: |-\n  one\n  two\nempty: ""';
    await job.run({ 'script-key': scriptKey, parameters });
    const [execution] = job.lab.state.executions.all.values();
    expect(Object.fromEntries(execution?.variables.map(({ name, value }) => [name, value]) ?? [])).toEqual({
      build: '007',
      ratio: '1.10',
      flag: 'yes',
      text: 'a: b',
      lines: 'one\ntwo',
      empty: '',
    });
  });

  it('plans without changing anything', async () => {
    const job = await openLabJob();
    const inputs = {
      'device-ids': 'A,B',
      parameters: 'x: 1',
      'secured-parameters': 'pin: geheim',
      plan: 'true',
    };
    const step = await job.run({ 'script-key': scriptKey, ...inputs });
    expect(step.outcome).toBe('success');
    expect(step.log).toContain(`Plan: would start ${scriptKey} on A with parameters x, DUT, pin.`);
    expect(step.log).toContain(`Plan: would start ${scriptKey} on B`);
    expect(step.summary).toBe('');
    expect(job.lab.requests).toEqual([]);
  });

  it('says what is wrong when a script itself is given in place of its path', async () => {
    const job = await openLabJob();
    const step = await job.run({ 'script-file': `<execution>${'<step/>'.repeat(1000)}</execution>` });
    expect(step.outcome).toBe('failure');
    expect(step.log).toContain('in the workspace; was the repository checked out?');
    expect(step.log).not.toContain('Unexpected');
  });

  it('finds a script file by its path in the workspace, blanks and all', async () => {
    const job = await openLabJob();
    await mkdir(join(job.workspace, 'a b'));
    await writeFile(join(job.workspace, 'a b', 'c d.xml'), 'x');
    const step = await job.run({ 'script-file': 'a b/c d.xml' });
    expect(step.outputs['script-key']).toMatch(
      /^PRIVATE:ci\/demo\/app\/7000000001-1-demo-0-\w{8}\/c d\.xml$/,
    );
    expect(step.outputs['conclusion']).toBe('passed');
  });
});
