import { attachmentKinds } from './attachment-types.ts';
import { walkFlow } from './flow-walk.ts';
import type { AttachmentType, RecordedAttachment, RecordedExecution } from './recorded-execution.ts';

/** Paths of one device by container, e.g. `networks`; a container without paths is left out. */
export interface DeviceAttachments {
  id: string;
  containers: Record<string, string[]>;
}

/** What report.attachments answers: the attachments of each device, and of none (`services`). */
export interface AttachmentListing {
  devices: DeviceAttachments[];
  services: Record<string, string[]>;
}

/**
 * Every attachment of a report in running order, each path once for its type. A run with video has one
 * recording for each device besides those its nodes name.
 */
export function recordedAttachments(execution: RecordedExecution): RecordedAttachment[] {
  const found = new Map<string, RecordedAttachment>();
  const add = (attachment: RecordedAttachment): void => {
    const key = JSON.stringify([attachment.type, attachment.path]);
    if (!found.has(key)) found.set(key, attachment);
  };
  for (const { node } of walkFlow(execution.flow)) node.attachments.forEach(add);
  if (!execution.video) return [...found.values()];

  const filmed = new Set<string>();
  for (const { type, deviceId } of found.values()) if (type === 'video') filmed.add(deviceId);
  for (const [index, { deviceId }] of execution.devices.entries()) {
    // The number keeps devices apart whose ids differ only in characters that a file name cannot have.
    const path = `video/${deviceId.replace(/[^\w.-]+/g, '_').slice(0, 80)}_${index + 1}.mp4`;
    if (!filmed.has(deviceId)) add({ type: 'video', format: 'mp4', path, deviceId });
  }
  return [...found.values()];
}

/** The listing of a report's attachments, of all kinds or of one; devices without any are left out. */
export function listAttachments(execution: RecordedExecution, type?: AttachmentType): AttachmentListing {
  const devices = new Map<string, DeviceAttachments>();
  const services: Record<string, string[]> = {};
  for (const attachment of recordedAttachments(execution)) {
    if (type !== undefined && attachment.type !== type) continue;
    const kind = attachmentKinds.find((candidate) => candidate.type === attachment.type);
    if (kind?.isListed !== true) continue;
    let containers = services;
    if (attachment.deviceId !== '') {
      const device = devices.get(attachment.deviceId) ?? { id: attachment.deviceId, containers: {} };
      devices.set(device.id, device);
      ({ containers } = device);
    }
    (containers[kind.container] ??= []).push(attachment.path);
  }
  return { devices: [...devices.values()], services };
}

/**
 * The attachment that a report operation such as `image` or `monitor` loads by its path; `undefined` if the
 * report has none of that operation's kinds there. `image` also covers actual and expected images. Without a path it
 * is the only one there is (inferred from a client that names no recording).
 */
export function findAttachment(
  execution: RecordedExecution,
  operation: string,
  path: string,
): RecordedAttachment | undefined {
  const types = new Set<string>(
    attachmentKinds.filter((kind) => kind.operation === operation).map((kind) => kind.type),
  );
  const fitting = recordedAttachments(execution).filter(({ type }) => types.has(type));
  if (path === '') return fitting.length === 1 ? fitting[0] : undefined;
  return fitting.find((attachment) => attachment.path === path);
}
