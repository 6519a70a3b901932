import type { JobServices } from './github-context.ts';
import type { JobStep } from './prepared-step.ts';
import type { KillDelays } from './step-process.ts';

/** What a job needs. Folders are created when missing and never removed. */
export interface JobOptions {
  readonly steps: readonly JobStep[];
  /** Working folder of every step, GITHUB_WORKSPACE. */
  readonly workspace: string;
  /** RUNNER_TEMP; also holds the runner's command files. */
  readonly tempDir: string;
  /** Environment of all steps, beside PATH, HOME and what the runner sets. Nothing else is inherited. */
  readonly env?: Readonly<Record<string, string>>;
  /** Fields of the `github` context that differ from a push to demo/app; each also becomes GITHUB_<FIELD>. */
  readonly github?: Readonly<Record<string, string>>;
  /** GitHub's services, or a stand-in for them; without, actions find none. */
  readonly services?: JobServices;
  /** The webhook event behind GITHUB_EVENT_PATH; `{}` if absent. */
  readonly event?: unknown;
  /** Masked everywhere; readable as `${{ secrets.<name> }}`. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** Receives each masked log line as it comes. */
  readonly log?: (line: string) => void;
  /** Aborting it cancels the job, as the button on GitHub does. */
  readonly signal?: AbortSignal;
  readonly killDelays?: KillDelays;
  /**
   * After a cancel even `always()` steps and posts are stopped when this has passed; 5 minutes on GitHub. With 0
   * nothing more is run at all: together with a kill that is a runner that dies.
   */
  readonly cancelGraceMs?: number;
  /**
   * The Node that runs the bundles; by default what STEP_RUNNER_NODE names, else the one that runs this process,
   * which should be Node 24.
   */
  readonly nodePath?: string;
  /** Shows debug messages and sets RUNNER_DEBUG. */
  readonly debug?: boolean;
  /** Gets a record of everything the steps leave, unmasked; by default the folder in RUN_RECORDS, '' for none. */
  readonly records?: string;
}
