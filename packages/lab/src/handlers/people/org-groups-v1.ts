import { fill } from '../../invented.ts';
import { treeAnswer } from '../../server/answer.ts';
import type { Answer, Tree } from '../../server/answer.ts';
import type { Call, Handlers } from '../../server/call.ts';
import { sentText } from '../../server/json-body.ts';
import { Refusal } from '../../refusal.ts';
import type { Group } from '../../state/people/groups.ts';
import { removeGroup } from './group-removal.ts';
import { demandRole } from './people-access.ts';
import { isFound, pageOf } from './search-page.ts';

/** The v1 Group service. An org group has a part of the repository of its own (documented). */
export const handlers: Handlers = {
  'group.v1.create': (call) => {
    demandRole(call, 'org groups');
    const { name, description } = namesOf(call);
    return treeAnswer(groupTree(call.state.groups.create(name, description)));
  },
  // PUT with the whole group: a description that is not sent is gone.
  'group.v1.update': (call) => {
    demandRole(call, 'org groups');
    call.state.groups.all.patch(namedGroup(call).id, namesOf(call));
    return { kind: 'empty' };
  },
  'group.v1.info': (call) => {
    demandRole(call, 'org groups');
    return treeAnswer(groupTree(namedGroup(call)));
  },
  'group.v1.delete': (call) => {
    demandRole(call, 'org groups');
    removeGroup(call, namedGroup(call), 400);
    return { kind: 'empty' };
  },
  'group.v1.search': search,
};

function namedGroup(call: Call): Group {
  const key = call.parameters.required('groupKey');
  const group = call.state.groups.byKey(key);
  if (!group) throw new Refusal(404, fill(call.state.settings.groupNotFoundText, { group: key }));
  return group;
}

function namesOf({ json }: Call): Pick<Group, 'name' | 'description'> {
  return { name: sentText(json, 'name') ?? '', description: sentText(json, 'description') ?? '' };
}

function groupTree({ key, name, description }: Group): Tree {
  return { key, name, description };
}

function search(call: Call): Answer {
  demandRole(call, 'org groups');
  const name = call.parameters.text('name');
  const found = [...call.state.groups.all.values()].filter((group) => isFound(call, group.name, name));
  const { items, truncated } = pageOf(call, found, {
    key: (group) => group.key,
    name: (group) => group.name,
    description: (group) => group.description,
  });
  return treeAnswer({ groups: items.map(groupTree), truncated });
}
