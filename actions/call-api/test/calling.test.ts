import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openRehearsal, type Rehearsal } from '@perfecto-actions/workbench/rehearsal';

const login = 'PUBLIC:Samples/login.xml';
const phone = 'F52F82C4DEMO01';

let rehearsal: Rehearsal;
beforeEach(async () => {
  rehearsal = await openRehearsal();
});
afterEach(() => rehearsal.close());

function call(operation: string, parameters = '', more: Record<string, string> = {}) {
  return rehearsal.run('call-api', { operation, parameters, ...more });
}

function answerOf(step: { outputs: Readonly<Record<string, string>> }): unknown {
  return JSON.parse(step.outputs['response'] ?? '');
}

describe('a read', () => {
  it.each(['device.list', 'DEVICE.LIST', 'handsets list', 'handsets/list'])(
    'is found under the name %s',
    async (name) => {
      const step = await call(name, `deviceId: ${phone}`);
      expect(step.outcome).toBe('success');
      expect(answerOf(step)).toMatchObject({
        handsets: { items: 1, handset: [{ deviceId: phone, available: true }] },
      });
      expect(step.outputs['status']).toBe('200');
      expect(step.outputs['saved-file']).toBeUndefined();
    },
  );

  it('gives the same typed answer from JSON and from XML', async () => {
    await call('script.execute', `{scriptKey: "${login}", param.DUT: ${phone}}`);
    const list = 'time: {offset: 3600}';
    const json = answerOf(await call('script.list', list));
    const xml = answerOf(await call('executions list', list, { 'response-format': 'xml' }));
    expect(json).toMatchObject({ executions: [{ user: 'ci.bot@example.com', failedActions: 0 }] });
    expect(Object.keys((xml as { executions: object[] }).executions[0] ?? {}).sort()).toEqual(
      Object.keys((json as { executions: object[] }).executions[0] ?? {}).sort(),
    );
    expect(rehearsal.lab.requests.at(-1)?.form['responseFormat']).toBe('xml');
  });

  it('tells the outcome in log and summary, without values of parameters', async () => {
    const step = await call('device.info', `deviceId: ${phone}`);
    expect(step.log).toMatch(/^device\.info \(Get device information\): 200, \d+ characters of JSON$/m);
    expect(step.log).toContain('"model": "iPhone-15 Pro"');
    expect(step.summary).toContain('device.info');
    expect(step.summary).toContain('only reads');
    expect(step.summary).not.toContain(phone);
  });

  it('writes no summary where none is wanted', async () => {
    expect((await call('device.info', `deviceId: ${phone}`, { summary: 'false' })).summary).toBe('');
  });
});

describe('parameters', () => {
  const scriptForms: [string, string][] = [
    ['dotted', `scriptKey: ${login}\nparam.DUT: ${phone}\nparam.build: 007`],
    ['nested', `scriptKey: ${login}\nparam:\n  DUT: ${phone}\n  build: 007`],
    ['as JSON', `{"scriptKey": "${login}", "param": {"DUT": "${phone}", "build": "007"}}`],
  ];

  it.each(scriptForms)('of a family may stand %s', async (_form, parameters) => {
    expect((await call('script.execute', parameters)).outcome).toBe('success');
    expect(rehearsal.lab.requests[0]?.form).toMatchObject({
      scriptKey: login,
      'param.DUT': phone,
      'param.build': '007',
    });
  });

  it.each([
    ['a list', '[F52F82C4DEMO01, F52F82C4DEMO02]'],
    ['a text with commas', '"F52F82C4DEMO01, F52F82C4DEMO02"'],
  ])('that are lists may be %s', async (_form, resourceIds) => {
    const startTime = rehearsal.lab.clock.now();
    const step = await call(
      'reservation.create',
      `{resourceIds: ${resourceIds}, startTime: ${startTime}, endTime: ${startTime + 3_600_000}}`,
    );
    expect(answerOf(step)).toMatchObject({ reservationIds: { length: 2 } });
  });

  it('of a JSON body may stand nested or dotted, and keep their types', async () => {
    const nested = await call('device.v1.list', `device: {deviceId: ${phone}, inUse: false}`);
    const dotted = await call('device.v1.list', `device.deviceId: ${phone}\ndevice.inUse: "false"`);
    for (const step of [nested, dotted]) {
      expect(answerOf(step)).toMatchObject({ handsets: { handset: { length: 1 } } });
    }
    const change = await call(
      'device.v1.update',
      `deviceId: ${phone}\ncustomFields: [{name: rack, value: A1, category: DEVICE_TAGS}]`,
    );
    expect(change.outcome).toBe('success');
    expect(rehearsal.lab.state.devices.find(phone)?.dynamicFields).toEqual([
      { name: 'rack', value: 'A1', category: 'DEVICE_TAGS' },
    ]);
  });

  it('sent empty clear what an update may clear', async () => {
    await call('device.update', `{deviceId: ${phone}, description: before}`);
    expect(rehearsal.lab.state.devices.find(phone)?.description).toBe('before');
    await call('device.update', `deviceId: ${phone}\ndescription:`);
    expect(rehearsal.lab.state.devices.find(phone)?.description).toBe('');
  });

  it('are written as the catalogue spells them, whatever the case of a value', async () => {
    await call('script.execute', `{scriptKey: "${login}", output.visibility: PUBLIC, output.video: False}`);
    expect(rehearsal.lab.requests[0]?.form).toMatchObject({
      'output.visibility': 'public',
      'output.video': 'false',
    });
  });
});

