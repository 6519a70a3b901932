import { readdir, readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { CoverageReport, type V8CoverageEntry } from 'monocart-coverage-reports';

/** What V8 counted in one script; the functions are handed on as they are. */
export interface V8Script {
  readonly url: string;
  readonly functions: readonly unknown[];
}

/** Lines and branches of one source file. `missed` names the lines that did not run and each branch that was not taken. */
export interface FileCoverage {
  /** From the root, with `/`. */
  readonly path: string;
  readonly lines: Share;
  readonly branches: Share;
  readonly missed: readonly string[];
}

/** How many of how many. */
export interface Share {
  readonly covered: number;
  readonly total: number;
}

/**
 * Adds up what the files in a folder (NODE_V8_COVERAGE) counted in the TypeScript files of the given folders. Positions
 * are those of sources with their types blanked out. A file that nobody loaded counts as not run,
 * unless it is a file or lies in a folder that is left out.
 */
export async function readCoverage(
  countsFolder: string,
  sourceFolders: readonly string[],
  root: string,
  leftOut: readonly string[],
): Promise<FileCoverage[]> {
  const sources = await readSources(sourceFolders, leftOut);
  const report = new CoverageReport({ logging: 'off', reports: [], outputDir: join(countsFolder, 'report') });
  for (const name of await readdir(countsFolder)) {
    if (!name.endsWith('.json')) continue;
    const { result } = JSON.parse(await readFile(join(countsFolder, name), 'utf8')) as { result: V8Script[] };
    const entries = result.flatMap(({ url, functions }): V8CoverageEntry[] => {
      const source = sources.get(url);
      return source === undefined ? [] : [{ url, source, functions: [...functions] }];
    });
    if (entries.length > 0) await report.add(entries);
  }
  await report.add([...sources].map(([url, source]) => ({ url, source, functions: [notRun(source)] })));
  const { files } = (await report.generate()) ?? { files: [] };
  return files
    .map(({ url = '', source = '', summary, data }) => ({
      path: relative(root, fileURLToPath(url)).split(sep).join('/'),
      lines: summary.lines,
      branches: summary.branches,
      missed: [
        ...ranges(
          Object.entries(data?.lines ?? {}).flatMap(([line, hits]) => (hits === 0 ? [Number(line)] : [])),
        ),
        ...(data?.branches ?? []).flatMap(({ start, count, none }) =>
          count === 0 ? [`${none === true ? 'no else of ' : ''}the branch in ${lineOf(source, start)}`] : [],
        ),
      ],
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function readSources(
  folders: readonly string[],
  leftOut: readonly string[],
): Promise<Map<string, string>> {
  const sources = new Map<string, string>();
  for (const folder of folders) {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !entry.name.endsWith('.ts')) continue;
      const path = join(entry.parentPath, entry.name);
      if (leftOut.some((place) => `${path}${sep}`.startsWith(place + sep))) continue;
      sources.set(pathToFileURL(path).href, stripTypeScriptTypes(await readFile(path, 'utf8')));
    }
  }
  return sources;
}

function notRun(source: string): unknown {
  const ranges = [{ startOffset: 0, endOffset: source.length, count: 0 }];
  return { functionName: '', isBlockCoverage: true, ranges };
}

/** Numbers in order as `3-5, 8`. */
function ranges(numbers: readonly number[]): string[] {
  const found: [from: number, to: number][] = [];
  for (const number of numbers) {
    const last = found.at(-1);
    if (last?.[1] === number - 1) last[1] = number;
    else found.push([number, number]);
  }
  return found.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`));
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
