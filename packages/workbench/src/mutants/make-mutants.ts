import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { workspaceRoot } from '../workspace.ts';

/** One change to a source. */
export interface Mutant {
  id: string;
  /** Path below the root of the workspace. */
  file: string;
  /** Both from 1. */
  line: number;
  column: number;
  /** StrykerJS's name for the kind of the change. */
  kind: string;
  original: string;
  replacement: string;
}

/** Sources that hold all their mutants and a switch for each. */
export interface MutatedSources {
  mutants: readonly Mutant[];
  /** TypeScript by the absolute path of the source that it stands for. */
  code: Readonly<Record<string, string>>;
}

const says = (): boolean => false;
const say = (): void => undefined;
const silent = {
  isTraceEnabled: says,
  isDebugEnabled: says,
  isInfoEnabled: says,
  isWarnEnabled: says,
  isErrorEnabled: says,
  isFatalEnabled: says,
  trace: say,
  debug: say,
  info: say,
  warn: say,
  error: say,
  fatal: say,
};

/** Lets StrykerJS put every mutant it knows into these sources. */
export async function makeMutants(paths: readonly string[]): Promise<MutatedSources> {
  const files = await Promise.all(
    paths.map(async (name) => ({ name, content: await readFile(name, 'utf8'), mutate: true })),
  );
  const made = await new Instrumenter(silent).instrument(files, {
    plugins: null,
    excludedMutations: [],
    ignorers: [],
  });
  const contents = new Map(files.map(({ name, content }) => [name, content.split('\n')]));
  return {
    mutants: made.mutants.map(({ id, fileName, location, mutatorName, replacement }) => ({
      id,
      file: relative(workspaceRoot, fileName),
      line: location.start.line + 1,
      column: location.start.column + 1,
      kind: mutatorName,
      original: between(contents.get(fileName) ?? [], location),
      replacement,
    })),
    code: Object.fromEntries(made.files.map(({ name, content }) => [name, content])),
  };
}

interface Position {
  line: number;
  column: number;
}

/** The text between two positions, which count from 0. */
function between(lines: readonly string[], { start, end }: { start: Position; end: Position }): string {
  const part = lines.slice(start.line, end.line + 1);
  const last = part.length - 1;
  part[last] = part[last]?.slice(0, end.column) ?? '';
  part[0] = part[0]?.slice(start.column) ?? '';
  return part.join('\n');
}
