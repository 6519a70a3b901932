export { runAction, type Action, type PostContext, type StepContext } from './run-action.ts';
export { InputReader } from './input-reader.ts';
export { readConnection, type ConnectionInputs } from './connection-inputs.ts';
export { inWords, parseDurationMs } from './duration.ts';
export { jobFolder, jobIdentity, jobMark, type JobIdentity } from './job-identity.ts';
export type { Log } from './log.ts';
export { mask, scrub } from './masking.ts';
