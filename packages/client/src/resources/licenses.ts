import { licenseV1ByType, licenseV1List, type LicenseV1ByTypeRequest } from '@perfecto-actions/catalog/user';
import type { CallOptions, Transport } from '../transport/transport.ts';

/** Licences for desktop browsers and virtual devices, and minutes bought. Tokens only. Documented. */
export class LicensesV1 {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Licences and minutes of every type of device. `license.v1.list`. */
  list(options?: CallOptions) {
    return this.#transport.call(licenseV1List, {}, options);
  }

  /** Those of one type. `license.v1.byType`. */
  byType(type: LicenseV1ByTypeRequest['type'], options?: CallOptions) {
    return this.#transport.call(licenseV1ByType, { type }, options);
  }
}
