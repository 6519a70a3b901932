import { describe, expect, it } from '@jest/globals';
import { DecodeError } from '../src/index.ts';
import { failureOf, openLab } from './open-lab.ts';

describe('an answer that is not as documented', () => {
  const status = { executionId: 'e', status: 'Running', completed: 'false' };
  it.each([
    ['a missing field', '{"executionId":"e","completed":"false"}', '$.status', 'string'],
    [
      'a null field',
      '{"executionId":null,"status":"Running","completed":"false"}',
      '$.executionId',
      'string',
    ],
    ['a word for a boolean', JSON.stringify({ ...status, completed: 'yes' }), '$.completed', 'true or false'],
    ['an empty boolean', JSON.stringify({ ...status, completed: '' }), '$.completed', 'true or false'],
    [
      'a word for a number',
      JSON.stringify({ ...status, failedActions: 'many' }),
      '$.failedActions',
      'a whole number',
    ],
    [
      'a broken number',
      JSON.stringify({ ...status, failedActions: '1.5' }),
      '$.failedActions',
      'a whole number',
    ],
    ['an object for a text', JSON.stringify({ ...status, user: { a: 1, b: 2 } }), '$.user', 'a text'],
    [
      'a text for an object in a list',
      JSON.stringify({ ...status, devices: ['x'] }),
      '$.devices[0]',
      'an object',
    ],
    [
      'an object for a text in a list',
      JSON.stringify({ ...status, devices: [{}, { model: [1] }] }),
      '$.devices[1].model',
      'a text',
    ],
    ['a list', '[]', '$', 'an object'],
    ['a bare word', '"Success"', '$', 'an object'],
    ['nothing', '', 'the whole answer', 'JSON'],
    ['half of it', '{"executionId":"e","sta', 'the whole answer', 'JSON'],
    ['a web page', '<!DOCTYPE html><html><body>Sign in</body></html>', 'the whole answer', 'data'],
    ['a tree that is too deep to show', `${'['.repeat(20_000)}${']'.repeat(20_000)}`, '$', 'an object'],
    ['bytes', '\u0000\u0001\ufffd', 'the whole answer', 'JSON'],
  ])('names the place and what stood there: %s', async (_, body, path, expected) => {
    const { lab, client } = await openLab({}, { retries: { attempts: 1 } });
    lab.faults.add({ kind: 'status', status: 200, body });
    const error = await failureOf(client.executions.status('e'));
    expect(error).toBeInstanceOf(DecodeError);
    expect(error).toMatchObject({ code: 'ANSWER_UNREADABLE', operation: 'script.status', path, expected });
  });

  it.each([
    ['half of it', '<response><executionId>e</exec', 'the end'],
    ['a document type', '<!DOCTYPE a [<!ENTITY b "c">]><response>&b;</response>', 'the whole answer'],
    ['JSON', '{"status":"Running"}', 'the whole answer'],
    ['nothing', '', 'the whole answer'],
    ['a missing field', '<response><executionId>e</executionId></response>', '$.status'],
  ])('names the place in XML as well: %s', async (_, body, path) => {
    const { lab, client } = await openLab({}, { retries: { attempts: 1 } });
    lab.faults.add({ kind: 'status', status: 200, body });
    expect(await failureOf(client.executions.status('e', { format: 'xml' }))).toMatchObject({
      code: 'ANSWER_UNREADABLE',
      path,
    });
  });

  it('shows at most a short piece of it', async () => {
    const { lab, client } = await openLab({}, { retries: { attempts: 1 } });
    lab.faults.add({ kind: 'status', status: 200, body: `{"a":"${'x'.repeat(100_000)}"` });
    const error = await failureOf(client.executions.status('e'));
    expect(String(error).length).toBeLessThan(300);
  });

  it('is no success of a change whose answer nobody documented', async () => {
    const { lab, client } = await openLab();
    lab.faults.add({ kind: 'status', status: 200, body: '<html>Sign in to the hotel network</html>' });
    expect(await failureOf(client.artifacts.delete('PRIVATE:a'))).toBeInstanceOf(DecodeError);
  });

  it.each([
    [
      'native scalars',
      { ...status, completed: false, failedActions: 2, progressPercentage: 12.5 },
      { completed: false, failedActions: 2, progressPercentage: 12.5 },
    ],
    [
      'numbers as texts',
      { ...status, completed: 'TRUE', failedActions: ' 2 ', progressPercentage: '12.5' },
      { completed: true, failedActions: 2, progressPercentage: 12.5 },
    ],
    ['a number for a text', { ...status, user: 7 }, { user: '7' }],
    ['further fields', { ...status, brandNew: { deep: [1] } }, {}],
    ['empty optional numbers', { ...status, failedActions: '', devices: '' }, { devices: [] }],
    ['null optional fields', { ...status, failedActions: null, devices: null }, {}],
    [
      'a wrapped list',
      { ...status, devices: { device: [{ deviceId: 'a' }, { deviceId: 'b' }] } },
      { devices: [{ deviceId: 'a' }, { deviceId: 'b' }] },
    ],
    [
      'a wrapped single item',
      { ...status, devices: { device: { deviceId: 'a', model: 'm' } } },
      { devices: [{ deviceId: 'a', model: 'm' }] },
    ],
    [
      'a single item without a wrapper',
      { ...status, devices: { deviceId: 'a' } },
      { devices: [{ deviceId: 'a' }] },
    ],
    ['an empty wrapper', { ...status, devices: {} }, { devices: [] }],
  ])('is taken as it is meant when it only differs in form: %s', async (_, tree, expected) => {
    const { lab, client } = await openLab();
    lab.faults.add({ kind: 'status', status: 200, body: JSON.stringify(tree) });
    const answer = await client.executions.status('e');
    expect(answer).toEqual({ executionId: 'e', status: 'Running', completed: false, ...expected });
  });
});

