import { describe, expect, it } from '@jest/globals';
import type { Lab } from '../src/index.ts';
import { errorMessage, json, send, services, statusOf } from './lab-client.ts';
import type { Got } from './lab-client.ts';
import { openLab } from './open-lab.ts';

const login = 'PUBLIC:Samples/login.xml';
// The manual clock starts on a Monday, 2024-05-06T10:11:12Z.
const nightly = { scheduleKey: 'PRIVATE:nightly', recurrence: '0 0 2 * * ?', scriptKey: login };
const twoOClock = Date.UTC(2024, 4, 7, 2);
const day = 24 * 3_600_000;

interface Time {
  formatted: string;
  millis: string;
}

interface ScheduleFields {
  key: string;
  status: string;
  owner: string;
  description?: string;
  repeatCount?: string;
  startTime: Time;
  endTime?: Time;
  nextRunTime?: Time;
  lastRunTime?: Time;
  lastRunKey?: string;
  lastRunStatus?: string;
  scriptParams?: { param: { name: string; value: string }[] };
  recurrence: { properties: { property: { value: string }[] } };
}

function create(lab: Lab, query: Record<string, string> = {}, token?: string): Promise<Got> {
  return services(lab, 'schedules', 'create', { ...nightly, ...query }, token);
}

function scheduleOf(got: Got): ScheduleFields {
  if (got.status !== 200) throw new TypeError(`refused: ${got.text}`);
  return (json(got) as { schedule: ScheduleFields }).schedule;
}

async function info(lab: Lab, key = 'PRIVATE:nightly', query = {}, token?: string): Promise<ScheduleFields> {
  return scheduleOf(await services(lab, `schedules/${key}`, 'info', query, token));
}

async function keys(lab: Lab, query = {}, token?: string): Promise<string[]> {
  const got = await services(lab, 'schedules', 'list', query, token);
  return (json(got) as { schedules: ScheduleFields[] }).schedules.map(({ key }) => key);
}

function runsOf(lab: Lab): number {
  return lab.state.executions.all.size;
}

