import type { LabClock } from '../clock.ts';
import type { InventedSettings } from '../invented.ts';
import type { ScriptRule } from '../scenario/behaviour.ts';
import type { Accounts } from './people/accounts.ts';
import type { DeviceGroups } from './people/device-groups.ts';
import type { DeviceRules } from '../scenario/device-rules.ts';
import type { CommandSessions } from './commands/command-sessions.ts';
import type { DeviceStates } from './devices/device-states.ts';
import type { Devices } from './devices/devices.ts';
import type { Executions } from './executions/executions.ts';
import type { Groups } from './people/groups.ts';
import type { Licences } from './licences.ts';
import type { Lifecycle } from './executions/lifecycle.ts';
import type { Repository } from './repository/repository.ts';
import type { Reservations } from './reservations.ts';
import type { Schedules } from './schedules/schedules.ts';
import type { SecurityTokens } from './people/security-tokens.ts';
import type { Store } from './store/store.ts';
import type { Users } from './people/users.ts';

/** All a handler may read and change. Groups with state of their own keep it in `store.collection('<name>')`. */
export interface LabState {
  /** Name of the cloud, for example `mycloud`. */
  cloud: string;
  clock: LabClock;
  settings: InventedSettings;
  /** How scripts go, from the scenario. */
  rules: readonly ScriptRule[];
  /** What commands find on devices and how they go, from the scenario. */
  deviceRules: DeviceRules;
  store: Store;
  users: Users;
  tokens: SecurityTokens;
  accounts: Accounts;
  groups: Groups;
  deviceGroups: DeviceGroups;
  licences: Licences;
  devices: Devices;
  deviceStates: DeviceStates;
  reservations: Reservations;
  repository: Repository;
  executions: Executions;
  lifecycle: Lifecycle;
  commandSessions: CommandSessions;
  schedules: Schedules;
}
