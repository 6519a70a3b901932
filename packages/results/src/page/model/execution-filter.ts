import type { DeviceData, ExecutionSummary } from './page-data.ts';
import type { ExecutionFilter } from './route.ts';

/** What tells devices apart: the id, or the name where there is none. */
export function deviceKey({ id, name }: DeviceData): string {
  return id === '' ? name : id;
}

/** Executions that a filter leaves, in their order. */
export function filtered(
  executions: readonly ExecutionSummary[],
  { text, outcomes, device, script }: ExecutionFilter,
): ExecutionSummary[] {
  const words = text
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== '');
  return executions.filter((execution) => {
    if (outcomes.length > 0 && !outcomes.includes(execution.outcome)) return false;
    if (script !== '' && execution.script !== script) return false;
    if (device !== '' && !execution.devices.some((one) => deviceKey(one) === device)) return false;
    if (words.length === 0) return true;
    const all = searchable(execution);
    return words.every((word) => all.includes(word));
  });
}

/** Failures first, then by script and device: what a reader came for is on top. */
export function failuresFirst(executions: readonly ExecutionSummary[]): ExecutionSummary[] {
  const rank = { failed: 0, inconclusive: 1, passed: 2 };
  const device = ({ devices }: ExecutionSummary): string => devices[0]?.name ?? '';
  return executions.toSorted(
    (a, b) =>
      Number(a.isReplaced === true) - Number(b.isReplaced === true) ||
      rank[a.outcome] - rank[b.outcome] ||
      a.script.localeCompare(b.script) ||
      device(a).localeCompare(device(b)) ||
      (a.startedAtMs ?? 0) - (b.startedAtMs ?? 0),
  );
}

function searchable({ id, script, devices, failure, cause, leg }: ExecutionSummary): string {
  const words = devices.flatMap((device) => [device.name, device.system, device.id]);
  return [id, script, ...words, failure?.step, failure?.message, cause, leg].join('\n').toLowerCase();
}
