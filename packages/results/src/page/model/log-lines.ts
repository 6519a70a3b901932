export type LogLevel = 'error' | 'warning' | 'other';

/** Levels as Android, iOS and most others write them. */
const errorMark =
  / [EF] [^\s:]+\s*:| <(?:Error|Fault)>|\b(?:ERROR|FATAL|SEVERE)\b|^\s+at [\w$.]+\(|\bException\b/u;
const warningMark = / W [^\s:]+\s*:| <Warning>|\bWARN(?:ING)?\b/u;

/** How grave a line of a device log is, told by its looks. */
export function logLevel(line: string): LogLevel {
  if (errorMark.test(line)) return 'error';
  return warningMark.test(line) ? 'warning' : 'other';
}

/** Numbers of the lines that hold a text, without regard to case. */
export function linesWith(lines: readonly string[], text: string): number[] {
  const wanted = text.toLowerCase();
  if (wanted === '') return [];
  return lines.flatMap((line, number) => (line.toLowerCase().includes(wanted) ? [number] : []));
}

/** A line in parts, of which every second is the text that was looked for. */
export function splitAround(line: string, text: string): string[] {
  if (text === '') return [line];
  const [lower, wanted] = [line.toLowerCase(), text.toLowerCase()];
  // A few characters change their length with their case; then nothing can be marked.
  if (lower.length !== line.length) return [line];
  const parts: string[] = [];
  let from = 0;
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, from)) {
    parts.push(line.slice(from, at), line.slice(at, at + wanted.length));
    from = at + wanted.length;
  }
  return [...parts, line.slice(from)];
}
