import { inParallel, NotFoundError, type PerfectoClient } from '@perfecto-actions/client';
import { join } from 'node:path';
import { downloadedDigest } from './mixed-calls.ts';

const dayMs = 24 * 3600 * 1000;

/** Everything that one user's clients could have made, as the lab's lists show it, by the keys of the ledger. */
export async function labLists(
  client: PerfectoClient,
  isAdmin: boolean,
  executionIds: readonly string[],
  folder: string,
): Promise<Map<string, string>> {
  const shown = new Map<string, string>();
  const { items = [] } = await client.repositories.list({ repository: 'media' });
  const files = items.filter((key) => key.startsWith('PRIVATE:load/'));
  await inParallel(files, 16, async (key) => {
    const path = join(folder, `listed-${key.replaceAll(/\W/g, '-')}`);
    shown.set(`file ${key}`, await downloadedDigest(client, key, path));
  });
  const window = { startTime: Date.now() - dayMs, endTime: Date.now() + 3 * dayMs };
  const { reservations = [] } = await client.reservations.list(window);
  for (const { description, resourceId, reservedTo, startTime, endTime } of reservations) {
    if (description === undefined || reservedTo === undefined) continue;
    shown.set(
      `reservation ${description}`,
      `${resourceId} ${startTime?.millis ?? ''} ${endTime?.millis ?? ''}`,
    );
  }
  const { schedules = [] } = await client.schedules.list();
  for (const { key, description } of schedules) shown.set(`schedule ${key ?? ''}`, description ?? '');
  if (isAdmin) {
    const { users = [] } = await client.users.list();
    const made = users.filter(({ username = '' }) => username.startsWith('load-'));
    await inParallel(made, 16, async ({ username = '', status }) => {
      shown.set(`user ${username}`, status === 'DELETED' ? 'DELETED' : await minutesOf(client, username));
    });
  }
  await inParallel([...executionIds], 16, async (id) => {
    try {
      const { executionId, flowEndCode } = await client.executions.status(id);
      // A stop is acknowledged only of one that had not ended, and shows from then on.
      shown.set(`execution ${executionId}`, flowEndCode === 'UserAborted' ? 'stopped' : 'there');
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
    }
  });
  return shown;
}

async function minutesOf(client: PerfectoClient, userId: string): Promise<string> {
  const { orders = [] } = await client.users.getTokens(userId);
  return String(orders.reduce((sum, { currentQuantity = '0' }) => sum + Number(currentQuantity), 0));
}

/** Reservations of one device that overlap, as sentences. A reservation may begin when another ends. */
export async function overlaps(client: PerfectoClient): Promise<string[]> {
  const window = { startTime: Date.now() - dayMs, endTime: Date.now() + 3 * dayMs };
  const { reservations = [] } = await client.reservations.list(window);
  return clashes(
    reservations.map(({ id, resourceId, startTime, endTime }) => ({
      what: `reservation ${id}`,
      deviceId: resourceId,
      fromMs: startTime?.millis ?? 0,
      toMs: endTime?.millis ?? 0,
    })),
  );
}

/** A stretch of time for which something has a device. */
export interface Stretch {
  readonly what: string;
  readonly deviceId: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Stretches that have the same device at one time. */
export function clashes(stretches: readonly Stretch[]): string[] {
  const byDevice = Map.groupBy(stretches, ({ deviceId }) => deviceId);
  return [...byDevice.values()].flatMap((all) => {
    const sorted = [...all].sort((a, b) => a.fromMs - b.fromMs);
    return sorted.flatMap((one, index) => {
      const before = sorted[index - 1];
      return before !== undefined && before.toMs > one.fromMs
        ? [`${before.what} and ${one.what} both have ${one.deviceId}`]
        : [];
    });
  });
}
