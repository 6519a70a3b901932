import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';

/** One run of act in host mode: each step is a process of this machine, there is no container. */
export interface ActOptions {
  /** The program. */
  readonly act: string;
  /** Folder of act's own files, which is also the HOME of the steps. */
  readonly folder: string;
  /** A git repository. A step that checks it out gets a copy of the folder. */
  readonly repository: string;
  /** File below `.github/workflows`. */
  readonly workflow: string;
  readonly event: string;
  readonly variables: Readonly<Record<string, string>>;
  /** `GITHUB_TOKEN` among them becomes `github.token`. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Environment of all steps; `GITHUB_*` among it takes the place of what act makes up. */
  readonly env: Readonly<Record<string, string>>;
  /** Folders by `owner/name@ref`, in place of what would be fetched from GitHub. */
  readonly repositories: ReadonlyMap<string, string>;
  /** Gets each line that act writes, as it comes. */
  readonly onLine: (line: string) => void;
  /** Aborting it cancels the run, as Ctrl-C does. */
  readonly cancel?: AbortSignal;
  /** Aborting it kills act, which cleans nothing up then: a runner that dies. */
  readonly kill: AbortSignal;
}

/**
 * Runs act to its end and answers its exit code, null when it was killed. What act would mask is left as it is
 * (`--insecure-secrets`), so that the log shows what the actions themselves let out.
 */
export async function runAct(options: ActOptions): Promise<number | null> {
  const { act, folder, repository, onLine } = options;
  const child = spawn(act, await argumentsOf(options), {
    cwd: repository,
    // Steps inherit what act has, so it gets little. It runs `node` of PATH, which is to be the one that runs this.
    env: {
      HOME: folder,
      PATH: [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  createInterface({ input: child.stdout }).on('line', onLine);
  createInterface({ input: child.stderr }).on('line', onLine);
  const signals = [
    { when: options.cancel, send: () => child.kill('SIGINT') },
    { when: options.kill, send: () => child.kill('SIGKILL') },
  ];
  for (const { when, send } of signals) when?.addEventListener('abort', send);
  try {
    return await new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
  } finally {
    for (const { when, send } of signals) when?.removeEventListener('abort', send);
  }
}

async function argumentsOf(options: ActOptions): Promise<string[]> {
  const { folder, workflow, event, variables, secrets, env, repositories } = options;
  await mkdir(folder, { recursive: true });
  // By files, so that no secret is an argument. JSON is YAML, which act reads under this ending.
  const [secretFile, envFile] = [join(folder, 'secrets.yml'), join(folder, 'env.yml')];
  await writeFile(secretFile, JSON.stringify(secrets), { mode: 0o600 });
  await writeFile(envFile, JSON.stringify(env), { mode: 0o600 });
  return [
    event,
    `--workflows=${join('.github', 'workflows', workflow)}`,
    '--platform=ubuntu-latest=-self-hosted',
    '--json',
    '--insecure-secrets',
    // Removes the folder of a failed job too.
    '--rm',
    '--no-cache-server',
    `--action-cache-path=${join(folder, 'cache')}`,
    `--secret-file=${secretFile}`,
    `--env-file=${envFile}`,
    ...Object.entries(variables).map(([name, value]) => `--var=${name}=${value}`),
    ...[...repositories].map(([name, path]) => `--local-repository=${name}=${path}`),
  ];
}
