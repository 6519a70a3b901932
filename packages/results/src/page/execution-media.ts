import { oneLine } from '../text/escape.ts';
import type { DataItem } from '../report/report-model.ts';
import type { MediaData } from './model/page-data.ts';
import type { PageMedia, PageMediaKind } from './page-input.ts';

/** A file as the page lists it, and where its bytes come from. */
export interface ListedMedia {
  data: MediaData;
  source: PageMedia | undefined;
}

/** Kinds by the type that the report gives an attachment (from client code). */
const kindsByType: Record<string, PageMediaKind> = {
  image: 'image',
  actualimage: 'image',
  expectedimage: 'image',
  video: 'video',
  monitor: 'vitals',
  network: 'network',
  log: 'log',
};

/** The files of one execution: those that were given, and those that only the report names. */
export class ExecutionMedia {
  readonly listed: ListedMedia[] = [];
  readonly #nextId: () => number;
  readonly #byAttachment = new Map<string, number>();

  /** `nextId` numbers the files of the whole page; `zeroMs` is the time that those of the page count from. */
  constructor(given: readonly PageMedia[], zeroMs: number, nextId: () => number) {
    this.#nextId = nextId;
    for (const source of given) {
      const { kind, attachment, bytes, deviceId, startedAtMs } = source;
      const href = source.path === undefined ? undefined : relativeAddress(source.path);
      this.#add(attachment, source, {
        id: this.#nextId(),
        kind,
        name: oneLine(attachment),
        bytes,
        ...(deviceId !== undefined && { device: oneLine(deviceId) }),
        ...(href !== undefined && { href }),
        ...(startedAtMs !== undefined && { startMs: startedAtMs - zeroMs }),
      });
    }
  }

  /** The number, within the execution, of the file that an item of the report names. */
  numberOf({ attachment, type = '' }: DataItem): number | undefined {
    if (attachment === undefined || attachment === '') return undefined;
    const kind = kindsByType[type.toLowerCase()] ?? 'file';
    const number =
      this.#byAttachment.get(attachment) ??
      this.#add(attachment, undefined, { id: this.#nextId(), kind, name: oneLine(attachment) });
    const role = /^(actual|expected)image$/iu.exec(type)?.[1]?.toLowerCase();
    const data = this.listed[number]?.data;
    if (data !== undefined && (role === 'actual' || role === 'expected')) data.role = role;
    return number;
  }

  #add(attachment: string, source: PageMedia | undefined, data: MediaData): number {
    const number = this.listed.push({ data, source }) - 1;
    if (!this.#byAttachment.has(attachment)) this.#byAttachment.set(attachment, number);
    return number;
  }
}

/** A path below the page's folder as an address that no name can lead elsewhere; nothing for a path that leaves it. */
export function relativeAddress(path: string): string | undefined {
  const segments = path.replaceAll('\\', '/').split('/');
  if (segments.some((segment) => segment === '' || segment === '.' || segment === '..')) return undefined;
  return `./${segments.map((segment) => encodeURIComponent(segment.toWellFormed())).join('/')}`;
}
