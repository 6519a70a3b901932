import type { getOctokit } from '@actions/github';
import type { StepContext } from '../client.ts';

/** The REST API of GitHub for the repository of this job. */
export interface GitHubApi {
  rest: ReturnType<typeof getOctokit>['rest'];
  repo: { owner: string; repo: string };
  /** Limits a request in time and ends it with the job; for the option `request`. */
  within: () => { signal: AbortSignal };
}

const requestLimitMs = 30_000;

/** Opens the API, or says why it cannot be used. The client is loaded only here. */
export async function openGitHub(
  token: string | undefined,
  { env, signal }: Pick<StepContext, 'env' | 'signal'>,
): Promise<GitHubApi | { unavailable: string }> {
  const [owner = '', repo = ''] = (env['GITHUB_REPOSITORY'] ?? '').split('/');
  if (!token) return { unavailable: 'There is no github-token.' };
  if (repo === '') return { unavailable: 'GITHUB_REPOSITORY names no repository.' };
  // Its own log says the same as the errors, on the error channel of the step.
  const log = { debug: silent, info: silent, warn: silent, error: silent };
  try {
    const { getOctokit } = await import('@actions/github');
    return {
      rest: getOctokit(token, { log }).rest,
      repo: { owner, repo },
      within: () => ({ signal: AbortSignal.any([signal, AbortSignal.timeout(requestLimitMs)]) }),
    };
  } catch (error) {
    // The client reads the event of the run while it is loaded, and trips over one that is not whole.
    return { unavailable: `The client of GitHub cannot be used: ${String(error)}.` };
  }
}

/** `owner/name` of the repository of this job. */
export function repositoryOf({ repo }: GitHubApi): string {
  return `${repo.owner}/${repo.repo}`;
}

/** What an error of the API means for a user, as a part of a sentence; `permission` is what the call needs. */
export function whyNot(error: unknown, permission: string): string {
  const { status, response } = statusOf(error);
  const message = error instanceof Error ? (error.message.split(' - ', 1)[0] ?? '') : String(error);
  if (response?.headers?.['x-ratelimit-remaining'] === '0' || status === 429) {
    return 'the rate limit of the token is used up';
  }
  if (status === 401) return 'GitHub does not accept the github-token';
  if (status === 403) return `the github-token may not (it needs the permission ${permission}): ${message}`;
  if (status === 404)
    return `GitHub knows nothing of it, or the github-token lacks the permission ${permission}`;
  return status === undefined ? message : `GitHub answered ${status}: ${message}`;
}

/** The HTTP status of an error of the API; undefined for any other error. */
export function statusOf(error: unknown): ApiFailure {
  return error instanceof Error && 'status' in error ? (error as ApiFailure) : {};
}

/** The parts of Octokit's RequestError that are used; its class is in a chunk of its own. */
interface ApiFailure {
  status?: number;
  response?: { headers?: Record<string, unknown> };
}

function silent(): void {
  // Nothing is said.
}
