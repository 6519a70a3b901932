import type { Collection, Store } from '../store/store.ts';

/** Devices and the users who may have them. Its name is its key. */
export interface DeviceGroup {
  name: string;
  description: string;
  userNames: string[];
  deviceIds: string[];
}

/** What changes in a device group; names and ids that are there already, or not there, are no matter. */
export interface DeviceGroupChanges {
  name?: string;
  description?: string;
  deviceIdsToAdd?: readonly string[];
  deviceIdsToRemove?: readonly string[];
  usersToAdd?: readonly string[];
  usersToRemove?: readonly string[];
}

/** The device groups of the lab. A user in one or more of them sees their devices; a user in none sees all. */
export class DeviceGroups {
  readonly all: Collection<DeviceGroup>;

  constructor(store: Store) {
    this.all = store.collection<DeviceGroup>('deviceGroups');
  }

  change(group: DeviceGroup, changes: DeviceGroupChanges): void {
    const changed: DeviceGroup = {
      name: changes.name ?? group.name,
      description: changes.description ?? group.description,
      userNames: exchanged(group.userNames, changes.usersToAdd, changes.usersToRemove),
      deviceIds: exchanged(group.deviceIds, changes.deviceIdsToAdd, changes.deviceIdsToRemove),
    };
    if (changed.name !== group.name) this.all.remove(group.name);
    this.all.put(changed.name, changed);
  }

  /** Ids of the devices a user can have; undefined when no device group limits it. */
  reachOf(userName: string): ReadonlySet<string> | undefined {
    const wanted = userName.toLowerCase();
    const own = [...this.all.values()].filter(({ userNames }) =>
      userNames.some((name) => name.toLowerCase() === wanted),
    );
    return own.length === 0 ? undefined : new Set(own.flatMap(({ deviceIds }) => deviceIds));
  }

  /** Whether a user can have a device. */
  reaches(userName: string, deviceId: string): boolean {
    return this.reachOf(userName)?.has(deviceId) ?? true;
  }
}

function exchanged(
  had: readonly string[],
  toAdd: readonly string[] = [],
  toRemove: readonly string[] = [],
): string[] {
  const gone = new Set(toRemove);
  return [...new Set([...had, ...toAdd])].filter((name) => !gone.has(name));
}
