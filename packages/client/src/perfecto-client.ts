import type { Operation } from '@perfecto-actions/catalog';
import type { Clock } from './clock.ts';
import type { ClientOptions } from './options.ts';
import { Artifacts } from './resources/artifacts.ts';
import { Cradles, CradlesV1 } from './resources/cradles.ts';
import { Devices, DevicesV1 } from './resources/devices.ts';
import { Executions } from './resources/executions.ts';
import { Reports } from './resources/reports.ts';
import { Repositories } from './resources/repositories.ts';
import { Reservations, ReservationsV1 } from './resources/reservations.ts';
import { Transport, type CallOptions } from './transport/transport.ts';

/** A Perfecto cloud, typed. One property for each resource; errors are {@link PerfectoError}s. */
export class PerfectoClient {
  readonly executions: Executions;
  readonly reports: Reports;
  readonly repositories: Repositories;
  readonly artifacts: Artifacts;
  readonly devices: Devices;
  readonly cradles: Cradles;
  readonly reservations: Reservations;
  /** Successors that share a name with a legacy resource. */
  readonly v1: {
    readonly devices: DevicesV1;
    readonly cradles: CradlesV1;
    readonly reservations: ReservationsV1;
  };
  /** Short name of the cloud, for messages. */
  readonly cloudName: string;
  /** What the credentials are; v1 resources take tokens only. */
  readonly credentialsKind: 'token' | 'password';
  /** The clock that waits and retries use. */
  readonly clock: Clock;
  readonly #transport: Transport;

  /** Throws InputError when the cloud or the credentials are unusable; connects to nothing yet. */
  constructor(options: ClientOptions) {
    const transport = new Transport(options);
    this.executions = new Executions(transport);
    this.reports = new Reports(transport);
    this.repositories = new Repositories(transport);
    this.artifacts = new Artifacts(transport);
    this.devices = new Devices(transport);
    this.cradles = new Cradles(transport);
    this.reservations = new Reservations(transport);
    this.v1 = {
      devices: new DevicesV1(transport),
      cradles: new CradlesV1(transport),
      reservations: new ReservationsV1(transport),
    };
    this.cloudName = transport.cloud.name;
    this.credentialsKind = transport.credentials.kind;
    this.clock = transport.clock;
    this.#transport = transport;
  }

  /** Calls any operation by its descriptor from `@perfecto-actions/catalog`. */
  call<Request extends object, Answer>(
    operation: Operation<Request, Answer>,
    request: Request,
    options?: CallOptions,
  ) {
    return this.#transport.call(operation, request, options);
  }

  /** Closes the connections; the client is of no use afterwards. */
  close(): Promise<void> {
    return this.#transport.close();
  }
}
