import type { ExecutionResult } from './model.ts';

/**
 * The execution with the stored path of each attachment that was fetched; `stored` has them by the `path` of the
 * attachment. An attachment that is not in it keeps no path, so nothing points at a file that is not there.
 */
export function withStoredFiles(
  execution: ExecutionResult,
  stored: ReadonlyMap<string, string>,
): ExecutionResult {
  const { cases } = execution;
  if (cases === undefined) return execution;
  return {
    ...execution,
    cases: cases.map((one) => ({
      ...one,
      attachments: one.attachments.map(({ type, format, path }) => {
        const file = stored.get(path);
        return {
          ...(type !== undefined && { type }),
          ...(format !== undefined && { format }),
          path,
          ...(file !== undefined && { file }),
        };
      }),
    })),
  };
}
