import { phone } from '../open-lab.ts';
import type { OperationCalls } from './world.ts';

/** Groups of users, of both generations, and groups of devices. */
export const groupCalls: OperationCalls = {
  'group.create':
    ({ admin }) =>
    (options) =>
      admin.groups.create({ label: 'Night shift', description: 'At night' }, options),
  'group.list': async (world) => {
    await world.group();
    return (options) => world.admin.groups.list({}, options);
  },
  'group.info': async (world) => {
    const groupId = await world.group();
    return (options) => world.admin.groups.info(groupId, options);
  },
  'group.update': async (world) => {
    const groupId = await world.group();
    return (options) => world.admin.groups.update({ groupId, description: 'Until six' }, options);
  },
  'group.delete': async (world) => {
    const groupId = await world.group();
    return (options) => world.admin.groups.delete(groupId, options);
  },
  'group.v1.create':
    ({ admin }) =>
    (options) =>
      admin.v1.orgGroups.create({ name: 'nightshift', description: 'At night' }, options),
  'group.v1.update': async (world) => {
    const groupKey = await world.orgGroup();
    return (options) => world.admin.v1.orgGroups.update({ groupKey, name: 'dayshift' }, options);
  },
  'group.v1.info': async (world) => {
    const groupKey = await world.orgGroup();
    return (options) => world.admin.v1.orgGroups.info(groupKey, options);
  },
  'group.v1.delete': async (world) => {
    const groupKey = await world.orgGroup();
    return (options) => world.admin.v1.orgGroups.delete(groupKey, options);
  },
  'group.v1.search': async (world) => {
    await world.orgGroup();
    return (options) => world.admin.v1.orgGroups.search({ _pageSize: 10 }, options);
  },
  'deviceGroup.v1.create':
    ({ admin }) =>
    (options) =>
      admin.v1.deviceGroups.create({ name: 'shelf', deviceIds: [phone] }, options),
  'deviceGroup.v1.update': async (world) => {
    const deviceGroupName = await world.deviceGroup();
    const request = { deviceGroupName, description: 'By the window', deviceIdsToRemove: [phone] };
    return (options) => world.admin.v1.deviceGroups.update(request, options);
  },
  'deviceGroup.v1.info': async (world) => {
    const name = await world.deviceGroup();
    return (options) => world.admin.v1.deviceGroups.info(name, options);
  },
  'deviceGroup.v1.list': async (world) => {
    await world.deviceGroup();
    return (options) => world.admin.v1.deviceGroups.list(options);
  },
  'deviceGroup.v1.delete': async (world) => {
    const name = await world.deviceGroup();
    return (options) => world.admin.v1.deviceGroups.delete(name, options);
  },
};
