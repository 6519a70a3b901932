import type { CommandOutcome, DeviceCommands } from './command.ts';
import type { CommandParameters } from './command-parameters.ts';
import { validationText } from './timer.ts';

/** Commands that only leave something in the report: events, measured times, borders of tests. */
export const reportEntryCommands: DeviceCommands = {
  'status.event': {
    needsDevice: false,
    mandatory: ['description'],
    run: ({ parameters }) => {
      const description = parameters.required('description');
      return isFailure(parameters) === true ? { description, failure: 'ValidationFailure' } : { description };
    },
  },
  'status.timer': {
    needsDevice: false,
    mandatory: ['name', 'result'],
    check: (parameters) => {
      parameters.number('result');
      parameters.number('threshold');
    },
    run: ({ parameters }) => reportTimer(parameters),
  },
  // The report library makes a test of what lies between the two.
  'test.start': { needsDevice: false, mandatory: ['name'], run: () => ({}) },
  'test.end': { needsDevice: false, run: () => ({}) },
};

/** A time that the client measured, in ms. Its status counts; without one it must keep the threshold. */
function reportTimer(parameters: CommandParameters): CommandOutcome {
  const valueMs = parameters.number('result') ?? 0;
  const failed = isFailure(parameters) ?? valueMs > (parameters.number('threshold') ?? Infinity);
  const text = validationText(!failed, 'ux', parameters.required('name'), valueMs);
  return {
    description: parameters.text('description') ?? text,
    returnValue: String(valueMs),
    timers: { elapsed: valueMs, system: 0, device: valueMs, ux: valueMs },
    ...(failed ? { failure: 'ValidationFailure' as const } : {}),
  };
}

// The words of status are not known.
function isFailure(parameters: CommandParameters): boolean | undefined {
  const status = parameters.text('status');
  return status === undefined ? undefined : /^(fail|false|error)/i.test(status);
}
