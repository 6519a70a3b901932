import type { CertificateFault } from '../certificates.ts';
import type { InventedSettings } from '../invented.ts';
import type { Fault } from '../server/faults.ts';
import type { LabUser } from '../state/people/users.ts';
import type { ScriptRule } from './behaviour.ts';
import type { DeviceRules } from './device-rules.ts';
import type { DeviceEntry } from './read-devices.ts';

/** How a lab is furnished and how things go in it. Made by `readScenario`; durations are ms. */
export interface Scenario {
  /** Changes to devices of the fixture, by id, and further devices. */
  devices: DeviceEntry[];
  /** Further users, or changes to the built-in ones by name. */
  users: (Partial<LabUser> & { name: string })[];
  /** How scripts go; the first rule that matches a key counts. */
  scripts: ScriptRule[];
  /** What commands find on devices and how they go. */
  deviceRules?: DeviceRules;
  faults: Fault[];
  /** What is wrong with the server's certificate. */
  certificate?: CertificateFault;
  settings: Partial<InventedSettings>;
}
