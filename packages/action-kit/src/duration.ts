const unitMs: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `1h30m`, `1h 30m`, `90s`, `500ms`; a bare number is seconds. Undefined for anything else (docs/durations.md). */
export function parseDurationMs(text: string): number | undefined {
  const trimmed = text
    .trim()
    .toLowerCase()
    .replace(/(?<=[a-z])\s+(?=\d)/g, '');
  if (/^\d+$/.test(trimmed)) return countable(Number(trimmed) * 1000);
  if (!/^(\d+(\.\d+)?(ms|s|m|h|d))+$/.test(trimmed)) return undefined;
  let total = 0;
  for (const [, amount, unit] of trimmed.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)) {
    total += Number(amount) * (unitMs[unit ?? ''] ?? 0);
  }
  return countable(Math.round(total));
}

/** A time beyond all counting is none: with it, no clock would ever come to an end. */
function countable(ms: number): number | undefined {
  return Number.isSafeInteger(ms) ? ms : undefined;
}

/** `1 h 5 min`, `42 s`, `350 ms`: for people. */
export function inWords(durationMs: number): string {
  if (durationMs < 1000) return `${Math.round(durationMs)} ms`;
  const seconds = Math.round(durationMs / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** `2026-11-24 02:40 UTC`: a moment for people, whose clock is not known. */
export function momentInWords(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
