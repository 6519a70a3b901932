import { login, phone } from '../open-lab.ts';
import type { OperationCalls } from './world.ts';

/** Executions of scripts. */
export const scriptCalls: OperationCalls = {
  'script.execute': ({ client }) => {
    const request = { scriptKey: login, param: { DUT: phone }, securedParam: { pin: 'encrypted-pin' } };
    return (options) => client.executions.execute(request, options);
  },
  'script.status': async (world) => {
    const { executionId } = await world.ended();
    return (options) => world.client.executions.status(executionId, options);
  },
  'script.list': async (world) => {
    await world.ended();
    await world.running();
    return (options) => world.client.executions.list({ 'time.offset': 3600 }, options);
  },
  'script.abort': async (world) => {
    const { executionId } = await world.running();
    return (options) => world.client.executions.abort(executionId, options);
  },
};
