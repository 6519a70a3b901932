import type { ExecutionReport, FlowNode } from '@perfecto-actions/results';
import { defaultPolicy, judge, resultOfReport, resultsOf } from '@perfecto-actions/results';
import type { PageInput } from '@perfecto-actions/results/page';

const startedAtMs = Date.UTC(2026, 10, 24, 1, 54, 0);
const stepMs = 700;
/** Steps in each outer one, itself included. */
const roundSteps = 100;

/** A run of one long script: rounds of a hundred steps, of which one in the ninth tenth failed. */
export function largeRun(steps: number): PageInput {
  const failing = Math.floor(steps * 0.87);
  const rounds = Array.from({ length: steps / roundSteps }, (_, round) => {
    const first = round * roundSteps;
    const children = Array.from({ length: roundSteps - 1 }, (__, place) =>
      stepOf(first + place + 2, failing),
    );
    const failed = children.find(({ status }) => status.success === false);
    return {
      ...stepOf(first + 1, failing),
      kind: 'step' as const,
      name: `Round ${round + 1}`,
      displayName: `Round ${round + 1}`,
      endedAtMs: startedAtMs + (first + roundSteps) * stepMs,
      ...(failed !== undefined && { status: failed.status }),
      children,
    };
  });
  const report: ExecutionReport = {
    name: 'soak',
    executionId: 'bot_soak_1',
    startedAtMs,
    endedAtMs: startedAtMs + steps * stepMs,
    status: { success: false, code: 'Failed', description: 'A step failed' },
    devices: [
      { deviceId: 'A1', model: 'Pixel 8', os: 'Android', osVersion: '14', properties: {}, recordings: [] },
    ],
    variables: [],
    timers: [],
    dataItems: [],
    flow: rounds,
  };
  const result = resultOfReport(report, { state: 'Completed' });
  const results = resultsOf([result], startedAtMs);
  return {
    title: 'demo/app: Soak test',
    results: { ...results, verdict: judge(results, defaultPolicy, startedAtMs) },
    details: [{ executionId: result.executionId, readReport: () => Promise.resolve(report), media: [] }],
  };
}

function stepOf(number: number, failing: number): FlowNode {
  const fails = number === failing;
  return {
    kind: 'action',
    name: number % 2 === 0 ? 'button.click' : 'checkpoint.text',
    displayName: `Step ${number}: ${number % 2 === 0 ? 'tap' : 'find'} entry ${number} of the list`,
    startedAtMs: startedAtMs + (number - 1) * stepMs,
    endedAtMs: startedAtMs + number * stepMs,
    status: fails
      ? { success: false, code: 'Failed', description: `Entry ${number} was not found on the screen` }
      : { success: true, code: 'Success', description: 'Success' },
    dataItems: [],
    parameters: [{ name: 'label', displayName: 'Label', value: `entry ${number}` }],
    children: [],
  };
}
