import type { Examples, Stage } from '../example-call.ts';

const nightly = {
  scheduleKey: 'PRIVATE:nightly',
  recurrence: '0 0 2 * * ?',
  scriptKey: 'PUBLIC:Samples/login.xml',
};

/** Everything a schedule can be told. */
const inFull = {
  status: 'ACTIVE',
  startTime: Date.UTC(2024, 4, 6),
  endTime: Date.UTC(2024, 11, 31),
  repeatCount: 10,
  'param.DUT': 'F52F82C4DEMO01',
  'securedParam.PIN': 'encrypted-not-a-secret',
  description: 'Login test, each night',
};

async function created(stage: Stage): Promise<{ scheduleKey: string }> {
  await stage.call('scheduler.create', { ...nightly, ...inFull });
  return { scheduleKey: nightly.scheduleKey };
}

/** One that has run already. */
async function run(stage: Stage): Promise<{ scheduleKey: string }> {
  const key = await created(stage);
  await stage.clock.advance(24 * 3_600_000);
  return key;
}

/** An administrator acts for the owner. */
const byAdmin = { as: 'admin', parameters: { admin: true, owner: 'ci.bot@example.com' } } as const;

const notTheirs = {
  refused: 'other',
  parameters: { admin: true },
  status: 400,
  text: 'User other.bot@example.com is not authorized to act as administrator',
} as const;

export const examples: Examples = {
  'scheduler.create': {
    calls: [
      { parameters: { ...nightly, ...inFull } },
      { shows: 'one for another user', as: 'admin', parameters: { ...nightly, ...byAdmin.parameters } },
    ],
    permission: notTheirs,
  },
  'scheduler.update': {
    calls: [
      { arrange: run, parameters: { ...inFull, recurrence: '0 30 3 * * ?', scriptKey: nightly.scriptKey } },
      { shows: 'an administrator', arrange: run, ...byAdmin },
    ],
    permission: notTheirs,
  },
  'scheduler.delete': {
    calls: [{ arrange: created }, { shows: 'an administrator', arrange: created, ...byAdmin }],
    permission: notTheirs,
  },
  'scheduler.info': { calls: [{ arrange: run }, { shows: 'an administrator', arrange: run, ...byAdmin }] },
  'scheduler.list': {
    calls: [
      {
        arrange: async (stage) => {
          await run(stage);
          return {};
        },
      },
    ],
    permission: notTheirs,
  },
};
