/** Where relative paths of inputs begin: the job's checkout, or the current folder where there is no job. */
export function workspaceOf(env: Readonly<Record<string, string | undefined>>): string {
  return env['GITHUB_WORKSPACE'] ?? process.cwd();
}
