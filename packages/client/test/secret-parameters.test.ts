import { describe, expect, it } from '@jest/globals';
import type { PerfectoClient } from '../src/index.ts';
import { failureOf, login, openLab } from './open-lab.ts';

const secret = 'deep "secret" & more/ü';
const forms = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), 'deep'];

type Call = [operation: string, call: (client: PerfectoClient) => Promise<unknown>];

const secured = { pin: secret };
const calls: Call[] = [
  ['script.execute', (client) => client.executions.execute({ scriptKey: login, securedParam: secured })],
  [
    'command.execute',
    (client) =>
      client.commands.execute({ executionId: 'e', command: 'a', subcommand: 'b', securedParam: secured }),
  ],
  [
    'scheduler.create',
    (client) =>
      client.schedules.create({
        scheduleKey: 'PRIVATE:a',
        recurrence: '0 0 1 * * ?',
        scriptKey: login,
        securedParam: secured,
      }),
  ],
  ['user.create', (client) => client.users.create({ email: 'a@example.com', userPassword: secret })],
  ['user.update', (client) => client.users.update({ userId: 'a', userPassword: secret })],
  [
    'user.changePassword',
    (client) =>
      client.users.changePassword({ user: 'a', password: secret, userId: 'a', userPassword: 'new' }),
  ],
  [
    'user.v1.create',
    (client) => client.v1.users.create({ username: 'a', email: 'a@example.com', password: secret }),
  ],
  ['user.v1.update', (client) => client.v1.users.update({ username: 'a', password: secret })],
  ['token.v1.generate', (client) => client.tokens.generate({ username: 'a', password: secret })],
  ['token.exchange', (client) => client.tokens.exchange(secret)],
];

/** Everything that an error and its causes say. */
function told(error: unknown): string {
  const texts: string[] = [];
  for (let at = error; at instanceof Error; at = at.cause) {
    texts.push(at.name, at.message, JSON.stringify(at), at.stack ?? '');
  }
  return texts.join('\n');
}

describe.each(calls)('a secret parameter of %s', (operation, call) => {
  it.each([
    ['plainly', secret],
    ['percent-encoded', encodeURIComponent(secret)],
  ])('is left out of a refusal that quotes it %s', async (_, quoted) => {
    const { lab, client } = await openLab();
    const body = operation.includes('v1')
      ? JSON.stringify([{ userMessage: `Not allowed: ${quoted}!`, developerMessage: '1' }])
      : JSON.stringify({ errorMessage: `Not allowed: ${quoted}!` });
    lab.faults.add({ kind: 'status', status: 400, body });
    const error = await failureOf(call(client));
    expect(error).toMatchObject({ message: 'Not allowed: ***!', operation });
    for (const form of forms) expect(told(error)).not.toContain(form);
  });

  it.each([
    ['as it is', `<html>${secret}`],
    ['in JSON', `<html>${JSON.stringify(secret)}`],
    ['in XML', `<html>${secret.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}`],
  ])('is left out when the answer is unreadable and holds it %s', async (_, body) => {
    const { lab, client } = await openLab({}, { retries: { attempts: 1 } });
    lab.faults.add({ kind: 'status', status: 200, body });
    const error = await failureOf(call(client));
    expect(error).toMatchObject({ code: 'ANSWER_UNREADABLE' });
    for (const form of forms) expect(told(error)).not.toContain(form);
  });

  it('is in no event and no error of a broken connection, and in no address but where the API has no other place', async () => {
    const { lab, client, events } = await openLab({}, { retries: { attempts: 1 } });
    lab.faults.add({ kind: 'reset-before' });
    const error = await failureOf(call(client));
    expect(events).toHaveLength(1);
    for (const form of forms) {
      expect(told(error)).not.toContain(form);
      expect(JSON.stringify(events)).not.toContain(form);
    }
    const [request] = lab.requests;
    expect(Object.keys(request?.query ?? {})).toEqual(
      operation === 'token.v1.generate' ? ['username', 'password'] : [],
    );
  });
});

describe('an operation with credentials of its own', () => {
  it.each(calls.filter(([operation]) => /^token|changePassword/.test(operation)))(
    'does not send those of the client: %s',
    async (_, call) => {
      const { lab, client } = await openLab();
      await call(client).catch(() => undefined);
      expect(lab.requests).toHaveLength(1);
      expect(lab.requests[0]).toMatchObject({
        credentials: expect.not.stringMatching(/header|securityToken/),
      });
    },
  );

  it('shows nothing of a token that arrives garbled', async () => {
    const { lab, client } = await openLab({}, { retries: { attempts: 1 } });
    lab.faults.add({ kind: 'status', status: 200, body: '{"data":{"access_token":"fresh-not-a-secret' });
    const error = await failureOf(client.tokens.exchange('old-not-a-secret'));
    expect(error).toMatchObject({ code: 'ANSWER_UNREADABLE', operation: 'token.exchange' });
    expect(told(error)).not.toContain('fresh-not');
  });

  it('takes no page of a portal for a token', async () => {
    const { lab, client } = await openLab({}, { retries: { attempts: 1 } });
    lab.faults.add({ kind: 'status', status: 200, body: '<!DOCTYPE html><html>Sign in</html>' });
    const error = await failureOf(client.tokens.generate({ username: 'a', password: 'not-a-secret' }));
    expect(error).toMatchObject({ code: 'ANSWER_UNREADABLE' });
  });
});
