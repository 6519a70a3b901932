import { linkSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { LabClock } from '../../clock.ts';
import type { RepositoryKey, Visibility } from './repository-key.ts';
import type { Collection, Store } from '../store/store.ts';

/** Legacy parts of the repository. v1 has none; its items stand in `scripts` (type SCRIPT) or `media`. */
export type Area = 'media' | 'scripts' | 'datatables';

/** All areas, in the order in which a v1 locator is looked up. */
export const areas: readonly Area[] = ['media', 'scripts', 'datatables'];

/** A stored file. */
export interface RepositoryItem {
  /** Place in the store, made of area, visibility, scope and path. */
  id: string;
  area: Area;
  visibility: Visibility;
  path: string;
  /** User name for PRIVATE, group for GROUP, empty for PUBLIC. */
  scope: string;
  owner: string;
  group: string;
  artifactType: string;
  artifactName: string;
  mimeType: string;
  tags: string[];
  /** Properties of the legacy call; `readonly=true` protects against delete. */
  properties: Record<string, string>;
  bytes: number;
  /** Lower-case hex. */
  sha256: string;
  /** Name of the file in the repository folder. */
  file: string;
  createdMs: number;
  updatedMs: number;
  downloadedMs: number;
}

/** A finished upload that is not an item yet. */
export interface StoredFile {
  file: string;
  bytes: number;
  sha256: string;
}

/** Where a key leads for one caller. */
export interface Place extends RepositoryKey {
  area: Area;
  scope: string;
}

/** The repository: records in the store, bytes in a folder. */
export class Repository {
  readonly all: Collection<RepositoryItem>;
  readonly #folder: string;
  readonly #clock: LabClock;

  constructor(store: Store, folder: string, clock: LabClock) {
    this.all = store.collection<RepositoryItem>('repository');
    this.#folder = folder;
    this.#clock = clock;
    mkdirSync(folder, { recursive: true });
  }

  at(place: Place): RepositoryItem | undefined {
    return this.all.get(idOf(place));
  }

  /**
   * Mends what a kill left behind: files that no item names, nor `alsoNamed`, are of an upload that never ended; of two
   * items with one file the older is the one that a move had not taken away yet.
   */
  removeOrphans(alsoNamed: Iterable<string>): void {
    const named = new Set(alsoNamed);
    for (const item of [...this.all.values()].sort((a, b) => b.updatedMs - a.updatedMs)) {
      if (named.has(item.file)) this.all.remove(item.id);
      named.add(item.file);
    }
    for (const file of readdirSync(this.#folder)) if (!named.has(file)) this.discard(file);
  }

  /** A fresh name to write an upload to. */
  newFile(): string {
    return randomUUID();
  }

  pathOf(file: string): string {
    return join(this.#folder, file);
  }

  discard(file: string): void {
    rmSync(this.pathOf(file), { force: true });
  }

  /** The same bytes as a file of its own. Stored files never change, so a second name is enough. */
  copy({ file, bytes, sha256 }: StoredFile): StoredFile {
    const copy = this.newFile();
    linkSync(this.pathOf(file), this.pathOf(copy));
    return { file: copy, bytes, sha256 };
  }

  /** Makes a stored file the item of a place; an item that was there is replaced and keeps its creation time. */
  put(
    place: Place,
    stored: StoredFile,
    about: Pick<RepositoryItem, 'owner' | 'group'> &
      Partial<Pick<RepositoryItem, 'artifactType' | 'artifactName' | 'mimeType' | 'tags' | 'properties'>>,
  ): RepositoryItem {
    const id = idOf(place);
    const before = this.all.get(id);
    const now = this.#clock.now();
    const item = this.all.put(id, {
      id,
      area: place.area,
      visibility: place.visibility,
      path: place.path,
      scope: place.scope,
      owner: about.owner,
      group: about.group,
      artifactType: about.artifactType ?? typeFromName(place),
      artifactName: about.artifactName ?? place.path.split('/').at(-1) ?? place.path,
      mimeType: about.mimeType ?? '',
      tags: about.tags ?? [],
      properties: about.properties ?? {},
      ...stored,
      createdMs: before?.createdMs ?? now,
      updatedMs: now,
      downloadedMs: before?.downloadedMs ?? 0,
    });
    if (before) this.discard(before.file);
    return item;
  }

  remove(item: RepositoryItem): void {
    this.all.remove(item.id);
    this.discard(item.file);
  }

  /** Gives an item another place; what stood there is replaced. */
  move(item: RepositoryItem, to: Place, properties: Record<string, string> = {}): RepositoryItem {
    const id = idOf(to);
    if (id === item.id) return item;
    const before = this.all.get(id);
    const moved = this.all.put(id, {
      ...item,
      id,
      area: to.area,
      visibility: to.visibility,
      path: to.path,
      scope: to.scope,
      properties: { ...item.properties, ...properties },
      updatedMs: this.#clock.now(),
    });
    this.all.remove(item.id);
    if (before) this.discard(before.file);
    return moved;
  }

  noteDownload(item: RepositoryItem): void {
    this.all.patch(item.id, { downloadedMs: this.#clock.now() });
  }
}

/** The key of an item, as clients write it. */
export function keyOf(item: Pick<RepositoryItem, 'visibility' | 'path'>): string {
  return `${item.visibility}:${item.path}`;
}

function idOf(place: Place): string {
  return `${place.area}|${place.visibility}|${place.scope}|${place.path}`;
}

/** Extensions of application files; they have the bigger size limit. */
export function isApplicationName(name: string): boolean {
  return /\.(apk|aab|apks|xapk|ipa)$/i.test(name);
}

const typeByExtension: readonly [RegExp, string][] = [
  [/\.(apk|aab|apks|xapk)$/i, 'ANDROID'],
  [/\.ipa$/i, 'IOS'],
  [/\.(png|jpe?g|gif|bmp|webp|heic|svg|tiff?)$/i, 'IMAGE'],
  [/\.(mp3|wav|m4a|amr|opus)$/i, 'AUDIO'],
  [/\.(mp4|mov|mkv|webm|m4v|3gp)$/i, 'VIDEO'],
];

// The service reads the type from the file; by extension is the lab's way of guessing.
function typeFromName(place: Place): string {
  if (place.area === 'scripts') return 'SCRIPT';
  return typeByExtension.find(([pattern]) => pattern.test(place.path))?.[1] ?? 'GENERAL';
}
