import { desktopWebV1Devices } from '@perfecto-actions/catalog/user';
import type { CallOptions, Transport } from '../transport/transport.ts';

/** Desktop browsers. Tokens only. */
export class DesktopWeb {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Systems and browsers to be had; form unknown. `desktopWeb.v1.devices`, from client code. */
  devices(options?: CallOptions) {
    return this.#transport.call(desktopWebV1Devices, {}, options);
  }
}
