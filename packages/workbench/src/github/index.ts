export type { ArtifactRecord, CheckRunRecord, Permissions, StatusRecord } from './records.ts';
export { notAccessible, rateLimited, secondaryRateLimit } from './rest-answers.ts';
export { startGitHub, type GitHubOptions, type GitHubStandIn, type ServiceFault } from './stand-in.ts';
export { readOnly, type JobOptions, type RunOptions, type WorkflowRun } from './workflow-run.ts';
