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
