import { csvRow } from './csv-row.ts';
import { walkFlow } from './flow-walk.ts';
import type { RecordedAttachment, RecordedExecution } from './recorded-execution.ts';
import { seededRandom } from './seeded-random.ts';

// That vitals are a CSV is from-client-code; the columns of the file are not known and are invented here.
const columns = ['Timestamp (ms)', 'CPU (%)', 'Memory (MB)', 'Battery (%)', 'Network (KB/s)'];
const maxRows = 86_400;

/**
 * The vitals of a device as CSV: one row a second, or each `intervalMs`, over the run or a span of it, the first at its
 * start (a run of more than a day gets longer gaps). Processor and network rise while the device works on an action, so a reader sees the
 * steps in the curve.
 */
export function recordVitals(
  execution: RecordedExecution,
  deviceId: string,
  { span = execution, intervalMs = 1000 }: Pick<RecordedAttachment, 'span' | 'intervalMs'> = {},
): string {
  const durationMs = Math.max(0, span.endedAtMs - span.startedAtMs);
  const gapMs = Math.max(1000, intervalMs, Math.ceil(durationMs / maxRows / 1000) * 1000);
  const rowCount = Math.floor(durationMs / gapMs) + 1;
  const busy = busyRows(execution, deviceId, { fromMs: span.startedAtMs, gapMs, rowCount });
  const random = seededRandom(execution.executionId, deviceId, 'vitals');

  let cpuPercent = 8 + random() * 8;
  let memoryMb = 900 + random() * 900;
  let batteryPercent = 40 + random() * 58;
  const rows = [csvRow(columns)];
  for (let index = 0; index < rowCount; index += 1) {
    const isBusy = busy[index] === 1;
    // Drawn towards a level instead of jumping to it, as a measured curve is.
    cpuPercent = within(1, 100, cpuPercent + ((isBusy ? 46 : 11) - cpuPercent) * 0.4 + (random() - 0.5) * 14);
    memoryMb = within(500, 6000, memoryMb + (isBusy ? 4 : -2) + (random() - 0.5) * 10);
    batteryPercent = within(1, 100, batteryPercent - (gapMs / 1000) * 0.0025);
    const networkKbPerS = random() * (isBusy ? 420 : 12);
    rows.push(
      csvRow([
        span.startedAtMs + index * gapMs,
        cpuPercent.toFixed(1),
        memoryMb.toFixed(1),
        batteryPercent.toFixed(1),
        networkKbPerS.toFixed(1),
      ]),
    );
  }
  return rows.join('');
}

// One byte a row: 1 where an action of the device, or of no particular device, was going on.
function busyRows(
  execution: RecordedExecution,
  deviceId: string,
  { fromMs, gapMs, rowCount }: { fromMs: number; gapMs: number; rowCount: number },
): Uint8Array {
  const busy = new Uint8Array(rowCount);
  for (const { node } of walkFlow(execution.flow)) {
    if (node.kind !== 'action' || (node.deviceId ?? deviceId) !== deviceId) continue;
    const first = Math.max(0, Math.floor((node.startedAtMs - fromMs) / gapMs));
    const last = Math.min(rowCount - 1, Math.floor((node.endedAtMs - fromMs) / gapMs));
    if (last >= first) busy.fill(1, first, last + 1);
  }
  return busy;
}

function within(low: number, high: number, value: number): number {
  return Math.min(high, Math.max(low, value));
}
