import type { Call } from '../../server/call.ts';
import { downloadPath } from '../../server/download-path.ts';
import type { LabState } from '../../state/lab-state.ts';
import { addressCode } from '../../state/reporting/reporting-files.ts';
import type { TestFile } from '../../state/reporting/reporting-files.ts';
import { taskFileNames } from '../../state/reporting/reporting-tasks.ts';
import type { ReportingTask } from '../../state/reporting/reporting-tasks.ts';

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
  const code = fileCodeOf(call.state, testId, file);
  return labAddress(call) + downloadPath(operation, { owner: testId, code, file: file.fileName });
}

/** The address of what a task made. */
export function taskFileUrl(call: Call, task: ReportingTask): string {
  const code = taskCodeOf(call.state, task);
  const values = { owner: task.taskId, code, file: taskFileNames[task.kind] };
  return labAddress(call) + downloadPath('reporting.artifact.download', values);
}

/** The code in the address of a file of a test; pictures of one path can be of several types. */
export function fileCodeOf(state: LabState, testId: string, { attachment }: TestFile): string {
  return addressCode(state, `${testId} ${attachment.type} ${attachment.path}`);
}

/** The code in the address of what a task made. */
export function taskCodeOf(state: LabState, task: ReportingTask): string {
  return addressCode(state, task.taskId);
}
