/** Which job this is: run, attempt, job and matrix leg make a name that no other job has (R11). */
export interface JobIdentity {
  repository: string;
  runId: string;
  attempt: string;
  job: string;
  /** Number of the matrix leg, `0` without a matrix. */
  leg: string;
}

/** Reads the identity from the runner's environment; `leg` comes from an input, since the runner has no variable for it. */
export function jobIdentity(env: Readonly<Record<string, string | undefined>>, leg: string): JobIdentity {
  return {
    repository: env['GITHUB_REPOSITORY'] ?? 'local/run',
    runId: env['GITHUB_RUN_ID'] ?? String(process.pid),
    attempt: env['GITHUB_RUN_ATTEMPT'] ?? '1',
    job: env['GITHUB_JOB'] ?? 'job',
    leg: leg || '0',
  };
}

/** `owner/repo/123-1-test-0`: a folder of its own in the repository of the cloud. */
export function jobFolder(identity: JobIdentity): string {
  const { repository, runId, attempt, job, leg } = identity;
  return `${repositoryFolder(repository)}/${[runId, attempt, plain(job), plain(leg)].join('-')}`;
}

/** The run behind a path that begins with a job's folder of this repository; undefined for any other path. */
export function runOfFolder(path: string, repository: string): string | undefined {
  const folder = `${repositoryFolder(repository)}/`;
  return path.startsWith(folder) ? /^(\d+)-\d+-/.exec(path.slice(folder.length))?.[1] : undefined;
}

/** The mark that reservations carry, so that a post step or a sweep finds them: `ci owner/repo run 123.1 test 0`. */
export function jobMark(identity: JobIdentity): string {
  const { repository, runId, attempt, job, leg } = identity;
  return `ci ${repository} run ${runId}.${attempt} ${job} ${leg}`;
}

/** The run behind a mark of this repository; undefined for any other text. */
export function runOfMark(mark: string, repository: string): string | undefined {
  const start = `ci ${repository} run `;
  return mark.startsWith(start) ? /^(\d+)\.\d+ /.exec(mark.slice(start.length))?.[1] : undefined;
}

/** Owner and name stay two parts, so that no two repositories share a folder. */
function repositoryFolder(repository: string): string {
  return repository.split('/').map(plain).join('/');
}

function plain(text: string): string {
  return text.replace(/[^\w.-]+/g, '-').replace(/^\.+/, '-');
}
