import type { PostContext as Post, StepContext as Step } from '@perfecto-actions/action-kit';
import { CloudClient, Executions } from '@perfecto-actions/client';

/** What this action uses of a cloud; its bundle holds no more. */
export class Client extends CloudClient {
  readonly executions = new Executions(this.transport);
}

export type StepContext = Step<Client>;
export type PostContext = Post<Client>;
