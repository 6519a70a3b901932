import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runStep } from '@perfecto-actions/workbench/step-runner';
import { credentialsOf } from '../../../packages/lab/test/conformance/wire-request.ts';
import { onStage } from '../../../packages/lab/test/conformance/stage.ts';
import { everyExample } from './every-example.ts';

const action = fileURLToPath(new URL('..', import.meta.url));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'every operation '));
  await mkdir(join(folder, 'work'));
});
afterAll(() => rm(folder, { recursive: true }));

it('has an example of each of the 126 operations', () => {
  expect(everyExample).toHaveLength(126);
});

describe('a plan of the example of', () => {
  it.each(everyExample)('%s has no complaint and sends nothing', async (id, operation, call) => {
    await onStage(operation, call, async (_ask, lab, given) => {
      const user = lab.users[call.as ?? 'automation'];
      const workspace = join(folder, 'work');
      if (call.file) await writeFile(join(workspace, 'example.bin'), call.file);
      const own = credentialsOf(operation) === 'user and password';
      const parameters = own ? { user: user.name, password: user.password, ...given } : given;
      const sent = lab.requests.length;
      const step = await runStep(action, {
        workspace,
        tempDir: join(folder, 'temp'),
        secrets: { TOKEN: user.token },
        with: {
          cloud: lab.url,
          'security-token': '${{ secrets.TOKEN }}',
          'ca-file': lab.caFile,
          plan: 'true',
          operation: id,
          parameters: JSON.stringify(parameters),
          ...(call.file && { file: 'example.bin' }),
          ...(operation.response.body === 'binary' && { 'save-to': 'answer.bin' }),
        },
      });
      expect(step.annotations).toEqual([]);
      expect(step.outcome).toBe('success');
      expect(step.log).toContain(`Plan: would call ${id} (${operation.title})`);
      expect(lab.requests).toHaveLength(sent);
    });
  });
});
