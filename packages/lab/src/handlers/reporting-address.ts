import type { Call } from '../server/call.ts';
import { downloadPath } from '../server/download-path.ts';
import { fileCode } from '../state/reporting-files.ts';
import type { TestFile } from '../state/reporting-files.ts';

/** Where the lab is, as the client of this call reaches it: addresses in answers must lead back to the lab. */
export function labAddress(call: Call): string {
  const { host } = call.headers;
  // A host is a name or an address with or without a port; anything else must not get into an answer.
  const isHost = host !== undefined && /^([\w.-]+|\[[\da-f:.]+\])(:\d{1,5})?$/i.test(host);
  return `https://${isHost ? host : `${call.state.cloud}.app.perfectomobile.com`}`;
}

/** The address of a file of a test. */
export function fileUrl(call: Call, testId: string, file: TestFile): string {
  const operation = file.type === 'VIDEO' ? 'reporting.video.download' : 'reporting.artifact.download';
  const code = fileCode(call.state, testId, codedName(file));
  return labAddress(call) + downloadPath(operation, { owner: testId, code, file: file.fileName });
}

/** What of a file goes into its code: pictures of one name can be of several types. */
export function codedName({ attachment }: TestFile): string {
  return `${attachment.type} ${attachment.path}`;
}
