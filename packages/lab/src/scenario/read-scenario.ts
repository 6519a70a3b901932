import { parseDocument } from 'yaml';
import { scenarios } from '../generated/assets.ts';
import { inventedDefaults } from '../invented.ts';
import type { InventedSettings } from '../invented.ts';
import type { DeviceStatus } from '../state/devices/devices.ts';
import type { UserStatus } from '../state/people/users.ts';
import type { Behaviour, ScriptRule } from './behaviour.ts';
import { Problems, defined, describe } from './problems.ts';
import { readDeviceRules } from './read-device-rules.ts';
import type { DeviceEntry } from './read-devices.ts';
import { readFault } from './read-fault.ts';
import type { Scenario } from './scenario.ts';

/** A scenario that cannot be used; `problems` lists everything that is wrong with it. */
export class ScenarioError extends Error {
  readonly code = 'SCENARIO';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      `The scenario has ${problems.length} problem${problems.length === 1 ? '' : 's'}:\n${problems.map((problem) => `- ${problem}`).join('\n')}`,
    );
    this.name = 'ScenarioError';
    this.problems = problems;
  }
}

/** A scenario from its YAML text, from an object, or by the name of one that is shipped. */
export function loadScenario(scenario: string | Scenario): Scenario {
  if (typeof scenario !== 'string') return scenario;
  if (!/^[a-z][a-z-]*$/.test(scenario)) return readScenario(scenario);
  const shipped = Object.hasOwn(scenarios, scenario) ? scenarios[scenario] : undefined;
  if (shipped === undefined) {
    const names = Object.keys(scenarios).join(', ');
    throw new ScenarioError([`no scenario is shipped under the name "${scenario}"; there are ${names}`]);
  }
  return readScenario(shipped);
}

/** Reads a scenario; unknown keys and wrong values are refused together. */
export function readScenario(text: string): Scenario {
  const document = parseDocument(text, { logLevel: 'error' });
  if (document.errors.length > 0) throw new ScenarioError(document.errors.map((error) => error.message));
  const problems = new Problems();
  const root = problems.members('scenario', valueOf(document) ?? {}, [
    'devices',
    'users',
    'scripts',
    'reports',
    'screens',
    'commands',
    'applications',
    'allocation',
    'faults',
    'certificate',
    'settings',
  ]);
  const devices = problems
    .items('devices', root['devices'])
    .map((item, index) => readDevice(item, `devices[${index}]`, problems));
  const busy = problems.members('allocation', root['allocation'] ?? {}, ['busy'])['busy'];
  for (const [index, item] of problems.items('allocation.busy', busy).entries()) {
    const deviceId = problems.text(`allocation.busy[${index}]`, item);
    if (deviceId !== undefined) devices.push({ deviceId, busyWith: 'dana@example.com' });
  }
  const delay = problems.members('reports', root['reports'] ?? {}, ['delay'])['delay'];
  const scenario: Scenario = {
    devices,
    users: problems
      .items('users', root['users'])
      .map((item, index) => readUser(item, `users[${index}]`, problems)),
    scripts: problems
      .items('scripts', root['scripts'])
      .map((item, index) => readRule(item, `scripts[${index}]`, problems)),
    deviceRules: readDeviceRules(root, problems),
    faults: problems
      .items('faults', root['faults'])
      .map((item, index) => readFault(item, `faults[${index}]`, problems))
      .filter((fault) => fault !== undefined),
    ...defined<Pick<Scenario, 'certificate'>>({
      certificate: problems.oneOf('certificate', root['certificate'], ['expired', 'other-authority']),
    }),
    settings: {
      ...readSettings(root['settings'] ?? {}, problems),
      ...defined<Partial<InventedSettings>>({ reportDelayMs: problems.duration('reports.delay', delay) }),
    },
  };
  if (problems.list.length > 0) throw new ScenarioError(problems.list);
  return scenario;
}

function valueOf(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS();
  } catch (error) {
    // A name that nothing has, or names that multiply beyond measure.
    throw new ScenarioError([error instanceof Error ? error.message : 'the YAML cannot be resolved']);
  }
}

const deviceStatuses: readonly DeviceStatus[] = [
  'Never Connected',
  'Not Connected',
  'Ready',
  'Connected',
  'Loading',
  'Error',
  'Unknown',
  'Invalid',
  'Ready to connect',
  'Unsupported',
];

