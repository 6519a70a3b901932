import { fill } from '../../invented.ts';
import { treeAnswer } from '../../server/answer.ts';
import type { Answer, Tree } from '../../server/answer.ts';
import type { Call, Handlers } from '../../server/call.ts';
import { Refusal } from '../../refusal.ts';
import type { Group } from '../../state/people/groups.ts';
import { removeGroup } from './group-removal.ts';
import { done, listAnswer } from './people-answers.ts';
import { demandRole } from './people-access.ts';
import { infoBlock } from '../times.ts';
import { refuseMissing } from './user-rules.ts';

/** The legacy Group group: groups by id, with a label. v1 has the same ones by key, with a name. */
export const handlers: Handlers = {
  'group.create': create,
  'group.list': list,
  'group.info': (call) => {
    demandRole(call, 'users');
    return treeAnswer({ info: infoBlock(call.state), group: groupTree(namedGroup(call)) });
  },
  'group.update': update,
  'group.delete': (call) => {
    demandRole(call, 'users');
    removeGroup(call, namedGroup(call), call.state.settings.invalidParameterStatus);
    return done;
  },
};

function namedGroup(call: Call): Group {
  const groupId = call.parameters.required('groupId');
  return call.state.groups.all.get(groupId) ?? refuseUnknown(call, groupId);
}

// The text is built after that of a missing execution.
function refuseUnknown(call: Call, group: string): never {
  throw new Refusal(call.state.settings.notFoundStatus, fill("Group <group> wasn't found", { group }));
}

/** An empty description is left out (inferred). */
function groupTree({ id, name, description }: Group): Tree {
  return { id, label: name, ...(description === '' ? {} : { description }) };
}

function create(call: Call): Answer {
  demandRole(call, 'users');
  const { parameters, state } = call;
  const { id } = state.groups.create(parameters.required('label'), parameters.text('description'));
  return treeAnswer({ status: 'success', group: { id } });
}

/** The filters are equal or not, without regard to case (invented). */
function list(call: Call): Answer {
  demandRole(call, 'users');
  const { parameters, state } = call;
  const filters = [
    ['id', ({ id }: Group) => id],
    ['label', ({ name }: Group) => name],
    ['description', ({ description }: Group) => description],
  ] as const;
  const found = [...state.groups.all.values()].filter((group) =>
    filters.every(([name, field]) => {
      const wanted = parameters.text(name)?.toLowerCase();
      return wanted === undefined || field(group).toLowerCase() === wanted;
    }),
  );
  return listAnswer(call, 'groups', found.map(groupTree));
}

/**
 * The page finds the group by its label and shows no id, the vendor's client sends the id: both are taken. A label
 * sent empty is not cleared, since every group has one (invented).
 */
function update(call: Call): Answer {
  demandRole(call, 'users');
  const { parameters, state } = call;
  const label = parameters.text('label');
  const group =
    parameters.text('groupId') === undefined
      ? (state.groups.byName(label ?? refuseMissing(call, 'label')) ?? refuseUnknown(call, label ?? ''))
      : namedGroup(call);
  state.groups.all.patch(group.id, {
    name: label ?? group.name,
    description: parameters.raw('description') ?? group.description,
  });
  return done;
}
