import { glob, readFile, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { workspaceOf } from '@perfecto-actions/action-kit';
import { InputError, safeFileName } from '@perfecto-actions/client';
import { parseResults, ResultsError, type ExecutionResult, type Results } from '@perfecto-actions/results';
import type { StepContext } from './client.ts';
import { withFilesSeenFrom } from './file-paths.ts';
import { isOfFamily, resultsArtifactName } from './github/artifact-client.ts';
import { openSource, type ArtifactSource } from './github/artifact-source.ts';
import { whyNot } from './github/github-api.ts';
import { downloadInto } from './github/unpack.ts';
import type { Inputs } from './inputs.ts';

/** What other jobs left, and everything of it that is missing or cannot be read, as sentences. */
export interface OtherResults {
  results: Results[];
  problems: string[];
}

/**
 * The results of other jobs that are judged together with what this step fetches (R26): files, and artifacts of this
 * run or of the last one of another workflow. A leg that nobody saw must not let the gate open, so what is missing is told apart from what is empty.
 */
export async function otherResults(inputs: Inputs, context: StepContext): Promise<OtherResults> {
  const problems: string[] = [];
  const results = [
    ...(await ofFiles(inputs, context, problems)),
    ...(await ofArtifacts(inputs, context, problems)),
  ];
  return { results, problems };
}

/** Something inconclusive in the place of each leg that is missing, so that files and summary do not look complete. */
export function missing({ problems }: OtherResults): ExecutionResult[] {
  return problems.map((description, index) => ({
    executionId: `missing results ${index + 1}`,
    scriptName: 'Results of another job',
    devices: [],
    outcome: 'inconclusive',
    description,
    files: [],
  }));
}

/** What ends the step red in any case, whatever the policy allows. */
export function errorOf({ problems }: OtherResults, { resultsRun }: Inputs): InputError | undefined {
  if (problems.length === 0) return undefined;
  return new InputError(problems, {
    hint:
      resultsRun === undefined
        ? 'Let the jobs that make results end with fetch-report under `if: always()`, before this one.'
        : `Let ${resultsRun.workflow} run to its end on the default branch, with fetch-report storing its results, before this one.`,
  });
}

async function ofFiles(
  { resultsFiles: patterns, directory }: Inputs,
  { env }: StepContext,
  problems: string[],
): Promise<Results[]> {
  const workspace = workspaceOf(env);
  const found = new Set<string>();
  for (const pattern of patterns) {
    const before = found.size;
    for await (const match of glob(pattern, { cwd: workspace })) found.add(resolve(workspace, match));
    if (found.size === before) problems.push(`results-files: nothing matches ${pattern}.`);
  }
  const results: Results[] = [];
  for (const path of [...found].sort()) {
    try {
      const one = parseResults(await readFile(path, 'utf8'));
      results.push(withFilesSeenFrom(directory, one, dirname(path)));
    } catch (error) {
      if (!(error instanceof ResultsError) && !isOfDisk(error)) throw error;
      problems.push(`results-files: ${path} is no readable results.json: ${error.message}`);
    }
  }
  return results;
}

async function ofArtifacts(inputs: Inputs, context: StepContext, problems: string[]): Promise<Results[]> {
  const patterns = inputs.resultsArtifacts;
  if (patterns.length === 0) return [];
  const tell = (what: string) => (error: unknown) => {
    context.signal.throwIfAborted();
    problems.push(`results-artifacts: ${what}: ${whyNot(error, 'actions: read')}`);
    return undefined;
  };
  const { resultsRun, githubToken } = inputs;
  const source = await openSource(resultsRun, githubToken, context).catch(
    tell('the artifacts cannot be listed'),
  );
  if (source === undefined) return [];
  if ('unavailable' in source) {
    problems.push(
      resultsRun === undefined
        ? `results-artifacts: ${source.unavailable} Give results-files instead.`
        : `results-run: ${source.unavailable}`,
    );
    return [];
  }
  const results: Results[] = [];
  for (const pattern of patterns) {
    const family = familyOf(pattern);
    const matching = withoutTwins(source.artifacts.filter(({ name }) => family.test(name)));
    if (matching.length === 0) problems.push(`results-artifacts: ${source.name} has no artifact ${pattern}.`);
    for (const artifact of matching) {
      const one = await ofArtifact(source, artifact, inputs, context).catch(tell(artifact.name));
      if (one !== undefined) results.push(one);
    }
  }
  return results;
}

type Artifact = ArtifactSource['artifacts'][number];

/** An artifact is unpacked into a folder of its name, so that its files are part of what this step delivers. */
async function ofArtifact(
  source: ArtifactSource,
  { id, name }: Artifact,
  { directory, maxTotalBytes }: Inputs,
  { log, signal }: StepContext,
): Promise<Results> {
  signal.throwIfAborted();
  const path = join(directory, safeFileName(name));
  await log.group(`Download the artifact ${name}`, () =>
    downloadInto(path, maxTotalBytes, (to) => source.download(id, to)),
  );
  const results = parseResults(await readFile(join(path, 'results.json'), 'utf8'));
  // They are joined in those of this step; whoever looks for JUnit files must not count a test twice.
  for (const joined of ['results.json', 'junit.xml', 'index.html']) {
    await rm(join(path, joined), { force: true });
  }
  return withFilesSeenFrom(directory, results, path);
}

/** Artifacts of a name or pattern, also under the number that a taken name got. */
function familyOf(pattern: string): RegExp {
  const name = pattern
    .split('*')
    .map((part) => part.replace(/[\\^$.+?()[\]{}|]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${name}(-\\d+)?$`);
}

/** A pattern also fits the small artifacts with the results of those that hold everything; once is enough. */
function withoutTwins(artifacts: readonly Artifact[]): Artifact[] {
  return artifacts.filter(
    ({ name }) => !artifacts.some((other) => isOfFamily(name, resultsArtifactName(numberless(other.name)))),
  );
}

function numberless(name: string): string {
  return name.replace(/-\d+$/, '');
}

function isOfDisk(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && 'path' in error;
}
