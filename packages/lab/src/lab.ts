import type { CertificateFault } from './certificates.ts';
import type { LabClock } from './clock.ts';
import type { InventedSettings } from './invented.ts';
import type { Scenario } from './scenario/scenario.ts';
import type { FaultRegistry } from './server/faults.ts';
import type { Hold, RequestRecord } from './server/request-log.ts';
import type { LabState } from './state/lab-state.ts';
import type { BuiltInUser } from './state/people/built-in-users.ts';
import type { LabUser } from './state/people/users.ts';

/** How a lab is started. Everything has a default. */
export interface LabOptions {
  /** HTTPS port; 0 (the default) takes a free one. */
  port?: number;
  /** Port that answers plain HTTP with the documented refusal; 0 (the default) takes a free one. */
  httpPort?: number;
  /** Address to listen on; 127.0.0.1 by default. */
  hostname?: string;
  /** Name of the cloud in addresses; `mycloud` by default. */
  cloud?: string;
  /** Folder in which the state survives a restart; without it the lab forgets everything. */
  dataDir?: string;
  /** A scenario, its YAML text, or the name of one that is shipped (`default`, `failing`). */
  scenario?: string | Scenario;
  clock?: LabClock;
  settings?: Partial<InventedSettings>;
  /** What is wrong with the server's certificate; nothing by default. */
  certificate?: CertificateFault;
  /** Is told each request when it is over, for a log that outlives the lab. */
  onRequest?: (record: RequestRecord) => void;
  /** May hold each request at two moments, to act at just that one: send a signal, change the state, make another call. */
  hold?: Hold;
}

/** A running lab. */
export interface Lab {
  /** `https://localhost:<port>` */
  url: string;
  /** `http://localhost:<port>`, where everything is refused. */
  httpUrl: string;
  cloud: string;
  /** PEM file of the authority that signed the server's certificate. */
  caFile: string;
  /** Security tokens as they were at the start; invented, and no secrets. */
  tokens: Readonly<Record<BuiltInUser, string>>;
  users: Readonly<Record<BuiltInUser, LabUser>>;
  /** Everything the lab knows; tests may look at it and change it. */
  state: LabState;
  /** Requests as they came in, oldest first. */
  requests: readonly RequestRecord[];
  clock: LabClock;
  faults: FaultRegistry;
  /** Stops serving, saves the state, removes temporary files. */
  close(): Promise<void>;
}