describe('a schedule', () => {
  it('is answered by create as by info, in JSON and in XML', async () => {
    const { lab, clock } = await openLab();
    const created = await create(lab, { description: 'Login test, each night', repeatCount: '10' });
    const time = (ms: number) => ({
      formatted: new Date(ms).toISOString().replace('.000', ''),
      millis: String(ms),
    });
    expect(scheduleOf(created)).toMatchObject({
      key: 'PRIVATE:nightly',
      status: 'active',
      owner: 'ci.bot@example.com',
      description: 'Login test, each night',
      scriptKey: login,
      repeatCount: '10',
      recurrence: { type: 'cron', properties: { property: [{ key: 'expression', value: '0 0 2 * * ?' }] } },
      startTime: time(clock.now()),
      creationTime: time(clock.now()),
      nextRunTime: time(twoOClock),
    });
    expect(await info(lab)).toEqual(scheduleOf(created));
    const xml = await services(lab, 'schedules/PRIVATE:nightly', 'info', { responseFormat: 'xml' });
    expect(xml.text).toContain(
      '<recurrence><type>cron</type><properties><property><key>expression</key><value>0 0 2 * * ?</value></property></properties>',
    );
    expect(xml.text).toContain('<response><schedule><key>PRIVATE:nightly</key>');
    const list = await services(lab, 'schedules', 'list', { responseFormat: 'xml' });
    expect(list.text).toContain('<response><schedules><schedule><key>PRIVATE:nightly</key>');
  });

  it('starts its script each time, as an execution of its owner that tells how it went', async () => {
    const { lab, clock } = await openLab();
    await create(lab, { 'param.DUT': 'F52F82C4DEMO01' });
    await clock.advance(twoOClock - 1 - clock.now());
    expect(runsOf(lab)).toBe(0);
    await clock.advance(1);
    const running = await info(lab);
    expect(running).toMatchObject({
      lastRunStatus: 'Initializing',
      lastRunTime: { millis: String(twoOClock) },
      nextRunTime: { millis: String(twoOClock + day) },
    });
    const [execution] = [...lab.state.executions.all.values()];
    expect(execution).toMatchObject({
      user: 'ci.bot@example.com',
      startedBy: 'PRIVATE:nightly',
      reportKey: running.lastRunKey,
    });
    await clock.advance(60_000);
    expect((await info(lab)).lastRunStatus).toBe('Success');
    expect((await statusOf(lab, execution?.executionId ?? '')).devices).toEqual([
      expect.objectContaining({ deviceId: 'F52F82C4DEMO01' }),
    ]);
    expect((await services(lab, `reports/${running.lastRunKey ?? ''}`, 'download')).status).toBe(200);
    const listed = await services(lab, 'executions', 'list', { 'time.offset': '3600' });
    expect((json(listed) as { executions: object[] }).executions).toHaveLength(1);
    await clock.advance(2 * day);
    expect(runsOf(lab)).toBe(3);
  });

  it('begins at its start and stops after its end', async () => {
    const { lab, clock } = await openLab();
    // Both moments are inside: a run at the start, one at the end.
    const startTime = String(twoOClock + day);
    await create(lab, { startTime, endTime: String(twoOClock + 2 * day) });
    expect((await info(lab)).nextRunTime?.millis).toBe(startTime);
    await clock.advance(10 * day);
    expect(runsOf(lab)).toBe(2);
    expect((await info(lab)).nextRunTime).toBeUndefined();
  });

  it('stops after repeatCount runs, and goes on when the count is raised', async () => {
    const { lab, clock } = await openLab();
    await create(lab, { repeatCount: '2' });
    await clock.advance(5 * day);
    expect(runsOf(lab)).toBe(2);
    await services(lab, 'schedules/PRIVATE:nightly', 'update', { repeatCount: '3' });
    await clock.advance(5 * day);
    expect(runsOf(lab)).toBe(3);
  });

  it('rests while it is inactive', async () => {
    const { lab, clock } = await openLab();
    expect(scheduleOf(await create(lab, { status: 'inactive' }))).toMatchObject({ status: 'inactive' });
    await clock.advance(day);
    expect(runsOf(lab)).toBe(0);
    await services(lab, 'schedules/PRIVATE:nightly', 'update', { status: 'ACTIVE' });
    await clock.advance(day);
    expect(runsOf(lab)).toBe(1);
    await services(lab, 'schedules/PRIVATE:nightly', 'update', { status: 'INACTIVE' });
    await clock.advance(day);
    expect(runsOf(lab)).toBe(1);
  });

  it('never runs again once it is deleted', async () => {
    const { lab, clock } = await openLab();
    await create(lab);
    const deleted = await services(lab, 'schedules/PRIVATE:nightly', 'delete');
    expect(deleted.text).toBe('{"status":"success"}');
    await clock.advance(2 * day);
    expect(runsOf(lab)).toBe(0);
    expect(await keys(lab)).toEqual([]);
  });

  it('tells of a script that is gone when its time comes, and goes on', async () => {
    const { lab, clock } = await openLab();
    await send(lab, '/services/repositories/scripts/PRIVATE:own.xml', {
      method: 'PUT',
      query: { operation: 'upload', securityToken: lab.tokens.automation },
      body: '<script name="own"><step name="one"/></script>',
    });
    await create(lab, { scriptKey: 'PRIVATE:own.xml' });
    await services(lab, 'repositories/scripts/PRIVATE:own.xml', 'delete');
    await clock.advance(day);
    expect(await info(lab)).toMatchObject({
      lastRunStatus: 'Failed - Repository item not found: PRIVATE:own.xml',
      nextRunTime: { millis: String(twoOClock + day) },
    });
    expect((await info(lab)).lastRunKey).toBeUndefined();
  });

  it('tells of an owner who was deactivated', async () => {
    const { lab, clock } = await openLab();
    await create(lab);
    lab.state.users.all.patch('ci.bot@example.com', { status: 'INACTIVE' });
    await clock.advance(day);
    const query = { owner: 'ci.bot@example.com', admin: 'true' };
    const schedule = await info(lab, 'PRIVATE:nightly', query, lab.tokens.admin);
    expect(schedule.lastRunStatus).toBe('Failed - User ci.bot@example.com was not found or is not active');
    expect(runsOf(lab)).toBe(0);
  });
});

