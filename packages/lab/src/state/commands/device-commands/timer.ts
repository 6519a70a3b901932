import { fill } from '../../../invented.ts';
import type { CommandTimer } from '../command-sessions.ts';
import { CommandFailure } from './command.ts';
import type { CommandContext, CommandOutcome, DeviceCommands, TimerValues } from './command.ts';
import type { CommandParameters } from './command-parameters.ts';

const types = ['elapsed', 'system', 'device', 'ux'] as const;

/** Stopwatches of a command execution; they run on the lab's clock. */
export const timerCommands: DeviceCommands = {
  'timer.start': { needsDevice: false, mandatory: ['timerId'], run: start },
  'timer.stop': { needsDevice: false, mandatory: ['timerId'], run: stop },
  'timer.info': {
    needsDevice: false,
    mandatory: ['timerId'],
    check: (parameters) => {
      checkType(parameters);
      parameters.oneOf('units', ['milliseconds', 'seconds']);
    },
    run: info,
  },
  'timer.validate': {
    needsDevice: false,
    mandatory: ['timerId', 'threshold'],
    check: (parameters) => {
      checkType(parameters);
      parameters.number('threshold');
    },
    run: validate,
  },
};

/** The sentence is from a real report. */
export function validationText(passed: boolean, type: string, name: string, valueMs: number): string {
  return `Validation ${passed ? 'passed' : 'failed'}: Value of ${type} timer ${name} is ${valueMs} milliseconds`;
}

function checkType(parameters: CommandParameters): void {
  parameters.oneOf('type', types);
}

function start(context: CommandContext): CommandOutcome {
  const { parameters, endedAtMs } = context;
  const before = timersOf(context)[parameters.required('timerId')];
  // Only `reset` is taken for a word of initPolicy, and for what happens without it (invented); any other goes on.
  const goesOn = before !== undefined && !/^reset$/i.test(parameters.text('initPolicy') ?? 'reset');
  setTimer(context, { beforeMs: goesOn ? ranMs(before, endedAtMs) : 0, startedMs: endedAtMs });
  return {};
}

function stop(context: CommandContext): CommandOutcome {
  const { startedAtMs } = context;
  const timer = demandTimer(context);
  const stopped = { beforeMs: ranMs(timer, startedAtMs), startedMs: null };
  setTimer(context, stopped);
  return { timers: valuesOf(context, stopped) };
}

function info(context: CommandContext): CommandOutcome {
  const { parameters } = context;
  const timers = valuesOf(context, demandTimer(context));
  const valueMs = timers[parameters.oneOf('type', types) ?? 'elapsed'];
  const value =
    parameters.oneOf('units', ['milliseconds', 'seconds']) === 'seconds' ? valueMs / 1000 : valueMs;
  return { timers, returnValue: String(value) };
}

function validate(context: CommandContext): CommandOutcome {
  const { parameters } = context;
  const timers = valuesOf(context, demandTimer(context));
  const type = parameters.oneOf('type', types) ?? 'elapsed';
  const passed = timers[type] <= (parameters.number('threshold') ?? 0);
  return {
    timers,
    returnValue: String(passed),
    description: validationText(passed, type, parameters.required('timerId'), timers[type]),
    ...(passed ? {} : { failure: 'ValidationFailure' as const }),
  };
}

function valuesOf({ state, execution, startedAtMs }: CommandContext, timer: CommandTimer): TimerValues {
  const elapsed = ranMs(timer, startedAtMs);
  // The time inside commands since the timer was started, as far as it fits in.
  const fromMs = startedAtMs - elapsed;
  const system = state.commandSessions.records
    .of(execution.executionId)
    .reduce((sum, { node }) => sum + Math.max(0, node.endedAtMs - Math.max(fromMs, node.startedAtMs)), 0);
  const inside = Math.min(elapsed, system);
  return { elapsed, system: inside, device: elapsed, ux: elapsed - inside };
}

function ranMs({ beforeMs, startedMs }: CommandTimer, nowMs: number): number {
  return beforeMs + (startedMs === null ? 0 : nowMs - startedMs);
}

function timersOf({ state, execution }: CommandContext): Record<string, CommandTimer> {
  return state.commandSessions.all.get(execution.executionId)?.timers ?? {};
}

function setTimer(context: CommandContext, timer: CommandTimer): void {
  const { state, execution, parameters } = context;
  const timers = { ...timersOf(context), [parameters.required('timerId')]: timer };
  state.commandSessions.all.patch(execution.executionId, { timers });
}

function demandTimer(context: CommandContext): CommandTimer {
  const timerId = context.parameters.required('timerId');
  const timer = timersOf(context)[timerId];
  if (timer) return timer;
  throw new CommandFailure(fill(context.state.settings.timerNotFoundText, { timer: timerId }));
}
