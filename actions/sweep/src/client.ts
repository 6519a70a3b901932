import type { StepContext as Step } from '@perfecto-actions/action-kit';
import {
  Artifacts,
  CloudClient,
  Executions,
  Repositories,
  Reservations,
  ReservationsV1,
} from '@perfecto-actions/client';

/** What this action uses of a cloud; its bundle holds no more. */
export class Client extends CloudClient {
  readonly artifacts = new Artifacts(this.transport);
  readonly executions = new Executions(this.transport);
  readonly repositories = new Repositories(this.transport);
  readonly reservations = new Reservations(this.transport);
  readonly v1 = { reservations: new ReservationsV1(this.transport) };
}

export type StepContext = Step<Client>;
