import { readFile } from 'node:fs/promises';

/** The head of the pull request that this run is for; empty for a run of anything else. */
export interface PullRequestHead {
  sha?: string;
  /** `owner/name`: another one than that of the run for a fork. */
  repository?: string;
}

/** Reads it from the event of the run. */
export async function pullRequestHead(
  env: Readonly<Record<string, string | undefined>>,
): Promise<PullRequestHead> {
  try {
    const event = JSON.parse(await readFile(env['GITHUB_EVENT_PATH'] ?? '', 'utf8')) as {
      pull_request?: { head?: { sha?: unknown; repo?: { full_name?: unknown } | null } };
    } | null;
    const { sha, repo } = event?.pull_request?.head ?? {};
    const repository = repo?.full_name;
    return {
      ...(typeof sha === 'string' && { sha }),
      ...(typeof repository === 'string' && { repository }),
    };
  } catch {
    // Without a readable event nothing is known of a pull request.
    return {};
  }
}
