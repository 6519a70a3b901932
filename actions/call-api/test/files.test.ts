import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openRehearsal, type Rehearsal } from '@perfecto-actions/workbench/rehearsal';
import { errorsOf } from '@perfecto-actions/workbench/step-runner';

const content = Buffer.from('bytes\u0000of a file\n'.repeat(1000));
const key = 'repository: media\nrepositoryItemKey: PRIVATE:ci/app.bin';

let rehearsal: Rehearsal;
beforeEach(async () => {
  rehearsal = await openRehearsal();
  await writeFile(join(rehearsal.workspace, 'app.bin'), content);
});
afterEach(() => rehearsal.close());

function call(operation: string, parameters: string, more: Record<string, string> = {}) {
  return rehearsal.run('call-api', { operation, parameters, ...more });
}

describe('a file that is sent', () => {
  const uploads: [string, string, string, string][] = [
    ['as the whole body', 'repository.upload', key, 'media'],
    ['to the scripts', 'repository.upload', key.replace('media', 'scripts'), 'scripts'],
    [
      'as a part beside its metadata',
      'repository.v1.upload',
      'requestPart: {artifactLocator: "PRIVATE:ci/app.bin", artifactType: general, tags: [nightly]}',
      'media',
    ],
    [
      'as the Cypress SDK does',
      'repository.internal.uploadDirect',
      'requestPart: {folderType: PRIVATE, keyDetails: {artifactId: ci/app.bin}, fileName: app.bin}',
      'media',
    ],
  ];

  it.each(uploads)('%s arrives byte for byte', async (_how, operation, parameters, area) => {
    const step = await call(operation, parameters, { file: 'app.bin' });
    expect([step.outcome, step.outputs['status']]).toEqual(['success', '200']);
    const [item, ...more] = [...rehearsal.lab.state.repository.all.values()].filter(
      ({ visibility }) => visibility === 'PRIVATE',
    );
    expect(more).toEqual([]);
    expect(item).toMatchObject({ area, path: 'ci/app.bin', bytes: content.length });
    expect(await readFile(rehearsal.lab.state.repository.pathOf(item?.file ?? ''))).toEqual(content);
  });

  it('is sent again after a break only where it replaces itself', async () => {
    rehearsal.lab.faults.add({ kind: 'reset-within', afterBytes: 100, times: 1, match: { method: 'PUT' } });
    expect((await call('repository.upload', key, { file: 'app.bin' })).outcome).toBe('failure');
    rehearsal.lab.faults.add({ kind: 'reset-within', afterBytes: 100, times: 1, match: { method: 'PUT' } });
    const step = await call('repository.upload', `${key}\noverwrite: true`, { file: 'app.bin' });
    expect(step.outcome).toBe('success');
  });

  it.each([
    ['is not there', 'repository.upload', key, 'none.bin', /^file: The file .*none\.bin cannot be read\.$/],
    ['is empty', 'repository.upload', key, 'empty.bin', /^file: The file .*empty\.bin is empty\.$/],
    ['is not given', 'repository.upload', key, '', /^file: is missing; repository\.upload sends one\.$/],
    [
      'is given to an operation without one',
      'repository.info',
      key,
      'app.bin',
      /^file: is given, but repository\.info sends no file\.$/,
    ],
  ])('and %s is a problem of the inputs', async (_what, operation, parameters, file, message) => {
    await writeFile(join(rehearsal.workspace, 'empty.bin'), '');
    const step = await call(operation, parameters, { file });
    expect(errorsOf(step)).toEqual([expect.stringMatching(message)]);
    expect(rehearsal.lab.requests).toEqual([]);
  });
});

