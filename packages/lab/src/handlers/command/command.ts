import { fill } from '../../invented.ts';
import { success, treeAnswer } from '../../server/answer.ts';
import type { Answer } from '../../server/answer.ts';
import type { Call, Handlers } from '../../server/call.ts';
import { Refusal } from '../../refusal.ts';
import type { Execution } from '../../state/executions/executions.ts';
import { runCommand } from '../../state/commands/run-command.ts';
import { startCommands } from '../../state/commands/start-commands.ts';
import { readCommand } from './command-request.ts';
import { commandTree, startTree } from './command-shape.ts';

/** The Command group: a client drives the devices itself, one command at a time. */
export const handlers: Handlers = {
  'command.start': start,
  'command.execute': execute,
  'command.end': (call) => {
    call.state.commandSessions.end(find(call));
    return success;
  },
  'command.startPlay': startPlay,
  'command.stopPlay': stopPlay,
};

function start({ state, user, parameters }: Call): Answer {
  const execution = startCommands(state, user, {
    scriptName: parameters.text('scriptName') ?? '',
    hasReport: parameters.flag('output.report'),
    hasVideo: parameters.flag('output.report') && parameters.flag('output.video'),
    visibility: parameters.required('output.visibility'),
  });
  return treeAnswer(startTree(state, execution));
}

async function execute(call: Call): Promise<Answer> {
  const { state, user } = call;
  const { executionId } = find(call);
  const result = await runCommand(state, { user, executionId, ...readCommand(call) });
  // It may have ended while the command went on.
  if (!result) throw notFound(call);
  return treeAnswer(commandTree(state, executionId, result));
}

/** Joins an execution that is under way; it is not ended before the one who began it ends it. */
function startPlay(call: Call): Answer {
  const { state } = call;
  const execution = find(call);
  changePlayers(call, execution, 1);
  return treeAnswer(startTree(state, execution));
}

function stopPlay(call: Call): Answer {
  const execution = find(call);
  const { executionId } = execution;
  if (changePlayers(call, execution, -1) >= 0) return success;
  const { invalidParameterStatus, notPlayingText } = call.state.settings;
  throw new Refusal(invalidParameterStatus, fill(notPlayingText, { executionId }));
}

/** Counts who plays an execution; a number below 0 is not kept. */
function changePlayers({ state }: Call, { executionId }: Execution, by: 1 | -1): number {
  const { commandSessions, clock } = state;
  const players = (commandSessions.all.get(executionId)?.players ?? 0) + by;
  if (players >= 0) commandSessions.all.patch(executionId, { players });
  commandSessions.use(executionId, clock.now());
  return players;
}

/** The execution a call names, while it takes commands. Those of others do not exist for the caller. */
function find(call: Call): Execution {
  const execution = call.state.commandSessions.running(call.parameters.required('executionId'));
  if (execution?.user !== call.user.name) throw notFound(call);
  return execution;
}

function notFound({ state, parameters }: Call): Refusal {
  const text = `Execution ${parameters.required('executionId')} wasn't found`;
  return new Refusal(state.settings.notFoundStatus, text);
}
