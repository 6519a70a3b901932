import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { scripts } from '../generated/assets.ts';
import type { LabState } from '../state/lab-state.ts';
import { builtInUsers } from '../state/people/built-in-users.ts';
import { blankUser } from '../state/people/users.ts';
import type { LabUser } from '../state/people/users.ts';
import { deviceOf, fixtureDevices } from './read-devices.ts';
import type { Scenario } from './scenario.ts';

/** Furnishes a lab. What a data directory holds already stays; a scenario's own devices and users are put over it. */
export function seed(state: LabState, scenario: Scenario): void {
  const marks = state.store.collection<object>('marks');
  // Set last: a lab that was killed while it was being furnished gets the rest the next time.
  if (!marks.get('furnished')) {
    for (const device of fixtureDevices()) {
      if (!state.devices.find(device.deviceId)) state.devices.all.put(device.deviceId, device);
    }
    seedScripts(state);
    marks.put('furnished', {});
  }
  for (const entry of scenario.devices) {
    const before = state.devices.find(entry.deviceId);
    const device = deviceOf(before ? { ...entry, deviceId: before.deviceId } : entry, before);
    state.devices.all.put(device.deviceId, device);
  }
  seedUsers(state, scenario);
}

function seedUsers(state: LabState, scenario: Scenario): void {
  const { users, groups, clock, settings } = state;
  const put = (user: LabUser): void => {
    // A lab that lay still for months takes the tokens that it prints when it starts.
    const ages = user.tokenUsedMs !== 0 || settings.firstTokensAge;
    users.all.put(user.name, { ...user, tokenUsedMs: ages ? clock.now() : 0 });
    if (user.group !== '' && !groups.byKey(user.group)) groups.create(user.group, '', user.group);
  };
  for (const user of Object.values(builtInUsers)) put({ ...user, ...users.all.get(user.name) });
  for (const entry of scenario.users) {
    const before = users.byName(entry.name) ?? standardUser(entry.name);
    put({ ...before, ...entry, name: before.name });
  }
}

function standardUser(name: string): LabUser {
  const word = name.replace(/@.*/, '');
  return {
    ...blankUser(name),
    password: `${word}-password-not-a-secret`,
    token: `${word}-token-not-a-secret`,
    firstName: word,
    roles: ['AUTOMATION'],
    group: 'mobile',
  };
}

/** Puts the sample scripts under PUBLIC:Samples/, so that something can be run without an upload. */
function seedScripts(state: LabState): void {
  const owner = builtInUsers.admin.name;
  for (const [name, text] of Object.entries(scripts)) {
    const place = { area: 'scripts', visibility: 'PUBLIC', path: `Samples/${name}`, scope: '' } as const;
    if (state.repository.at(place)) continue;
    const bytes = Buffer.from(text);
    const file = state.repository.newFile();
    writeFileSync(state.repository.pathOf(file), bytes);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    state.repository.put(
      place,
      { file, bytes: bytes.length, sha256 },
      { owner, group: builtInUsers.admin.group, mimeType: 'text/xml' },
    );
  }
}
