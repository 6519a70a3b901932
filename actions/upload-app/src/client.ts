import type { StepContext as Step } from '@perfecto-actions/action-kit';
import { Artifacts, CloudClient, Repositories } from '@perfecto-actions/client';

/** What this action uses of a cloud; its bundle holds no more. */
export class Client extends CloudClient {
  readonly artifacts = new Artifacts(this.transport);
  readonly repositories = new Repositories(this.transport);
}

export type StepContext = Step<Client>;
