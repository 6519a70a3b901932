import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { scripts } from '../generated/assets.ts';
import type { LabState } from '../state/lab-state.ts';
import { builtInUsers } from '../state/users.ts';
import type { LabUser } from '../state/users.ts';
import { deviceOf, fixtureDevices } from './read-devices.ts';
import type { Scenario } from './scenario.ts';

/** Furnishes a lab. What a data directory holds already stays; a scenario's own devices and users are put over it. */
export function seed(state: LabState, scenario: Scenario): void {
  const isNew = state.devices.all.size === 0;
  if (isNew) {
    for (const device of fixtureDevices()) state.devices.all.put(device.deviceId, device);
    seedScripts(state);
  }
  for (const entry of scenario.devices) {
    const before = state.devices.find(entry.deviceId);
    const device = deviceOf(before ? { ...entry, deviceId: before.deviceId } : entry, before);
    state.devices.all.put(device.deviceId, device);
  }
  for (const user of Object.values(builtInUsers)) {
    if (!state.users.all.get(user.name)) state.users.all.put(user.name, user);
  }
  for (const entry of scenario.users) {
    const before = state.users.byName(entry.name) ?? standardUser(entry.name);
    state.users.all.put(before.name, { ...before, ...entry, name: before.name });
  }
}

function standardUser(name: string): LabUser {
  const word = name.replace(/@.*/, '');
  return {
    name,
    password: `${word}-password-not-a-secret`,
    token: `${word}-token-not-a-secret`,
    firstName: word,
    lastName: '',
    roles: ['AUTOMATION'],
    group: 'mobile',
    active: true,
  };
}

/** Puts the sample scripts under PUBLIC:Samples/, so that something can be run without an upload. */
function seedScripts(state: LabState): void {
  const owner = builtInUsers.admin.name;
  for (const [name, text] of Object.entries(scripts)) {
    const bytes = Buffer.from(text);
    const file = state.repository.newFile();
    writeFileSync(state.repository.pathOf(file), bytes);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    state.repository.put(
      { area: 'scripts', visibility: 'PUBLIC', path: `Samples/${name}`, scope: '' },
      { file, bytes: bytes.length, sha256 },
      { owner, group: builtInUsers.admin.group, mimeType: 'text/xml' },
    );
  }
}
