import { randomUUID } from 'node:crypto';
import { basename, resolve } from 'node:path';
import {
  isFile,
  jobFolder,
  jobIdentity,
  mask,
  readConnection,
  readDeviceIds,
  workspaceOf,
  type ConnectionInputs,
  type InputReader,
} from '@perfecto-actions/action-kit';
import { readParameters } from './parameters.ts';

export interface Inputs {
  connection: ConnectionInputs;
  script: Script;
  parameters: Record<string, string>;
  securedParameters: Record<string, string>;
  /** One execution for each; empty for a single execution whose device the parameters or the service choose. */
  deviceIds: string[];
  deviceParameter: string;
  report: boolean;
  video: boolean;
  visibility: 'private' | 'group' | 'public';
  allocationTimeoutMs: number;
  allocationRetryIntervalMs: number;
  onStartFailure: 'stop' | 'keep';
  onCancel: 'abort' | 'leave';
  wait: boolean;
  timeoutMs: number;
  onTimeout: 'abort' | 'leave';
  pollIntervalMs: number;
}

/** A script of the repository, or a file that is uploaded under a key that only this job uses. */
export type Script =
  | { readonly from: 'key'; readonly key: string }
  | { readonly from: 'file'; readonly path: string; readonly key: string };

/** Reads and checks the inputs of run-script. */
export async function readInputs(reader: InputReader): Promise<Inputs> {
  const connection = readConnection(reader);
  const securedParameters = await readParameters('secured-parameters', reader);
  for (const value of Object.values(securedParameters)) mask(value);
  const deviceParameter = reader.text('device-parameter') || 'DUT';
  const inputs: Inputs = {
    connection: { ...connection, secrets: [...connection.secrets, ...Object.values(securedParameters)] },
    script: readScript(reader),
    parameters: await readParameters('parameters', reader),
    securedParameters,
    deviceIds: readDeviceIds(reader),
    deviceParameter,
    report: reader.flag('report'),
    video: reader.flag('video'),
    visibility: reader.choice('visibility', ['private', 'group', 'public']),
    allocationTimeoutMs: reader.durationMs('allocation-timeout', { minMs: 0, maxMs: 24 * 3_600_000 }),
    allocationRetryIntervalMs: reader.durationMs('allocation-retry-interval', { minMs: 0, maxMs: 3_600_000 }),
    onStartFailure: reader.choice('on-start-failure', ['stop', 'keep']),
    onCancel: reader.choice('on-cancel', ['abort', 'leave']),
    wait: reader.flag('wait'),
    timeoutMs: reader.durationMs('timeout', { minMs: 1000, maxMs: 24 * 3_600_000 }),
    onTimeout: reader.choice('on-timeout', ['abort', 'leave']),
    pollIntervalMs: reader.durationMs('poll-interval', { minMs: 10, maxMs: 600_000 }),
  };
  checkDevices(inputs, reader);
  return inputs;
}

function readScript(reader: InputReader): Script {
  const key = reader.optional('script-key');
  const file = reader.optional('script-file');
  if (key !== undefined && file !== undefined) {
    reader.problems.add('script-file', 'is given together with script-key; give one or the other.');
  }
  if (file !== undefined) {
    const path = resolve(workspaceOf(process.env), file);
    if (!isFile(path)) {
      reader.problems.add(
        'script-file',
        `there is no file ${file} in the workspace; was the repository checked out?`,
      );
    }
    // The random part tells apart what run, attempt, job and leg do not: two steps of a job, and jobs that call one workflow.
    const folder = `${jobFolder(jobIdentity(process.env, reader.text('leg')))}-${randomUUID().slice(0, 8)}`;
    return { from: 'file', path, key: `PRIVATE:ci/${folder}/${basename(path)}` };
  }
  if (key === undefined) reader.problems.add('script-key', 'is missing; give script-key or script-file.');
  else if (!/^(PRIVATE|GROUP|PUBLIC):[^\\]+$/.test(key)) {
    // One spelling only, since an unanswered start is looked up by the key.
    reader.problems.add(
      'script-key',
      `${JSON.stringify(key)} is not a key; write PRIVATE:, GROUP: or PUBLIC: in capitals in front, and "/" between folders.`,
    );
  }
  return { from: 'key', key: key ?? '' };
}

function checkDevices(inputs: Inputs, reader: InputReader): void {
  const { deviceParameter, parameters, deviceIds } = inputs;
  if (!/^[\w.-]+$/.test(deviceParameter)) {
    reader.problems.add('device-parameter', `${JSON.stringify(deviceParameter)} is not a parameter name.`);
  }
  if (deviceIds.length > 0 && parameters[deviceParameter] !== undefined) {
    reader.problems.add(
      'device-ids',
      `is given, and parameters sets ${deviceParameter} too; give one or the other.`,
    );
  }
}
