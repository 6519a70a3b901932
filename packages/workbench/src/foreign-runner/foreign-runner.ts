import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Lab } from '@perfecto-actions/lab';
import type { GitHubStandIn } from '../github/index.ts';
import { ActLog, type ForeignJob, type ForeignStep } from './act-log.ts';
import { prepareRepositories } from './fetched-repositories.ts';
import { runAct } from './run-act.ts';
import { makeUserRepository, type UserFiles } from './user-repository.ts';
import { usedRepositories } from './workflow-uses.ts';

export interface ForeignRunnerOptions {
  /** Path of act. */
  readonly act: string;
  /** The cloud that workflows find as `vars.PERFECTO_CLOUD`, with the token of its automation user as a secret. */
  readonly lab: Lab;
  /** Keeps runs, artifacts and check runs. */
  readonly github: GitHubStandIn;
  readonly files: UserFiles;
}

export interface ForeignRunOptions {
  /** `push` if absent. */
  readonly event?: string;
  /** Variables of the repository beside `PERFECTO_CLOUD`; an empty text unsets it. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Gets each line in plain text as it comes. */
  readonly onLine?: (line: string) => void;
  readonly cancel?: AbortSignal;
  readonly kill?: AbortSignal;
}

/** How a workflow went. */
export class ForeignRun {
  /** Id of the run on the stand-in for GitHub. */
  readonly id: number;
  /** `killed` when act was. */
  readonly conclusion: 'success' | 'failure' | 'killed';
  readonly jobs: readonly ForeignJob[];
  /** Secrets that GitHub made for this run. */
  readonly tokens: readonly string[];
  /** All that act and the steps said, nothing masked but what the steps themselves mask. */
  readonly log: string;

  constructor(
    { id, tokens }: { id: number; tokens: readonly string[] },
    exitCode: number | null,
    { jobs, text }: ActLog,
  ) {
    this.id = id;
    this.tokens = tokens;
    this.conclusion = exitCode === null ? 'killed' : exitCode === 0 ? 'success' : 'failure';
    this.jobs = jobs;
    this.log = text;
  }

  /** Conclusions by name of the job, in the order they began. */
  get conclusions(): Record<string, string> {
    return Object.fromEntries(this.jobs.map(({ name, conclusion }) => [name, conclusion]));
  }

  /** The steps of a job that were run, by the id of the job; of all legs of a matrix. */
  stepsOf(jobId: string): ForeignStep[] {
    return this.jobs.filter(({ id }) => id === jobId).flatMap(({ steps }) => steps);
  }

  /**
   * A step by its id or by the action it uses.
   * @throws Error when it was not run.
   */
  step(jobId: string, step: string, stage: ForeignStep['stage'] = 'Main'): ForeignStep {
    const found = this.stepsOf(jobId).find(
      (one) => one.stage === stage && (one.id === step || one.name.includes(`/${step}@`)),
    );
    if (found === undefined) throw new Error(`No step ${step} was run in ${jobId}:\n${this.log}`);
    return found;
  }
}

/**
 * The repository of a user in front of a runner that nobody here wrote: nektos/act runs its workflows as they stand,
 * with the committed bundles, against the lab. What act lacks stands beside it: the services of GitHub, and the actions
 * of others.
 */
export class ForeignRunner {
  readonly folder: string;
  readonly repository: string;
  readonly lab: Lab;
  readonly github: GitHubStandIn;
  readonly #act: string;
  readonly #sha: string;
  readonly #closing = new AbortController();
  #runs = 0;

  private constructor(options: ForeignRunnerOptions, folder: string, repository: string, sha: string) {
    this.folder = folder;
    this.repository = repository;
    this.lab = options.lab;
    this.github = options.github;
    this.#act = options.act;
    this.#sha = sha;
  }

  static async open(options: ForeignRunnerOptions): Promise<ForeignRunner> {
    const folder = await mkdtemp(join(tmpdir(), 'foreign-runner-'));
    const repository = join(folder, 'repository');
    await mkdir(repository);
    const sha = await makeUserRepository(repository, options.files);
    return new ForeignRunner(options, folder, repository, sha);
  }

  /**
   * Runs a workflow of the repository.
   * @throws UsesError when it uses an action for which nothing stands in.
   */
  async run(workflow: string, options: ForeignRunOptions = {}): Promise<ForeignRun> {
    const { event = 'push', variables = {}, onLine = () => undefined, cancel, kill } = options;
    this.#runs += 1;
    const folder = join(this.folder, `run-${this.#runs}`);
    const used = await usedRepositories(this.repository, workflow);
    const repositories = await prepareRepositories(used, join(folder, 'fetched'));
    const run = this.github.startRun({ workflowFile: workflow, event, sha: this.#sha });
    const { github, env, secrets } = run.job();
    const token = github['token'] ?? '';
    const log = new ActLog();
    const exitCode = await runAct({
      act: this.#act,
      folder,
      repository: this.repository,
      workflow,
      event,
      variables: { PERFECTO_CLOUD: this.lab.url, ...variables },
      secrets: { PERFECTO_TOKEN: this.lab.tokens.automation, GITHUB_TOKEN: token },
      env: { ...env, ...gitHubVariables(github), NODE_EXTRA_CA_CERTS: this.lab.caFile },
      repositories,
      onLine: (line) => {
        onLine(log.take(line));
      },
      ...(cancel && { cancel }),
      kill: AbortSignal.any([this.#closing.signal, ...(kill ? [kill] : [])]),
    });
    run.complete(exitCode === 0 ? 'success' : 'failure');
    return new ForeignRun({ id: run.id, tokens: [token, ...secrets] }, exitCode, log);
  }

  /** Kills what still runs and removes everything, also what a killed act left. */
  async close(): Promise<void> {
    this.#closing.abort();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** The variables of a run that act lets its user set. What differs from job to job it sets itself. */
function gitHubVariables(github: Readonly<Record<string, string>>): Record<string, string> {
  const byJob = new Set(['event_name', 'job', 'token', 'workflow']);
  return Object.fromEntries(
    Object.entries(github)
      .filter(([field]) => !byJob.has(field))
      .map(([field, value]) => [`GITHUB_${field.toUpperCase()}`, value]),
  );
}