describe('a recurrence', () => {
  const next = async (recurrence: string): Promise<string> => {
    const { lab } = await openLab();
    const got = await create(lab, { recurrence });
    return got.status === 200 ? (scheduleOf(got).nextRunTime?.formatted ?? 'never') : errorMessage(got);
  };

  it.each([
    ['*/20 11 * * * ?', '2024-05-06T10:11:20Z'],
    ['0 10/20 * * * ?', '2024-05-06T10:30:00Z'],
    ['0 30 4 1 * ?', '2024-06-01T04:30:00Z'],
    ['0 0 9 ? * MON-FRI', '2024-05-07T09:00:00Z'],
    // 1 is Sunday, as in Quartz.
    ['0 0 9 ? * 1', '2024-05-12T09:00:00Z'],
    ['0 0 0 1 1 ? 2030', '2030-01-01T00:00:00Z'],
    ['0 0 0 1 1 ? 2020', 'never'],
  ])('of %s runs next at %s', async (recurrence, time) => {
    expect(await next(recurrence)).toBe(time);
  });

  it.each([
    ['* 0 2 * * ?', 'the fields for seconds and minutes must not be *'],
    ['0 * 2 * * ?', 'the fields for seconds and minutes must not be *'],
    ['0 ? 2 * * ?', 'the fields for seconds and minutes must not be *'],
    ['*/1 0 2 * * ?', 'the fields for seconds and minutes must not be *'],
    ['0 2 * * *', 'expected 6 or 7 fields, found 5'],
    ['@daily', 'expected 6 or 7 fields, found 1'],
    ['2024-05-07T10:00:00Z', 'expected 6 or 7 fields, found 1'],
    ['0 0 25 * * ?', 'Invalid value for hour: 25'],
    ['0 0 2 * * 9', 'Invalid value for dayOfWeek'],
  ])('of %s is refused', async (recurrence, detail) => {
    expect(await next(recurrence)).toContain(
      `Failed to create schedule - Invalid recurrence '${recurrence}' - ${detail}`,
    );
  });

  it('counts weekdays from 0 when the setting says so', async () => {
    const { lab } = await openLab({ settings: { weekdaysFromOne: false } });
    const schedule = scheduleOf(await create(lab, { recurrence: '0 0 9 ? * 1' }));
    expect(schedule.nextRunTime?.formatted).toBe('2024-05-13T09:00:00Z');
  });
});

