import type { StepContext as Step } from '@perfecto-actions/action-kit';
import { CloudClient, Executions, Reporting, Reports } from '@perfecto-actions/client';

/** What this action uses of a cloud; its bundle holds no more. */
export class Client extends CloudClient {
  readonly executions = new Executions(this.transport);
  readonly reports = new Reports(this.transport);
  readonly reporting = new Reporting(this.transport);
}

export type StepContext = Step<Client>;
