import type { Problems } from './problems.ts';

/** What one step tells the next about an execution; the `executions` output is a JSON list of these (R12). */
export interface ExecutionHandle {
  executionId: string;
  reportKey?: string;
  scriptKey?: string;
  deviceId?: string;
  reportUrl?: string;
}

/**
 * Reads the `executions` input: JSON handles, one or several on lines of their own, or plain ids separated by commas or
 * lines. The first entry of an id counts.
 */
export function parseHandles(input: string, text: string, problems: Problems): ExecutionHandle[] {
  const trimmed = text.trim();
  if (trimmed === '') return [];
  if (!/^[[{]/.test(trimmed)) {
    const ids = trimmed.split(/[\n,]+/).map((id) => id.trim());
    return [...new Set(ids)].filter((id) => id !== '').map((executionId) => ({ executionId }));
  }
  const entries = parseEntries(trimmed);
  if (entries === undefined) {
    problems.add(input, 'looks like JSON but is not; give the executions output of run-script as it is.');
    return [];
  }
  const handles = entries.map(readHandle);
  if (handles.includes(undefined)) {
    problems.add(
      input,
      'holds an entry without executionId; give the executions output of run-script as it is.',
    );
  }
  const byId = new Map<string, ExecutionHandle>();
  for (const handle of handles) {
    if (handle && !byId.has(handle.executionId)) byId.set(handle.executionId, handle);
  }
  return [...byId.values()];
}

/** The entries of one JSON text, or of one on each line, as several steps leave them. */
function parseEntries(text: string): unknown[] | undefined {
  const whole = parseJson(text);
  if (whole !== undefined) return [whole].flat();
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const parsed = lines.map(parseJson);
  return parsed.includes(undefined) ? undefined : parsed.flat();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readHandle(entry: unknown): ExecutionHandle | undefined {
  if (typeof entry === 'string' && entry !== '') return { executionId: entry };
  if (typeof entry !== 'object' || entry === null) return undefined;
  const given = entry as Record<string, unknown>;
  const executionId = given['executionId'];
  if (typeof executionId !== 'string' || executionId === '') return undefined;
  const handle: ExecutionHandle = { executionId };
  for (const member of ['reportKey', 'scriptKey', 'deviceId', 'reportUrl'] as const) {
    const value = given[member];
    if (typeof value === 'string' && value !== '') handle[member] = value;
  }
  return handle;
}
