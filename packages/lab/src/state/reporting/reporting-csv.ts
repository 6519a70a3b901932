import { csvRow } from '../../report/csv-row.ts';
import { timersOf } from '../../report/run-timers.ts';
import type { UsedDevice } from '../executions/executions.ts';
import type { LabState } from '../lab-state.ts';
import { countCommands } from './reporting-commands.ts';
import { recordTest } from './reporting-tests.ts';
import type { ReportedTest } from './reporting-tests.ts';

// That both files exist is from client code; their columns are not known and are invented here.
const libraryColumns = [
  'Test id',
  'Execution id',
  'Name',
  'Status',
  'Owner',
  'Start (ms)',
  'End (ms)',
  'Device id',
  'Device',
  'OS',
  'OS version',
  'Job',
  'Job number',
  'Branch',
  'Project',
  'Project version',
  'Tags',
  'Failure reason',
  'Message',
];
const metricColumns = ['Test id', 'Name', 'Device id', 'Metric', 'Unit', 'Value'];

/** The report library as CSV: a line of column names, then one row for each test. */
export function libraryCsv(tests: readonly ReportedTest[]): string {
  const rows = tests.map((test) => {
    const { execution, job, project } = test;
    const each = (value: (device: UsedDevice) => string): string => test.devices.map(value).join('; ');
    return csvRow([
      test.id,
      execution.executionId,
      test.name,
      test.status,
      execution.user,
      test.startMs,
      test.endMs,
      each(({ deviceId }) => deviceId),
      each(({ manufacturer, model }) => `${manufacturer} ${model}`),
      each(({ os }) => os),
      each(({ osVersion }) => osVersion),
      job?.name ?? '',
      job?.number ?? '',
      job?.branch ?? '',
      project?.name ?? '',
      project?.version ?? '',
      test.tags.join('; '),
      test.failureReason?.name ?? '',
      test.message,
    ]);
  });
  return [csvRow(libraryColumns), ...rows].join('');
}

/** The figures of tests as CSV, one row for each; tests that are not processed have none. */
export function metricsCsv(state: LabState, tests: readonly ReportedTest[]): string {
  const rows = tests
    .filter(({ isProcessed }) => isProcessed)
    .flatMap((test) => {
      const recorded = recordTest(state, test);
      const { commands, failed } = countCommands(recorded.flow);
      const figures: [string, string, number][] = [
        ['Duration', 'ms', test.endMs - test.startMs],
        ['UX duration', 'ms', Math.round(timersOf(recorded).uxS * 1000)],
        ['Commands', '', commands],
        ['Failed commands', '', failed],
        ['Failed validations', '', recorded.failedValidations],
      ];
      const deviceIds = test.devices.map(({ deviceId }) => deviceId).join('; ');
      return figures.map((figure) => csvRow([test.id, test.name, deviceIds, ...figure]));
    });
  return [csvRow(metricColumns), ...rows].join('');
}
