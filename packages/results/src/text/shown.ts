/** The beginning of a value as a message shows it; `absent` says that there is none. */
export function shown(value: unknown, absent: string): string {
  if (value === undefined) return absent;
  const text = asJson(value);
  return text.length > 60 ? `${text.slice(0, 60)}...` : text;
}

function asJson(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    // YAML can name a list inside of itself, and JSON.parse reads deeper than JSON.stringify writes.
    return 'something without an end';
  }
}
