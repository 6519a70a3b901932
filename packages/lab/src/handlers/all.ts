import type { Handlers } from '../server/call.ts';
import { handlers as artifacts } from './repository/artifacts.ts';
import { handlers as command } from './command/command.ts';
import { handlers as cradle } from './device/cradle.ts';
import { handlers as current } from './people/current.ts';
import { handlers as device } from './device/device.ts';
import { handlers as deviceGroupsV1 } from './people/device-groups-v1.ts';
import { handlers as deviceV1 } from './device/device-v1.ts';
import { handlers as executionManager } from './reporting/execution-manager.ts';
import { handlers as groups } from './people/groups.ts';
import { handlers as host } from './device/host.ts';
import { handlers as licences } from './licences.ts';
import { handlers as orgGroupsV1 } from './people/org-groups-v1.ts';
import { handlers as report } from './report.ts';
import { handlers as reporting } from './reporting/reporting.ts';
import { handlers as repository } from './repository/repository.ts';
import { handlers as reservation } from './reservation/reservation.ts';
import { handlers as reservationV1 } from './reservation/reservation-v1.ts';
import { handlers as rolesV1 } from './people/roles-v1.ts';
import { handlers as scheduler } from './scheduler/scheduler.ts';
import { handlers as script } from './script.ts';
import { handlers as tokens } from './people/tokens.ts';
import { handlers as userAccounts } from './people/user-accounts.ts';
import { handlers as userPasswords } from './people/user-passwords.ts';
import { handlers as users } from './people/users.ts';
import { handlers as usersV1 } from './people/users-v1.ts';

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
