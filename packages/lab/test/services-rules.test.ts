import { describe, expect, it } from '@jest/globals';
import { request } from 'node:http';
import { errorMessage, json, send, services, startScript } from './lab-client.ts';
import { openLab } from './open-lab.ts';

const anchor = { 'time.offset': '60' };

describe('the rules of /services', () => {
  it('refuses plain HTTP before anything else, as JSON or as XML', async () => {
    const { lab } = await openLab();
    const plain = (path: string): Promise<{ status: number; text: string }> =>
      new Promise((resolve, reject) => {
        request(`${lab.httpUrl.replace('localhost', '127.0.0.1')}${path}`, (incoming) => {
          let text = '';
          incoming.setEncoding('utf8').on('data', (piece: string) => (text += piece));
          incoming.on('end', () => {
            resolve({ status: incoming.statusCode ?? 0, text });
          });
        })
          .on('error', reject)
          .end();
      });
    expect(await plain('/services/nothing')).toEqual({
      status: 400,
      text: '{"errorMessage":"The operation requires secured channel"}',
    });
    expect((await plain('/services/executions?operation=list&responseFormat=xml')).text).toContain(
      '<response><errorMessage>The operation requires secured channel</errorMessage></response>',
    );
  });

  it('checks resource, operation, credentials, unknown names, missing names, permission in this order', async () => {
    const { lab } = await openLab();
    const texts: string[] = [];
    const ask = async (path: string, query: Record<string, string>): Promise<void> => {
      const got = await send(lab, path, { query });
      texts.push(`${got.status} ${errorMessage(got)}`);
    };
    await ask('/services/Gadgets', { operation: 'nonsense' });
    await ask('/services/executions', { operation: 'nonsense' });
    await ask('/services/executions', { operation: 'list', nonsense: '1', admin: 'true' });
    const securityToken = lab.tokens.automation;
    await ask('/services/executions', {
      operation: 'list',
      nonsense: '1',
      'more.nonsense': '2',
      admin: 'true',
      securityToken,
    });
    await ask('/services/executions', {
      operation: 'list',
      'time.offset': 'x',
      admin: 'true',
      securityToken,
    });
    await ask('/services/executions', {
      operation: 'list',
      'time.offset': '5',
      admin: 'true',
      securityToken,
    });
    await ask('/services/executions', { operation: 'list', securityToken });
    await ask('/services/executions', { operation: 'execute', securityToken });
    expect(texts).toEqual([
      "400 Could not find resource 'Gadgets'",
      "400 Could not find operation 'nonsense' for resource 'executions'",
      '401 Failed to get execution list - Access denied - bad credentials',
      '400 Failed to get execution list - Request contains unknown parameters: [nonsense, more.nonsense]',
      "400 Failed to get execution list - Invalid value 'x' for parameter 'time.offset'",
      '400 Failed to get execution list - User ci.bot@example.com is not authorized to get all script executions',
      "400 Failed to get execution list - Mandatory parameter 'time.anchor or time.offset' is missing",
      "400 Failed to execute script - Mandatory parameter 'scriptKey' is missing",
    ]);
  });

  it('refuses the documented wrong parameter of abort in the documented words', async () => {
    const { lab } = await openLab();
    const got = await services(lab, 'executions/some_id', 'abort', anchor);
    expect([got.status, errorMessage(got)]).toEqual([
      400,
      'Failed to abort script - Request contains unknown parameters: [time.offset]',
    ]);
  });

  it('writes an error as XML when XML is asked for, in any case', async () => {
    const { lab } = await openLab();
    const got = await services(lab, 'executions/x', 'status', { responseformat: 'XML' });
    expect(got.headers['content-type']).toBe('text/xml');
    expect(got.text).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><response><errorMessage>Failed to get execution status - ' +
        "Execution x wasn't found</errorMessage></response>",
    );
  });

  it('takes GET, POST with a query, POST with a form and any other verb alike', async () => {
    const { lab } = await openLab();
    await startScript(lab, 'PUBLIC:Samples/login.xml');
    const pairs = { operation: 'list', securityToken: lab.tokens.automation, ...anchor };
    const answers = await Promise.all([
      send(lab, '/services/executions', { query: pairs }),
      send(lab, '/services/executions', { method: 'POST', query: pairs }),
      send(lab, '/services/executions', {
        method: 'POST',
        query: pairs,
        body: '',
        headers: { 'Content-Type': 'application/json' },
      }),
      send(lab, '/services/executions', { form: pairs }),
      send(lab, '/services/executions', { method: 'PUT', query: pairs }),
    ]);
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0].status).toBe(200);
  });

  it('takes the same in JSON and XML: lists wrapped, scalars as strings', async () => {
    const { lab } = await openLab();
    await startScript(lab, 'PUBLIC:Samples/login.xml');
    const asJson = await services(lab, 'executions', 'list', anchor);
    const asXml = await services(lab, 'executions', 'list', { ...anchor, responseFormat: 'xml' });
    const [first] = (json(asJson) as { executions: Record<string, unknown>[] }).executions;
    expect(asJson.text).toContain('{"executions":[{"failedValidations":"0","flowEndCode":');
    expect(first?.['completed']).toBe('false');
    const leaves = Object.entries(first ?? {}).filter(([name]) => name !== 'devices');
    for (const [name, value] of leaves) expect(asXml.text).toContain(`<${name}>${String(value)}</${name}>`);
    expect(asXml.text).toContain('<response><executions><execution><failedValidations>0</failedValidations>');
  });

  it.each([
    ['resource in another case', '/services/EXECUTIONS'],
    ['slash before the query', '/services/executions/'],
    ['doubled slashes', '//services///executions'],
    ['a host name in front', '/mycloud.perfectomobile.com/services/executions'],
    ['a v1 host name in front', '/mycloud.app.perfectomobile.com/services/executions'],
  ])('takes %s', async (_what, path) => {
    const { lab } = await openLab();
    const query = { OPERATION: 'list', SecurityToken: lab.tokens.automation, 'TIME.OFFSET': '60' };
    expect((await send(lab, path, { query })).text).toBe('{"executions":[]}');
  });

  it('takes the same name twice with one value and refuses two values', async () => {
    const { lab } = await openLab();
    const query: [string, string][] = [
      ['operation', 'list'],
      ['securityToken', lab.tokens.automation],
      ['time.offset', '60'],
      ['responseFormat', 'json'],
      ['responseformat', 'json'],
    ];
    expect((await send(lab, '/services/executions', { query })).status).toBe(200);
    const got = await send(lab, '/services/executions', { query: [...query, ['time.offset', '61']] });
    expect(errorMessage(got)).toBe(
      "Failed to get execution list - Parameter 'time.offset' is given more than once with different values",
    );
  });

  it('refuses a name that stands in the query and in the body', async () => {
    const { lab } = await openLab();
    const got = await send(lab, '/services/executions', {
      query: { operation: 'list', securityToken: lab.tokens.automation, 'time.offset': '60' },
      form: { 'time.offset': '60' },
    });
    expect([got.status, errorMessage(got)]).toEqual([
      400,
      "Failed to get execution list - Parameter 'time.offset' is given in the query and in the body",
    ]);
  });

  it('refuses an id where none belongs', async () => {
    const { lab } = await openLab();
    const got = await services(lab, 'executions/abc', 'list', anchor);
    expect(errorMessage(got)).toBe("Failed to get execution list - Invalid path 'abc'");
  });

  it('refuses a form that never ends being useful', async () => {
    const { lab } = await openLab({ settings: { maxParameterBytes: 100 } });
    const got = await send(lab, '/services/executions', {
      form: { operation: 'list', junk: 'x'.repeat(500) },
    });
    expect([got.status, errorMessage(got)]).toEqual([400, 'Request body is larger than 100 bytes']);
  });

  it('answers an address nobody listens on as nginx does', async () => {
    const { lab } = await openLab();
    const got = await send(lab, '/no/such/service');
    expect([got.status, got.text]).toEqual([404, '']);
  });
});

