import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { commands } from '../src/commands.ts';
import { findOperation, operations } from '../src/facts.ts';
import { generate } from '../src/generate/index.ts';
import { readApi } from '../src/generate/read-api.ts';
import { scriptStatus } from '../src/generated/script.ts';
import { reservationList } from '../src/generated/reservation.ts';
import { deviceList } from '../src/generated/device.ts';
import { commandExecute } from '../src/generated/command.ts';
import {
  reportingInternalMetadata,
  reportingList,
  reportingVideoDownload,
} from '../src/generated/reporting.ts';
import { tokenExchange, tokenV1Generate, userChangePassword } from '../src/generated/user.ts';
import { repositoryUpload } from '../src/generated/repository.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const api = join(root, 'packages/catalog/api');

describe('the catalogue', () => {
  it('knows 126 operations in ten files', async () => {
    expect(operations).toHaveLength(126);
    expect(await readApi(api)).toHaveLength(10);
  });

  it('finds an operation by its id, and nothing by another', () => {
    expect(findOperation('script.execute')?.title).toBe('Start new script execution');
    expect(findOperation('script.explode')).toBeUndefined();
  });

  it('names the source and the confidence of every operation', () => {
    for (const operation of operations) {
      expect(operation.source).not.toBe('');
      expect(['documented', 'from-client-code', 'inferred']).toContain(operation.confidence);
    }
  });

  it('has no operation whose name says it only looks but which is marked as a change', () => {
    const looks = /\.(list|info|status|search|download)$/;
    expect(operations.filter(({ id, effect }) => looks.test(id) && effect !== 'reads')).toEqual([]);
  });
});

describe('the commands for devices', () => {
  it('are those of the catalogue, with the names of their parameters', () => {
    expect(commands).toHaveLength(47);
    expect(commands).toContainEqual({
      command: 'device',
      subcommand: 'open',
      parameters: ['deviceId', 'handsetId', 'allocation'],
      notes: 'allocation=nowait seen',
    });
  });
});

describe('descriptors', () => {
  it('mark the fields an answer cannot do without', () => {
    expect(scriptStatus.answer).toMatchObject({ 'executionId!': 'string', 'completed!': 'boolean' });
    expect(reservationList.answer).toMatchObject({ reservations: [{ 'id!': 'string' }] });
  });

  it('say how lists, families and paths travel', () => {
    expect(scriptStatus.parameters).toEqual({ executionId: 'path', admin: 'query' });
    expect(reservationList.parameters['resourceIds']).toBe('query:comma');
    expect(reportingList.parameters['externalId']).toBe('query:indexed');
    expect(repositoryUpload.parameters['property']).toBe('query:family');
  });

  it('hold no credentials: these are the business of the transport', () => {
    for (const name of ['securityToken', 'password', 'Perfecto-Authorization']) {
      expect(Object.keys(scriptStatus.parameters)).not.toContain(name);
    }
  });

  it('leave an absolute address alone, and write a form as one', () => {
    expect(reportingVideoDownload.parameters).toEqual({ downloadUrl: 'address' });
    expect(tokenExchange.form).toBe(true);
    expect(reportingList.form).toBeUndefined();
  });

  it('know operations that take no token, and their own names and passwords', () => {
    expect(tokenV1Generate).toMatchObject({
      anonymous: true,
      parameters: { username: 'query', password: 'query' },
    });
    expect(userChangePassword).toMatchObject({
      anonymous: true,
      parameters: { user: 'query', password: 'query' },
    });
    expect(scriptStatus.anonymous).toBeUndefined();
  });

  it('have a place for names that the service chooses, and say when dots belong to names', () => {
    expect(commandExecute).toMatchObject({ flat: true, answer: { timer: { '*': 'integer' } } });
    expect(reportingInternalMetadata.answer).toMatchObject({ items: { '*': { values: ['unknown'] } } });
    expect(scriptStatus.flat).toBeUndefined();
  });

  it('mark answers that come as XML only', () => {
    expect(deviceList.xmlOnly).toBe(true);
    expect(scriptStatus.xmlOnly).toBeUndefined();
  });
});

describe('generated files', () => {
  it('are as the YAML says', async () => {
    expect(await generate(root, { check: true })).toEqual([]);
  });
});

describe('a faulty catalogue', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'catalog-'));
    await cp(api, folder, { recursive: true });
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  async function change(from: string, to: string): Promise<void> {
    const path = join(folder, 'script.yaml');
    const text = await readFile(path, 'utf8');
    expect(text).toContain(from);
    await writeFile(path, text.replace(from, to));
  }

  it.each([
    ['an id twice', 'id: script.status', 'id: script.execute', 'script.execute is listed twice'],
    ['a word that confidence does not have', 'confidence: documented', 'confidence: certain', 'script.yaml'],
    ['a misspelt member', 'effect: changes', 'efect: changes', 'script.yaml/operations/0'],
    [
      'a path parameter that nobody describes',
      '{executionId}',
      '{executionName}',
      'the path names {executionName}',
    ],
    ['an example that is not JSON', '"executionId": "ci', '"executionId": ci', 'example_json is not JSON'],
    ['a default that is not a value', 'default: started', 'default: begun', 'default begun of time.type'],
    [
      'a field twice',
      '{name: reportKey, type: string, description: ',
      '{name: executionId, type: string, description: ',
      'field executionId is listed twice',
    ],
    [
      'a service call without its verb',
      '    operation: execute\n',
      '',
      'a /services path and a value of operation go together',
    ],
  ])('is refused for %s, naming the place', async (_, from, to, problem) => {
    await change(from, to);
    await expect(readApi(folder)).rejects.toMatchObject({
      code: 'CATALOG_INVALID',
      problems: expect.arrayContaining([expect.stringContaining(problem)]) as unknown,
    });
  });

  it('is told all its problems at once', async () => {
    await change('default: started', 'default: begun');
    await change('"executionId": "ci', '"executionId": ci');
    await expect(readApi(folder)).rejects.toMatchObject({ problems: { length: 2 } });
  });
});
