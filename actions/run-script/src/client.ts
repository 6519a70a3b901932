import type { PostContext as Post, StepContext as Step } from '@perfecto-actions/action-kit';
import { Artifacts, CloudClient, Executions, Repositories } from '@perfecto-actions/client';

/** What this action uses of a cloud; its bundle holds no more. */
export class Client extends CloudClient {
  readonly executions = new Executions(this.transport);
  readonly artifacts = new Artifacts(this.transport);
  readonly repositories = new Repositories(this.transport);
}

export type StepContext = Step<Client>;
export type PostContext = Post<Client>;
