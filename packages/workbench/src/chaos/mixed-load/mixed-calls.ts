import type { FileSource, PerfectoClient } from '@perfecto-actions/client';
import { join } from 'node:path';
import { readFile, rm } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import type { Ledger } from './ledger.ts';

/** A file to upload, with its digest. */
export interface KnownFile {
  readonly source: FileSource;
  readonly sha256: string;
}

/** What one client works with. */
export interface Caller {
  client: PerfectoClient;
  /** Part of the names of everything it makes. */
  readonly name: string;
  readonly isAdmin: boolean;
  /** A user may have 20 schedules (documented), so only ten clients of each make some, two at most. */
  readonly makesSchedules: boolean;
  readonly ledger: Ledger;
  readonly random: () => number;
  readonly files: readonly KnownFile[];
  readonly deviceIds: readonly string[];
  /** Where downloads go. */
  readonly folder: string;
  /** Each answer that is wrong in itself, as a sentence. */
  readonly wrong: string[];
}

const script = 'PUBLIC:Samples/login.xml';
const minuteMs = 60_000;

/** Reservations that one client may have at a time; of too many, most calls would be refused. */
const mostReservations = 4;

/** So few of the devices are reserved at once that executions do meet them. */
const devicesHeld = 4;

/** One client that does what pipelines do, in any order; each call is one of them. */
export class MixedCalls {
  readonly #caller: Caller;
  readonly #reservationIds = new Map<string, string>();
  #execution: string | undefined;
  #made = 0;
  #calls = 0;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * One call, chosen by chance but for the first ones, in which clients meet at reserved devices. Rejects only for what a
   * service must not do to a sound call.
   */
  async next(): Promise<void> {
    const { random, isAdmin, makesSchedules } = this.#caller;
    this.#calls += 1;
    if (this.#calls === 1) return this.#hold();
    if (this.#calls === 2 && this.#execution === undefined) return this.#start(this.#heldDevice());
    const kinds: (() => Promise<unknown>)[] = [
      ...Array<() => Promise<unknown>>(6).fill(() => this.#reserve()),
      () => this.#hold(),
      ...Array<() => Promise<unknown>>(3).fill(() => this.#extend()),
      ...Array<() => Promise<unknown>>(3).fill(() => this.#release()),
      ...Array<() => Promise<unknown>>(4).fill(() => this.#upload()),
      ...Array<() => Promise<unknown>>(4).fill(() => this.#download()),
      ...Array<() => Promise<unknown>>(2).fill(() => this.#delete()),
      ...Array<() => Promise<unknown>>(12).fill(() => this.#runScript()),
      ...Array<() => Promise<unknown>>(makesSchedules ? 3 : 0).fill(() => this.#schedule()),
      ...Array<() => Promise<unknown>>(isAdmin ? 2 : 0).fill(() => this.#user()),
      () => this.#caller.client.devices.list(),
      () => this.#caller.client.users.internal.current(),
    ];
    await kinds[Math.floor(random() * kinds.length)]?.();
  }

  /** Reserves a device at once, for some seconds; such a reservation is left to end by itself. */
  async #hold(): Promise<void> {
    const { client, ledger } = this.#caller;
    const deviceId = this.#heldDevice() ?? '';
    const description = this.#newName();
    const startTime = Date.now();
    const endTime = startTime + this.#between(2_000, 6_000);
    await ledger.change(`reservation ${description}`, `${deviceId} ${startTime} ${endTime}`, () =>
      client.reservations.create({ resourceIds: [deviceId], startTime, endTime, description }),
    );
  }

  /** Makes one thing of each kind of which it has none, and a stopped execution, so that there is something to lose. */
  async makeMissing(): Promise<void> {
    if (this.#mine('file').length === 0) await this.#upload();
    if (this.#later().length === 0) await this.#reserve();
    if (this.#caller.makesSchedules && this.#mine('schedule').length === 0) await this.#schedule();
    if (this.#caller.isAdmin && this.#mine('user').length === 0) await this.#user();
    if (this.#execution === undefined) await this.#start();
    if (this.#mine('execution').every(([, value]) => value === 'there')) await this.#stop(this.#execution);
  }

  async #reserve(): Promise<void> {
    const { client, ledger } = this.#caller;
    if (this.#later().length >= mostReservations) return this.#release();
    const deviceId = this.#any(this.#caller.deviceIds) ?? '';
    const description = this.#newName();
    // Later than the trial lasts, so that a release takes it away altogether.
    const startMs = Date.now() + this.#between(15, 60 * 60) * minuteMs;
    const endMs = startMs + this.#between(1, 60) * minuteMs;
    const request = { resourceIds: [deviceId], startTime: startMs, endTime: endMs, description };
    const key = `reservation ${description}`;
    const answer = await ledger.change(key, `${deviceId} ${startMs} ${endMs}`, () =>
      client.reservations.create(request),
    );
    const [id] = answer?.reservationIds ?? [];
    if (id !== undefined) this.#reservationIds.set(key, id);
  }

  async #extend(): Promise<void> {
    const { client, ledger } = this.#caller;
    const [key, value] = this.#any(this.#later()) ?? [];
    const reservationId = this.#reservationIds.get(key ?? '');
    if (key === undefined || value === undefined || reservationId === undefined) return this.#reserve();
    const [deviceId = '', startMs, endMs] = value.split(' ');
    const laterMs = Number(endMs) + this.#between(1, 30) * minuteMs;
    await ledger.change(key, `${deviceId} ${startMs ?? ''} ${laterMs}`, () =>
      client.reservations.update({ reservationId, endTime: laterMs }),
    );
  }

  async #release(): Promise<void> {
    const { client, ledger } = this.#caller;
    const [key] = this.#any(this.#later()) ?? [];
    const reservationId = this.#reservationIds.get(key ?? '');
    if (key === undefined || reservationId === undefined) return this.#reserve();
    await ledger.change(key, undefined, () => client.reservations.delete({ reservationId }));
  }

  async #upload(): Promise<void> {
    const { client, ledger, files } = this.#caller;
    const there = this.#mine('file');
    const file = this.#any(files);
    if (!file) return;
    // One in three replaces another.
    const old = there.length >= 5 || this.#between(1, 3) === 1 ? this.#any(there)?.[0] : undefined;
    const repositoryItemKey = old?.slice('file '.length) ?? `PRIVATE:load/${this.#newName()}.bin`;
    await ledger.change(`file ${repositoryItemKey}`, file.sha256, () =>
      client.repositories.upload(
        { repository: 'media', repositoryItemKey, overwrite: old !== undefined },
        file.source,
      ),
    );
  }

  async #download(): Promise<void> {
    const { client, wrong, folder } = this.#caller;
    const [key, sha256] = this.#any(this.#mine('file')) ?? [];
    if (key === undefined || sha256 === undefined) return this.#upload();
    const found = await downloadedDigest(client, key.slice('file '.length), join(folder, this.#newName()));
    if (found !== sha256) wrong.push(`${key} came back as other bytes`);
  }

  async #delete(): Promise<void> {
    const { client, ledger } = this.#caller;
    const [key] = this.#any(this.#mine('file')) ?? [];
    if (key === undefined) return this.#upload();
    const repositoryItemKey = key.slice('file '.length);
    await ledger.change(key, undefined, () =>
      client.repositories.delete({ repository: 'media', repositoryItemKey }),
    );
  }

  /** Starts a script, and looks at it or stops it until it has ended. */
  async #runScript(): Promise<void> {
    const { client, wrong } = this.#caller;
    const id = this.#execution;
    if (id === undefined) return this.#start();
    const { executionId, completed } = await client.executions.status(id);
    if (executionId !== id) wrong.push(`the status of ${id} is one of another`);
    if (completed) this.#execution = undefined;
    else if (this.#between(1, 4) === 1) await this.#stop(id);
  }

  /** Starts a script on any device, or on a given one; it waits for a device for some seconds. */
  async #start(device = this.#wantedDevice()): Promise<void> {
    const { client, ledger } = this.#caller;
    const { executionId } = await client.executions.execute({
      scriptKey: script,
      param: device === undefined ? {} : { DUT: device },
      'handset.allocation.timeout': 3_000,
      'handset.allocation.retryInterval': 200,
    });
    this.#execution = executionId;
    // Acknowledged from now on; a start without an answer makes an execution that nobody asks for.
    await ledger.change(`execution ${executionId}`, 'there', () => Promise.resolve());
  }

  /** Any, one of all, or one of those that are reserved now and then. */
  #wantedDevice(): string | undefined {
    const { deviceIds } = this.#caller;
    const turn = this.#between(1, 4);
    if (turn === 1) return undefined;
    return turn === 2 ? this.#any(deviceIds) : this.#heldDevice();
  }

  #heldDevice(): string | undefined {
    return this.#any(this.#caller.deviceIds.slice(0, devicesHeld));
  }

  async #stop(id: string | undefined): Promise<void> {
    const { client, ledger } = this.#caller;
    const isThere = this.#mine('execution').some(
      ([key, value]) => key === `execution ${id}` && value === 'there',
    );
    if (id === undefined || !isThere) return;
    await ledger.change(`execution ${id}`, 'stopped', () => client.executions.abort(id));
  }

  async #schedule(): Promise<void> {
    const { client, ledger } = this.#caller;
    const there = this.#mine('schedule');
    const [key] = this.#any(there) ?? [];
    const description = this.#newName();
    const turn = this.#between(1, 3);
    if (key === undefined || (turn === 1 && there.length < 2)) {
      const scheduleKey = `PRIVATE:${description}`;
      const request = { scheduleKey, recurrence: '0 0 3 * * ?', scriptKey: script, description };
      await ledger.change(`schedule ${scheduleKey}`, description, () =>
        client.schedules.create({ ...request, status: 'INACTIVE' }),
      );
      return;
    }
    const scheduleKey = key.slice('schedule '.length);
    if (turn === 2) {
      await ledger.change(key, description, () => client.schedules.update({ scheduleKey, description }));
    } else await ledger.change(key, undefined, () => client.schedules.delete({ scheduleKey }));
  }

  async #user(): Promise<void> {
    const { client, ledger } = this.#caller;
    const there = this.#mine('user').filter(([, value]) => value !== 'DELETED');
    const [key, value] = this.#any(there) ?? [];
    const turn = this.#between(1, 3);
    if (key === undefined || value === undefined || (turn === 1 && there.length < 3)) {
      const email = `${this.#newName()}@example.com`;
      const request = { email, userPassword: 'Load-password-1-not-a-secret', 'account.tokens': 10 };
      await ledger.change(`user ${email}`, '10', () => client.users.create(request));
      return;
    }
    const userId = key.slice('user '.length);
    if (turn === 2) {
      await ledger.change(key, String(Number(value) + 5), () =>
        client.users.addTokens({ userId, 'account.tokens': 5 }),
      );
    } else await ledger.change(key, 'DELETED', () => client.users.delete(userId));
  }

  /** Its reservations that have not begun. */
  #later(): [string, string][] {
    return this.#mine('reservation').filter(([key]) => this.#reservationIds.has(key));
  }

  #mine(kind: string): [string, string][] {
    return this.#caller.ledger.there(`${kind} `);
  }

  #newName(): string {
    this.#made += 1;
    return `${this.#caller.name}-${this.#made}`;
  }

  #any<Item>(items: readonly Item[]): Item | undefined {
    return items[Math.floor(this.#caller.random() * items.length)];
  }

  #between(least: number, most: number): number {
    return least + Math.floor(this.#caller.random() * (most - least + 1));
  }
}

/** SHA-256 of a stored file, fetched by way of the disk. */
export async function downloadedDigest(
  client: PerfectoClient,
  repositoryItemKey: string,
  path: string,
): Promise<string> {
  await client.repositories.download({ repository: 'media', repositoryItemKey }, { path });
  const bytes = await readFile(path);
  await rm(path);
  return createHash('sha256').update(bytes).digest('hex');
}
