import { describe, expect, it } from '@jest/globals';
import type { Lab } from '../src/index.ts';
import { json, rest, startScript, userMessage } from './lab-client.ts';
import type { Got } from './lab-client.ts';
import { openLab } from './open-lab.ts';
import { checkout, listTests, login, phone, ranTest, uploadScript } from './reporting-client.ts';

const searchPath = '/test-execution-management-webapp/rest/v1/test-execution-management/search';
const commandsPath = '/test-execution-commands-webapp/rest/v1/test-execution-commands/';
const metadataPath = '/test-execution-management-webapp/rest/v1/metadata';

interface Item {
  id: string;
  name: string;
}

function search(lab: Lab, body: unknown): Promise<Got> {
  return rest(lab, 'POST', searchPath, { json: body });
}

async function names(lab: Lab, body: unknown): Promise<string[]> {
  return (json(await search(lab, body)) as { items: Item[] }).items.map(({ name }) => name);
}

async function failureReasons(lab: Lab): Promise<Item[]> {
  return (json(await rest(lab, 'GET', metadataPath)) as { failureReasons: Item[] }).failureReasons;
}

/** A passed login of a job, then a failed checkout, on two devices. */
async function twoTests() {
  const { lab, clock } = await openLab({ scenario: 'failing' });
  const passed = await ranTest(lab, clock, login, {
    ...phone,
    'param.report.jobName': 'mobile-ci',
    'param.report.jobNumber': '42',
    'param.report.tags': 'smoke',
    'param.report.automationFramework': 'APPIUM',
  });
  const failed = await ranTest(lab, clock, checkout, { 'param.DUT': 'F52F82C4DEMO02' });
  return { lab, clock, passed, failed };
}

describe('the internal search', () => {
  it('shows the fields that clients read', async () => {
    const { lab, passed, failed } = await twoTests();
    const got = json(await search(lab, {}));
    expect(got).toMatchObject({
      items: [
        {
          id: passed.id,
          testExecutionId: passed.id,
          status: 'PASSED',
          startTime: passed.startTime,
          endTime: passed.endTime,
          job: { name: 'mobile-ci', number: 42 },
          tags: ['smoke'],
          automationFramework: 'APPIUM',
          platforms: [{ deviceId: 'F52F82C4DEMO01' }],
          failureReason: {},
          errorAnalysis: {},
        },
        {
          id: failed.id,
          status: 'FAILED',
          failureReason: { name: 'Action failed' },
          message: failed.message,
        },
      ],
    });
  });

  it.each<[object, string[]]>([
    [{ filter: { fields: { os: ['IOS'] } } }, ['login', 'checkout']],
    [{ filter: { fields: { deviceId: ['F52F82C4DEMO02'] } } }, ['checkout']],
    [{ filter: { fields: { jobNumber: [42] } } }, ['login']],
    [{ filter: { fields: { triggerType: ['CI'] } } }, ['login']],
    [{ filter: { fields: { deviceType: ['DESKTOP'] } } }, []],
    [{ filter: { fields: { tags: [] } } }, ['login', 'checkout']],
    [{ filter: { excludedFields: { tags: ['smoke'] } } }, ['checkout']],
    [{ filter: { excludedFields: { status: ['failed'] } } }, ['login']],
    [{ filter: { fieldNameToSearchFilter: { name: { term: 'LOG', exact: false } } } }, ['login']],
    [{ filter: { fieldNameToSearchFilter: { name: { term: 'log', exact: true } } } }, []],
    [{ sort: [{ sortBy: 'startTime', sortOrder: 'DESCEND' }] }, ['checkout', 'login']],
    [{ sort: [{ sortBy: 'name' }] }, ['checkout', 'login']],
    [{ sort: [{ sortBy: 'status', sortOrder: 'DESCEND' }], pageSize: 1 }, ['login']],
    [{ skip: 1 }, ['checkout']],
    [{ pageSize: 0 }, []],
  ])('heeds %j', async (body, expected) => {
    const { lab } = await twoTests();
    expect(await names(lab, body)).toEqual(expected);
  });

  it('finds by time and by browser', async () => {
    const { lab, clock, passed } = await twoTests();
    const scriptKey = await uploadScript(
      lab,
      'web',
      '<script name="web"><action name="browser.open"/><action name="button.click"/></script>',
    );
    const web = await ranTest(lab, clock, scriptKey);
    expect(web.platforms).toMatchObject([
      { browserInfo: { browserType: 'SAFARI', browserVersion: '17.5.1' } },
    ]);
    expect(await names(lab, { filter: { fields: { browserType: ['SAFARI'] } } })).toEqual(['web']);
    expect(await names(lab, { filter: { fields: { startExecutionTime: [web.startTime] } } })).toEqual([
      'web',
    ]);
    expect(await names(lab, { filter: { fields: { endExecutionTime: [passed.endTime] } } })).toEqual([
      'login',
    ]);
  });

  it('gives only the fields of the layout, and a page of 50 when no size is asked for', async () => {
    const { lab, failed } = await twoTests();
    expect(json(await search(lab, { layout: ['id', 'status'], skip: 1 }))).toEqual({
      items: [{ id: failed.id, status: 'FAILED' }],
    });
    const one = lab.state.executions.get(failed.externalId);
    if (!one) throw new TypeError('the execution is gone');
    for (let n = 0; n < 60; n += 1) {
      lab.state.executions.add({ ...one, executionId: `copy_${n}`, reportKey: `PRIVATE:copy_${n}.xml` });
    }
    expect(await names(lab, {})).toHaveLength(50);
  });

  it.each([
    [{ sort: [{ sortBy: 'mood' }] }, "Invalid value for property 'sort[].sortBy'"],
    [{ sort: [{ sortBy: 'name', sortOrder: 'UP' }] }, "Invalid value for property 'sort[].sortOrder'"],
    [{ sort: 'name' }, "Invalid value for property 'sort'"],
    [{ skip: -1 }, "Invalid value for property 'skip'"],
    [{ pageSize: 'many' }, "Invalid value for property 'pageSize'"],
    [{ filter: { fields: { colour: ['red'] } } }, "Invalid value for property 'filter.fields.colour'"],
    [
      { filter: { excludedFields: { tags: 'x' } } },
      "Invalid value for property 'filter.excludedFields.tags'",
    ],
    [
      { filter: { fieldNameToSearchFilter: { name: 'x' } } },
      "Invalid value for property 'filter.fieldNameToSearchFilter.name'",
    ],
    [{ filter: { fields: { startExecutionTime: [1] } } }, 'Time period is not in supported range'],
  ])('refuses %j', async (body, text) => {
    const { lab } = await openLab();
    const got = await search(lab, body);
    expect(got.status).toBe(400);
    expect(userMessage(got).startsWith(text)).toBe(true);
  });
});

