import type { AttachmentType } from './recorded-execution.ts';

/** How one kind of attachment is listed and loaded. */
export interface AttachmentKind {
  type: AttachmentType;
  /** Name of the list in the answer of report.attachments. */
  container: string;
  /** Name of one entry of the list in XML: the type itself (inferred; clients take any child). */
  child: string;
  /** The report operation that loads it. */
  operation: string;
  /** The formats this lab can make. */
  formats: readonly string[];
  /** Whether report.attachments names it; of transactions only the operation that loads them is known. */
  isListed: boolean;
}

/**
 * The kinds of attachment with their containers and operations (from-client-code): pictures of checkpoints stand
 * among the images. Of the formats, png is this
 * lab's choice among those seen for images, and json for accessibility and transactions is invented; flv is not made.
 */
export const attachmentKinds: readonly AttachmentKind[] = [
  kind('video', 'videos', 'video', ['mp4']),
  kind('image', 'images', 'image', ['png']),
  kind('actualImage', 'images', 'image', ['png']),
  kind('expectedImage', 'images', 'image', ['png']),
  kind('network', 'networks', 'network', ['pcap', 'zip']),
  kind('monitor', 'monitors', 'monitor', ['csv']),
  kind('log', 'logs', 'log', ['zip', 'txt']),
  kind('audioText', 'audioTexts', 'audioText', ['txt']),
  kind('accessibility', 'accessibilities', 'accessibility', ['json']),
  { ...kind('transactions', 'transactions', 'transactions', ['json']), isListed: false },
];

function kind(
  type: AttachmentType,
  container: string,
  operation: string,
  formats: readonly string[],
): AttachmentKind {
  return { type, container, child: type, operation, formats, isListed: true };
}

/** The kind that a value of the parameter `type` names, without regard to case; `undefined` if none. */
export function attachmentKindOf(type: string): AttachmentKind | undefined {
  return attachmentKinds.find((candidate) => candidate.type.toLowerCase() === type.trim().toLowerCase());
}