describe('a change', () => {
  it('needs no switch and is made once', async () => {
    const step = await call('script.execute', `scriptKey: ${login}`);
    expect(answerOf(step)).toMatchObject({
      executionId: expect.stringMatching(/^ci\.bot@example\.com_login_/) as unknown,
    });
    expect([...rehearsal.lab.state.executions.all.values()]).toHaveLength(1);
    expect(step.summary).toContain('changes the cloud');
  });

  it('is not repeated when nobody knows whether it arrived', async () => {
    rehearsal.lab.faults.add({ kind: 'reset-after' });
    const step = await call('script.execute', `scriptKey: ${login}`);
    expect(step.outcome).toBe('failure');
    expect([...rehearsal.lab.state.executions.all.values()]).toHaveLength(1);
  });

  it('without an answer has an empty response', async () => {
    await writeFile(join(rehearsal.workspace, 'x.txt'), 'x');
    await call('repository.v1.upload', 'requestPart: {artifactLocator: "PRIVATE:x.txt"}', { file: 'x.txt' });
    const step = await call('repository.v1.delete', 'artifactLocator: "PRIVATE:x.txt"');
    expect([step.outcome, step.outputs['status'], step.outputs['response']]).toEqual(['success', '200', '']);
  });
});

describe('a plan', () => {
  it('shows the request with its address and values, and sends nothing, not even a read', async () => {
    const step = await call('script.status', 'executionId: some@body_1\nadmin: true', { plan: 'true' });
    expect(step.outcome).toBe('success');
    expect(step.log).toContain(
      'Plan: would call script.status (Get script execution status), which only reads.',
    );
    expect(step.log).toContain(`POST ${rehearsal.lab.url}/services/executions/some@body_1 operation=status`);
    expect(step.log).toMatch(/^ {2}admin: true$/m);
    expect(step.outputs).toEqual({});
    expect(step.summary).toContain('nothing was sent');
    expect(rehearsal.lab.requests).toEqual([]);
  });
});

describe('a refusal', () => {
  it('is red in the words of the service, and leaves its status', async () => {
    const step = await call('script.status', 'executionId: nobody_1');
    expect(step.outcome).toBe('failure');
    expect(step.annotations).toMatchObject([
      { level: 'error', message: expect.stringContaining("Execution nobody_1 wasn't found") as unknown },
    ]);
    expect(step.outputs).toEqual({ status: '400' });
  });

  it('of the credentials has status 401', async () => {
    const step = await call('script.list', 'time.offset: 60', { 'security-token': 'wrong-not-a-secret' });
    expect([step.outcome, step.outputs['status']]).toEqual(['failure', '401']);
  });

  it('of a connection has no status', async () => {
    const step = await call('script.list', 'time.offset: 60', {
      cloud: 'https://localhost:1',
      'request-timeout': '2s',
    });
    expect([step.outcome, step.outputs]).toEqual(['failure', {}]);
  });
});

describe('a long answer', () => {
  it('is cut in the output, says how much is missing, and lies whole in a file', async () => {
    const description = 'a very long description '.repeat(100);
    for (const device of rehearsal.lab.state.devices.all.values()) {
      rehearsal.lab.state.devices.all.patch(device.deviceId, { description: description.repeat(10) });
    }
    const step = await call('device.list', 'link.type: all');
    expect(step.outcome).toBe('success');
    const { excerpt, omittedCharacters, file } = answerOf(step) as {
      excerpt: string;
      omittedCharacters: number;
      file: string;
    };
    expect(step.outputs['response']?.length).toBeLessThan(251_000);
    expect(step.outputs['saved-file']).toBe(file);
    const whole = await readFile(file, 'utf8');
    expect(whole.startsWith(excerpt)).toBe(true);
    expect(whole).toHaveLength(excerpt.length + omittedCharacters);
    expect(
      (JSON.parse(whole) as { handsets: { handset: object[] } }).handsets.handset.length,
    ).toBeGreaterThan(29);
    expect(step.annotations).toMatchObject([
      { level: 'warning', message: expect.stringContaining(`${omittedCharacters} are left out`) as unknown },
    ]);
  });
});
