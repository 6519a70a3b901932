import type { StepContext } from '../client.ts';

/** Address of this run of the workflow. */
export function runUrl(env: StepContext['env']): string {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = env;
  return `${server ?? ''}/${repository ?? ''}/actions/runs/${run ?? ''}`;
}
