import { AttachmentError } from './attachment-error.ts';
import { attachmentKindOf } from './attachment-types.ts';
import { contentTypeOf } from './content-type.ts';
import { deviceLogText, writeDeviceLog } from './device-log.ts';
import { walkFlow } from './flow-walk.ts';
import { captureNetwork } from './network/network-capture.ts';
import type {
  RecordedAttachment,
  RecordedDevice,
  RecordedExecution,
  RecordedNode,
} from './recorded-execution.ts';
import { recordVideo } from './video/recording.ts';
import { accessibilityFindings, spokenText } from './screen/screen-text.ts';
import { drawScreenshot } from './screen/screenshot.ts';
import { timedActions } from './timed-actions.ts';
import { recordVitals } from './vitals.ts';
import { zipOf } from './zip-file.ts';

/** A file as the report operations answer it. */
export interface RenderedAttachment {
  contentType: string;
  bytes: Buffer;
}

/**
 * Makes the bytes of an attachment; the same run and attachment always give the same bytes. Rejects with
 * `AttachmentError` when the format is not one of the kind's, or when a picture or text belongs to no step of
 * the run.
 */
export async function renderAttachment(
  execution: RecordedExecution,
  attachment: RecordedAttachment,
): Promise<RenderedAttachment> {
  const format = attachment.format.toLowerCase();
  const formats = attachmentKindOf(attachment.type)?.formats ?? [];
  if (!formats.includes(format)) {
    throw new AttachmentError(
      'attachment-format-unsupported',
      attachment.path,
      `the lab does not make ${attachment.type} files of the format '${attachment.format}'`,
      `Use ${formats.join(' or ')}.`,
    );
  }
  return { contentType: contentTypeOf(format), bytes: await render(execution, attachment, format) };
}

async function render(
  execution: RecordedExecution,
  attachment: RecordedAttachment,
  format: string,
): Promise<Buffer> {
  const device = deviceOf(execution, attachment.deviceId);
  switch (attachment.type) {
    case 'image':
    case 'actualImage':
    case 'expectedImage':
      return drawScreenshot(device, nodeOf(execution, attachment), {
        executionId: execution.executionId,
        scriptName: execution.scriptName,
        expected: attachment.type === 'expectedImage',
      });
    case 'video':
      return recordVideo(execution, device);
    case 'monitor':
      return Buffer.from(recordVitals(execution, device.deviceId, attachment));
    case 'network': {
      const capture = captureNetwork(execution, device.deviceId, attachment.span);
      return format === 'zip' ? zipOf('capture.pcap', capture, execution.endedAtMs) : capture;
    }
    case 'log':
      return format === 'zip'
        ? writeDeviceLog(execution, device, attachment.span)
        : Buffer.from(deviceLogText(execution, device, attachment.span));
    case 'audioText':
      return Buffer.from(spokenText(nodeOf(execution, attachment)));
    case 'accessibility':
      return Buffer.from(accessibilityFindings(execution.executionId, device, nodeOf(execution, attachment)));
    case 'transactions':
      return Buffer.from(timedActions(execution));
  }
}

function nodeOf(execution: RecordedExecution, { type, path }: RecordedAttachment): RecordedNode {
  for (const { node } of walkFlow(execution.flow)) {
    if (node.attachments.some((candidate) => candidate.type === type && candidate.path === path)) return node;
  }
  throw new AttachmentError(
    'attachment-not-recorded',
    path,
    `no step of execution '${execution.executionId}' has it`,
    'Take a path that the list of attachments names.',
  );
}

// A device that the run does not list still has an id, and its files are made as for a common phone.
function deviceOf(execution: RecordedExecution, deviceId: string): RecordedDevice {
  return (
    execution.devices.find((device) => device.deviceId === deviceId) ?? {
      deviceId,
      manufacturer: 'Unknown',
      model: 'Unknown device',
      os: 'Android',
      osVersion: '',
      firmware: '',
      location: '',
      resolution: '1080x2340',
      description: '',
    }
  );
}