describe('creating a schedule', () => {
  it.each([
    [{ scheduleKey: 'SECRET:nightly' }, "Invalid schedule key 'SECRET:nightly'"],
    [{ scheduleKey: 'PRIVATE:' }, "Invalid schedule key 'PRIVATE:'"],
    [{ scheduleKey: '' }, "Mandatory parameter 'scheduleKey' is missing"],
    [{ scriptKey: 'PRIVATE:none.xml' }, 'Repository item not found: PRIVATE:none.xml'],
    [{ recurrence: '' }, "Mandatory parameter 'recurrence' is missing"],
    [{ status: 'asleep' }, "Invalid value 'asleep' for parameter 'status'"],
    [{ startTime: 'soon' }, "Invalid value 'soon' for parameter 'startTime'"],
    [{ startTime: '-1' }, "Invalid value '-1' for parameter 'startTime'"],
    [{ endTime: '9000000000000000' }, "Invalid value '9000000000000000' for parameter 'endTime'"],
    [{ endTime: '1000' }, 'A schedule must end after its start'],
    [{ startTime: '2000000000000', endTime: '2000000000000' }, 'A schedule must end after its start'],
    [{ repeatCount: '0' }, "Invalid value '0' for parameter 'repeatCount'"],
    [{ nonsense: '1' }, 'Request contains unknown parameters: [nonsense]'],
  ])('with %j is refused', async (query, text) => {
    const { lab } = await openLab();
    const got = await create(lab, query);
    expect([got.status, errorMessage(got)]).toEqual([400, `Failed to create schedule - ${text}`]);
    expect(lab.state.schedules.all.size).toBe(0);
  });

  it('is PRIVATE without a visibility', async () => {
    const { lab } = await openLab();
    expect(scheduleOf(await create(lab, { scheduleKey: 'weekly' })).key).toBe('PRIVATE:weekly');
  });

  it('takes a name once, and leaves other users their own', async () => {
    const { lab } = await openLab();
    await create(lab);
    expect(errorMessage(await create(lab))).toBe(
      'Failed to create schedule - Schedule PRIVATE:nightly already exists',
    );
    expect((await create(lab, {}, lab.tokens.other)).status).toBe(200);
    expect((await create(lab, { scheduleKey: 'PUBLIC:nightly' }, lab.tokens.other)).status).toBe(200);
    expect((await create(lab, { scheduleKey: 'PUBLIC:nightly' })).status).toBe(400);
  });

  it('stops at 20 for a user', async () => {
    const { lab } = await openLab();
    for (let number = 1; number <= 20; number += 1) await create(lab, { scheduleKey: `GROUP:n${number}` });
    expect(errorMessage(await create(lab))).toBe(
      'Failed to create schedule - User ci.bot@example.com already has 20 schedules',
    );
    expect((await create(lab, {}, lab.tokens.other)).status).toBe(200);
    await services(lab, 'schedules/GROUP:n7', 'delete');
    expect((await create(lab)).status).toBe(200);
  });

  it('for another user takes an administrator of the same group', async () => {
    const { lab } = await openLab();
    const forBot = { owner: 'ci.bot@example.com' };
    const asAdmin = { ...forBot, admin: 'true' };
    expect(errorMessage(await create(lab, { owner: 'admin@example.com' }))).toContain('is not authorized');
    expect(errorMessage(await create(lab, { admin: 'true' }))).toContain('is not authorized');
    expect(errorMessage(await create(lab, forBot, lab.tokens.admin))).toContain('is not authorized');
    expect(scheduleOf(await create(lab, asAdmin, lab.tokens.admin)).owner).toBe('ci.bot@example.com');
    const other = await create(lab, { ...asAdmin, owner: 'other.bot@example.com' }, lab.tokens.admin);
    expect(errorMessage(other)).toContain('is not of the group of the administrator');
    const nobody = await create(lab, { ...asAdmin, owner: 'nobody@example.com' }, lab.tokens.admin);
    expect(errorMessage(nobody)).toBe('Failed to create schedule - User nobody@example.com was not found');
  });

  it('keeps parameters, and of secured ones only the name', async () => {
    const { lab } = await openLab();
    const got = await create(lab, { 'param.user': 'dana', 'securedParam.pin': 'GEHEIM-not-a-secret' });
    expect(scheduleOf(got).scriptParams).toEqual({
      param: [
        { name: 'user', value: 'dana' },
        { name: 'pin', value: '***' },
      ],
    });
    const xml = await services(lab, 'schedules/PRIVATE:nightly', 'info', { responseFormat: 'xml' });
    expect(xml.text).toContain('<scriptParams><param><name>user</name><value>dana</value></param><param>');
    expect(JSON.stringify([lab.state.store.dump(), lab.requests])).not.toContain('GEHEIM');
  });
});

describe('updating a schedule', () => {
  it('leaves what is not sent, replaces what is sent and clears what is sent empty', async () => {
    const { lab } = await openLab();
    const endTime = String(twoOClock + 100 * day);
    await create(lab, {
      description: 'old',
      endTime,
      repeatCount: '5',
      'param.DUT': 'F52F82C4DEMO01',
      'param.user': 'dana',
      'securedParam.pin': 'x',
    });
    const before = await info(lab);
    expect(scheduleOf(await services(lab, 'schedules/PRIVATE:nightly', 'update'))).toEqual(before);
    const got = await services(lab, 'schedules/PRIVATE:nightly', 'update', {
      recurrence: '0 30 3 * * ?',
      description: '',
      endTime: '',
      repeatCount: '',
      'param.user': '',
      'param.DUT': 'F52F82C4DEMO02',
      'securedParam.pin': '',
    });
    const after = scheduleOf(got);
    expect(after.scriptParams).toEqual({ param: [{ name: 'DUT', value: 'F52F82C4DEMO02' }] });
    expect([after.description, after.endTime, after.repeatCount]).toEqual([undefined, undefined, undefined]);
    expect(after.nextRunTime?.formatted).toBe('2024-05-07T03:30:00Z');
    expect(after.startTime).toEqual(before.startTime);
  });

  it.each([
    [{ recurrence: '' }, "Mandatory parameter 'recurrence' is missing"],
    [{ recurrence: '0 * * * * ?' }, 'must not be *'],
    [{ scriptKey: 'PUBLIC:none.xml' }, 'Repository item not found: PUBLIC:none.xml'],
    [{ endTime: '5' }, 'A schedule must end after its start'],
  ])('with %j is refused and changes nothing', async (query, text) => {
    const { lab } = await openLab();
    await create(lab);
    const before = await info(lab);
    const got = await services(lab, 'schedules/PRIVATE:nightly', 'update', query);
    expect(errorMessage(got)).toContain(text);
    expect(errorMessage(got)).toMatch(/^Failed to update schedule - /);
    expect(await info(lab)).toEqual(before);
  });
});

