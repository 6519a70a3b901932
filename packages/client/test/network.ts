import { Agent } from 'node:https';
import { Duplex } from 'node:stream';

/** What happens on a connection: `said` is the first thing that was sent on it. */
export type Conversation = (socket: Duplex, said: string, address: string) => void;

/** Instead of a network, for what no server of this machine can be: whoever is called takes part in this conversation. */
export function networkOf(converse: Conversation): Agent {
  const network = new Agent();
  network.createConnection = ({ host, port }) => {
    const socket = new Duplex({
      read: () => undefined,
      write(chunk: Buffer, _encoding, done) {
        converse(this, chunk.toString(), new URL(`https://${host}:${port}`).origin);
        done();
      },
    });
    // A request sets its limit of time on its connection.
    return Object.assign(socket, { setTimeout: () => socket });
  };
  return network;
}

/** Instead of a network that gives no connection, but this error; none is never given. */
export function brokenNetwork(error?: unknown): Agent {
  const network = new Agent();
  network.createConnection = (_, callback) => {
    // The type demands a socket, which a failed connection has not.
    if (error !== undefined) (callback as unknown as (error: unknown) => void)(error);
    return undefined;
  };
  return network;
}