describe('an answer whose names have dots', () => {
  const request = { executionId: 'e', command: 'checkpoint', subcommand: 'text' };

  it.each([
    ['a word for a number', { 'timer.elapsed': 'soon' }, '$.timer.elapsed'],
    ['an object for a number', { 'timer.elapsed.more': '1' }, '$.timer.elapsed'],
    ['a text for a region', { 'screenAnalysis.resultRegion': 'all' }, '$.screenAnalysis.resultRegion'],
  ])('names the place: %s', async (_, body, path) => {
    const { lab, client } = await openLab();
    lab.faults.add({ kind: 'status', status: 200, body: JSON.stringify(body) });
    expect(await failureOf(client.commands.execute(request))).toMatchObject({
      operation: 'command.execute',
      path,
    });
  });

  it('is read by its parts, from JSON as from XML', async () => {
    const { lab, client } = await openLab();
    const flat = {
      flowEndCode: 'SUCCEEDED',
      'timer.elapsed': '2310',
      'timer.system': '812',
      'screenAnalysis.grade': '100',
      'screenAnalysis.resultRegion.left': '84',
      'brand.new': '1',
    };
    const elements = Object.entries(flat).map(([name, value]) => `<${name}>${value}</${name}>`);
    lab.faults.add({ kind: 'status', status: 200, body: JSON.stringify(flat), times: 1 });
    lab.faults.add({ kind: 'status', status: 200, body: `<response>${elements.join('')}</response>` });
    const json = await client.commands.execute(request);
    expect(json).toEqual({
      flowEndCode: 'SUCCEEDED',
      timer: { elapsed: 2310, system: 812 },
      screenAnalysis: { grade: 100, resultRegion: { left: 84 } },
    });
    expect(await client.commands.execute(request, { format: 'xml' })).toEqual(json);
  });

  it('takes a name that JavaScript minds for a name like any other', async () => {
    const { lab, client } = await openLab();
    const body = '{"timer.__proto__":"1","__proto__.polluted":"1","timer.constructor":"2"}';
    lab.faults.add({ kind: 'status', status: 200, body });
    const { timer } = await client.commands.execute(request);
    expect(Object.entries(timer ?? {})).toEqual([
      ['__proto__', 1],
      ['constructor', 2],
    ]);
    expect({}).not.toHaveProperty('polluted');
  });
});

describe('XML', () => {
  it('may name characters by their number', async () => {
    const { lab, client } = await openLab();
    const body =
      '<response><executionId>&#101;</executionId><status>Running</status><completed>false</completed>' +
      '<description>Dana&#39;s &#x201C;caf&#233;&#x201D; &amp;#39;</description></response>';
    lab.faults.add({ kind: 'status', status: 200, body });
    expect(await client.executions.status('e', { format: 'xml' })).toMatchObject({
      executionId: 'e',
      description: "Dana's “café” &#39;",
    });
  });

  it('may have elements called value, beside or without attributes', async () => {
    const { lab, client } = await openLab();
    const property = '<property><key>expression</key><value>0 0 2 * * ?</value></property>';
    lab.faults.add({
      kind: 'status',
      status: 200,
      body:
        '<response><schedule id="1">' +
        `<recurrence><type>cron</type><properties kind="x">${property}</properties></recurrence>` +
        '</schedule></response>',
    });
    expect(await client.schedules.info({ scheduleKey: 'PRIVATE:a' }, { format: 'xml' })).toEqual({
      schedule: {
        recurrence: { type: 'cron', properties: { property: [{ key: 'expression', value: '0 0 2 * * ?' }] } },
      },
    });
  });
});
