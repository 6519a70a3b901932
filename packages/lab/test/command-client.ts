import type { Lab, LabOptions } from '../src/index.ts';
import { json, send, services } from './lab-client.ts';
import type { Got } from './lab-client.ts';
import { openLab } from './open-lab.ts';

/** Phones of the lab that are free. */
export const android = '2ADEMO000001';
export const otherAndroid = '2ADEMO000002';
export const iphone = 'F52F82C4DEMO01';

/** The answer of a command: flat, with dots in its names. */
export type CommandFields = Readonly<Record<string, string>>;

/** A command execution of a test. */
export interface Session {
  executionId: string;
  reportKey: string;
  /** Sends `device open` as `run('device.open', {...})`; parameters stand without `param.`. */
  ask: (name: string, parameters?: Record<string, string>, query?: Record<string, string>) => Promise<Got>;
  /** The same, and reads the answer; fails when the lab refuses. */
  run: (name: string, parameters?: Record<string, string>) => Promise<CommandFields>;
  end: () => Promise<Got>;
}

/** Starts a command execution, with a device open if one is named. */
export async function startSession(
  lab: Lab,
  deviceId?: string,
  query: Record<string, string> = {},
  token = lab.tokens.automation,
): Promise<Session> {
  const got = await services(lab, 'executions', 'start', query, token);
  if (got.status !== 200) throw new TypeError(`start was refused: ${got.text}`);
  const { executionId = '', reportKey = '' } = json(got) as Record<string, string>;
  const session = sessionOf(lab, executionId, reportKey, token);
  if (deviceId !== undefined) {
    const opened = await session.run('device.open', { deviceId });
    if (opened['flowEndCode'] !== 'SUCCEEDED') throw new TypeError(`open failed: ${JSON.stringify(opened)}`);
  }
  return session;
}

/** A handle on an execution that is there already. */
export function sessionOf(lab: Lab, executionId: string, reportKey: string, token: string): Session {
  const ask: Session['ask'] = (name, parameters = {}, query = {}) => {
    const words = name.split('.');
    const subcommand = words.pop() ?? '';
    const all: Record<string, string> = { command: words.join('.'), subcommand, ...query };
    for (const [key, value] of Object.entries(parameters)) all[`param.${key}`] = value;
    return services(lab, `executions/${executionId}`, 'command', all, token);
  };
  return {
    executionId,
    reportKey,
    ask,
    run: async (name, parameters) => {
      const got = await ask(name, parameters);
      if (got.status !== 200) throw new TypeError(`${name} was refused: ${got.text}`);
      return json(got) as CommandFields;
    },
    end: () => services(lab, `executions/${executionId}`, 'end', {}, token),
  };
}

/** A lab with a session that has a device open. */
export async function onDevice(
  options: LabOptions = {},
  deviceId = android,
): Promise<{ lab: Lab; session: Session; run: Session['run'] }> {
  const { lab } = await openLab(options);
  const session = await startSession(lab, deviceId);
  return { lab, session, run: session.run };
}

/** Code, reason and description of an answer. */
export function told({ flowEndCode, reason, description }: CommandFields): (string | undefined)[] {
  return [flowEndCode, reason, description];
}

/** What is told of a command that went well. */
export const succeeded = ['SUCCEEDED', 'Success', 'Success'];

/** What is told of one that could not be carried out. */
export const failed = (description: string): string[] => ['FAILED', 'Failed', description];

/** Puts a file into the media area as the automation user. */
export async function uploadMedia(lab: Lab, key: string, body: string | Buffer = 'bytes'): Promise<void> {
  const got = await send(lab, `/services/repositories/media/${key}`, {
    method: 'PUT',
    query: { operation: 'upload', securityToken: lab.tokens.automation },
    body,
  });
  if (got.status !== 200) throw new TypeError(`upload was refused: ${got.text}`);
}
