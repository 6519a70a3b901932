import { password, type OperationCalls } from './world.ts';

const omar = { email: 'omar@example.com', username: 'omar', firstName: 'Omar' };

/** Users of both generations, their roles, accounts and tokens, licences, and what the web pages ask for. */
export const userCalls: OperationCalls = {
  'user.create':
    ({ admin }) =>
    (options) =>
      admin.users.create({ ...omar, userPassword: password, 'account.unlimited': true }, options),
  'user.update': async (world) => {
    const userId = await world.user();
    return (options) => world.admin.users.update({ userId, lastName: 'Reed-Lee' }, options);
  },
  'user.list': async (world) => {
    await world.user();
    return (options) => world.admin.users.list({}, options);
  },
  'user.info': async (world) => {
    const userId = await world.user();
    return (options) => world.admin.users.info({ userId }, options);
  },
  'user.delete': async (world) => {
    const userId = await world.user();
    return (options) => world.admin.users.delete(userId, options);
  },
  'user.activate': async (world) => {
    const userId = await world.user();
    await world.admin.users.deactivate(userId);
    return (options) => world.admin.users.activate(userId, options);
  },
  'user.deactivate': async (world) => {
    const userId = await world.user();
    return (options) => world.admin.users.deactivate(userId, options);
  },
  'user.changePassword': async (world) => {
    const user = await world.user();
    const request = { user, password, userId: user, userPassword: `${password}!` };
    return (options) => world.client.users.changePassword(request, options);
  },
  'user.addRoles': async (world) => {
    const userId = await world.user();
    return (options) => world.admin.users.addRoles({ userId, roles: ['QTP', 'ECLIPSE'] }, options);
  },
  'user.removeRoles': async (world) => {
    const userId = await world.user();
    return (options) => world.admin.users.removeRoles({ userId, roles: ['AUTOMATION'] }, options);
  },
  'user.addTokens': async (world) => {
    const userId = await world.user();
    return (options) => world.admin.users.addTokens({ userId, 'account.tokens': 5 }, options);
  },
  'user.reduceTokens': async (world) => {
    const userId = await world.user();
    return (options) => world.admin.users.reduceTokens({ userId, 'account.tokens': 5 }, options);
  },
  'user.setTokens': async (world) => {
    const userId = await world.user();
    return (options) => world.admin.users.setTokens({ userId, 'account.tokens': 50 }, options);
  },
  'user.getTokens': async (world) => {
    const userId = await world.user();
    return (options) => world.admin.users.getTokens(userId, options);
  },
  'user.v1.create':
    ({ admin }) =>
    (options) =>
      admin.v1.users.create({ ...omar, password, roles: ['administrator'] }, options),
  'user.v1.update': async (world) => {
    const username = await world.user();
    return (options) => world.admin.v1.users.update({ username, lastName: 'Reed-Lee' }, options);
  },
  'user.v1.delete': async (world) => {
    const username = await world.user();
    return (options) => world.admin.v1.users.delete(username, options);
  },
  'user.v1.search': async (world) => {
    await world.user();
    return (options) => world.admin.v1.users.search({ firstName: 'Dana' }, options);
  },
  'role.v1.addRoles': async (world) => {
    const username = await world.user();
    return (options) => world.admin.v1.users.addRoles({ username, roles: ['administrator'] }, options);
  },
  'role.v1.removeRoles': async (world) => {
    const username = await world.user();
    await world.admin.v1.users.addRoles({ username, roles: ['administrator'] });
    return (options) => world.admin.v1.users.removeRoles({ username, roles: ['administrator'] }, options);
  },
  'role.v1.addToDeviceGroup': async (world) => {
    const request = { username: await world.user(), groupsNames: [await world.deviceGroup()] };
    return (options) => world.admin.v1.users.addToDeviceGroups(request, options);
  },
  'role.v1.removeFromDeviceGroup': async (world) => {
    const request = { username: await world.user(), groupsNames: [await world.deviceGroup()] };
    await world.admin.v1.users.addToDeviceGroups(request);
    return (options) => world.admin.v1.users.removeFromDeviceGroups(request, options);
  },
  'license.v1.list':
    ({ client }) =>
    (options) =>
      client.v1.licenses.list(options),
  'license.v1.byType':
    ({ client }) =>
    (options) =>
      client.v1.licenses.byType('DESKTOP', options),
  'token.v1.generate': async (world) => {
    const username = await world.user();
    return (options) => world.client.tokens.generate({ username, password }, options);
  },
  'token.exchange':
    ({ client, open }) =>
    (options) =>
      client.tokens.exchange(open.lab.tokens.automation, options),
  'user.internal.current':
    ({ client }) =>
    (options) =>
      client.users.internal.current(options),
  'tenant.internal.current':
    ({ client }) =>
    (options) =>
      client.tenant.internal.current(options),
  'desktopWeb.v1.devices':
    ({ client }) =>
    (options) =>
      client.desktopWeb.devices(options),
};
