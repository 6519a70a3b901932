import { afterEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Lab } from '../src/index.ts';
import { json, rest, send, services } from './lab-client.ts';
import { openLab } from './open-lab.ts';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lab people '));
  folders.push(folder);
  return folder;
}

/** Opens a lab over the folder of another that was never closed, as after a kill -9: from the journal alone. */
async function reopened(dataDir: string): Promise<Lab> {
  return (await openLab({ dataDir })).lab;
}

async function generatedToken(lab: Lab): Promise<string> {
  const { name, password } = lab.users.automation;
  return (await send(lab, '/users/api/v1/auth/tokens', { query: { username: name, password } })).text;
}

describe('users, groups and tokens', () => {
  it('are there again after a restart', async () => {
    const dataDir = newFolder();
    const first = await reopened(dataDir);
    const group = await services(first, 'groups', 'create', { label: 'Night shift' }, first.tokens.admin);
    const { id } = (json(group) as { group: { id: string } }).group;
    const eve = { email: 'eve@example.com', userPassword: 'eve-password-not-a-secret', firstName: 'Eve' };
    const query = { ...eve, groups: id, 'account.tokens': '7' };
    await services(first, 'users', 'create', query, first.tokens.admin);
    const red = { name: 'Red', description: '', userNames: [eve.email], deviceIds: ['F52F82C4DEMO01'] };
    await rest(first, 'POST', '/api/v1/device-groups', { json: red }, first.tokens.admin);

    const second = await reopened(dataDir);
    const info = await services(second, `users/${eve.email}`, 'info', {}, second.tokens.admin);
    expect((json(info) as { user: object }).user).toMatchObject({ firstName: 'Eve', groups: [{ id }] });
    const account = await services(second, `users/${eve.email}`, 'getTokens', {}, second.tokens.admin);
    expect(json(account)).toMatchObject({ orders: [{ currentQuantity: '7' }] });
    expect(json(await rest(second, 'GET', '/api/v1/device-groups/Red', {}, second.tokens.admin))).toEqual(
      red,
    );
    // Ids go on where they were.
    const next = await services(second, 'groups', 'create', { label: 'Day shift' }, second.tokens.admin);
    expect((json(next) as { group: { id: string } }).group.id).not.toBe(id);
  });

  it('keep a generated token and the death of the one before it', async () => {
    const dataDir = newFolder();
    const first = await reopened(dataDir);
    const old = first.tokens.automation;
    const token = await generatedToken(first);
    const second = await reopened(dataDir);
    expect(second.tokens.automation).toBe(token);
    const list = { 'time.offset': '60' };
    expect((await services(second, 'executions', 'list', list, token)).status).toBe(200);
    expect((await services(second, 'executions', 'list', list, old)).status).toBe(401);
  });

  it('keep a built-in user deactivated, whose token stays dead', async () => {
    const dataDir = newFolder();
    const first = await reopened(dataDir);
    const { name } = first.users.automation;
    await services(first, `users/${name}`, 'deactivate', {}, first.tokens.admin);
    const second = await reopened(dataDir);
    expect(second.tokens.automation).toBe('');
    expect((await services(second, 'executions', 'list', {}, first.tokens.automation)).status).toBe(401);
    expect(second.state.users.byName(name)?.status).toBe('INACTIVE');
  });
});
