import { firstFailure, labelOf, screensOf, walkFlow } from './flow-walk.ts';
import type { RecordedDevice, RecordedExecution, RecordedNode } from './recorded-execution.ts';
import { drawScreenshot } from './screen/screenshot.ts';

/** A duration for people: `0.4 s`, `58.7 s`, `4 min 05 s`, `2 h 10 min`. */
export function durationText(durationMs: number): string {
  const seconds = Math.max(0, durationMs) / 1000;
  if (!Number.isFinite(seconds)) return '-';
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  const part = (value: number): string => String(value).padStart(2, '0');
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${part(whole % 60)} s`;
  return `${Math.floor(whole / 3600)} h ${part(Math.floor((whole % 3600) / 60))} min`;
}

/** A point in time as `2024-05-06 10:11:12 UTC`, or `-` if it is none. */
export function timeText(timeMs: number): string {
  const time = new Date(timeMs);
  return Number.isNaN(time.getTime()) ? '-' : `${time.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** A row of a report's table of steps. */
export interface StepRow {
  node: RecordedNode;
  depth: number;
  label: string;
  /** Time since the start of the run. */
  offsetMs: number;
  durationMs: number;
}

/** The whole flow as rows, in running order. */
export function stepRows(execution: RecordedExecution): StepRow[] {
  return Array.from(walkFlow(execution.flow), ({ node, path }) => ({
    node,
    depth: path.length,
    label: labelOf(node),
    offsetMs: node.startedAtMs - execution.startedAtMs,
    durationMs: node.endedAtMs - node.startedAtMs,
  }));
}

/** The one picture a report shows, with what it is of. */
export interface LeadScreenshot {
  png: Buffer;
  device: RecordedDevice;
  node: RecordedNode;
}

/** The screen where the run failed, or its last one; none for a run without steps or without devices. */
export function leadScreenshot(execution: RecordedExecution): LeadScreenshot | undefined {
  const node = firstFailure(execution.flow) ?? screensOf(execution.flow).at(-1);
  if (node === undefined) return undefined;
  const device = execution.devices.find(({ deviceId }) => deviceId === node.deviceId) ?? execution.devices[0];
  if (device === undefined) return undefined;
  const setting = { executionId: execution.executionId, scriptName: execution.scriptName };
  return { png: drawScreenshot(device, node, setting), device, node };
}
