/**
 * Where the lab serves the operations whose whole address stands in another answer (`{downloadUrl}` in the
 * catalogue). These paths are the lab's own: clients take the address as it comes. `owner` is a test or a task,
 * `code` what keeps the address from being guessed. What a task made has no operation of its own and counts as an
 * artifact.
 */
export const downloadPatterns: Readonly<Record<string, string>> = {
  'reporting.video.download': '/reporting/videos/{owner}/{code}/{file}',
  'reporting.artifact.download': '/reporting/artifacts/{owner}/{code}/{file}',
};

/** The path of a file below the host, for one of the operations above. */
export function downloadPath(
  operation: string,
  values: { owner: string; code: string; file: string },
): string {
  const { owner, code, file } = values;
  return (downloadPatterns[operation] ?? '')
    .replace('{owner}', encodeURIComponent(owner))
    .replace('{code}', encodeURIComponent(code))
    .replace('{file}', encodeURIComponent(file));
}
