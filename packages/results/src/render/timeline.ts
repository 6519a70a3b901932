import type { ExecutionResult, Outcome } from '../model.ts';
import { clip, oneLine } from '../text/escape.ts';
import { scriptLabel } from '../text/wording.ts';

const tags: Record<Outcome, string> = { passed: 'done', failed: 'crit', inconclusive: 'active' };
const signs: Record<Outcome, string> = { passed: '✓', failed: '✗', inconclusive: '?' };

/** A bar shorter than this share of the whole picture could not be seen. */
const minShare = 0.01;

/**
 * A Mermaid gantt picture of the executions on each device, how long each waited and ran, as a fenced block. Nothing for fewer than 2 or more than 50
 * executions with a known start and end, as there is nothing to see then, or too much.
 */
export function renderTimeline(executions: readonly ExecutionResult[]): string | undefined {
  const bars = executions.flatMap((execution) => {
    const { queuedAtMs, startedAtMs, endedAtMs } = execution;
    if (startedAtMs === undefined || endedAtMs === undefined || endedAtMs < startedAtMs) return [];
    const startMs = Math.round(startedAtMs);
    const queuedMs = Math.min(startMs, Math.round(queuedAtMs ?? startedAtMs));
    return [{ execution, queuedMs, startMs, endMs: Math.round(endedAtMs) }];
  });
  if (bars.length < 2 || executions.length > 50) return undefined;
  const first = bars.reduce((earliest, { queuedMs }) => Math.min(earliest, queuedMs), Infinity);
  const last = bars.reduce((latest, { endMs }) => Math.max(latest, endMs), -Infinity);
  const shortest = Math.max(1, Math.ceil((last - first) * minShare));
  const devices = [...new Set(bars.map(({ execution }) => deviceName(execution)))];
  const barsOf = (device: string): typeof bars => bars.filter((bar) => deviceName(bar.execution) === device);
  const sections = devices.flatMap((device) => [
    `  section ${device}`,
    ...barsOf(device).flatMap(({ execution, queuedMs, startMs, endMs }) => {
      const { outcome } = execution;
      const name = plain(scriptLabel(execution), 40);
      // A wait that could not be seen is not drawn.
      const queue = startMs - queuedMs < shortest ? [] : [`  queue ${name} :${queuedMs}, ${startMs}`];
      const end = Math.max(endMs, startMs + shortest);
      return [...queue, `  ${signs[outcome]} ${name} :${tags[outcome]}, ${startMs}, ${end}`];
    }),
  ]);
  const format = last - first >= 86_400_000 ? '%d.%m. %H:%M' : last - first >= 600_000 ? '%H:%M' : '%H:%M:%S';
  return ['```mermaid', 'gantt', '  dateFormat x', `  axisFormat ${format}`, ...sections, '```'].join('\n');
}

function deviceName({ devices }: ExecutionResult): string {
  const [device] = devices;
  return plain(
    [device?.model, device?.deviceId].filter((part) => part !== undefined).join(' '),
    50,
    'no device',
  );
}

/** Mermaid has no escapes in names, and `:`, `;`, `#` and `%` mean something to it: only plain characters stay. */
function plain(text: string, maxChars: number, otherwise = 'unnamed'): string {
  const kept = oneLine(oneLine(text).replaceAll(/[^\p{L}\p{M}\p{N} ._()+-]/gu, ' '));
  return kept === '' ? otherwise : clip(kept, maxChars);
}