describe('the schedules of others', () => {
  it('are listed by visibility: own, of the group, public', async () => {
    const { lab } = await openLab();
    for (const visibility of ['PRIVATE', 'GROUP', 'PUBLIC']) {
      await create(lab, { scheduleKey: `${visibility}:mine` });
      await create(lab, { scheduleKey: `${visibility}:theirs` }, lab.tokens.other);
    }
    expect(await keys(lab)).toEqual(['PRIVATE:mine', 'GROUP:mine', 'PUBLIC:mine', 'PUBLIC:theirs']);
    expect(await keys(lab, { owner: 'other.bot@example.com' })).toEqual(['PUBLIC:theirs']);
    // The administrator is of the group of the first.
    const { admin } = lab.tokens;
    expect(await keys(lab, {}, admin)).toEqual(['GROUP:mine', 'PUBLIC:mine', 'PUBLIC:theirs']);
    expect(await keys(lab, { admin: 'true' }, admin)).toHaveLength(6);
    expect(await keys(lab, { admin: 'true', owner: 'other.bot@example.com' }, admin)).toEqual([
      'PRIVATE:theirs',
      'GROUP:theirs',
      'PUBLIC:mine',
      'PUBLIC:theirs',
    ]);
    const refused = await services(lab, 'schedules', 'list', { admin: 'true' });
    expect(errorMessage(refused)).toContain('is not authorized');
    const nobody = await services(lab, 'schedules', 'list', { owner: 'nobody@example.com' });
    expect(errorMessage(nobody)).toBe('Failed to list schedules - User nobody@example.com was not found');
  });

  it('can be read by everybody, or by a setting by administrators alone', async () => {
    for (const [anyScheduleInfo, status] of [
      [true, 200],
      [false, 400],
    ] as const) {
      const { lab } = await openLab({ settings: { anyScheduleInfo } });
      await create(lab);
      const owner = 'ci.bot@example.com';
      const got = await services(lab, 'schedules/PRIVATE:nightly', 'info', { owner }, lab.tokens.other);
      expect(got.status).toBe(status);
      const asAdmin = await info(lab, 'PRIVATE:nightly', { owner, admin: 'true' }, lab.tokens.admin);
      expect(asAdmin.owner).toBe(owner);
    }
  });

  it.each(['update', 'delete'])('are not open to %s, except for administrators who say so', async (what) => {
    const { lab } = await openLab();
    await create(lab, { scheduleKey: 'PUBLIC:nightly' });
    const ask = (query: Record<string, string>, token: string) =>
      services(lab, 'schedules/PUBLIC:nightly', what, query, token);
    const { other, admin } = lab.tokens;
    expect(errorMessage(await ask({}, other))).toBe(
      `Failed to ${what} schedule - Schedule PUBLIC:nightly belongs to another user`,
    );
    expect((await ask({ admin: 'true' }, other)).status).toBe(400);
    expect((await ask({}, admin)).status).toBe(400);
    expect((await ask({ admin: 'true' }, admin)).status).toBe(200);
  });

  it.each(['info', 'update', 'delete'])(
    'that do not exist are refused by %s with their key',
    async (what) => {
      const { lab } = await openLab();
      await create(lab, {}, lab.tokens.other);
      const got = await services(lab, 'schedules/PRIVATE:nightly', what);
      const verb = { info: 'get schedule info', update: 'update schedule', delete: 'delete schedule' }[what];
      expect([got.status, errorMessage(got)]).toEqual([
        400,
        `Failed to ${verb ?? ''} - Schedule PRIVATE:nightly was not found`,
      ]);
    },
  );

  it('answer a refused delete with status failure when the setting says so', async () => {
    const { lab } = await openLab({ settings: { deleteScheduleAnswersFailure: true } });
    const got = await services(lab, 'schedules/PRIVATE:nightly', 'delete');
    expect([got.status, got.text]).toEqual([200, '{"status":"failure"}']);
  });
});
