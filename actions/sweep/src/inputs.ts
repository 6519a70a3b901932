import {
  jobIdentity,
  readConnection,
  type ConnectionInputs,
  type InputReader,
  type JobIdentity,
} from '@perfecto-actions/action-kit';

export interface Inputs {
  connection: ConnectionInputs;
  /** Only what began longer ago than this. */
  olderThanMs: number;
  /** Further executions, by id. */
  match: RegExp | undefined;
  deleteScripts: boolean;
  /** Whose marks are looked for, and the run that is left alone. */
  identity: JobIdentity;
}

/** An execution is listed for this long after its start (documented: the last 24 h). */
const listedMs = 24 * 3_600_000;

/** Reads and checks the inputs of sweep. */
export function readInputs(reader: InputReader): Inputs {
  return {
    connection: readConnection(reader),
    olderThanMs: reader.durationMs('older-than', { minMs: 60_000, maxMs: listedMs - 3_600_000 }),
    match: readExpression(reader),
    deleteScripts: reader.flag('delete-scripts'),
    identity: jobIdentity(process.env, ''),
  };
}

function readExpression(reader: InputReader): RegExp | undefined {
  const text = reader.optional('match');
  if (text === undefined) return undefined;
  try {
    return new RegExp(text);
  } catch {
    reader.problems.add('match', `${JSON.stringify(text)} is not a valid regular expression.`);
    return undefined;
  }
}
