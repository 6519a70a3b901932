import { afterEach, describe, expect, it } from '@jest/globals';
import { openRehearsal, type Rehearsal } from '@perfecto-actions/workbench/rehearsal';
import { errorsOf } from '@perfecto-actions/workbench/step-runner';

let rehearsal: Rehearsal | undefined;
afterEach(async () => {
  await rehearsal?.close();
  rehearsal = undefined;
});

const pixels = `
devices:
  - { deviceId: TEST01, manufacturer: Testco, model: One, os: Android, osVersion: '14', busyWith: dana@example.com }
  - { deviceId: TEST02, manufacturer: Testco, model: One, os: Android, osVersion: '15' }
  - { deviceId: TEST03, manufacturer: Testco, model: Two, os: Android, osVersion: '15', busyWith: dana@example.com }
  - { deviceId: TEST04, manufacturer: Testco, model: Three, os: Android, osVersion: '15', status: Not Connected }
`;

async function select(inputs: Record<string, string>) {
  rehearsal = await openRehearsal(pixels);
  return rehearsal.run('select-devices', inputs);
}

function ids(outputs: Record<string, string>): unknown {
  return JSON.parse(outputs['device-ids'] ?? 'null');
}

describe('select-devices', () => {
  it('makes a matrix of what is connected, free devices first, and reserves nothing', async () => {
    const step = await select({ manufacturer: 'Testco' });
    expect(step.outcome).toBe('success');
    expect(ids(step.outputs)).toEqual(['TEST02', 'TEST01', 'TEST03']);
    const matrix = JSON.parse(step.outputs['matrix'] ?? '') as { include: Record<string, string>[] };
    expect(matrix.include[0]).toMatchObject({
      deviceId: 'TEST02',
      model: 'One',
      os: 'Android',
      osVersion: '15',
    });
    expect(matrix.include.every((device) => !('taken' in device))).toBe(true);
    expect(step.outputs['count']).toBe('3');
    expect(step.log).toContain('Testco One (TEST01), in use now');
    expect(step.summary).toContain('3 selected, 3 match.');
    expect(rehearsal?.lab.requests.map(({ operation }) => operation)).toEqual(['device.v1.list']);
  });

  it.each([
    [{ 'one-per': 'model' }, ['TEST02', 'TEST03']],
    [{ 'one-per': 'os-version' }, ['TEST02', 'TEST01']],
    [{ 'free-only': 'true' }, ['TEST02']],
    [{ count: '1' }, ['TEST02']],
    [{ model: 'One|Two', 'os-version': '15' }, ['TEST02', 'TEST03']],
  ])('with %j selects %j', async (inputs, expected) => {
    const step = await select({ manufacturer: 'Testco', ...inputs });
    expect(ids(step.outputs)).toEqual(expected);
  });

  it('takes named devices once each in any case, also one that is not connected', async () => {
    const step = await select({ 'device-ids': 'test04, TEST02, TEST04' });
    expect(ids(step.outputs)).toEqual(['TEST02', 'TEST04']);
    expect(step.log).toContain('Testco Three (TEST04), not connected now');
  });

  it('is red when nothing matches, and says so with all outputs written', async () => {
    const step = await select({ manufacturer: 'Nobody' });
    expect(step.outcome).toBe('failure');
    expect(errorsOf(step)).toEqual([
      'No connected device matches. Widen the choice, or set no-device to skip.',
    ]);
    expect(step.outputs).toMatchObject({ matrix: '{"include":[]}', count: '0' });
  });

  it('is red when what matches is taken and only free devices are wanted', async () => {
    const step = await select({ model: 'Two', 'free-only': 'true' });
    expect(errorsOf(step)).toEqual([
      '1 match, but none of them is free. Leave free-only out to let the jobs wait for their devices.',
    ]);
  });

  it('is green with an empty matrix when skipping was asked for (R29)', async () => {
    const step = await select({ manufacturer: 'Nobody', 'no-device': 'skip' });
    expect(step.outcome).toBe('success');
    expect(step.outputs['count']).toBe('0');
  });

  it('names devices that the lab does not have', async () => {
    const step = await select({ 'device-ids': 'TEST01, GONE1, GONE2' });
    expect(errorsOf(step)).toEqual([
      'device-ids: the cloud has no device GONE1, or your user may not see it.',
      'device-ids: the cloud has no device GONE2, or your user may not see it.',
    ]);
  });

  it('lists every bad input at once and sends nothing (R14)', async () => {
    const step = await select({
      'device-ids': 'A',
      model: '[',
      count: '300',
      'one-per': 'colour',
      'free-only': 'perhaps',
      'no-device': 'wait',
    });
    expect(errorsOf(step)).toEqual([
      'model: is given together with device-ids; give one or the other.',
      'model: "[" is not a valid regular expression.',
      'count: is "300"; give a whole number from 1 to 256.',
      'one-per: is "colour"; give one of device, model, os-version.',
      'free-only: is "perhaps"; give true or false.',
      'no-device: is "wait"; give one of fail, skip.',
    ]);
    expect(rehearsal?.lab.requests).toEqual([]);
  });

  it('is red with the reason when the token is refused', async () => {
    rehearsal = await openRehearsal(pixels);
    const step = await rehearsal.run('select-devices', { 'security-token': 'some-token-not-a-secret' });
    expect(step.outcome).toBe('failure');
    expect(errorsOf(step)[0]).toContain('Unable to authenticate bearer token');
  });
});
