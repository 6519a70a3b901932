import { readJson, textOf, type Answer } from './answer.ts';
import type { CheckAnnotation, CheckRunRecord } from './records.ts';
import { restError } from './rest-answers.ts';
import type { RestCall } from './rest-call.ts';

type Body = Record<string, unknown>;

/** Limits of the Checks API (@octokit/openapi-types, checks/create): annotations a request, characters of a text. */
const maxAnnotations = 50;
const maxTextChars = 65_535;
const maxTitleChars = 255;
const maxMessageBytes = 64 * 1024;

/** Makes a check run (checks/create). */
export async function createCheckRun({ request, records }: RestCall): Promise<Answer> {
  const body = (await readJson(request.body)) ?? {};
  const [name, headSha] = [textOf(body['name']), textOf(body['head_sha'])];
  const problems = [
    ...(name === '' || headSha === '' ? ['name or head_sha is missing'] : []),
    ...problemsOf(body),
  ];
  if (problems.length > 0) return invalid(problems);
  const run: CheckRunRecord = {
    id: 5_000_001 + records.checkRuns.length,
    name,
    headSha,
    status: 'queued',
    conclusion: undefined,
    title: '',
    summary: '',
    text: '',
    detailsUrl: undefined,
    annotations: [],
    requests: 0,
  };
  apply(run, body);
  records.checkRuns.push(run);
  return { status: 201, json: shown(run, request.origin, records.repository) };
}

/** Changes a check run; annotations are added to those it has (checks/update). */
export async function updateCheckRun({ request, records, parts: [id = ''] }: RestCall): Promise<Answer> {
  const run = records.checkRuns.find((candidate) => String(candidate.id) === id);
  if (run === undefined) return restError(404, 'Not Found');
  const body = (await readJson(request.body)) ?? {};
  const problems = problemsOf(body);
  if (problems.length > 0) return invalid(problems);
  apply(run, body);
  return { status: 200, json: shown(run, request.origin, records.repository) };
}

/** Sets the status of a commit (repos/create-commit-status). GitHub's limit of the description is 140 characters. */
export async function createStatus({ request, records, parts: [sha = ''] }: RestCall): Promise<Answer> {
  const body = (await readJson(request.body)) ?? {};
  const [state, description] = [textOf(body['state']), textOf(body['description'])];
  if (!['error', 'failure', 'pending', 'success'].includes(state)) return invalid(['state']);
  if (description.length > 140) return invalid(['description is too long (maximum is 140 characters)']);
  const targetUrl = body['target_url'];
  records.statuses.push({
    sha,
    state,
    context: textOf(body['context']) || 'default',
    description,
    targetUrl: typeof targetUrl === 'string' ? targetUrl : undefined,
  });
  return { status: 201, json: { id: records.statuses.length, state, description } };
}

function problemsOf(body: Body): string[] {
  const output = body['output'] as Body | undefined;
  if (output === undefined) return [];
  const { title, summary, text } = output;
  const annotations = (output['annotations'] ?? []) as CheckAnnotation[];
  return [
    ...(textOf(title) === '' || textOf(summary) === '' ? ['title or summary is missing'] : []),
    ...[summary, text]
      .map((value) => textOf(value).length)
      .filter((chars) => chars > maxTextChars)
      .map((chars) => `Only ${maxTextChars} characters are allowed; ${chars} were supplied.`),
    ...(annotations.length > maxAnnotations
      ? [`No more than ${maxAnnotations} items are allowed; ${annotations.length} were supplied.`]
      : []),
    ...annotations.filter((annotation) => !isGood(annotation)).map(({ path }) => `annotation of ${path}`),
  ];
}

function isGood({
  path,
  start_line,
  end_line,
  annotation_level,
  message,
  title = '',
}: CheckAnnotation): boolean {
  return (
    path !== '' &&
    start_line >= 1 &&
    end_line >= start_line &&
    ['notice', 'warning', 'failure'].includes(annotation_level) &&
    message !== '' &&
    Buffer.byteLength(message) <= maxMessageBytes &&
    title.length <= maxTitleChars
  );
}

function apply(run: CheckRunRecord, body: Body): void {
  const output = (body['output'] ?? {}) as Body;
  const conclusion = textOf(body['conclusion']);
  run.requests += 1;
  run.name = textOf(body['name']) || run.name;
  run.status = conclusion === '' ? textOf(body['status']) || run.status : 'completed';
  if (conclusion !== '') run.conclusion = conclusion;
  run.title = textOf(output['title']) || run.title;
  run.summary = textOf(output['summary']) || run.summary;
  run.text = textOf(output['text']) || run.text;
  run.detailsUrl = textOf(body['details_url']) || run.detailsUrl;
  run.annotations.push(...((output['annotations'] ?? []) as CheckAnnotation[]));
}

function shown(run: CheckRunRecord, origin: string, repository: string): Body {
  return {
    id: run.id,
    name: run.name,
    head_sha: run.headSha,
    status: run.status,
    conclusion: run.conclusion ?? null,
    html_url: `${origin}/${repository}/runs/${run.id}`,
    output: { title: run.title, summary: run.summary, annotations_count: run.annotations.length },
  };
}

/** How the API words a 422. */
function invalid(problems: readonly string[]): Answer {
  return restError(422, `Invalid request.\n\n${problems.join('\n')}`, {
    errors: problems.map((message) => ({ message })),
  });
}
