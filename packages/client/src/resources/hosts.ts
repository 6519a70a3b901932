import { hostInfo, hostList } from '@perfecto-actions/catalog/device';
import type { CallOptions, Transport } from '../transport/transport.ts';

/**
 * Device hosts (`/services/hosts`). The vendor names them as a resource and shows nothing of them: address, rights and
 * answers are a guess after the cradles. Answers are handed on as they are.
 */
export class Hosts {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** All hosts. System administrators. `host.list`, inferred. */
  list(options?: CallOptions) {
    return this.#transport.call(hostList, {}, options);
  }

  /** One host. System administrators. `host.info`, inferred. */
  info(hostId: string, options?: CallOptions) {
    return this.#transport.call(hostInfo, { hostId }, options);
  }
}
