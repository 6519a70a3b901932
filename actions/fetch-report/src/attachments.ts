import { join } from 'node:path';
import {
  safeFileName,
  type PerfectoClient,
  type SavedFile,
  type SaveOptions,
} from '@perfecto-actions/client';

type ToDisk = SaveOptions & { signal?: AbortSignal };
type Reports = PerfectoClient['reports'];
type Listing = Awaited<ReturnType<Reports['attachments']>>;

interface Kind {
  /** Name of the container in the listing (from client code). */
  container: 'images' | 'videos' | 'monitors' | 'networks' | 'logs';
  fetch(reports: Reports, request: { reportKey: string; attachment: string }, to: ToDisk): Promise<SavedFile>;
}

/** Kinds of attachment as users name them. Actual and expected images of checkpoints are images too. */
export const attachmentKinds = {
  images: { container: 'images', fetch: (reports, request, to) => reports.image(request, to) },
  video: { container: 'videos', fetch: (reports, request, to) => reports.video(request, to) },
  vitals: { container: 'monitors', fetch: (reports, request, to) => reports.vitals(request, to) },
  network: { container: 'networks', fetch: (reports, request, to) => reports.network(request, to) },
  logs: { container: 'logs', fetch: (reports, request, to) => reports.log(request, to) },
} as const satisfies Record<string, Kind>;

export type AttachmentKind = keyof typeof attachmentKinds;

/** An attachment and the file it becomes. */
export interface AttachmentFile {
  kind: AttachmentKind;
  attachment: string;
  path: string;
}

/** Names of the wanted kinds in a listing, each with a safe path below the folder. */
export function planAttachments(
  listing: Listing,
  kinds: readonly AttachmentKind[],
  folder: string,
): AttachmentFile[] {
  const holders = [...(listing.devices ?? []), ...(listing.services ? [listing.services] : [])];
  return kinds.flatMap((kind) => {
    const names = new Set(holders.flatMap((holder) => holder[attachmentKinds[kind].container] ?? []));
    return [...names].map((attachment) => ({
      kind,
      attachment,
      path: join(folder, kind, safeFileName(attachment)),
    }));
  });
}
