import { isAbsolute, join, resolve } from 'node:path';
import {
  parseHandles,
  readConnection,
  readPolicy,
  workspaceOf,
  type ConnectionInputs,
  type InputReader,
} from '@perfecto-actions/action-kit';
import { defaultPolicy, type Policy } from '@perfecto-actions/results';
import { attachmentKinds, type AttachmentKind } from './fetching/attachments.ts';
import { readDecorations, type DecorationInputs } from './decoration-inputs.ts';
import type { ResultsRun } from './github/artifact-source.ts';

export interface Inputs extends DecorationInputs {
  connection: ConnectionInputs;
  /** What to fetch; an entry has an execution id, a report key, or both. */
  wanted: Wanted[];
  /** Formats besides XML, which is always fetched since the verdict is read from it. */
  formats: ('html' | 'pdf' | 'csv')[];
  attachments: AttachmentKind[];
  /** Absolute path. */
  directory: string;
  /** Absolute path. */
  junitFile: string;
  reportTimeoutMs: number;
  pollIntervalMs: number;
  maxFileBytes: number;
  /** Bytes of all files of this step together. */
  maxTotalBytes: number;
  policy: Policy;
  /** Paths and patterns of results.json files of other jobs. */
  resultsFiles: string[];
  /** Names and patterns of artifacts that hold results of other jobs. */
  resultsArtifacts: string[];
  /** Whose artifacts these are; undefined for this run. */
  resultsRun: ResultsRun | undefined;
  /** Leg of the matrix; undefined without one. */
  leg: string | undefined;
}

/** One report. */
export interface Wanted {
  executionId?: string;
  reportKey?: string;
  scriptKey?: string;
  deviceId?: string;
  reportUrl?: string;
}

const formats = ['html', 'pdf', 'csv'] as const;

/** Reads and checks the inputs of fetch-report. */
export async function readInputs(reader: InputReader): Promise<Inputs> {
  const connection = readConnection(reader);
  const workspace = workspaceOf(process.env);
  const directory = resolve(workspace, reader.required('directory'));
  const junit = reader.optional('junit');
  const others = {
    resultsFiles: reader.lines('results-files'),
    resultsArtifacts: reader.list('results-artifacts'),
    resultsRun: readResultsRun(reader),
  };
  const isMerging = others.resultsFiles.length + others.resultsArtifacts.length > 0;
  return {
    connection,
    wanted: readWanted(reader, isMerging),
    formats: readFormats(reader),
    attachments: readKinds(reader),
    directory,
    junitFile:
      junit === undefined
        ? join(directory, 'junit.xml')
        : isAbsolute(junit)
          ? junit
          : resolve(workspace, junit),
    reportTimeoutMs: reader.durationMs('report-timeout', { minMs: 0, maxMs: 6 * 3_600_000 }),
    pollIntervalMs: reader.durationMs('poll-interval', { minMs: 10, maxMs: 600_000 }),
    maxFileBytes: reader.integer('max-file-size', { min: 1, max: 102_400 }) * 2 ** 20,
    maxTotalBytes: reader.integer('max-total-size', { min: 1, max: 1_048_576 }) * 2 ** 20,
    policy: (await readPolicy(reader, workspace)) ?? defaultPolicy,
    ...others,
    leg: reader.optional('leg'),
    ...readDecorations(reader),
  };
}

function readResultsRun(reader: InputReader): ResultsRun | undefined {
  const given = reader.optional('results-run');
  const maxAgeMs = reader.durationMs('results-max-age', { minMs: 60_000, maxMs: 90 * 24 * 3_600_000 });
  if (given === undefined) return undefined;
  const workflow = given.replace(/^(\.\/)?\.github\/workflows\//, '');
  if (!/^[^/]+\.ya?ml$/.test(workflow)) {
    reader.problems.add(
      'results-run',
      `is ${JSON.stringify(given)}; give the file of a workflow, as in nightly.yml.`,
    );
  }
  if (reader.list('results-artifacts').length === 0) {
    reader.problems.add(
      'results-run',
      'is given without results-artifacts; name the artifacts to judge too.',
    );
  }
  return { workflow, maxAgeMs };
}

function readWanted(reader: InputReader, isMerging: boolean): Wanted[] {
  const handles = parseHandles('executions', reader.text('executions'), reader.problems);
  const keys = [...new Set(reader.lines('report-keys'))];
  for (const key of keys) {
    if (!/^(PRIVATE|GROUP|PUBLIC):./i.test(key)) {
      reader.problems.add(
        'report-keys',
        `${JSON.stringify(key)} is not a report key, which begins with PRIVATE:, GROUP: or PUBLIC:.`,
      );
    }
  }
  const known = new Set(handles.map((handle) => handle.reportKey));
  const wanted = [...handles, ...keys.filter((key) => !known.has(key)).map((reportKey) => ({ reportKey }))];
  if (wanted.length === 0 && !isMerging) {
    reader.problems.add(
      'executions',
      'is missing; give the executions output of run-script, report-keys, or results of other jobs.',
    );
  }
  return wanted;
}

function readFormats(reader: InputReader): Inputs['formats'] {
  const given = reader.list('formats').map((format) => format.toLowerCase());
  for (const format of given) {
    if (format !== 'xml' && !formats.some((known) => known === format)) {
      reader.problems.add(
        'formats',
        `has ${JSON.stringify(format)}; give any of xml, ${formats.join(', ')}.`,
      );
    }
  }
  return formats.filter((format) => given.includes(format));
}

function readKinds(reader: InputReader): AttachmentKind[] {
  const kinds = Object.keys(attachmentKinds) as AttachmentKind[];
  const given = reader.list('attachments').map((kind) => kind.toLowerCase());
  for (const kind of given) {
    if (kind !== 'all' && kind !== 'none' && !kinds.some((known) => known === kind)) {
      reader.problems.add(
        'attachments',
        `has ${JSON.stringify(kind)}; give any of ${kinds.join(', ')}, or all.`,
      );
    }
  }
  return given.includes('all') ? kinds : kinds.filter((kind) => given.includes(kind));
}
