import type { ExecutionResult, Outcome } from '../model.ts';
import { saidOf } from './said.ts';

/** The sign of an outcome in front of a line. */
export const marks: Record<Outcome, string> = { passed: '✅', failed: '❌', inconclusive: '⚠️' };

/** A duration for people: `58.7 s`, `12 min 5 s`, `2 h 3 min`. Nothing when it is not known. */
export function durationText(ms: number | undefined): string {
  if (ms === undefined || !Number.isFinite(ms) || ms < 0) return '';
  if (ms < 60_000) return `${Math.round(ms / 100) / 10} s`;
  const seconds = Math.round(ms / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  return hours === 0 ? `${minutes} min ${seconds % 60} s` : `${hours} h ${minutes} min`;
}

/** The time between start and end of an execution in ms, when both are known. */
export function tookMs({ startedAtMs, endedAtMs }: ExecutionResult): number | undefined {
  return startedAtMs === undefined || endedAtMs === undefined
    ? undefined
    : Math.max(0, endedAtMs - startedAtMs);
}

/** The name an execution goes by: its script, or its id where the script has no name. */
export function scriptLabel({ scriptName, executionId }: ExecutionResult): string {
  return scriptName === '' ? executionId : scriptName;
}

/** Why an execution as a whole failed or stayed inconclusive, in the words of the service. */
export function reasonText(execution: ExecutionResult): string {
  const { timedOut, reason, state, flowEndCode } = execution;
  const said = [
    timedOut === true ? 'It had not ended when the time was over' : '',
    saidOf(execution) ?? reason ?? '',
    state === undefined ? '' : `state ${state}`,
    flowEndCode === undefined ? '' : `flow end code ${flowEndCode}`,
  ].filter((text) => text !== '');
  return said.length === 0 ? 'The service gave no reason.' : said.join('; ');
}

/** True for an execution that is not green although none of its cases says so. */
export function needsOwnCase({ outcome, cases }: ExecutionResult): boolean {
  return (
    cases === undefined ||
    cases.length === 0 ||
    (outcome !== 'passed' && !cases.some((one) => one.outcome === outcome))
  );
}

/** `1 case`, `1,234 cases`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}
