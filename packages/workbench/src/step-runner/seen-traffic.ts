import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

/** Where credentials belong. */
const credentialHeaders = /^(proxy-)?authorization$|^perfecto[-_]authorization$/i;

/** Requests that servers of this process got over a time: the lab, its proxy, the stand-in for GitHub. */
export interface SeenTraffic {
  /** Request line and headers of each as they came, but for the headers whose purpose is a credential. */
  readonly requests: readonly string[];
  stop(): void;
}

/** Begins to listen; every server of this process is heard, whoever started it. */
export function watchTraffic(): SeenTraffic {
  const requests: string[] = [];
  const onRequest = (message: unknown): void => {
    requests.push(headOf((message as { request: IncomingMessage }).request));
  };
  const channels = ['http.server.request.start', 'perfecto-lab.proxy.connect'];
  for (const channel of channels) subscribe(channel, onRequest);
  return {
    requests,
    stop() {
      for (const channel of channels) unsubscribe(channel, onRequest);
    },
  };
}

function headOf({ method = '', url = '', rawHeaders }: IncomingMessage): string {
  const lines = [`${method} ${url}`];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? '';
    if (!credentialHeaders.test(name)) lines.push(`${name}: ${rawHeaders[at + 1] ?? ''}`);
  }
  return lines.join('\n');
}
