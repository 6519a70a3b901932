import { tokenOf, type Answer, type ServiceRequest } from './answer.ts';
import type { BlobStorage } from './blob-storage.ts';
import type { GitHubRecords, Permissions } from './records.ts';
import { notAccessible, restError } from './rest-answers.ts';
import type { RestCall } from './rest-call.ts';
import { createCheckRun, createStatus, updateCheckRun } from './rest-checks.ts';
import { downloadArtifact, listArtifacts, listRuns } from './rest-runs.ts';

interface Route {
  readonly method: string;
  /** Below `/repos/{owner}/{repo}`. */
  readonly path: RegExp;
  readonly needs: readonly [scope: keyof Permissions, level: 'read' | 'write'];
  handle(call: RestCall): Answer | Promise<Answer>;
}

const routes: readonly Route[] = [
  { method: 'GET', path: /^$/, needs: ['contents', 'read'], handle: repository },
  {
    method: 'GET',
    path: /^\/actions\/workflows\/([^/]+)\/runs$/,
    needs: ['actions', 'read'],
    handle: listRuns,
  },
  {
    method: 'GET',
    path: /^\/actions\/runs\/(\d+)\/artifacts$/,
    needs: ['actions', 'read'],
    handle: listArtifacts,
  },
  {
    method: 'GET',
    path: /^\/actions\/artifacts\/(\d+)\/zip$/,
    needs: ['actions', 'read'],
    handle: downloadArtifact,
  },
  { method: 'POST', path: /^\/check-runs$/, needs: ['checks', 'write'], handle: createCheckRun },
  { method: 'PATCH', path: /^\/check-runs\/(\d+)$/, needs: ['checks', 'write'], handle: updateCheckRun },
  { method: 'POST', path: /^\/statuses\/([0-9a-f]+)$/, needs: ['statuses', 'write'], handle: createStatus },
];

/**
 * The REST calls that the actions make through @actions/github 9.1.1, for one repository. Fields and limits are those
 * of @octokit/openapi-types; what it does not state is marked as invented where it stands.
 */
export async function serveRest(
  request: ServiceRequest,
  records: GitHubRecords,
  storage: BlobStorage,
): Promise<Answer> {
  const granted = records.tokens.get(tokenOf(request));
  if (granted === undefined) return restError(401, 'Bad credentials');
  const root = `/repos/${records.repository}`;
  const below = request.path.startsWith(root) ? request.path.slice(root.length) : undefined;
  for (const route of routes) {
    const match = below === undefined ? null : route.path.exec(below);
    if (match === null || route.method !== request.method) continue;
    const [scope, level] = route.needs;
    const has = granted[scope] ?? 'none';
    if (has === 'none' || (level === 'write' && has === 'read')) return notAccessible;
    return route.handle({ request, records, storage, parts: match.slice(1).map(decodeURIComponent) });
  }
  return restError(404, 'Not Found');
}

function repository({ records }: RestCall): Answer {
  const [, name = ''] = records.repository.split('/');
  return {
    status: 200,
    json: { id: 1000, name, full_name: records.repository, default_branch: records.defaultBranch },
  };
}
