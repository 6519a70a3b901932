import { fill } from '../../invented.ts';
import { treeAnswer } from '../../server/answer.ts';
import type { Answer } from '../../server/answer.ts';
import { actsAsAdmin } from '../../server/call.ts';
import type { Call, Handlers } from '../../server/call.ts';
import { Refusal } from '../../refusal.ts';
import type { LabState } from '../../state/lab-state.ts';
import { mostSchedulesOfUser, scheduleKeyOf } from '../../state/schedules/schedules.ts';
import type { Schedule } from '../../state/schedules/schedules.ts';
import { sharingScopeOf } from '../../state/people/users.ts';
import type { LabUser } from '../../state/people/users.ts';
import { checkSchedule, readChanges, readSchedulePlace } from './schedule-request.ts';
import { scheduleTree } from './schedule-shape.ts';

/** The Scheduler group: scripts that the cloud starts again and again. */
export const handlers: Handlers = {
  'scheduler.create': create,
  'scheduler.update': update,
  'scheduler.delete': remove,
  'scheduler.info': (call) => answer(call, find(call, ownerOf(call, call.state.settings.anyScheduleInfo))),
  'scheduler.list': list,
};

function answer(call: Call, schedule: Schedule): Answer {
  return treeAnswer({ schedule: scheduleTree(call.state, schedule) });
}

function create(call: Call): Answer {
  const { state } = call;
  const { schedules, settings, clock } = state;
  const owner = ownerOf(call, false);
  if (sharingScopeOf(owner) !== sharingScopeOf(call.user)) {
    throw new Refusal(settings.notAuthorizedStatus, fill(settings.scheduleOwnerText, { user: owner.name }));
  }
  const place = readSchedulePlace(call, owner);
  if (schedules.at(place)) {
    const text = fill(settings.scheduleExistsText, { key: scheduleKeyOf(place) });
    throw new Refusal(settings.invalidParameterStatus, text);
  }
  if (schedules.ownedBy(owner.name).length >= mostSchedulesOfUser) {
    const text = fill(settings.tooManySchedulesText, { user: owner.name, limit: mostSchedulesOfUser });
    throw new Refusal(settings.invalidParameterStatus, text);
  }
  const fresh = {
    ...place,
    owner: owner.name,
    isActive: true,
    recurrence: '',
    startMs: clock.now(),
    endMs: null,
    repeatCount: null,
    scriptKey: '',
    variables: [],
    securedNames: [],
    description: '',
  };
  const schedule = { ...fresh, ...readChanges(call, fresh) };
  checkSchedule(state, schedule, owner);
  return answer(call, schedules.create(schedule));
}

function update(call: Call): Answer {
  const { state } = call;
  const owner = ownerOf(call, false);
  const schedule = findToChange(call, owner);
  const changes = readChanges(call, schedule);
  checkSchedule(state, { ...schedule, ...changes }, state.users.byName(schedule.owner) ?? owner);
  return answer(call, state.schedules.update(schedule, changes));
}

function remove(call: Call): Answer {
  const { schedules, settings } = call.state;
  try {
    schedules.remove(findToChange(call, ownerOf(call, false)));
  } catch (error) {
    if (!(error instanceof Refusal) || !settings.deleteScheduleAnswersFailure) throw error;
    return treeAnswer({ status: 'failure' });
  }
  // In lower case on the page of this operation.
  return treeAnswer({ status: 'success' });
}

function list(call: Call): Answer {
  const { state, parameters, user } = call;
  const asAdmin = actsAsAdmin(call, 'executions');
  const ownerName = parameters.text('owner');
  const owner = ownerName === undefined ? undefined : demandUser(state, ownerName);
  // With admin=true the call acts for the owner it names; without a name it shows all (inferred).
  const viewer = asAdmin && owner ? owner : user;
  const seesAll = asAdmin && !owner;
  const found = [...state.schedules.all.values()].filter(
    (schedule) =>
      (seesAll || isVisible(schedule, viewer)) &&
      (asAdmin || owner === undefined || schedule.owner === owner.name),
  );
  return treeAnswer({ schedules: found.map((schedule) => scheduleTree(state, schedule)) });
}

/** PRIVATE is seen by the owner alone, GROUP by the owner's group, PUBLIC by everybody (documented). */
function isVisible({ visibility, scope }: Schedule, viewer: LabUser): boolean {
  if (visibility === 'PUBLIC') return true;
  return scope === (visibility === 'PRIVATE' ? viewer.name : sharingScopeOf(viewer));
}

/** Whose schedules the call is about: the caller's, or with `admin=true` those of the user it names. */
function ownerOf(call: Call, openToAll: boolean): LabUser {
  const { state, parameters, user } = call;
  const asAdmin = actsAsAdmin(call, 'executions');
  const name = parameters.text('owner');
  if (name === undefined || name.toLowerCase() === user.name.toLowerCase()) return user;
  if (!asAdmin && !openToAll) {
    const { notAuthorizedStatus, notAuthorizedText } = state.settings;
    throw new Refusal(notAuthorizedStatus, fill(notAuthorizedText, { user: user.name }));
  }
  return demandUser(state, name);
}

function demandUser({ users, settings }: LabState, name: string): LabUser {
  const user = users.byName(name);
  if (!user) throw new Refusal(settings.notFoundStatus, fill(settings.userNotFoundText, { user: name }));
  return user;
}

function find(call: Call, owner: LabUser): Schedule {
  const { schedules, settings } = call.state;
  const place = readSchedulePlace(call, owner);
  const schedule = schedules.at(place);
  if (schedule) return schedule;
  const text = fill(settings.scheduleNotFoundText, { key: scheduleKeyOf(place) });
  throw new Refusal(settings.notFoundStatus, text);
}

/** "Only the owner and automation administrators can change a schedule" (documented), the latter with `admin=true`. */
function findToChange(call: Call, owner: LabUser): Schedule {
  const { settings } = call.state;
  const schedule = find(call, owner);
  if (actsAsAdmin(call, 'executions') || schedule.owner === call.user.name) return schedule;
  const text = fill(settings.scheduleOfOtherText, { key: scheduleKeyOf(schedule) });
  throw new Refusal(settings.notAuthorizedStatus, text);
}
