import { CloudClient } from './cloud-client.ts';
import { Artifacts } from './resources/artifacts.ts';
import { Commands } from './resources/commands.ts';
import { Cradles, CradlesV1 } from './resources/cradles.ts';
import { DesktopWeb } from './resources/desktop-web.ts';
import { Devices, DevicesV1 } from './resources/devices.ts';
import { ExecutionManager } from './resources/execution-manager.ts';
import { Executions } from './resources/executions.ts';
import { DeviceGroupsV1, OrgGroupsV1 } from './resources/groups-v1.ts';
import { Groups } from './resources/groups.ts';
import { Hosts } from './resources/hosts.ts';
import { LicensesV1 } from './resources/licenses.ts';
import { Reporting } from './resources/reporting.ts';
import { Reports } from './resources/reports.ts';
import { Repositories } from './resources/repositories.ts';
import { Reservations, ReservationsV1 } from './resources/reservations.ts';
import { Schedules } from './resources/schedules.ts';
import { Tenant } from './resources/tenant.ts';
import { Tokens } from './resources/tokens.ts';
import { UsersV1 } from './resources/users-v1.ts';
import { Users } from './resources/users.ts';

/** A Perfecto cloud, typed. One property for each resource; errors are {@link PerfectoError}s. */
export class PerfectoClient extends CloudClient {
  /** Scripts that run by themselves. */
  readonly executions = new Executions(this.transport);
  /** Executions that are driven command by command. */
  readonly commands = new Commands(this.transport);
  /** Executions at set times. */
  readonly schedules = new Schedules(this.transport);
  /** All that runs now. */
  readonly executionManager = new ExecutionManager(this.transport);
  /** Reports and attachments of executions. */
  readonly reports = new Reports(this.transport);
  /** Tests of all frameworks, with files, PDF and CSV. */
  readonly reporting = new Reporting(this.transport);
  /** The legacy repository. */
  readonly repositories = new Repositories(this.transport);
  /** The v1 repository. */
  readonly artifacts = new Artifacts(this.transport);
  readonly devices = new Devices(this.transport);
  readonly cradles = new Cradles(this.transport);
  readonly hosts = new Hosts(this.transport);
  readonly desktopWeb = new DesktopWeb(this.transport);
  readonly reservations = new Reservations(this.transport);
  readonly users = new Users(this.transport);
  readonly groups = new Groups(this.transport);
  /** Security tokens. */
  readonly tokens = new Tokens(this.transport);
  /** The cloud itself. */
  readonly tenant = new Tenant(this.transport);
  /** The v1 API, where it has another resource of the same purpose. */
  readonly v1 = {
    devices: new DevicesV1(this.transport),
    cradles: new CradlesV1(this.transport),
    reservations: new ReservationsV1(this.transport),
    users: new UsersV1(this.transport),
    orgGroups: new OrgGroupsV1(this.transport),
    deviceGroups: new DeviceGroupsV1(this.transport),
    licenses: new LicensesV1(this.transport),
  };
}
