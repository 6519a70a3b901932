/** A time within an execution or a video: `0:03.2`, `12:05.0`, `1:02:03.4`. */
export function offsetText(ms: number | undefined): string {
  if (ms === undefined || !Number.isFinite(ms)) return '';
  const tenths = Math.round(Math.abs(ms) / 100);
  const [hours, minutes] = [Math.floor(tenths / 36_000), Math.floor((tenths % 36_000) / 600)];
  const seconds = ((tenths % 600) / 10).toFixed(1).padStart(4, '0');
  const clock = hours === 0 ? `${minutes}` : `${hours}:${String(minutes).padStart(2, '0')}`;
  return `${ms < 0 && tenths > 0 ? '\u2212' : ''}${clock}:${seconds}`;
}

/** A moment on the reader's own clock. */
export function momentText(atMs: number | undefined): string {
  if (atMs === undefined || Number.isNaN(new Date(atMs).getTime())) return '';
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' }).format(atMs);
}

/** `843 B`, `12 kB`, `3.4 MB`. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1e6 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** `97 %`; only a whole is 100. */
export function rateText(passed: number, total: number): string {
  if (total === 0) return '';
  const percent = (passed / total) * 100;
  return `${percent > 99 && percent < 100 ? 99 : Math.round(percent)} %`;
}
