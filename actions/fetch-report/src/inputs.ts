import { isAbsolute, join, resolve } from 'node:path';
import {
  parseHandles,
  readConnection,
  readPolicy,
  type ConnectionInputs,
  type InputReader,
} from '@perfecto-actions/action-kit';
import { defaultPolicy, type Policy } from '@perfecto-actions/results';
import { attachmentKinds, type AttachmentKind } from './attachments.ts';

export interface Inputs {
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
  policy: Policy;
  artifactName: string | undefined;
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
  const workspace = process.env['GITHUB_WORKSPACE'] ?? process.cwd();
  const directory = resolve(workspace, reader.required('directory'));
  const junit = reader.optional('junit');
  return {
    connection,
    wanted: readWanted(reader),
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
    policy: (await readPolicy(reader, workspace)) ?? defaultPolicy,
    artifactName: readArtifactName(reader),
  };
}

function readWanted(reader: InputReader): Wanted[] {
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
  if (wanted.length === 0) {
    reader.problems.add(
      'executions',
      'is missing; give the executions output of run-script, or report-keys.',
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
