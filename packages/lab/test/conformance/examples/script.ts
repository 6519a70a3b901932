import type { Examples, Stage } from '../example-call.ts';
import { textAt } from '../stage.ts';

const login = 'PUBLIC:Samples/login.xml';
const checkout = 'PUBLIC:Samples/checkout.xml';

/** A scenario in which one script starts another one. */
const nested = { scenario: `scripts: [{match: '*checkout*', starts: ['${login}']}]` };

async function started(stage: Stage): Promise<{ executionId: string }> {
  const answer = await stage.call('script.execute', { scriptKey: login, 'param.DUT': 'F52F82C4DEMO01' });
  return { executionId: textAt(answer, 'executionId') };
}

async function completed(stage: Stage): Promise<{ executionId: string }> {
  const ids = await started(stage);
  await stage.clock.advance(60_000);
  return ids;
}

async function listed(stage: Stage): Promise<unknown> {
  await stage.call('script.execute', { scriptKey: checkout });
  await stage.clock.advance(60_000);
  return stage.call('script.list', { 'time.offset': 3600 });
}

const notTheirs = {
  refused: 'other',
  parameters: { admin: true },
  status: 400,
  text: 'User other.bot@example.com is not authorized to get all script executions',
} as const;

export const examples: Examples = {
  'script.execute': {
    calls: [
      {
        parameters: {
          scriptKey: login,
          'param.DUT': 'F52F82C4DEMO01',
          'securedParam.pin': 'encrypted-not-a-secret',
          'output.report': true,
          'output.video': false,
          'output.visibility': 'public',
          'handset.allocation.timeout': 60_000,
          'handset.allocation.retryInterval': 5_000,
        },
      },
    ],
  },
  'script.status': {
    calls: [
      { shows: 'a completed execution', arrange: completed },
      { shows: 'a running execution', arrange: started },
      {
        shows: 'one that another one started',
        lab: nested,
        arrange: async (stage) => ({
          executionId: textAt(await listed(stage), 'executions', 1, 'executionId'),
        }),
      },
    ],
    permission: notTheirs,
  },
  'script.list': {
    calls: [
      {
        lab: nested,
        arrange: async (stage) => {
          await listed(stage);
          return {};
        },
        parameters: { 'time.anchor': -1, 'time.offset': -3600, completed: true, flowEndCode: 'Success' },
      },
    ],
    permission: notTheirs,
  },
  'script.abort': { calls: [{ arrange: started }], permission: notTheirs },
};