describe('a file that is answered', () => {
  beforeEach(() => call('repository.upload', key, { file: 'app.bin' }));

  it('is saved byte for byte, in a folder that is made for it', async () => {
    const step = await call('repository.download', key, { 'save-to': 'out/deep/app.bin' });
    expect([step.outcome, step.outputs['status']]).toEqual(['success', '200']);
    const saved = step.outputs['saved-file'] ?? '';
    expect(saved).toBe(join(rehearsal.workspace, 'out/deep/app.bin'));
    expect(await readFile(saved)).toEqual(content);
    expect(step.outputs['response']).toBeUndefined();
  });

  it('goes to an absolute path outside the workspace', async () => {
    const path = join(rehearsal.folder, 'elsewhere.bin');
    const step = await call('repository.download', key, { 'save-to': path });
    expect(step.outputs['saved-file']).toBe(path);
    expect(await readFile(path)).toEqual(content);
  });

  it('that breaks off leaves the file of before as it was, and nothing else', async () => {
    await mkdir(join(rehearsal.workspace, 'out'));
    await writeFile(join(rehearsal.workspace, 'out/app.bin'), 'before');
    rehearsal.lab.faults.add({
      kind: 'truncate',
      afterBytes: 100,
      times: 10,
      match: { operation: 'repository.download' },
    });
    const step = await call('repository.download', key, { 'save-to': 'out/app.bin' });
    expect(step.outcome).toBe('failure');
    expect(await readdir(join(rehearsal.workspace, 'out'))).toEqual(['app.bin']);
    expect(await readFile(join(rehearsal.workspace, 'out/app.bin'), 'utf8')).toBe('before');
  });

  it('larger than allowed is broken off', async () => {
    await writeFile(join(rehearsal.workspace, 'large.bin'), Buffer.alloc(2 ** 20 + 1));
    const large = key.replace('app.bin', 'large.bin');
    await call('repository.upload', large, { file: 'large.bin' });
    const step = await call('repository.download', large, {
      'save-to': 'out/large.bin',
      'max-file-size': '1',
    });
    expect(errorsOf(step)).toEqual([expect.stringContaining('is larger than 1048576 bytes')]);
    expect(await readdir(join(rehearsal.workspace, 'out'))).toEqual([]);
  });

  it('is refused in words, not saved as a file', async () => {
    const missing = key.replace('app.bin', 'none.bin');
    const step = await call('repository.download', missing, { 'save-to': 'none.bin' });
    expect(errorsOf(step)).toEqual([expect.stringContaining('PRIVATE:ci/none.bin was not found')]);
    expect(step.outputs).toEqual({ status: '400' });
    expect(await readdir(rehearsal.workspace)).toEqual(['app.bin']);
  });

  it.each([
    ['a way out of the workspace', '../out.bin', 'leads out of the workspace'],
    ['a way out through a link', 'link/out.bin', 'leads out of the workspace'],
    ['a folder', 'folder', 'folder is a folder; name a file'],
    ['a folder that is not there yet', 'new/', 'new/ is a folder; name a file'],
    ['no path', '', 'is missing; repository.download answers with a file'],
  ])('is not saved to %s', async (_what, path, problem) => {
    await mkdir(join(rehearsal.workspace, 'folder'));
    await symlink(rehearsal.folder, join(rehearsal.workspace, 'link'));
    const sent = rehearsal.lab.requests.length;
    const step = await call('repository.download', key, { 'save-to': path });
    expect(errorsOf(step)).toEqual([expect.stringContaining(problem)]);
    expect(rehearsal.lab.requests).toHaveLength(sent);
  });
});

describe('an answer that is data', () => {
  it('is saved as JSON beside the output when a file is named', async () => {
    const step = await call('device.info', 'deviceId: F52F82C4DEMO01', { 'save-to': 'device.json' });
    expect(step.outputs['saved-file']).toBe(join(rehearsal.workspace, 'device.json'));
    expect(await readFile(join(rehearsal.workspace, 'device.json'), 'utf8')).toBe(step.outputs['response']);
  });

  it('is red when the file cannot be written', async () => {
    const step = await call('device.info', 'deviceId: F52F82C4DEMO01', { 'save-to': 'app.bin/device.json' });
    expect(errorsOf(step)).toEqual([expect.stringContaining('device.json cannot be written')]);
  });
});
