import { createHmac, randomBytes } from 'node:crypto';
import { recordedAttachments } from '../../report/attachment-listing.ts';
import { contentTypeOf } from '../../report/content-type.ts';
import type { AttachmentType, RecordedAttachment } from '../../report/recorded-execution.ts';
import { renderAttachment } from '../../report/render-attachment.ts';
import type { RenderedAttachment } from '../../report/render-attachment.ts';
import { zipOf } from '../../report/zip-file.ts';
import type { LabState } from '../lab-state.ts';
import { recordExecution } from '../executions/record-execution.ts';
import type { ReportedTest } from './reporting-tests.ts';

/** Kinds of file of a test. The names are from client code; videos stand in a list of their own. */
export type TestFileType = 'VIDEO' | 'DEVICE_LOGS' | 'NETWORK' | 'VITALS' | 'IMAGE';

/** A file of a test, made when it is asked for. */
export interface TestFile {
  type: TestFileType;
  attachment: RecordedAttachment;
  fileName: string;
  /** Of the file itself, also when it travels in a zip. */
  contentType: string;
  zipped: boolean;
}

/** Clients save device logs, network and vitals as .zip, so these come in one. */
const kinds: Partial<Record<AttachmentType, { type: TestFileType; name?: string; contentType?: string }>> = {
  video: { type: 'VIDEO' },
  log: { type: 'DEVICE_LOGS', name: 'device.log', contentType: 'text/plain' },
  network: { type: 'NETWORK', name: 'network.pcap', contentType: 'application/vnd.tcpdump.pcap' },
  monitor: { type: 'VITALS', name: 'vitals.csv', contentType: 'text/csv' },
  image: { type: 'IMAGE' },
  actualImage: { type: 'IMAGE' },
  expectedImage: { type: 'IMAGE' },
};

/** The files of a processed test. Its execution's other tests have the same: devices are recorded as a whole. */
export function filesOf(state: LabState, test: ReportedTest): TestFile[] {
  if (!test.isProcessed) return [];
  return recordedAttachments(recordExecution(state, test.execution)).flatMap(
    (attachment) => fileOf(attachment) ?? [],
  );
}

/** The file behind an attachment, or undefined for a kind that the report library does not have. */
export function fileOf(attachment: RecordedAttachment): TestFile | undefined {
  const kind = kinds[attachment.type];
  if (!kind) return undefined;
  const { type, name } = kind;
  return {
    type,
    attachment,
    fileName: name === undefined ? lastPart(attachment.path) : `${name}.zip`,
    contentType: kind.contentType ?? contentTypeOf(attachment.format),
    zipped: name !== undefined,
  };
}

/** The bytes of a file, zipped where it says so. */
export async function renderFile(
  state: LabState,
  test: ReportedTest,
  file: TestFile,
): Promise<RenderedAttachment> {
  const recorded = recordExecution(state, test.execution);
  const { attachment } = file;
  if (!file.zipped) return renderAttachment(recorded, attachment);
  if (attachment.type !== 'monitor') return renderAttachment(recorded, { ...attachment, format: 'zip' });
  const { bytes } = await renderAttachment(recorded, attachment);
  return { contentType: contentTypeOf('zip'), bytes: await zipOf('vitals.csv', bytes, recorded.endedAtMs) };
}

/** What keeps the address of a file from being guessed: it follows from a key that the lab makes once. */
export function addressCode(state: LabState, file: string): string {
  return createHmac('sha256', addressKey(state)).update(file).digest('base64url').slice(0, 32);
}

function addressKey(state: LabState): string {
  const keys = state.store.collection<{ key: string }>('reportingKeys');
  const known = keys.get('address') ?? keys.put('address', { key: randomBytes(32).toString('base64url') });
  return known.key;
}

function lastPart(path: string): string {
  return path.split('/').at(-1) ?? path;
}
