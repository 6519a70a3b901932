import { commandExecute, type CommandExecuteAnswer } from '@perfecto-actions/catalog/command';
import { CommandFailedError } from '../errors.ts';
import { hide } from '../transport/secrets.ts';
import type { Transport } from '../transport/transport.ts';

/** Parameters of a command by name, without the `param.` of the wire. Names may contain dots, as in `to.handset`. */
export type CommandParameters = Readonly<Record<string, string | number | boolean>>;

/** How one command is sent. */
export interface CommandOptions {
  /** Device the command is for, instead of the session's own; undefined for commands that take none, such as timers. */
  deviceId?: string | undefined;
  /** Secured parameters by name; the values are encrypted texts, and show up in no error. */
  secured?: CommandParameters;
  /** Limit of time of the command in ms. Default 10 minutes. */
  callMs?: number;
  signal?: AbortSignal;
}

/** Commands answer when they are done; a vendor client waits 600 s for that (seen in client code). */
export const commandMs = 600_000;

/** Carries out one command of an execution; throws CommandFailedError when it could not be done. */
export async function sendCommand(
  transport: Transport,
  executionId: string,
  [command, subcommand]: readonly [string, string],
  parameters: CommandParameters,
  { deviceId, secured = {}, callMs = commandMs, signal }: CommandOptions,
): Promise<CommandExecuteAnswer> {
  const request = {
    executionId,
    command,
    subcommand,
    param: { ...(deviceId !== undefined && { deviceId }), ...parameters },
    securedParam: secured,
  };
  const answer = await transport.call(commandExecute, request, { callMs, ...(signal && { signal }) });
  const { flowEndCode = '', reason, description } = answer;
  if (hasSucceeded(answer)) return answer;
  const secrets = Object.values(secured).map(String);
  const said = [reason, description].filter((text) => text).join(': ') || `it ended with ${flowEndCode}`;
  throw new CommandFailedError(`The command ${command} ${subcommand} failed: ${hide(said, secrets)}.`, {
    command: `${command} ${subcommand}`,
    flowEndCode,
    reason,
  });
}

/** A checkpoint that did not match has done its work; vendor clients take it so (seen in client code). */
function hasSucceeded({ flowEndCode, reason }: CommandExecuteAnswer): boolean {
  return flowEndCode === undefined || /^succeeded$/i.test(flowEndCode) || reason === 'ValidationFailure';
}
