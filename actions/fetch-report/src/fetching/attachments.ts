import { join } from 'node:path';
import { safeFileName, type Reports, type SavedFile, type SaveOptions } from '@perfecto-actions/client';

type ToDisk = SaveOptions & { signal?: AbortSignal };
type Listing = Awaited<ReturnType<Reports['attachments']>>;

interface Kind {
  /** Name of the container in the listing (from client code). */
  container: 'images' | 'videos' | 'monitors' | 'networks' | 'logs';
  /** Texts are scrubbed of the secrets of this step; packed formats cannot be. */
  isText: boolean;
  fetch(reports: Reports, request: { reportKey: string; attachment: string }, to: ToDisk): Promise<SavedFile>;
}

/**
 * Kinds of attachment as users name them, the largest last, so that it is the first to find no room. Actual and
 * expected images of checkpoints are images too.
 */
export const attachmentKinds = {
  images: { container: 'images', isText: false, fetch: (reports, request, to) => reports.image(request, to) },
  logs: { container: 'logs', isText: false, fetch: (reports, request, to) => reports.log(request, to) },
  vitals: {
    container: 'monitors',
    isText: true,
    fetch: (reports, request, to) => reports.vitals(request, to),
  },
  network: {
    container: 'networks',
    isText: true,
    fetch: (reports, request, to) => reports.network(request, to),
  },
  video: { container: 'videos', isText: false, fetch: (reports, request, to) => reports.video(request, to) },
} as const satisfies Record<string, Kind>;

export type AttachmentKind = keyof typeof attachmentKinds;

export function isAttachmentKind(word: string): word is AttachmentKind {
  return Object.hasOwn(attachmentKinds, word);
}

/** An attachment and the file it becomes. */
export interface AttachmentFile {
  kind: AttachmentKind;
  /** Its name in the report, the value of the parameter `attachment`. */
  attachment: string;
  /** Absolute path. */
  path: string;
  deviceId?: string;
}

/** What is wanted of a listing, each once, with a safe path below the folder. */
export function planAttachments(
  listing: Listing,
  kinds: readonly AttachmentKind[],
  folder: string,
): AttachmentFile[] {
  const { devices = [], services } = listing;
  const holders = [
    ...devices.map(({ id, ...names }) => ({ names, deviceId: id })),
    ...(services ? [{ names: services }] : []),
  ];
  return kinds.flatMap((kind) => {
    const planned = new Map<string, AttachmentFile>();
    const taken = new Set<string>();
    for (const { names, ...device } of holders) {
      for (const attachment of names[attachmentKinds[kind].container] ?? []) {
        if (planned.has(attachment)) continue;
        const name = freeName(safeFileName(attachment), taken);
        planned.set(attachment, { kind, attachment, path: join(folder, kind, name), ...device });
      }
    }
    return [...planned.values()];
  });
}

/** Windows and macOS take `A.png` and `a.png` for one file. */
function freeName(name: string, taken: Set<string>): string {
  const free = taken.has(name.toLowerCase()) ? freeName(`_${name}`, taken) : name;
  taken.add(free.toLowerCase());
  return free;
}
