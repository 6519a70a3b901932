import type { StepContext as Step } from '@perfecto-actions/action-kit';
import { CloudClient, Devices, DevicesV1 } from '@perfecto-actions/client';

/** What this action uses of a cloud; its bundle holds no more. */
export class Client extends CloudClient {
  readonly devices = new Devices(this.transport);
  readonly v1 = { devices: new DevicesV1(this.transport) };
}

export type StepContext = Step<Client>;
