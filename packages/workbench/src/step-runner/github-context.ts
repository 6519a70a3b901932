import { mkdir, writeFile } from 'node:fs/promises';
import { arch } from 'node:os';
import { dirname, join } from 'node:path';

/** The `github` context: text by field name, as in `${{ github.sha }}`. `token` is masked and not exported. */
export type GitHubContext = Readonly<Record<string, string>>;

/** What services of GitHub give a job: a part of its `github` context, and variables that only actions get. */
export interface JobServices {
  readonly github: GitHubContext;
  readonly env: Readonly<Record<string, string>>;
  /** Masked everywhere. */
  readonly secrets: readonly string[];
  /** Texts and files that the job has published there so far, by place. */
  readonly published?: () => Promise<ReadonlyMap<string, Buffer>>;
}

/** Fields of a made-up run of `demo/app`, for whatever the caller does not give. */
const defaults = {
  actor: 'octocat',
  actor_id: '583231',
  api_url: 'https://api.github.com',
  base_ref: '',
  event_name: 'push',
  graphql_url: 'https://api.github.com/graphql',
  head_ref: '',
  job: 'demo',
  ref: 'refs/heads/main',
  ref_name: 'main',
  ref_protected: 'false',
  ref_type: 'branch',
  repository: 'demo/app',
  repository_id: '1000',
  repository_owner: 'demo',
  repository_owner_id: '1001',
  retention_days: '90',
  run_attempt: '1',
  run_id: '7000000001',
  run_number: '1',
  server_url: 'https://github.com',
  sha: '0123456789abcdef0123456789abcdef01234567',
  triggering_actor: 'octocat',
  workflow: 'Demo',
  workflow_ref: 'demo/app/.github/workflows/demo.yml@refs/heads/main',
  workflow_sha: '0123456789abcdef0123456789abcdef01234567',
} as const;

// Secret, or an object that is handed over as a file instead.
const notExported = new Set(['token', 'event']);

/** The context of a job. Owner and short ref follow the repository and ref that were given. */
export function gitHubContext(given: GitHubContext, workspace: string): GitHubContext {
  const { repository, ref } = { ...defaults, ...given };
  return {
    ...defaults,
    repository_owner: repository.split('/')[0] ?? repository,
    ref_name: ref.replace(/^refs\/(heads|tags|pull)\//, ''),
    ref_type: ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    workspace,
    ...given,
  };
}

/** The context as GITHUB_* variables. */
export function gitHubEnv(context: GitHubContext): Record<string, string> {
  const exported = Object.entries(context).filter(([field]) => !notExported.has(field));
  return {
    GITHUB_ACTIONS: 'true',
    ...Object.fromEntries(exported.map(([field, value]) => [`GITHUB_${field.toUpperCase()}`, value])),
  };
}

/** The RUNNER_* variables of a hosted runner. `debug` is the switch behind `ACTIONS_STEP_DEBUG`. */
export function runnerEnv(tempDir: string, workspace: string, debug: boolean): Record<string, string> {
  return {
    RUNNER_ARCH: arch() === 'arm64' ? 'ARM64' : 'X64',
    RUNNER_ENVIRONMENT: 'github-hosted',
    RUNNER_NAME: 'step-runner',
    RUNNER_OS: process.platform === 'darwin' ? 'macOS' : 'Linux',
    RUNNER_TEMP: tempDir,
    RUNNER_TOOL_CACHE: join(tempDir, '_tool'),
    RUNNER_WORKSPACE: dirname(workspace),
    ...(debug && { RUNNER_DEBUG: '1' }),
  };
}

/** Writes the webhook event as JSON and returns its path, the value of GITHUB_EVENT_PATH. */
export async function writeEvent(tempDir: string, event: unknown): Promise<string> {
  const path = join(tempDir, '_github_workflow', 'event.json');
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, JSON.stringify(event));
  return path;
}
