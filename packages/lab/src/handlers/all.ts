import type { Handlers } from '../server/call.ts';
import { handlers as artifacts } from './artifacts.ts';
import { handlers as command } from './command.ts';
import { handlers as cradle } from './cradle.ts';
import { handlers as current } from './current.ts';
import { handlers as device } from './device.ts';
import { handlers as deviceGroupsV1 } from './device-groups-v1.ts';
import { handlers as deviceV1 } from './device-v1.ts';
import { handlers as executionManager } from './execution-manager.ts';
import { handlers as groups } from './groups.ts';
import { handlers as host } from './host.ts';
import { handlers as licences } from './licences.ts';
import { handlers as orgGroupsV1 } from './org-groups-v1.ts';
import { handlers as report } from './report.ts';
import { handlers as reporting } from './reporting.ts';
import { handlers as repository } from './repository.ts';
import { handlers as reservation } from './reservation.ts';
import { handlers as reservationV1 } from './reservation-v1.ts';
import { handlers as rolesV1 } from './roles-v1.ts';
import { handlers as scheduler } from './scheduler.ts';
import { handlers as script } from './script.ts';
import { handlers as tokens } from './tokens.ts';
import { handlers as userAccounts } from './user-accounts.ts';
import { handlers as userPasswords } from './user-passwords.ts';
import { handlers as users } from './users.ts';
import { handlers as usersV1 } from './users-v1.ts';

/** Every operation the lab serves. A new group is one file with `handlers`, and its line here. */
export const allHandlers: Handlers = {
  ...artifacts,
  ...command,
  ...cradle,
  ...current,
  ...device,
  ...deviceGroupsV1,
  ...deviceV1,
  ...executionManager,
  ...groups,
  ...host,
  ...licences,
  ...orgGroupsV1,
  ...report,
  ...reporting,
  ...repository,
  ...reservation,
  ...reservationV1,
  ...rolesV1,
  ...scheduler,
  ...script,
  ...tokens,
  ...userAccounts,
  ...userPasswords,
  ...users,
  ...usersV1,
};
