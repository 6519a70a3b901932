import { notYet, type Execution } from '../executions/executions.ts';
import type { LabState } from '../lab-state.ts';
import { sharingScopeOf } from '../people/users.ts';
import type { LabUser } from '../people/users.ts';

/** What a client says when it starts a command execution. */
export interface CommandsStart {
  /** Name in the ids; empty for the usual one. */
  scriptName: string;
  hasReport: boolean;
  hasVideo: boolean;
  visibility: string;
}

/** Makes an execution that takes commands from now on. It has no script, so most of what a script needs stays empty. */
export function startCommands(state: LabState, user: LabUser, start: CommandsStart): Execution {
  const { executions, commandSessions, clock } = state;
  const now = clock.now();
  // The name stands in paths and file names; `controller` is what documented examples have without one.
  const scriptName = start.scriptName.replace(/[^\w.-]+/g, '_') || 'controller';
  const { executionId, reportKey } = executions.nextIds(
    user.name,
    scriptName,
    start.visibility,
    now,
    `${scriptName}/`,
  );
  const execution: Execution = {
    ...notYet,
    executionId,
    reportKey,
    user: user.name,
    group: sharingScopeOf(user),
    scriptKey: '',
    scriptName,
    status: 'Running',
    nextMs: null,
    startedMs: now,
    runningFromMs: now,
    variables: [],
    wantedDevice: '',
    allocationTimeoutMs: 0,
    allocationRetryMs: 0,
    nodes: [],
    parseError: '',
    hasReport: start.hasReport,
    hasVideo: start.hasVideo,
    startedBy: 'command',
  };
  commandSessions.start(execution);
  return execution;
}
