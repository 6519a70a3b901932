import { phone } from '../open-lab.ts';
import type { OperationCalls } from './world.ts';

/** Executions that are driven command by command. */
export const commandCalls: OperationCalls = {
  'command.start':
    ({ client }) =>
    (options) =>
      client.commands.start({ scriptName: 'smoke', 'output.visibility': 'group' }, options),
  'command.execute': async (world) => {
    const executionId = await world.session();
    const request = { executionId, command: 'device', subcommand: 'open', param: { deviceId: phone } };
    return (options) => world.client.commands.execute(request, options);
  },
  'command.end': async (world) => {
    const executionId = await world.session();
    return (options) => world.client.commands.end(executionId, options);
  },
  'command.startPlay': async (world) => {
    const executionId = await world.session();
    return (options) => world.client.commands.startPlay({ executionId }, options);
  },
  'command.stopPlay': async (world) => {
    const executionId = await world.session();
    await world.client.commands.startPlay({ executionId });
    return (options) => world.client.commands.stopPlay(executionId, options);
  },
};
