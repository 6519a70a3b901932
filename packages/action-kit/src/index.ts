export { runAction, type Action, type PostContext, type StepContext } from './run-action.ts';
export { runStep, type PlainContext, type PlainPostContext, type Step } from './run-step.ts';
export { InputReader } from './input-reader.ts';
export { readConnection, type ConnectionInputs } from './connection-inputs.ts';
export { readDeviceFilters, type DeviceFilters } from './device-filters.ts';
export { readDeviceIds } from './device-ids.ts';
export { inWords, momentInWords, parseDurationMs } from './duration.ts';
export { jobFolder, jobIdentity, jobMark, runOfFolder, runOfMark, type JobIdentity } from './job-identity.ts';
export {
  describeDevice,
  listDevices,
  withoutTaken,
  type Device,
  type ListedDevice,
} from './listed-devices.ts';
export { messageWithHint } from './message-with-hint.ts';
export { mask, scrubber } from './masking.ts';
export { stepLog, type Log } from './log.ts';
export { withoutSecrets } from './without-secrets.ts';
export { parseHandles, type ExecutionHandle } from './execution-handle.ts';
export { watchExecutions, type Watched } from './watch-executions.ts';
export { stopExecutions } from './stop-executions.ts';
export { resultOf, resultsOfHandles, scriptNameOf } from './ended-result.ts';
export { readPolicy } from './policy-input.ts';
export { isFile } from './is-file.ts';
export { workspaceOf } from './workspace.ts';
