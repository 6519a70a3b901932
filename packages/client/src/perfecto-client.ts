import { CloudClient } from './cloud-client.ts';
import { Artifacts } from './resources/artifacts.ts';
import { Cradles, CradlesV1 } from './resources/cradles.ts';
import { Devices, DevicesV1 } from './resources/devices.ts';
import { Executions } from './resources/executions.ts';
import { Reports } from './resources/reports.ts';
import { Repositories } from './resources/repositories.ts';
import { Reservations, ReservationsV1 } from './resources/reservations.ts';

/** A Perfecto cloud, typed. One property for each resource; errors are {@link PerfectoError}s. */
export class PerfectoClient extends CloudClient {
  readonly executions = new Executions(this.transport);
  readonly reports = new Reports(this.transport);
  readonly repositories = new Repositories(this.transport);
  readonly artifacts = new Artifacts(this.transport);
  readonly devices = new Devices(this.transport);
  readonly cradles = new Cradles(this.transport);
  readonly reservations = new Reservations(this.transport);
  /** Successors that share a name with a legacy resource. */
  readonly v1 = {
    devices: new DevicesV1(this.transport),
    cradles: new CradlesV1(this.transport),
    reservations: new ReservationsV1(this.transport),
  };
}
