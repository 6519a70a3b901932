import { tenantInternalCurrent } from '@perfecto-actions/catalog/user';
import type { CallOptions, Transport } from '../transport/transport.ts';

/** The cloud itself. Tokens only. */
export class Tenant {
  /** What the web pages of the cloud use; not documented. */
  readonly internal: InternalTenant;

  constructor(transport: Transport) {
    this.internal = new InternalTenant(transport);
  }
}

/** Calls of the cloud's web pages about the cloud. */
export class InternalTenant {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Selenium grid and region. Any user. `tenant.internal.current`, not documented, from client code. */
  current(options?: CallOptions) {
    return this.#transport.call(tenantInternalCurrent, {}, options);
  }
}
