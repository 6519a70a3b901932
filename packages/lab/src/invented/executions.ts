/** What the lab invents about executions and their reports. */
export interface ExecutionInventions {
  /** Second half of the text for a script that is not in the repository; clients look for "item not found" in it. */
  scriptNotFoundText: string;
  /** Whether aborting a completed execution is refused (true) or answered with Success (false); not known. */
  abortCompletedRefused: boolean;
  /** Second half of the text for aborting a completed execution. */
  abortCompletedText: string;
  /** How long an id stays usable after the end; documented only as "a short time", list pages say 24 h. */
  executionRetentionMs: number;
  /** Executions with their reports that a lab keeps; beyond, those that ended and began first are forgotten. */
  executionsKept: number;
  /** How long after its start an execution is in no list. No lag was seen or denied; clients expect one. */
  listLagMs: number;
  /** How long an execution stays in Initializing. */
  initializingMs: number;
  /** How long an execution stays in Terminating. */
  terminatingMs: number;
  /** Duration of an action that says none in the script file. */
  actionMs: number;
  /** Duration of a script whose file is not of the lab's own format. */
  genericScriptMs: number;
  /** How long after Completed a report can be had; clients show only that it lags. */
  reportDelayMs: number;
  /** completionDescription when the device stayed taken; clients look for "device is in use" in it. */
  deviceInUseText: string;
  /** completionDescription when the device stayed disconnected or broken. */
  deviceNotConnectedText: string;
  /** completionDescription when no device at all was free. */
  noDeviceText: string;
  /** completionDescription of an execution whose device was released by force. */
  deviceReleasedText: string;
  /** completionDescription of an aborted execution. */
  abortedText: string;
  /** completionDescription of a script file that could not be parsed. */
  parseErrorText: string;
  /** Second half of the text for a report that is not there, or not yet. */
  reportNotFoundText: string;
  /** Second half of the text for an attachment that the report does not have. */
  attachmentNotFoundText: string;
}

const day = 24 * 3600 * 1000;

export const executionsDefaults: ExecutionInventions = {
  scriptNotFoundText: 'Repository item not found: <key>',
  abortCompletedRefused: true,
  abortCompletedText: 'Execution <executionId> has already completed',
  executionRetentionMs: day,
  executionsKept: 10_000,
  listLagMs: 0,
  initializingMs: 500,
  terminatingMs: 500,
  actionMs: 1_000,
  genericScriptMs: 3_000,
  reportDelayMs: 500,
  deviceInUseText: 'Device <deviceId> is not available - device is in use',
  deviceNotConnectedText: 'Device <deviceId> is not available - device is not connected',
  noDeviceText: 'No device is available - every device is in use',
  deviceReleasedText: 'Device <deviceId> was released while the script was running',
  abortedText: 'The execution was aborted by user <user>',
  parseErrorText: 'Failed to parse script <key>: <detail>',
  reportNotFoundText: 'Report <key> was not found',
  attachmentNotFoundText: 'Attachment <attachment> was not found in report <key>',
};
