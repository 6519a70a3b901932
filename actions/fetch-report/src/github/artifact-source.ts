import { inWords } from '@perfecto-actions/action-kit';
import type { StepContext } from '../client.ts';
import { openArtifacts } from './artifact-client.ts';
import {
  artifactsOf,
  completedRuns,
  defaultBranch,
  downloadEarlier,
  type EarlierRun,
} from './earlier-runs.ts';
import { openGitHub, repositoryOf, whyNot } from './github-api.ts';

/** An earlier run that is judged now. */
export interface ResultsRun {
  /** File below `.github/workflows`. */
  workflow: string;
  /** It must have begun no longer ago. */
  maxAgeMs: number;
}

/** Artifacts from which results are taken. */
export interface ArtifactSource {
  /** Whose they are, as the subject of a sentence. */
  name: string;
  artifacts: readonly { id: number; name: string }[];
  download: (id: number, to: { path: string; skipDecompress: true }) => Promise<unknown>;
}

/** The artifacts of this run or of the last one of another workflow; or a sentence why there are none. */
export async function openSource(
  resultsRun: ResultsRun | undefined,
  token: string | undefined,
  context: StepContext,
): Promise<ArtifactSource | { unavailable: string }> {
  const client = await openArtifacts(context.env);
  if ('unavailable' in client) return client;
  if (resultsRun === undefined) {
    const { artifacts } = await client.listArtifacts({ latest: true });
    return { name: 'this run', artifacts, download: (id, to) => client.downloadArtifact(id, to) };
  }
  const api = await openGitHub(token, context);
  if ('unavailable' in api) return api;
  try {
    const { workflow } = resultsRun;
    const branch = await defaultBranch(api);
    const wanted = { workflow, branch, headRepository: repositoryOf(api), count: 1 };
    const [run] = await completedRuns(api, wanted, context.env['GITHUB_RUN_ID']);
    if (run === undefined) return { unavailable: `No run of ${workflow} on ${branch} has completed.` };
    const name = `run ${run.number} of ${workflow} on ${branch} (${run.url})`;
    const flaw = flawOf(run, resultsRun, context);
    if (flaw !== undefined) return { unavailable: `The last one, ${name}, ${flaw}.` };
    const artifacts = (await artifactsOf(api, run.id)).filter(({ expired }) => !expired);
    tell(name, run, context);
    return { name, artifacts, download: downloadEarlier(client, api, token ?? '') };
  } catch (error) {
    context.signal.throwIfAborted();
    return { unavailable: `${resultsRun.workflow} cannot be asked for: ${whyNot(error, 'actions: read')}.` };
  }
}

/** Why a run is no basis for a verdict. Nobody looks past it to an older one: that would be green for the wrong reason. */
function flawOf(run: EarlierRun, { maxAgeMs }: ResultsRun, { clock }: StepContext): string | undefined {
  if (run.conclusion !== 'success' && run.conclusion !== 'failure') return `ended as ${run.conclusion}`;
  const ageMs = clock.now() - run.startedAtMs;
  return ageMs > maxAgeMs ? `began ${inWords(ageMs)} ago, more than ${inWords(maxAgeMs)}` : undefined;
}

function tell(name: string, { sha, startedAtMs }: EarlierRun, { clock, env, log }: StepContext): void {
  log.info(`Judging ${name}, which began ${inWords(clock.now() - startedAtMs)} ago.`);
  const own = env['GITHUB_SHA'] ?? '';
  if (sha !== own) {
    log.notice(`It tested commit ${sha.slice(0, 10)}; this run is for ${own.slice(0, 10)}.`);
  }
}
