import { tokenExchange, tokenV1Generate, type TokenV1GenerateRequest } from '@perfecto-actions/catalog/user';
import type { CallOptions, Transport } from '../transport/transport.ts';

/**
 * Security tokens. Both calls answer with a secret, and neither sends the credentials of the client: they take their
 * own. Nothing of them shows up in errors or exchange events.
 */
export class Tokens {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Makes a new security token, and **ends the former one** of that user. Name and password travel in the address:
   * no other place is documented. Not for users of an external identity provider. `token.v1.generate`, documented.
   */
  generate(request: TokenV1GenerateRequest, options?: CallOptions) {
    return this.#transport.call(tokenV1Generate, request, options);
  }

  /** A short-lived bearer token, as clients of 2018 used it. `token.exchange`, not documented, from client code. */
  exchange(securityToken: string, options?: CallOptions) {
    return this.#transport.call(tokenExchange, { offline_token: securityToken }, options);
  }
}
