import { casesOf, outcomeOfReport } from './cases.ts';
import type { ExecutionResult, Outcome, ResultDevice } from './model.ts';
import type { ExecutionReport, ReportDevice } from './report/report-model.ts';

/** What is known of an execution before its report is read; `outcome` is what the status calls said, if any. */
export type KnownBefore = Partial<Omit<ExecutionResult, 'cases'>>;

/**
 * One execution as results, from its whole report and what was known before. Where both speak, the worse outcome
 * counts, and the ids known before win over those in the report. A partial report belongs nowhere near this.
 */
export function resultOfReport(report: ExecutionReport, known: KnownBefore = {}): ExecutionResult {
  const cases = casesOf(report);
  const { status } = report;
  return {
    ...(report.reportKey !== undefined && { reportKey: report.reportKey }),
    ...(report.startedAtMs !== undefined && { startedAtMs: report.startedAtMs }),
    ...(report.endedAtMs !== undefined && { endedAtMs: report.endedAtMs }),
    ...(status.description !== undefined && { description: status.description }),
    ...(status.code !== undefined && { reason: status.code }),
    ...(status.failedActions !== undefined && { failedActions: status.failedActions }),
    ...known,
    executionId: known.executionId ?? report.executionId ?? known.reportKey ?? report.reportKey ?? '',
    scriptName: known.scriptName ?? report.name,
    devices: report.devices.length > 0 ? report.devices.map(deviceOf) : (known.devices ?? []),
    outcome: worse(outcomeOfReport(report, cases), known.outcome ?? 'passed'),
    cases,
    files: known.files ?? [],
  };
}

/** The worse of two outcomes: failed before inconclusive before passed. */
export function worse(first: Outcome, second: Outcome): Outcome {
  if (first === 'failed' || second === 'failed') return 'failed';
  return first === 'passed' && second === 'passed' ? 'passed' : 'inconclusive';
}

function deviceOf({ deviceId, manufacturer, model, os, osVersion, location }: ReportDevice): ResultDevice {
  return {
    ...(deviceId !== undefined && { deviceId }),
    ...(manufacturer !== undefined && { manufacturer }),
    ...(model !== undefined && { model }),
    ...(os !== undefined && { os }),
    ...(osVersion !== undefined && { osVersion }),
    ...(location !== undefined && { location }),
  };
}
