import type { Examples, Stage } from '../example-call.ts';
import { textAt } from '../stage.ts';

const deviceId = '2ADEMO000001';

async function started(stage: Stage): Promise<{ executionId: string }> {
  return { executionId: textAt(await stage.call('command.start'), 'executionId') };
}

async function withDevice(stage: Stage): Promise<{ executionId: string }> {
  const ids = await started(stage);
  await stage.call('command.execute', {
    ...ids,
    command: 'device',
    subcommand: 'open',
    'param.handsetId': deviceId,
    'param.allocation': 'nowait',
  });
  return ids;
}

export const examples: Examples = {
  'command.start': {
    calls: [
      {
        parameters: {
          scriptName: 'login',
          'output.report': true,
          'output.video': false,
          'output.visibility': 'group',
          entityType: 'remote_web_driver',
        },
      },
    ],
  },
  'command.execute': {
    calls: [
      {
        arrange: withDevice,
        parameters: {
          command: 'checkpoint',
          subcommand: 'text',
          'param.deviceId': deviceId,
          'param.content': 'Welcome',
          'securedParam.context': 'encrypted-not-a-secret',
        },
      },
      {
        shows: 'the values of a timer',
        arrange: async (stage) => {
          const ids = await started(stage);
          const timer = { command: 'timer', 'param.timerId': 'login' };
          await stage.call('command.execute', { ...ids, ...timer, subcommand: 'start' });
          await stage.clock.advance(1200);
          return ids;
        },
        parameters: { command: 'timer', subcommand: 'info', 'param.timerId': 'login' },
      },
    ],
    // Every user of the lab may do automation, but an execution is its owner's.
    permission: {
      refused: 'other',
      status: 400,
      text: "Execution ci.bot@example.com_controller_24-05-06_10_11_12_1 wasn't found",
    },
  },
  'command.end': { calls: [{ arrange: withDevice }] },
  'command.startPlay': {
    calls: [
      {
        arrange: started,
        parameters: {
          scriptName: 'login',
          'output.report': true,
          'output.video': true,
          'output.visibility': 'private',
          entityType: 'remote_web_driver',
        },
      },
    ],
  },
  'command.stopPlay': {
    calls: [
      {
        arrange: async (stage) => {
          const ids = await started(stage);
          await stage.call('command.startPlay', ids);
          return ids;
        },
      },
    ],
  },
};
