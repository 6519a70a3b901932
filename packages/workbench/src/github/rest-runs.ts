import type { Answer } from './answer.ts';
import type { RestCall } from './rest-call.ts';
import type { ArtifactRecord, RunRecord } from './records.ts';
import { restError } from './rest-answers.ts';

/** Runs of a workflow, the latest first (actions/list-workflow-runs). `status` names a status or a conclusion. */
export function listRuns({ request, records, parts: [workflow = ''] }: RestCall): Answer {
  const { query } = request;
  const ofWorkflow = records.runs.filter(({ workflowFile }) => workflowFile === workflow);
  if (ofWorkflow.length === 0) return restError(404, 'Not Found');
  const [branch, status] = [query.get('branch'), query.get('status')];
  const found = ofWorkflow
    .filter((run) => branch === null || run.branch === branch)
    .filter((run) => status === null || status === statusOf(run) || status === run.conclusion)
    .sort((a, b) => b.id - a.id);
  return {
    status: 200,
    json: {
      total_count: found.length,
      workflow_runs: page(found, query).map((run) => shownRun(run, request.origin, records.repository)),
    },
  };
}

/** Artifacts of a run, expired ones too (actions/list-workflow-run-artifacts). */
export function listArtifacts({ request, records, parts: [id = ''] }: RestCall): Answer {
  const name = request.query.get('name');
  const found = records.artifacts
    .filter((artifact) => artifact.isFinal && String(artifact.run.id) === id)
    .filter((artifact) => name === null || artifact.name === name);
  if (!records.runs.some((run) => String(run.id) === id)) return restError(404, 'Not Found');
  return {
    status: 200,
    json: { total_count: found.length, artifacts: page(found, request.query).map(shownArtifact) },
  };
}

/** A redirect to a signed address, or 410 once the artifact has expired (actions/download-artifact). */
export function downloadArtifact({ request, records, storage, parts: [id = ''] }: RestCall): Answer {
  const artifact = records.artifacts.find((candidate) => String(candidate.id) === id);
  if (artifact?.isFinal !== true) return restError(404, 'Not Found');
  // The text is invented.
  if (artifact.isExpired) return restError(410, 'Artifact has expired');
  return { status: 302, headers: { location: storage.sign(request.origin, artifact.blob, 'r') } };
}

function page<Item>(items: readonly Item[], query: URLSearchParams): Item[] {
  const perPage = Math.min(100, Number(query.get('per_page') ?? 30));
  const from = (Number(query.get('page') ?? 1) - 1) * perPage;
  return items.slice(from, from + perPage);
}

function statusOf({ conclusion }: RunRecord): string {
  return conclusion === undefined ? 'in_progress' : 'completed';
}

function shownRun(run: RunRecord, origin: string, repository: string): Record<string, unknown> {
  return {
    id: run.id,
    name: run.workflowName,
    head_branch: run.branch,
    head_repository: run.headRepository === undefined ? null : { full_name: run.headRepository },
    head_sha: run.headSha,
    path: `.github/workflows/${run.workflowFile}`,
    run_number: run.runNumber,
    run_attempt: run.attempt,
    event: run.event,
    status: statusOf(run),
    conclusion: run.conclusion ?? null,
    created_at: new Date(run.startedAtMs).toISOString(),
    html_url: `${origin}/${repository}/actions/runs/${run.id}`,
  };
}

function shownArtifact(artifact: ArtifactRecord): Record<string, unknown> {
  return {
    id: artifact.id,
    name: artifact.name,
    size_in_bytes: artifact.bytes,
    expired: artifact.isExpired,
    created_at: new Date(artifact.createdAtMs).toISOString(),
    digest: artifact.digest ?? null,
    workflow_run: { id: artifact.run.id, head_branch: artifact.run.branch, head_sha: artifact.run.headSha },
  };
}
