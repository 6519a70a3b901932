import { renderCheckRun, type CheckRun, type Results, type Verdict } from '@perfecto-actions/results';
import type { StepContext } from '../client.ts';
import { openGitHub, statusOf, whyNot, type GitHubApi } from './github-api.ts';
import { pullRequestHead } from './pull-request-head.ts';
import { runUrl } from './run-url.ts';

/** Most characters of a commit status's description. */
const maxDescriptionChars = 140;

/**
 * Reports the verdict as a check run; where the token may make none, as a commit status; and where it may do neither,
 * such as for a fork, a notice says so. The verdict is the same in each case (R24). True when there is a check run.
 */
export async function reportCheckRun(
  name: string,
  { results, verdict, token }: { results: Results; verdict: Verdict; token: string | undefined },
  context: StepContext,
): Promise<boolean> {
  const { log, signal } = context;
  const api = await openGitHub(token, context);
  if ('unavailable' in api) {
    log.notice(`There is no check run ${name}. ${api.unavailable}`);
    return false;
  }
  const headSha = await headShaOf(context.env);
  try {
    await sendCheckRun({ name, headSha }, renderCheckRun(results, verdict, { title: name }), api, context);
    return true;
  } catch (error) {
    signal.throwIfAborted();
    const why = whyNot(error, 'checks: write');
    if (![401, 403, 404].includes(statusOf(error).status ?? 0)) {
      log.notice(`The check run ${name} is not complete: ${why}.`);
      return false;
    }
    log.notice(await commitStatus({ name, headSha, why }, verdict, api, context));
    return false;
  }
}

/** Makes the check run with the first annotations and adds the others, request by request. */
async function sendCheckRun(
  { name, headSha }: { name: string; headSha: string },
  { conclusion, title, summary, annotationBatches }: CheckRun,
  { rest, repo, within }: GitHubApi,
  context: StepContext,
): Promise<void> {
  const [first = [], ...others] = annotationBatches;
  const { data } = await rest.checks.create({
    ...repo,
    name,
    head_sha: headSha,
    status: 'completed',
    conclusion,
    details_url: runUrl(context.env),
    output: { title, summary, annotations: first },
    request: within(),
  });
  context.setOutput('check-run-url', data.html_url ?? '');
  context.log.info(`The check run ${name}: ${data.html_url ?? ''}`);
  for (const annotations of others) {
    const output = { title, summary, annotations };
    await rest.checks.update({ ...repo, check_run_id: data.id, output, request: within() });
  }
}

/** Says the same in fewer words; answers what to tell the user. */
async function commitStatus(
  { name, headSha, why }: { name: string; headSha: string; why: string },
  { conclusion, blocking, sentence }: Verdict,
  { rest, repo, within }: GitHubApi,
  { env, signal }: StepContext,
): Promise<string> {
  const text = `${conclusion}: ${sentence}`;
  try {
    await rest.repos.createCommitStatus({
      ...repo,
      sha: headSha,
      context: name,
      state: conclusion === 'passed' || !blocking ? 'success' : 'failure',
      description: text.length > maxDescriptionChars ? `${text.slice(0, maxDescriptionChars - 1)}…` : text,
      target_url: runUrl(env),
      request: within(),
    });
    return `There is a commit status ${name} instead of a check run: ${why}.`;
  } catch (error) {
    signal.throwIfAborted();
    return `There is neither a check run nor a commit status ${name}: ${why}; ${whyNot(error, 'statuses: write')}.`;
  }
}

/** The commit that people look at: in a pull request GITHUB_SHA is a merge that nobody sees. */
async function headShaOf(env: StepContext['env']): Promise<string> {
  return (await pullRequestHead(env)).sha ?? env['GITHUB_SHA'] ?? '';
}
