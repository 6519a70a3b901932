import { mask, type InputReader } from '@perfecto-actions/action-kit';

/** What is shown on GitHub beside the files; nothing here changes a verdict. */
export interface DecorationInputs {
  /** Name of the workflow artifact; undefined for none. */
  artifactName: string | undefined;
  /** Name of the check run; undefined for none. */
  checkRun: string | undefined;
  annotations: boolean;
  /** Whose results are compared with: the last run's, those of a file, or nobody's. */
  compareWith: { kind: 'previous'; artifactName: string } | { kind: 'file'; path: string } | undefined;
  githubToken: string | undefined;
  /** Write index.html into the directory. */
  htmlPage: boolean;
}

export function readDecorations(reader: InputReader): DecorationInputs {
  const githubToken = reader.optional('github-token');
  if (githubToken !== undefined) mask(githubToken);
  const artifactName = readArtifactName(reader);
  return {
    artifactName,
    checkRun: reader.optional('check-run'),
    annotations: reader.flag('annotations'),
    compareWith: readCompareWith(reader, artifactName),
    githubToken,
    htmlPage: reader.flag('html-page'),
  };
}

/** Characters that the artifact service refuses. */
function readArtifactName(reader: InputReader): string | undefined {
  const name = reader.optional('artifact-name');
  if (name !== undefined && /[":<>|*?\r\n\\/]/.test(name)) {
    reader.problems.add(
      'artifact-name',
      `${JSON.stringify(name)} holds one of " : < > | * ? \\ / or a line break.`,
    );
  }
  return name;
}

function readCompareWith(
  reader: InputReader,
  artifactName: string | undefined,
): DecorationInputs['compareWith'] {
  const given = reader.optional('compare-with');
  if (given === undefined) return undefined;
  if (given !== 'previous') return { kind: 'file', path: given };
  if (artifactName !== undefined) return { kind: 'previous', artifactName };
  reader.problems.add(
    'compare-with',
    'is previous, but without artifact-name no run stores its results for the next one; give artifact-name too.',
  );
  return undefined;
}
