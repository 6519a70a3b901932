import { fill } from '../../invented.ts';
import type { Call } from '../../server/call.ts';
import type { GivenParameter } from '../../server/parameters.ts';
import { Refusal } from '../../refusal.ts';
import { allCommands, parametersOfCommands } from '../../state/commands/device-commands/all.ts';
import { CommandParameters, securedValue } from '../../state/commands/device-commands/command-parameters.ts';
import type { CommandCall } from '../../state/commands/run-command.ts';

/** Reads which command is meant and its parameters; refuses what is unknown, missing or of a wrong value by its name. */
export function readCommand(call: Call): Pick<CommandCall, 'name' | 'command' | 'parameters'> {
  const { settings } = call.state;
  const words = {
    command: call.parameters.required('command'),
    subcommand: call.parameters.required('subcommand'),
  };
  const commandName = `${words.command}.${words.subcommand}`.toLowerCase();
  const command = Object.hasOwn(allCommands, commandName) ? allCommands[commandName] : undefined;
  if (!command) {
    throw new Refusal(settings.invalidParameterStatus, fill(settings.unknownCommandText, words));
  }
  const given = call.parameters.family('param');
  // A secured value is dropped before it can get anywhere.
  const secured = call.parameters.family('securedParam').map(({ name }) => ({ name, value: securedValue }));
  const known = parametersOfCommands.get(commandName)?.map((one) => one.toLowerCase()) ?? [];
  const isUnknown = (parameter: GivenParameter): boolean => !known.includes(parameter.name.toLowerCase());
  const unknown = [
    ...given.filter(isUnknown).map((parameter) => `param.${parameter.name}`),
    ...secured.filter(isUnknown).map((parameter) => `securedParam.${parameter.name}`),
  ];
  if (unknown.length > 0) {
    // The sentence is documented for parameters of calls; that it holds for those of commands is inferred.
    throw new Refusal(400, `Request contains unknown parameters: [${unknown.join(', ')}]`);
  }
  const parameters = new CommandParameters([...given, ...secured], settings);
  for (const mandatory of command.mandatory ?? []) {
    if (mandatory.split(' or ').some((one) => parameters.text(one) !== undefined)) continue;
    const text = fill(settings.missingParameterText, { name: `param.${mandatory}` });
    throw new Refusal(settings.invalidParameterStatus, text);
  }
  const [deviceId, handsetId] = [parameters.text('deviceId'), parameters.text('handsetId')];
  if (deviceId !== undefined && handsetId !== undefined && deviceId !== handsetId)
    parameters.refuse('handsetId');
  command.check?.(parameters);
  return { name: commandName, command, parameters };
}