function readDevice(value: unknown, place: string, problems: Problems): DeviceEntry {
  const texts = [
    'manufacturer',
    'model',
    'osVersion',
    'resolution',
    'location',
    'cradleId',
    'description',
    'language',
    'problem',
    'phoneNumber',
    'busyWith',
  ] as const;
  const given = problems.members(place, value, ['deviceId', 'os', 'status', 'link', 'roles', ...texts]);
  const deviceId = problems.text(`${place}.deviceId`, given['deviceId']);
  if (deviceId === undefined) problems.add(place, 'deviceId is missing');
  const roles = problems.texts(`${place}.roles`, given['roles']);
  return {
    deviceId: deviceId ?? '',
    ...defined<Partial<DeviceEntry>>({
      os: problems.oneOf(`${place}.os`, given['os'], ['iOS', 'Android']),
      status: problems.oneOf(`${place}.status`, given['status'], deviceStatuses),
      link: problems.oneOf(`${place}.link`, given['link'], ['lab', 'local']),
      roles,
    }),
    ...defined<Partial<DeviceEntry>>(
      Object.fromEntries(texts.map((name) => [name, problems.text(`${place}.${name}`, given[name])])),
    ),
  };
}

const userStatuses: readonly UserStatus[] = ['PENDING', 'ACTIVE', 'INACTIVE', 'DELETED'];

function readUser(value: unknown, place: string, problems: Problems): Scenario['users'][number] {
  const texts = [
    'password',
    'token',
    'firstName',
    'lastName',
    'email',
    'group',
    'referredBy',
    'promotionCode',
  ] as const;
  const given = problems.members(place, value, ['name', 'roles', 'status', ...texts]);
  const name = problems.text(`${place}.name`, given['name']);
  if (name === undefined) problems.add(place, 'name is missing');
  return {
    name: name ?? '',
    ...defined<Partial<Scenario['users'][number]>>({
      roles: problems.texts(`${place}.roles`, given['roles']),
      status: problems.oneOf(`${place}.status`, given['status'], userStatuses),
    }),
    ...defined<Partial<Scenario['users'][number]>>(
      Object.fromEntries(texts.map((key) => [key, problems.text(`${place}.${key}`, given[key])])),
    ),
  };
}

const behaviourKeys = [
  'outcome',
  'duration',
  'failing-step',
  'message',
  'code',
  'needs-device',
  'report-delay',
  'starts',
];

function readRule(value: unknown, place: string, problems: Problems): ScriptRule {
  const given = problems.members(place, value, ['match', 'per-device', ...behaviourKeys]);
  const match = problems.text(`${place}.match`, given['match']);
  if (match === undefined) problems.add(place, 'match is missing');
  const special = problems.mapping(`${place}.per-device`, given['per-device'] ?? {});
  const perDevice = Object.entries(special).map(([pattern, part]) => {
    const partPlace = `${place}.per-device.${pattern}`;
    problems.devicePattern(partPlace, pattern);
    const behaviour = problems.members(partPlace, part, behaviourKeys);
    return [pattern, readBehaviour(behaviour, partPlace, problems)] as const;
  });
  return {
    match: match ?? '*',
    perDevice: Object.fromEntries(perDevice),
    ...readBehaviour(given, place, problems),
  };
}

function readBehaviour(
  given: Record<string, unknown>,
  place: string,
  problems: Problems,
): Partial<Behaviour> {
  const step = given['failing-step'];
  return defined<Partial<Behaviour>>({
    outcome: problems.oneOf(`${place}.outcome`, given['outcome'], ['passed', 'failed', 'inconclusive']),
    durationMs: problems.duration(`${place}.duration`, given['duration']),
    failingStep: typeof step === 'number' ? step : problems.text(`${place}.failing-step`, step),
    message: problems.text(`${place}.message`, given['message']),
    code: problems.text(`${place}.code`, given['code']),
    needsDut: problems.flag(`${place}.needs-device`, given['needs-device']),
    reportDelayMs: problems.duration(`${place}.report-delay`, given['report-delay']),
    starts: problems.texts(`${place}.starts`, given['starts']),
  });
}

function readSettings(value: unknown, problems: Problems): Partial<InventedSettings> {
  const names = Object.keys(inventedDefaults);
  const given = problems.members('settings', value, names);
  for (const [name, setting] of Object.entries(given)) {
    const expected = typeof inventedDefaults[name as keyof InventedSettings];
    const isCount = typeof setting !== 'number' || Number.isSafeInteger(setting);
    if (names.includes(name) && (typeof setting !== expected || !isCount)) {
      problems.add(`settings.${name}`, `expected a ${expected}, found ${describe(setting)}`);
    }
  }
  return given;
}
