/**
 * The code of an operating system's error, such as `ENOENT`; undefined for anything else. Asks for the
 * field and not for the class: under jest such errors come from another realm than `Error`.
 */
export function systemErrorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
