import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { openRehearsal, type Rehearsal } from '@perfecto-actions/workbench/rehearsal';
import { errorsOf } from '@perfecto-actions/workbench/step-runner';

let rehearsal: Rehearsal;
beforeAll(async () => {
  rehearsal = await openRehearsal();
});
afterEach(() => {
  // Whatever is wrong with the inputs, nothing may be sent.
  expect(rehearsal.lab.requests).toEqual([]);
});
afterAll(() => rehearsal.close());

async function problemsOf(inputs: Record<string, string>): Promise<string[]> {
  const step = await rehearsal.run('call-api', inputs);
  expect(step.outcome).toBe('failure');
  return errorsOf(step);
}

describe('an unknown operation', () => {
  it.each([
    ['script.exec', 'did you mean script.execute?'],
    ['scripts.execute', 'did you mean script.execute?'],
    ['handset list', 'did you mean handsets list?'],
    ['executions abrt', 'did you mean executions abort?'],
    ['script.frobnicate', 'script has script.execute, script.status, script.list, script.abort.'],
  ])('%s gets a suggestion', async (operation, suggestion) => {
    expect(await problemsOf({ operation })).toEqual([
      `operation: ${JSON.stringify(operation)} is no operation of the API; ${suggestion}`,
    ]);
  });

  it('without anything near it is named all the same', async () => {
    expect(await problemsOf({ operation: 'brew coffee quickly' })).toEqual([
      'operation: "brew coffee quickly" is no operation of the API.',
    ]);
  });

  it('that is missing is said together with other missing inputs', async () => {
    expect(await problemsOf({ cloud: '', operation: '' })).toEqual([
      'cloud: is missing. Give it under `with:`.',
      'operation: is missing. Give it under `with:`.',
    ]);
  });
});

describe('wrong parameters', () => {
  it('are all listed at once, each with what was probably meant', async () => {
    const problems = await problemsOf({
      operation: 'script.execute',
      parameters: [
        'scriptKy: PRIVATE:x.xml',
        'output.visibility: publc',
        'output.report: maybe',
        'handset.allocation.timeout: 1m',
        'securityToken: abc',
      ].join('\n'),
      'response-format': 'yaml',
      file: 'x.bin',
      'max-file-size': '0',
    });
    expect(problems).toEqual([
      'response-format: is "yaml"; give one of json, xml.',
      'max-file-size: is "0"; give a whole number from 1 to 102400.',
      'parameters: scriptKy is no parameter of script.execute; did you mean scriptKey?',
      'parameters: output.visibility is "publc" (did you mean public?); give one of private, group, public.',
      'parameters: output.report is "maybe"; give true or false.',
      'parameters: handset.allocation.timeout is "1m"; give a whole number.',
      'parameters: securityToken is set by this action; give credentials and format as inputs of their own.',
      expect.stringMatching(/^parameters: scriptKey is missing: Repository key of the script/),
      'file: is given, but script.execute sends no file.',
    ]);
  });

  it.each([
    [
      'a list of maps with a wrong member',
      'device.v1.update',
      'deviceId: x\ncustomFields: [{nam: a, category: TAGS}]',
      [
        'customFields[0].nam is not known; did you mean name?',
        'customFields[0].category is "TAGS"; give one of DEVICE_TAGS, DYNAMIC_FIELDS, ADMIN_FIELDS.',
        'customFields[0].name is missing.',
      ],
    ],
    [
      'a text where a list of maps belongs',
      'device.v1.update',
      'deviceId: x\ncustomFields: [a]',
      ['customFields[0] is no map of names and values.'],
    ],
    [
      'a member that a body does not have',
      'device.v1.list',
      'device: {osversion: 1}',
      ['device.osversion is no parameter of device.v1.list; did you mean device.osVersion?'],
    ],
    [
      'a map where a text belongs',
      'script.status',
      'executionId: {a: 1}',
      ['executionId is a map, but one value is expected.'],
    ],
    [
      'a list where a text belongs',
      'script.status',
      'executionId: [a, b]',
      ['executionId is a list, but one value is expected.'],
    ],
    [
      'the same parameter twice',
      'script.execute',
      'scriptKey: a\nparam: {DUT: x}\nparam.DUT: y',
      ['param.DUT is given twice.'],
    ],
    [
      'a text that is too long',
      'group.v1.create',
      `name: ${'x'.repeat(201)}`,
      ['name has 201 characters; at most 200 are allowed.'],
    ],
    [
      'parameters where there are none',
      'device.desktop.config',
      'os: Windows',
      ['os is no parameter of device.desktop.config; it has none.'],
    ],
  ])('are refused: %s', async (_what, operation, parameters, problems) => {
    expect(await problemsOf({ operation, parameters })).toEqual(
      problems.map((problem) => `parameters: ${problem}`),
    );
  });

  it.each([
    ['no YAML', 'a: [', /^parameters: is not valid YAML \(line \d\); write one "name: value" a line\.$/],
    [
      'no map',
      '- a\n- b',
      /^parameters: is not a list of names and values; write one "name: value" a line\.$/,
    ],
    ['an alias', 'a: &x 1\nb: *x', /^parameters: holds a value that begins with \*; put it in quotes\.$/],
    ['a name twice', 'scriptKey: a\nscriptKey: b', /^parameters: is not valid YAML \(line 2\)/],
  ])('are refused: %s', async (_what, parameters, problem) => {
    const [first] = await problemsOf({ operation: 'script.execute', parameters });
    expect(first).toMatch(problem);
  });

  it('of another format than the operation has are refused', async () => {
    expect(await problemsOf({ operation: 'cradle.v1.list', 'response-format': 'xml' })).toEqual([
      'response-format: is xml, but cradle.v1.list answers in json only.',
    ]);
  });
});
