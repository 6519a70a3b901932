import type { Operation } from '@perfecto-actions/catalog';
import type { Clock } from './clock.ts';
import type { ClientOptions } from './options.ts';
import { Transport, type CallOptions } from './transport/transport.ts';

/**
 * What every client of a cloud has: the connection, and calls by descriptor. A program that is bundled extends it
 * with the resources it uses, one field each, and carries no other: `readonly devices = new Devices(this.transport);`.
 * Everybody else takes {@link PerfectoClient}, which has them all.
 */
export class CloudClient {
  /** Short name of the cloud, for messages. */
  readonly cloudName: string;
  /** What the credentials are; v1 resources take tokens only. */
  readonly credentialsKind: 'token' | 'password';
  /** The clock that waits and retries use. */
  readonly clock: Clock;
  /** What the resources send their calls through. */
  protected readonly transport: Transport;

  /** Throws InputError when the cloud or the credentials are unusable; connects to nothing yet. */
  constructor(options: ClientOptions) {
    this.transport = new Transport(options);
    this.cloudName = this.transport.cloud.name;
    this.credentialsKind = this.transport.credentials.kind;
    this.clock = this.transport.clock;
  }

  /** Calls any operation by its descriptor from `@perfecto-actions/catalog`. */
  call<Request extends object, Answer>(
    operation: Operation<Request, Answer>,
    request: Request,
    options?: CallOptions,
  ) {
    return this.transport.call(operation, request, options);
  }

  /** Closes the connections; the client is of no use afterwards. */
  close(): Promise<void> {
    return this.transport.close();
  }
}
