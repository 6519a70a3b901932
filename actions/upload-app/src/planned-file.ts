import { access, constants, glob, stat } from 'node:fs/promises';
import { basename, matchesGlob, relative, resolve } from 'node:path';
import { InputError } from '@perfecto-actions/client';
import { inspectPackage } from './app-package.ts';
import { artifactTypeOf, isApp, type ArtifactType } from './artifact-type.ts';
import type { Inputs } from './inputs.ts';

/** A file that passed every check and knows where it goes. */
export interface PlannedFile {
  path: string;
  locator: string;
  artifactType: ArtifactType;
  bytes: number;
}

/** Size rules of the repository (documented: manage_the_repository): 1 GB for apps, 150 MB for all else. */
const appLimitBytes = 2 ** 30;
const otherLimitBytes = 150 * 2 ** 20;

/** Finds the files and checks them all before anything is sent; throws InputError with every problem. */
export async function planFiles(inputs: Inputs, workspace: string): Promise<PlannedFile[]> {
  const paths = await findFiles(inputs.patterns, workspace);
  const problems: string[] = [];
  if (paths.length > 1 && !inputs.locator.isFolder) {
    problems.push(
      `locator: names one item, but path matches ${paths.length} files; end it in "/" to name a folder.`,
    );
  }
  const files: PlannedFile[] = [];
  for (const path of paths) {
    const file = await planFile(path, inputs).catch(unreadable);
    if (typeof file === 'string') problems.push(`path: ${relative(workspace, path) || path} ${file}`);
    else files.push(file);
  }
  for (const twin of inputs.locator.isFolder ? twins(files) : [])
    problems.push(`path: several files would become ${twin}; give them different names.`);
  if (problems.length > 0) throw new InputError(problems);
  return files;
}

async function planFile(path: string, inputs: Inputs): Promise<PlannedFile | string> {
  const { size: bytes } = await stat(path);
  await access(path, constants.R_OK);
  if (bytes === 0) return 'is empty; was the build step skipped?';
  const facts = await inspectPackage(path);
  if (facts.problem !== undefined) return facts.problem;
  const artifactType =
    inputs.artifactType === 'auto' ? artifactTypeOf(path, facts.holdsSimulatorApp) : inputs.artifactType;
  const limit = isApp(artifactType) ? appLimitBytes : otherLimitBytes;
  if (bytes > limit) {
    const kind = isApp(artifactType) ? 'an app' : `a file of type ${artifactType}`;
    return `has ${sizeText(bytes)}; the repository takes ${kind} of at most ${sizeText(limit)}.`;
  }
  const locator = inputs.locator.isFolder ? inputs.locator.text + basename(path) : inputs.locator.text;
  const forbidden = /[\\:"*?<>|]/.exec(displayName(locator))?.[0];
  if (inputs.api === 'v1' && forbidden !== undefined) {
    return `would get the name ${displayName(locator)}, and the repository takes no ${forbidden} in names (none of \\ : " * ? < > |); rename the file or give a whole locator.`;
  }
  return { path, locator, artifactType, bytes };
}

/** The name that the repository shows: the locator's last part. */
export function displayName(locator: string): string {
  return basename(locator.slice(locator.indexOf(':') + 1));
}

function unreadable(error: unknown): string {
  if (!(error instanceof Error && 'syscall' in error)) throw error;
  return `cannot be read (${error.message}).`;
}

async function findFiles(patterns: readonly string[], workspace: string): Promise<string[]> {
  const exclude = patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1));
  const found = new Set<string>();
  for (const pattern of patterns.filter((candidate) => !candidate.startsWith('!'))) {
    // A plain path may hold characters that a pattern would read, such as brackets.
    if (await isFile(resolve(workspace, pattern))) {
      const isExcluded = exclude.some((other) =>
        matchesGlob(resolve(workspace, pattern), resolve(workspace, other)),
      );
      if (!isExcluded) found.add(resolve(workspace, pattern));
      continue;
    }
    for await (const match of glob(pattern, { cwd: workspace, exclude })) {
      if (await isFile(resolve(workspace, match))) found.add(resolve(workspace, match));
    }
  }
  return [...found].sort();
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (facts) => facts.isFile(),
    () => false,
  );
}

function twins(files: readonly PlannedFile[]): string[] {
  const locators = files.map((file) => file.locator);
  return [...new Set(locators.filter((locator, index) => locators.indexOf(locator) !== index))];
}

/** `531 bytes`, `12 KB`, `1.3 MB`, `123 MB`, in units of 2^10 and 2^20. */
export function sizeText(bytes: number): string {
  if (bytes < 2 ** 10) return `${bytes} bytes`;
  if (bytes < 2 ** 20) return `${Math.floor(bytes / 2 ** 10)} KB`;
  return `${(bytes / 2 ** 20).toFixed(bytes < 10 * 2 ** 20 ? 1 : 0)} MB`;
}
