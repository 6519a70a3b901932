import { fill } from '../../invented.ts';
import type { Call, JsonObject } from '../../server/call.ts';
import { isObject } from '../../server/json-body.ts';
import { Refusal } from '../../refusal.ts';
import { fieldNames } from '../../state/reporting/reporting-filter.ts';
import type { FieldName, FieldValues, TestFilter } from '../../state/reporting/reporting-filter.ts';

/** The indexed lists of the query that are fields of a test. */
const queryFields: readonly FieldName[] = [
  'externalId',
  'jobName',
  'jobNumber',
  'tags',
  'status',
  'failureReason',
];

/** The filter in the query of a list or a summary. Refuses a time that is too far back. */
export function readQueryFilter(call: Call): TestFilter {
  const { parameters } = call;
  const wanted: FieldValues = {};
  for (const field of queryFields) {
    const values = parameters.indexed(field).filter((value) => value !== '');
    if (values.length > 0) wanted[field] = field === 'status' ? values.map(upper) : values;
  }
  const search = parameters.text('_search');
  return supported(call, {
    wanted,
    unwanted: {},
    ...readTimes(parameters.indexed('startExecutionTime'), parameters.indexed('endExecutionTime')),
    ...(search === undefined ? {} : { search }),
  });
}

/** The filter in the body of a CSV task or of the internal search. Refuses names that no test can be sought by. */
export function readBodyFilter(call: Call): TestFilter {
  const filter = objectIn(call.json, 'filter', 'filter');
  const given = objectIn(filter, 'fields', 'filter.fields');
  const { startExecutionTime, endExecutionTime, ...rest } = given;
  const byName = objectIn(filter, 'fieldNameToSearchFilter', 'filter.fieldNameToSearchFilter');
  return supported(call, {
    wanted: readFields(rest, 'filter.fields'),
    unwanted: readFields(
      objectIn(filter, 'excludedFields', 'filter.excludedFields'),
      'filter.excludedFields',
    ),
    ...readTimes(
      readTimeList(startExecutionTime, 'filter.fields.startExecutionTime'),
      readTimeList(endExecutionTime, 'filter.fields.endExecutionTime'),
    ),
    ...readName(byName['name']),
  });
}

function readName(value: unknown): Pick<TestFilter, 'name'> {
  if (value === undefined) return {};
  const place = 'filter.fieldNameToSearchFilter.name';
  if (!isObject(value) || typeof value['term'] !== 'string') throw invalid(place, 'an object with term');
  return { name: { term: value['term'], exact: value['exact'] === true } };
}

function readFields(given: JsonObject, place: string): FieldValues {
  const values: FieldValues = {};
  for (const [name, list] of Object.entries(given)) {
    const field = fieldNames.find((known) => known === name);
    if (!field) throw invalid(`${place}.${name}`, `one of ${fieldNames.join(', ')}`);
    const texts = readTexts(list, `${place}.${name}`);
    // A list without values asks for nothing.
    if (texts.length > 0) values[field] = field === 'status' ? texts.map(upper) : texts;
  }
  return values;
}

/** A list of texts or numbers, as texts. */
export function readTexts(value: unknown, place: string): string[] {
  if (!Array.isArray(value)) throw invalid(place, 'a list');
  return value.map((item) => {
    if (typeof item !== 'string' && typeof item !== 'number') throw invalid(place, 'a list of texts');
    return String(item);
  });
}

function readTimeList(value: unknown, place: string): string[] {
  const times = value === undefined ? [] : readTexts(value, place);
  if (times.some((time) => !/^\d{1,15}$/.test(time))) throw invalid(place, 'a list of times in ms');
  return times;
}

// What several values of a time mean is not known; the widest range is taken.
function readTimes(starts: readonly string[], ends: readonly string[]): { fromMs?: number; toMs?: number } {
  const from = starts.filter((time) => time !== '').map(Number);
  const to = ends.filter((time) => time !== '').map(Number);
  return {
    ...(from.length === 0 ? {} : { fromMs: Math.min(...from) }),
    ...(to.length === 0 ? {} : { toMs: Math.max(...to) }),
  };
}

function supported(call: Call, filter: TestFilter): TestFilter {
  const { clock, settings } = call.state;
  const now = clock.now();
  if (filter.fromMs === undefined) return filter;
  const isTooOld = filter.fromMs < now - settings.reportingRetentionMs;
  const isTooWide = Math.min(now, filter.toMs ?? now) - filter.fromMs > settings.reportingLongestRangeMs;
  if (isTooOld || isTooWide) throw new Refusal(400, 'Time period is not in supported range', { whole: true });
  return filter;
}

/** A member that must be an object; an absent one is empty. */
export function objectIn(json: JsonObject, name: string, place: string): JsonObject {
  const value = json[name];
  if (value === undefined || value === null) return {};
  if (!isObject(value)) throw invalid(place, 'an object');
  return value;
}

/** Refuses a member of the body. */
export function invalid(place: string, expected: string): Refusal {
  return new Refusal(
    400,
    fill("Invalid value for property '<place>': <expected> is expected", { place, expected }),
    {
      whole: true,
    },
  );
}

function upper(text: string): string {
  return text.toUpperCase();
}
