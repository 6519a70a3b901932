import { fill } from '../../invented.ts';
import type { Call } from '../../server/call.ts';
import type { GivenParameter } from '../../server/parameters.ts';
import { Refusal } from '../../refusal.ts';
import type { LabState } from '../../state/lab-state.ts';
import { readRecurrence, RecurrenceError } from '../../state/schedules/recurrence.ts';
import { parseKey } from '../../state/repository/repository-key.ts';
import type { Schedule, SchedulePlace } from '../../state/schedules/schedules.ts';
import { demandScript } from '../../state/executions/start-script.ts';
import { sharingScopeOf } from '../../state/people/users.ts';
import type { LabUser } from '../../state/people/users.ts';

/** What a create or an update can say about a schedule. */
type Wishes = Pick<
  Schedule,
  | 'isActive'
  | 'recurrence'
  | 'startMs'
  | 'endMs'
  | 'repeatCount'
  | 'scriptKey'
  | 'variables'
  | 'securedNames'
  | 'description'
>;

// The last moment that a date can hold.
const lastMs = 8_640_000_000_000_000;

/** Where the schedule stands that a call names. A key without a visibility is PRIVATE (documented as the default). */
export function readSchedulePlace(call: Call, owner: LabUser): SchedulePlace {
  const { settings } = call.state;
  const key = call.parameters.required('scheduleKey');
  const parsed = parseKey(key.includes(':') ? key : `PRIVATE:${key}`);
  if ('invalidVisibility' in parsed || parsed.path === '') {
    throw new Refusal(settings.invalidParameterStatus, fill(settings.scheduleKeyText, { key }));
  }
  const { visibility, path: name } = parsed;
  const scope = visibility === 'PRIVATE' ? owner.name : visibility === 'GROUP' ? sharingScopeOf(owner) : '';
  return { visibility, scope, name };
}

/** The members a call changes. What is not sent stays, what is sent empty is cleared; parameters are merged by name. */
export function readChanges(call: Call, before: Wishes): Partial<Wishes> {
  const { parameters, state } = call;
  const status = parameters.text('status')?.toLowerCase();
  const startMs = readTime(call, 'startTime');
  const endMs = readTime(call, 'endTime');
  const repeatCount = readRepeatCount(call);
  const given = parameters.family('param');
  const secured = parameters.family('securedParam');
  return {
    ...(status === undefined ? {} : { isActive: status === 'active' }),
    ...(parameters.has('recurrence') ? { recurrence: parameters.required('recurrence') } : {}),
    ...(parameters.has('scriptKey') ? { scriptKey: parameters.required('scriptKey') } : {}),
    ...(parameters.has('description') ? { description: parameters.required('description') } : {}),
    ...(startMs === undefined ? {} : { startMs: startMs ?? state.clock.now() }),
    ...(endMs === undefined ? {} : { endMs }),
    ...(repeatCount === undefined ? {} : { repeatCount }),
    variables: [
      ...before.variables.filter(({ name }) => !names(given, name)),
      ...given.filter(({ value }) => value !== ''),
    ],
    securedNames: [
      ...before.securedNames.filter((name) => !names(secured, name)),
      ...secured.filter(({ value }) => value !== '').map(({ name }) => name),
    ],
  };
}

// Names of parameters are matched without regard to case, those of a script among them.
function names(given: readonly GivenParameter[], name: string): boolean {
  return given.some((other) => other.name.toLowerCase() === name.toLowerCase());
}

/** Refuses a schedule that could never run as it stands: recurrence, script, times. */
export function checkSchedule(state: LabState, schedule: Wishes, owner: LabUser): void {
  const { settings } = state;
  const { recurrence, scriptKey, startMs, endMs } = schedule;
  for (const [name, value] of Object.entries({ recurrence, scriptKey })) {
    if (value !== '') continue;
    throw new Refusal(settings.invalidParameterStatus, fill(settings.missingParameterText, { name }));
  }
  try {
    readRecurrence(recurrence, {
      weekdaysFromOne: settings.weekdaysFromOne,
      tooOftenText: settings.recurrenceTooOftenText,
    });
  } catch (error) {
    if (!(error instanceof RecurrenceError)) throw error;
    const text = fill(settings.recurrenceText, { recurrence, detail: error.message });
    throw new Refusal(settings.invalidParameterStatus, text);
  }
  if (endMs !== null && endMs <= startMs) {
    throw new Refusal(settings.invalidParameterStatus, settings.scheduleTimesText);
  }
  demandScript(state, scriptKey, owner);
}

/** A time in ms; null when it is cleared, undefined when it is not sent. */
function readTime(call: Call, name: string): number | null | undefined {
  const { parameters } = call;
  const value = parameters.raw(name);
  if (value === undefined) return undefined;
  // The documented defaults, `now` and `infinite`, are words and say the same as nothing.
  const ms = parameters.integer(name);
  if (ms === undefined) return null;
  if (ms < 0 || ms > lastMs) refuseValue(call, name, value);
  return ms;
}

function readRepeatCount(call: Call): number | null | undefined {
  const value = call.parameters.raw('repeatCount');
  if (value === undefined) return undefined;
  const count = call.parameters.integer('repeatCount') ?? null;
  if (count !== null && count < 1) refuseValue(call, 'repeatCount', value);
  return count;
}

function refuseValue({ state: { settings } }: Call, name: string, value: string): never {
  throw new Refusal(settings.invalidParameterStatus, fill(settings.invalidValueText, { name, value }));
}
