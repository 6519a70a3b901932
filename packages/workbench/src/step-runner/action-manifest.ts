import { access, readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { parseDocument } from 'yaml';
import { ActionManifestError } from './errors.ts';
import { systemErrorCode } from './system-error.ts';

/** One input of an action. `default` is the text as written, expressions and all. */
export interface ActionInput {
  readonly name: string;
  readonly description: string;
  readonly default?: string;
  readonly required: boolean;
  readonly deprecationMessage?: string;
}

/** One output of an action. */
export interface ActionOutput {
  readonly name: string;
  readonly description: string;
}

/** What an action.yml says. `main` and `post` are absolute paths of files that exist. */
export interface ActionManifest {
  readonly folder: string;
  readonly name: string;
  readonly description: string;
  readonly inputs: readonly ActionInput[];
  readonly outputs: readonly ActionOutput[];
  readonly main: string;
  readonly post?: string;
  /** Condition of the post step; `always()` when action.yml has none. */
  readonly postIf: string;
}

type Mapping = Readonly<Record<string, unknown>>;

const knownKeys = {
  action: ['name', 'author', 'description', 'branding', 'inputs', 'outputs', 'runs'],
  input: ['description', 'default', 'required', 'deprecationMessage'],
  output: ['description'],
  runs: ['using', 'main', 'post', 'post-if'],
};

/**
 * Reads the action.yml (or action.yaml) of a folder and checks it, also that its entry files exist.
 * Stricter than GitHub, which ignores unknown keys: here they are most likely typing mistakes.
 * @throws ActionManifestError naming the file and every problem in it.
 */
export async function readActionManifest(folder: string): Promise<ActionManifest> {
  const { path, manifest, problems } = await decodeFolder(folder);
  for (const [key, file] of [
    ['main', manifest.main],
    ['post', manifest.post],
  ] as const) {
    if (file !== undefined && file !== manifest.folder && !(await exists(file))) {
      problems.push(`runs.${key} names ${file}, which does not exist. Build the action's bundle first.`);
    }
  }
  refuse(path, problems);
  return manifest;
}

/**
 * The inputs and outputs alone, of an action that may not have been bundled yet.
 * @throws ActionManifestError naming the file and every problem in it.
 */
export async function readActionTexts(folder: string): Promise<Pick<ActionManifest, 'inputs' | 'outputs'>> {
  const { path, manifest, problems } = await decodeFolder(folder);
  refuse(path, problems);
  return manifest;
}

async function decodeFolder(
  folder: string,
): Promise<{ path: string; manifest: ActionManifest; problems: string[] }> {
  const root = resolve(folder);
  const { path, text } = await readManifestText(root);
  const document = parseDocument(text);
  refuse(
    path,
    document.errors.map((error) => `it is not YAML: ${error.message.trim()}`),
  );
  const problems: string[] = [];
  return { path, manifest: decodeManifest(document.toJS(), root, problems), problems };
}

function refuse(path: string, problems: readonly string[]): void {
  if (problems.length === 0) return;
  throw new ActionManifestError(
    'ACTION_INVALID',
    problems.map((problem) => `${path}: ${problem}`),
  );
}

async function readManifestText(root: string): Promise<{ path: string; text: string }> {
  for (const name of ['action.yml', 'action.yaml']) {
    const path = join(root, name);
    try {
      return { path, text: await readFile(path, 'utf8') };
    } catch (error) {
      const code = systemErrorCode(error);
      if (code === 'ENOENT' || code === 'ENOTDIR') continue;
      throw new ActionManifestError('ACTION_NOT_FOUND', [`${path} cannot be read.`], { cause: error });
    }
  }
  throw new ActionManifestError('ACTION_NOT_FOUND', [
    `${root} holds neither action.yml nor action.yaml. Give the folder of an action.`,
  ]);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function decodeManifest(value: unknown, root: string, problems: string[]): ActionManifest {
  const action = mapping(value, 'the file', problems);
  refuseUnknown(action, knownKeys.action, 'the action', problems);
  const runs = mapping(action['runs'], 'runs', problems);
  refuseUnknown(runs, knownKeys.runs, 'runs', problems);
  if (runs['using'] !== 'node24') {
    problems.push(`runs.using is ${JSON.stringify(runs['using'] ?? null)}; this runner runs node24 only.`);
  }
  const main = text(runs['main'], 'runs.main', problems);
  if (main === '') problems.push('runs.main is missing. Name the JavaScript file to run.');
  const post = text(runs['post'], 'runs.post', problems);
  const name = text(action['name'], 'name', problems);
  if (name === '') problems.push('name is missing.');
  return {
    folder: root,
    name: name === '' ? basename(root) : name,
    description: text(action['description'], 'description', problems),
    inputs: entries(action['inputs'], 'inputs', problems).map(([key, entry]) =>
      decodeInput(key, entry, problems),
    ),
    outputs: entries(action['outputs'], 'outputs', problems).map(([key, entry]) => {
      refuseUnknown(entry, knownKeys.output, `outputs.${key}`, problems);
      return {
        name: key,
        description: text(entry['description'], `outputs.${key}.description`, problems),
      };
    }),
    main: resolve(root, main),
    ...(post !== '' && { post: resolve(root, post) }),
    postIf: text(runs['post-if'], 'runs.post-if', problems) || 'always()',
  };
}

function decodeInput(name: string, entry: Mapping, problems: string[]): ActionInput {
  const where = `inputs.${name}`;
  refuseUnknown(entry, knownKeys.input, where, problems);
  const required = entry['required'] ?? false;
  if (typeof required !== 'boolean') problems.push(`${where}.required must be true or false.`);
  const deprecationMessage = text(entry['deprecationMessage'], `${where}.deprecationMessage`, problems);
  return {
    name,
    description: text(entry['description'], `${where}.description`, problems),
    required: required === true,
    ...((entry['default'] ?? null) !== null && {
      default: text(entry['default'], `${where}.default`, problems),
    }),
    ...(deprecationMessage !== '' && { deprecationMessage }),
  };
}

function entries(value: unknown, where: string, problems: string[]): [string, Mapping][] {
  return Object.entries(mapping(value ?? {}, where, problems)).map(([key, entry]) => [
    key,
    mapping(entry ?? {}, `${where}.${key}`, problems),
  ]);
}

function mapping(value: unknown, where: string, problems: string[]): Mapping {
  if (isMapping(value)) return value;
  problems.push(`${where} must be a mapping of keys to values.`);
  return {};
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown, where: string, problems: string[]): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean' || typeof value === 'number') return String(value);
  problems.push(`${where} must be text.`);
  return '';
}

function refuseUnknown(value: Mapping, known: readonly string[], where: string, problems: string[]): void {
  for (const key of Object.keys(value)) {
    if (!known.includes(key)) {
      problems.push(`${where} has the unknown key "${key}". Known: ${known.join(', ')}.`);
    }
  }
}
