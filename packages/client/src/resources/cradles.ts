import {
  cradleInfo,
  cradleList,
  cradleV1Info,
  cradleV1List,
  type CradleListRequest,
  type CradleV1ListRequest,
} from '@perfecto-actions/catalog/device';
import type { CallOptions, Transport } from '../transport/transport.ts';

/** Cradles (`/services/cradles`). System administrators only; XML on the wire. Documented. */
export class Cradles {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Cradles of the user's location. `cradle.list`. */
  list(filters: CradleListRequest = {}, options?: CallOptions) {
    return this.#transport.call(cradleList, filters, options);
  }

  /** One cradle; ids hold slashes. `cradle.info`. */
  info(cradleId: string, options?: CallOptions) {
    return this.#transport.call(cradleInfo, { cradleId }, options);
  }
}

/** Cradles of the v1 API. System administrators only. Documented. */
export class CradlesV1 {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Cradles of the user's location. `cradle.v1.list`. */
  list(request: CradleV1ListRequest = {}, options?: CallOptions) {
    return this.#transport.call(cradleV1List, request, options);
  }

  /** One cradle. `cradle.v1.info`. */
  info(cradleId: string, options?: CallOptions) {
    return this.#transport.call(cradleV1Info, { cradleId }, options);
  }
}
