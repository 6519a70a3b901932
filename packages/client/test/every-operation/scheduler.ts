import { login, phone, startMs } from '../open-lab.ts';
import type { OperationCalls } from './world.ts';

const day = 24 * 3_600_000;

/** Scheduled executions. */
export const schedulerCalls: OperationCalls = {
  'scheduler.create': ({ client }) => {
    const request = {
      scheduleKey: 'GROUP:nightly',
      recurrence: '0 30 2 * * ?',
      scriptKey: login,
      startTime: startMs + day,
      endTime: startMs + 9 * day,
      repeatCount: 3,
      // Two, since the form of one alone is not known in XML.
      param: { DUT: phone, round: 1 },
      securedParam: { pin: 'encrypted-pin' },
      description: 'Each night',
    };
    return (options) => client.schedules.create(request, options);
  },
  'scheduler.update': async (world) => {
    const scheduleKey = await world.schedule();
    const request = { scheduleKey, status: 'INACTIVE', description: 'Not these days' } as const;
    return (options) => world.client.schedules.update(request, options);
  },
  'scheduler.delete': async (world) => {
    const scheduleKey = await world.schedule();
    return (options) => world.client.schedules.delete({ scheduleKey }, options);
  },
  'scheduler.info': async (world) => {
    const scheduleKey = await world.schedule();
    await world.open.time.advance(2 * day);
    return (options) => world.client.schedules.info({ scheduleKey }, options);
  },
  'scheduler.list': async (world) => {
    await world.schedule();
    return (options) => world.client.schedules.list({}, options);
  },
};
