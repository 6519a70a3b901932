import type { Tree } from '../../server/answer.ts';
import type { Region } from '../../state/commands/device-commands/command.ts';
import type { Execution } from '../../state/executions/executions.ts';
import type { LabState } from '../../state/lab-state.ts';
import type { CommandResult } from '../../state/commands/run-command.ts';

/** The answer of start. Old clients cut the first two values out by hand, so their order counts (from client code). */
export function startTree(state: LabState, execution: Execution): Tree {
  const { executionId, reportKey } = execution;
  return {
    executionId,
    reportKey,
    ...reportAddresses(state, execution),
    // The vendor's client reads one if it is there; what it looks like is not known.
    sessionId: executionId,
  };
}

/** The answer of a command: one flat list of names, some of them with dots, in the order that clients rely on. */
export function commandTree(state: LabState, executionId: string, { outcome, node }: CommandResult): Tree {
  const { failure, returnValue, screenAnalysis } = outcome;
  const tookMs = node.endedAtMs - node.startedAtMs;
  const timers = outcome.timers ?? { system: tookMs, elapsed: tookMs };
  const execution = state.executions.get(executionId);
  return {
    flowEndCode: failure === undefined ? 'SUCCEEDED' : state.settings.commandFailedCode,
    reason: node.code,
    description: node.description,
    ...flat('timer', timers),
    ...(screenAnalysis ? { 'screenAnalysis.grade': screenAnalysis.grade } : {}),
    ...flat('screenAnalysis.analyzedRegion', screenAnalysis?.analyzedRegion),
    ...flat('screenAnalysis.resultRegion', screenAnalysis?.resultRegion),
    ...flat('screenAnalysis.resultPoint', middleOf(screenAnalysis?.resultRegion)),
    ...(returnValue === undefined ? {} : { returnValue }),
    ...(execution ? reportAddresses(state, execution) : {}),
    executionId,
    reportKey: execution?.reportKey,
  };
}

function flat(prefix: string, values: object | undefined): Record<string, Tree> {
  const entries = Object.entries(values ?? {}) as [string, number][];
  return Object.fromEntries(entries.map(([name, value]) => [`${prefix}.${name}`, value]));
}

function middleOf(region: Region | undefined): { x: number; y: number } | undefined {
  if (!region) return undefined;
  const { left, top, width, height } = region;
  return { x: Math.round(left + width / 2), y: Math.round(top + height / 2) };
}

/** The addresses as a session of 2017 had them (command.yaml). */
function reportAddresses(
  { cloud }: LabState,
  { executionId, startedMs }: Execution,
): { testGridReportUrl: string; singleTestReportUrl: string; reportPdfUrl: string } {
  const base = `https://${cloud}.reporting.perfectomobile.com`;
  const query = `?externalId[0]=${executionId}&_timestamp[0]=${startedMs}`;
  return {
    testGridReportUrl: `${base}${query}`,
    singleTestReportUrl: `${base}${query}`,
    reportPdfUrl: `${base}/export/api/v1/test-executions/pdf${query}`,
  };
}