describe('credentials', () => {
  const list = { operation: 'list', ...anchor };

  it('are taken as token, header in two spellings, user and password, and Basic', async () => {
    const { lab } = await openLab();
    const { name, password } = lab.users.automation;
    const token = lab.tokens.automation;
    const asks = [
      { query: { ...list, securityToken: token } },
      { form: { ...list, securityToken: token } },
      { query: list, headers: { 'Perfecto-Authorization': token } },
      { query: list, headers: { PERFECTO_AUTHORIZATION: token } },
      { query: { ...list, user: name, password } },
      {
        query: list,
        headers: { Authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}` },
      },
    ];
    for (const ask of asks) expect((await send(lab, '/services/executions', ask)).status).toBe(200);
    expect(lab.requests.map(({ credentials }) => credentials)).toEqual([
      'securityToken',
      'securityToken',
      'header',
      'header',
      'user and password',
      'basic',
    ]);
  });

  it.each([
    ['a wrong token', { securityToken: 'nonsense' }],
    ['an empty token', { securityToken: '' }],
    ['a wrong password', { user: 'ci.bot@example.com', password: 'nonsense' }],
    ['a user without password', { user: 'ci.bot@example.com' }],
  ])('refuses %s', async (_what, given) => {
    const { lab } = await openLab();
    const got = await send(lab, '/services/executions', { query: { ...list, ...given } });
    expect([got.status, errorMessage(got)]).toEqual([
      401,
      'Failed to get execution list - Access denied - bad credentials',
    ]);
  });

  it('of a deactivated user are refused', async () => {
    const { lab } = await openLab();
    lab.state.users.all.patch(lab.users.automation.name, { status: 'INACTIVE' });
    expect((await services(lab, 'executions', 'list', anchor)).status).toBe(401);
  });

  it('never stand in the request log', async () => {
    const { lab } = await openLab();
    await services(lab, 'executions', 'execute', { scriptKey: 'PUBLIC:x.xml', 'securedParam.pin': '4711' });
    const { automation } = lab.users;
    await send(lab, '/services/executions', {
      form: { ...list, user: automation.name, password: automation.password },
    });
    const log = JSON.stringify(lab.requests);
    expect(log).not.toMatch(/4711|not-a-secret/);
    expect(lab.requests[0]?.query).toEqual({
      operation: 'execute',
      securityToken: '***',
      scriptKey: 'PUBLIC:x.xml',
      'securedParam.pin': '***',
    });
    expect(lab.requests[1]?.form['password']).toBe('***');
  });
});
