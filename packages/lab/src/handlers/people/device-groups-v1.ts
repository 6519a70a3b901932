import { fill } from '../../invented.ts';
import { success, treeAnswer } from '../../server/answer.ts';
import type { Answer, Tree } from '../../server/answer.ts';
import type { Call, Handlers } from '../../server/call.ts';
import { sentText, textsMember } from '../../server/json-body.ts';
import { Refusal } from '../../refusal.ts';
import type { DeviceGroup } from '../../state/people/device-groups.ts';
import { demandRole } from './people-access.ts';
import { v1User } from './people-members.ts';
import { refuse } from './user-rules.ts';

/** The v1 Device Group service. The pages of info, list and delete are not known: their answers are invented. */
export const handlers: Handlers = {
  'deviceGroup.v1.create': create,
  'deviceGroup.v1.update': update,
  'deviceGroup.v1.info': (call) => treeAnswer(groupTree(namedGroup(call))),
  'deviceGroup.v1.list': (call) => {
    demandRole(call, 'device groups');
    return treeAnswer({ deviceGroups: [...call.state.deviceGroups.all.values()].map(groupTree) });
  },
  'deviceGroup.v1.delete': (call) => {
    call.state.deviceGroups.all.remove(namedGroup(call).name);
    return success;
  },
};

function groupTree({ name, description, userNames, deviceIds }: DeviceGroup): Tree {
  return { name, description, userNames, deviceIds };
}

function namedGroup(call: Call): DeviceGroup {
  demandRole(call, 'device groups');
  const group = call.parameters.required('deviceGroupName');
  const { deviceGroups, settings } = call.state;
  const found = deviceGroups.all.get(group);
  if (!found) throw new Refusal(404, fill(settings.groupNotFoundText, { group }));
  return found;
}

function create(call: Call): Answer {
  demandRole(call, 'device groups');
  const { json, state } = call;
  const name = sentText(json, 'name') ?? '';
  const group: DeviceGroup = {
    name,
    description: sentText(json, 'description') ?? '',
    userNames: usersIn(call, 'userNames'),
    deviceIds: devicesIn(call, 'deviceIds'),
  };
  refuseTaken(call, name);
  state.deviceGroups.all.put(name, group);
  return { kind: 'empty' };
}

function update(call: Call): Answer {
  const group = namedGroup(call);
  const { json, state } = call;
  // A group without a name could not be called any more.
  const name = (sentText(json, 'name') ?? '') || group.name;
  const changes = {
    name,
    description: sentText(json, 'description') ?? group.description,
    deviceIdsToAdd: devicesIn(call, 'deviceIdsToAdd'),
    deviceIdsToRemove: devicesIn(call, 'deviceIdsToRemove'),
    usersToAdd: usersIn(call, 'usersToAdd'),
    usersToRemove: usersIn(call, 'usersToRemove'),
  };
  if (name !== group.name) refuseTaken(call, name);
  state.deviceGroups.change(group, changes);
  return { kind: 'empty' };
}

function refuseTaken(call: Call, group: string): void {
  const { deviceGroups, settings } = call.state;
  if (deviceGroups.all.get(group)) refuse(call, fill(settings.deviceGroupTakenText, { group }));
}

/** Login names as they are kept, each once; refuses somebody who is not there. */
function usersIn(call: Call, member: string): string[] {
  const names = textsMember(call.json, member) ?? [];
  return [...new Set(names.map((name) => v1User(call, name, 400).name))];
}

/** Device ids as they are kept, each once; refuses a device that is not there. */
function devicesIn(call: Call, member: string): string[] {
  const ids = (textsMember(call.json, member) ?? []).map(
    (id) => call.state.devices.find(id)?.deviceId ?? refuse(call, `Device not found - ${id}`),
  );
  return [...new Set(ids)];
}
