import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { errorsOf } from '@perfecto-actions/workbench/step-runner';
import { Rehearsal } from './rehearsal.ts';

let rehearsal: Rehearsal;

beforeEach(async () => {
  rehearsal = await Rehearsal.open();
});
afterEach(() => rehearsal.close());

describe('uploads that break, of upload-app', () => {
  it.each([
    ['the look before', { 'skip-unchanged': 'true' }],
    ['the upload itself', { 'skip-unchanged': 'false' }],
    ['the legacy upload', { api: 'legacy' }],
  ])('ends at a wrong token with a clear sentence: %s', async (_, inputs: Record<string, string>) => {
    await rehearsal.apk();
    const step = await rehearsal.run(
      { path: 'app.apk', ...inputs },
      { secrets: { TOKEN: 'wrong-token-123' } },
    );
    expect(step.outcome).toBe('failure');
    expect(errorsOf(step)).toEqual([expect.stringContaining('Check the security token')]);
    expect(step.log).not.toContain('wrong-token-123');
    expect(rehearsal.lab.requests.map(({ status }) => status)).toEqual([401]);
    expect(rehearsal.stored()).toEqual([]);
  });

  it('R16: tries again after a server that fails twice', async () => {
    await rehearsal.apk();
    const match = { operation: 'repository.v1.upload' };
    rehearsal.lab.faults.add({ kind: 'status', status: 503, retryAfter: 0, match, times: 2 });
    await rehearsal.green({ path: 'app.apk' });
    expect(rehearsal.uploads().map(({ status }) => status)).toEqual([503, 503, 200]);
  });

  it('does not advise override to somebody who has set it', async () => {
    await rehearsal.apk();
    const body = '[{"userMessage":"The item is locked"}]';
    const match = { operation: 'repository.v1.upload' };
    rehearsal.lab.faults.add({ kind: 'status', status: 409, body, match });
    const step = await rehearsal.run({ path: 'app.apk' });
    expect(errorsOf(step)).toEqual([expect.stringMatching(/^The item is locked\n.*look at it in the cloud/)]);
    expect(rehearsal.uploads()).toHaveLength(1);
  });

  it('gives up after a bounded number of tries and names the operation', async () => {
    await rehearsal.apk();
    const match = { operation: 'repository.v1.upload' };
    rehearsal.lab.faults.add({ kind: 'status', status: 503, retryAfter: 0, match });
    const step = await rehearsal.run({ path: 'app.apk' });
    expect(rehearsal.uploads()).toHaveLength(4);
    expect(errorsOf(step)).toEqual([
      expect.stringMatching(/^The service answered 503 to repository\.v1\.upload.*\nThe cloud is down/),
    ]);
    expect(step.outputs).toEqual({});
  });

  it.each(['v1', 'legacy'])(
    'R16: restarts an upload from the file when the connection breaks in it (%s)',
    async (api) => {
      const path = await rehearsal.apk('app.apk', 4 * 2 ** 20);
      const match = { operation: ['repository.v1.upload', 'repository.upload'] };
      rehearsal.lab.faults.add({ kind: 'reset-within', afterBytes: 2 ** 20, match, times: 1 });
      await rehearsal.green({ path: 'app.apk', api });
      const sha256 = createHash('sha256')
        .update(await readFile(path))
        .digest('hex');
      expect(rehearsal.stored().map((item) => item.sha256)).toEqual([sha256]);
      expect(rehearsal.uploads()).toHaveLength(2);
    },
  );

  it('R16: restarts without override too, as long as nothing arrived', async () => {
    await rehearsal.apk('app.apk', 2 * 2 ** 20);
    const match = { operation: 'repository.v1.upload' };
    rehearsal.lab.faults.add({ kind: 'reset-within', afterBytes: 2 ** 20, match, times: 2 });
    await rehearsal.green({ path: 'app.apk', override: 'false' });
    expect(rehearsal.stored()).toHaveLength(1);
    expect(rehearsal.uploads()).toHaveLength(3);
  });

  it('R16: takes an upload without override for done when only its answer was lost', async () => {
    await rehearsal.apk();
    const match = { operation: 'repository.v1.upload' };
    rehearsal.lab.faults.add({ kind: 'reset-after', match });
    await rehearsal.green({ path: 'app.apk', override: 'false' });
    expect(rehearsal.stored()).toHaveLength(1);
    expect(rehearsal.uploads()).toHaveLength(1);
  });

  it('R16: is red when another size arrived than was sent', async () => {
    await rehearsal.apk();
    rehearsal.lab.faults.add({
      kind: 'malformed-body',
      body: '{"artifactsDetails":{"artifactLocator":"PRIVATE:ci/app.apk","artifactMetadata":{"artifactSize":"7"}}}',
      match: { operation: 'repository.v1.info' },
    });
    const step = await rehearsal.run({ path: 'app.apk' });
    expect(errorsOf(step)).toEqual([
      expect.stringMatching(/^PRIVATE:ci\/app\.apk has 7 bytes in the repository, but \d+ were sent/),
    ]);
  });

  it('R13: gives a silent service no longer than request-timeout', async () => {
    await rehearsal.apk();
    rehearsal.lab.faults.add({ kind: 'stall' });
    const step = await rehearsal.run({ path: 'app.apk', 'request-timeout': '50ms' });
    expect(errorsOf(step)).toEqual([expect.stringMatching(/took longer than|was silent for too long/)]);
  });

  it('R1: a cancel ends an upload at once; nothing of it stays, neither there nor here', async () => {
    await rehearsal.apk('app.apk', 16 * 2 ** 20);
    rehearsal.lab.faults.add({ kind: 'stall', match: { operation: 'repository.v1.upload' } });
    const scratch = join(rehearsal.folder, 'scratch');
    const cancel = new AbortController();
    const step = await rehearsal.run(
      { path: 'app.apk' },
      {
        signal: cancel.signal,
        env: { TMPDIR: scratch },
        log: (line) => {
          if (line.startsWith('Sending app.apk')) cancel.abort();
        },
      },
    );
    expect(step.outcome).toBe('cancelled');
    expect(step.exitCode).toBe(1);
    expect(step.signalsSent).toEqual(['SIGINT']);
    expect(step.log).toContain('The job was cancelled (SIGINT).');
    expect(rehearsal.stored()).toEqual([]);
    await expect(readdir(scratch)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await readdir(rehearsal.workspace)).toEqual(['app.apk']);
  });
});