describe('the internal commands', () => {
  it('come with a summary, unless it is not wanted', async () => {
    const { lab, failed } = await twoTests();
    const query = { testExecutionId: failed.id, commandRequestType: 'COMMAND_SUMMARY' };
    const got = json(await rest(lab, 'GET', commandsPath, { query }));
    expect(got).toMatchObject({
      testExecutionId: failed.id,
      commandSummary: { commands: 5, failed: 1 },
      steps: [{ name: 'Open the app' }, { name: 'Fill the basket' }, { name: 'Pay' }],
    });
    const without = await rest(lab, 'GET', commandsPath, {
      query: { ...query, includeCommandSummary: 'false' },
    });
    expect(json(without)).not.toHaveProperty('commandSummary');
  });

  it('are none before the test is processed', async () => {
    const { lab } = await openLab();
    await startScript(lab, login, phone);
    const [test] = (await listTests(lab)).resources;
    const got = await rest(lab, 'GET', commandsPath, { query: { testExecutionId: test?.id ?? '' } });
    expect(json(got)).toMatchObject({ commandSummary: { commands: 0, failed: 0 }, steps: [] });
  });

  it.each<[Record<string, string>, number, string]>([
    [{}, 400, "Mandatory parameter 'testExecutionId' is missing"],
    [{ testExecutionId: 'x' }, 404, 'Test execution x was not found'],
    [
      { testExecutionId: 'x', commandRequestType: 'ALL' },
      400,
      "Invalid value 'ALL' for parameter 'commandRequestType'",
    ],
  ])('are refused with %j', async (query, status, text) => {
    const { lab } = await openLab();
    const got = await rest(lab, 'GET', commandsPath, { query });
    expect([got.status, userMessage(got)]).toEqual([status, text]);
  });
});

describe('the internal metadata', () => {
  it('list each value of the tests once', async () => {
    const { lab, clock } = await twoTests();
    await ranTest(lab, clock, login);
    expect(json(await rest(lab, 'GET', metadataPath))).toMatchObject({
      items: {
        tags_v2: { values: [{ name: 'smoke' }] },
        devices_v2: { values: [{ name: 'F52F82C4DEMO01' }, { name: 'F52F82C4DEMO02' }] },
        ciJobNames: { values: [{ name: 'mobile-ci' }] },
        os: { values: [{ name: 'IOS' }] },
        browsers: { values: [] },
        deviceType: { values: [{ name: 'MOBILE' }] },
        job_v2: { values: [{ name: 'mobile-ci', number: 42 }] },
        triggerTypes: { values: [{ name: 'CI' }, { name: 'API' }] },
        owners_v2: { values: [{ name: 'ci.bot@example.com' }] },
        os_info_v2: { values: [{ name: 'IOS', version: '17.5.1' }] },
      },
    });
  });

  it('name the failure reasons, by whose ids the list can be filtered', async () => {
    const { lab, failed } = await twoTests();
    const reasons = await failureReasons(lab);
    const byReason = async (name: string): Promise<string[]> => {
      const id = reasons.find((reason) => reason.name === name)?.id ?? '';
      expect(id).toMatch(/^[\da-f]{24}$/);
      return (await listTests(lab, { 'failureReason[0]': id })).resources.map((test) => test.id);
    };
    expect(await byReason('Action failed')).toEqual([failed.id]);
    expect(await byReason('Validation failed')).toEqual([]);
  });

  it('give failure reasons other ids in another cloud', async () => {
    const [{ lab: one }, { lab: other }] = await Promise.all([openLab(), openLab({ cloud: 'othercloud' })]);
    const ids = new Set(
      [...(await failureReasons(one)), ...(await failureReasons(other))].map(({ id }) => id),
    );
    expect(ids.size).toBe(10);
  });
});
