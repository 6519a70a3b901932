import { afterEach } from '@jest/globals';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManualClock, startLab, type BuiltInUser, type Lab, type LabOptions } from '@perfecto-actions/lab';
import {
  fileSource,
  PerfectoClient,
  type ClientOptions,
  type ExchangeEvent,
  type FileSource,
} from '../src/index.ts';
import { LabClock } from './lab-clock.ts';

const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** Runs after the test, last come first. */
export function afterTest(close: () => Promise<void>): void {
  closers.push(close);
}

/** A folder that is gone after the test. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'perfecto-client-'));
  afterTest(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A client on its own, closed after the test. */
export function openClient(options: Partial<ClientOptions> = {}): PerfectoClient {
  const client = new PerfectoClient({ cloud: 'mycloud', env: {}, random: () => 0, ...options });
  afterTest(() => client.close());
  return client;
}

/** A lab on a clock that stands still, and a client of it. */
export interface OpenLab {
  lab: Lab;
  time: ManualClock;
  clock: LabClock;
  client: PerfectoClient;
  /** What the client of this lab exchanged. */
  events: ExchangeEvent[];
  /** A further client of the lab. */
  as: (user: BuiltInUser, options?: Partial<ClientOptions>) => PerfectoClient;
}

/** A lab with a client of its automation user that waits on the lab's clock. */
export async function openLab(
  options: LabOptions = {},
  clientOptions: Partial<ClientOptions> = {},
): Promise<OpenLab> {
  const time = new ManualClock();
  const lab = await startLab({ clock: time, ...options });
  afterTest(() => lab.close());
  const clock = new LabClock(time);
  const events: ExchangeEvent[] = [];
  const shared = {
    cloud: lab.url,
    ca: readFileSync(lab.caFile, 'utf8'),
    clock,
    onExchange: (event: ExchangeEvent) => {
      events.push(event);
    },
  };
  const as = (user: BuiltInUser, more: Partial<ClientOptions> = {}) =>
    openClient({ ...shared, securityToken: lab.tokens[user], ...more });
  const hasPassword = clientOptions.user !== undefined;
  const client = hasPassword ? openClient({ ...shared, ...clientOptions }) : as('automation', clientOptions);
  return { lab, time, clock, client, events, as };
}

/** The requests that a lab gets from now on. */
export function requestsFromNowOn({ requests }: Lab): () => Lab['requests'][number][] {
  const before = requests.length;
  return () => requests.slice(before);
}

/** The error a promise is rejected with; fails when it is not. */
export async function failureOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new TypeError('It was not rejected.');
}

/** A script that every lab has. */
export const login = 'PUBLIC:Samples/login.xml';

/** A device that every lab has, free at first. */
export const phone = 'F52F82C4DEMO01';

/** Time at which every lab of a test begins. */
export const startMs = Date.UTC(2024, 4, 6, 10, 11, 12);

/** How the lab writes the time at which it begins. */
export const startStamp = { formatted: '2024-05-06T10:11:12Z', millis: startMs };

/** What the answers of `/services` say of the service. */
export const answerInfo = {
  creationTime: startStamp,
  modelVersion: '2.21.0.0',
  productVersion: 'master',
  time: startStamp.formatted,
};

/** An ended execution with its report. */
export async function endedExecution({
  client,
  time,
}: OpenLab): Promise<{ executionId: string; reportKey: string }> {
  const started = await client.executions.execute({ scriptKey: login, param: { DUT: phone } });
  await time.advance(10_000);
  return started;
}

/** A file in a folder of its own. */
export async function scratchFile(name: string, content: string | Buffer): Promise<FileSource> {
  const path = join(scratchFolder(), name);
  writeFileSync(path, content);
  return fileSource(path);
}
