import { fill } from '../../invented.ts';
import { treeAnswer } from '../../server/answer.ts';
import type { Answer, Tree } from '../../server/answer.ts';
import type { Call, Handlers, JsonObject } from '../../server/call.ts';
import { textMember } from '../../server/json-body.ts';
import { Refusal } from '../../refusal.ts';
import type { Execution } from '../../state/executions/executions.ts';
import { invalid, objectIn, readTexts } from './reporting-filter.ts';
import { platformsOf } from './reporting-shape.ts';

/** The execution manager: what runs now, and an end to it. One's own, or with the right to executions everybody's. */
export const handlers: Handlers = {
  'executionManager.search': search,
  'executionManager.stop': stop,
};

/** The names an execution can be sought by; owners are read without regard to case. */
const fields = {
  id: (execution: Execution) => execution.executionId,
  name: (execution: Execution) => execution.scriptName,
  owner: (execution: Execution) => execution.user.toLowerCase(),
};
type Field = keyof typeof fields;
const fieldNames = Object.keys(fields) as Field[];
type Wanted = Partial<Record<Field, readonly string[]>>;

const layoutNames = [...fieldNames, 'platforms'] as const;
type LayoutName = (typeof layoutNames)[number];

function search(call: Call): Answer {
  const { json, state } = call;
  const filter = objectIn(json, 'filter', 'filter');
  const wanted = readFields(objectIn(filter, 'fields', 'filter.fields'), 'filter.fields');
  const unwanted = readFields(
    objectIn(filter, 'excludedFields', 'filter.excludedFields'),
    'filter.excludedFields',
  );
  const layout = readLayout(json);
  demandOwn(call, wanted);
  const found = liveExecutions(call).filter(
    (execution) => matchesAll(execution, wanted) && !matchesAny(execution, unwanted),
  );
  return treeAnswer({
    [state.settings.liveExecutionsName]: found.map((execution) => executionTree(call, execution, layout)),
  });
}

function stop(call: Call): Answer {
  const { json, state, user } = call;
  const wanted = readFields(objectIn(json, 'fields', 'fields'), 'fields');
  const text = textMember(json, 'freeTextFilter')?.trim().toLowerCase() ?? '';
  if (Object.keys(wanted).length === 0 && text === '') {
    throw new Refusal(400, state.settings.stopWhatText, { whole: true });
  }
  demandOwn(call, wanted);
  const matching = liveExecutions(call).filter(
    (execution) => matchesAll(execution, wanted) && hasText(execution, text),
  );
  const stopped = matching.filter(({ executionId }) => state.lifecycle.abort(executionId, user.name));
  const ids = new Set(stopped.map(({ executionId }) => executionId));
  const notStopped = (wanted.id ?? []).filter((id) => !ids.has(id));
  return treeAnswer({
    [state.settings.stoppedName]: stopped.map((execution) =>
      executionTree(call, execution, ['id', 'name', 'owner']),
    ),
    // Unknown, over, or somebody else's: a user without the role is not told which.
    [state.settings.notStoppedName]: notStopped.map((id) => ({ id })),
  });
}

/** What runs now, as far as the caller may see it, oldest first. */
function liveExecutions({ state, user }: Call): Execution[] {
  const seesAll = state.users.may(user, 'executions');
  return [...state.executions.all.values()].filter(
    ({ status, user: owner }) => status !== 'Completed' && (seesAll || owner === user.name),
  );
}

/** Refuses a user without the role who asks for the executions of others by name. */
function demandOwn({ state, user }: Call, wanted: Wanted): void {
  const others = wanted.owner?.some((owner) => owner !== user.name.toLowerCase()) ?? false;
  if (!others || state.users.may(user, 'executions')) return;
  throw new Refusal(403, fill(state.settings.othersExecutionsText, { user: user.name }), { whole: true });
}

function matchesAll(execution: Execution, wanted: Wanted): boolean {
  return fieldNames.every((name) => wanted[name]?.includes(fields[name](execution)) ?? true);
}

function matchesAny(execution: Execution, unwanted: Wanted): boolean {
  return fieldNames.some((name) => unwanted[name]?.includes(fields[name](execution)) ?? false);
}

function hasText(execution: Execution, text: string): boolean {
  return fieldNames.some((name) => fields[name](execution).toLowerCase().includes(text));
}

function readFields(given: JsonObject, place: string): Wanted {
  const wanted: Wanted = {};
  for (const [name, list] of Object.entries(given)) {
    const field = fieldNames.find((known) => known === name);
    if (!field) throw invalid(`${place}.${name}`, `one of ${fieldNames.join(', ')}`);
    const texts = readTexts(list, `${place}.${name}`);
    // A list without values asks for nothing.
    if (texts.length > 0) wanted[field] = field === 'owner' ? texts.map((text) => text.toLowerCase()) : texts;
  }
  return wanted;
}

function readLayout(json: JsonObject): readonly LayoutName[] {
  const given = json['layout'] === undefined ? [] : readTexts(json['layout'], 'layout');
  if (given.length === 0) return layoutNames;
  return given.map((name) => {
    const known = layoutNames.find((candidate) => candidate === name);
    if (!known) throw invalid('layout', `a list of ${layoutNames.join(', ')}`);
    return known;
  });
}

function executionTree(call: Call, execution: Execution, layout: readonly LayoutName[]): Tree {
  const devices = call.state.commandSessions.openDevices(execution.executionId);
  const members: Record<LayoutName, Tree> = {
    id: execution.executionId,
    name: execution.scriptName,
    owner: execution.user,
    platforms: platformsOf(call.state, { execution, devices, usesBrowser: false }),
  };
  return Object.fromEntries(layout.map((name) => [name, members[name]]));
}
