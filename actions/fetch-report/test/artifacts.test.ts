import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startGitHub, type GitHubStandIn, type WorkflowRun } from '@perfecto-actions/workbench/github';
import { openRehearsal, type Rehearsal } from '@perfecto-actions/workbench/rehearsal';

let job: Rehearsal;
let gitHub: GitHubStandIn;
let run: WorkflowRun;
let executions: string;

beforeEach(async () => {
  job = await openRehearsal();
  gitHub = await startGitHub();
  run = gitHub.startRun();
  const started = await job.run('run-script', {
    'script-key': 'PUBLIC:Samples/checkout.xml',
    'device-ids': 'F52F82C4DEMO01',
  });
  executions = started.outputs['executions'] ?? '';
});

afterEach(async () => {
  await gitHub.close();
  await job.close();
});

/** Runs the step in a job of the run. */
function fetch(inputs: Record<string, string> = {}, services = run.job()) {
  return job.run(
    'fetch-report',
    { executions, 'report-timeout': '5s', 'artifact-name': 'report', ...inputs },
    { services },
  );
}

const names = () => gitHub.artifacts.map(({ name }) => name);

describe('the workflow artifact of fetch-report', () => {
  it('holds everything, and another results.json alone', async () => {
    const step = await fetch({ formats: 'html, csv' });
    expect(step.outcome).toBe('success');
    expect(names()).toEqual(['report-results', 'report']);
    const [results, whole] = gitHub.artifacts;
    expect(whole?.bytes).toBeGreaterThan(results?.bytes ?? Infinity);
    expect(step.outputs).toMatchObject({
      'artifact-name': 'report',
      'artifact-id': String(whole?.id),
      'artifact-url': `https://github.com/demo/app/actions/runs/${run.id}/artifacts/${whole?.id ?? 0}`,
    });
    expect(step.summary).toContain(`in the artifact [report](${step.outputs['artifact-url'] ?? ''})`);
  });

  it('R25: gets a number when its name is taken, and the verdict stands', async () => {
    await fetch();
    const second = await fetch();
    const third = await fetch();
    expect(names().filter((name) => !name.includes('results'))).toEqual(['report', 'report-2', 'report-3']);
    expect(names().filter((name) => name.includes('results'))).toEqual([
      'report-results',
      'report-results-2',
      'report-results-3',
    ]);
    expect(second).toMatchObject({ outcome: 'success', outputs: { 'artifact-name': 'report-2' } });
    expect(third.annotations).toEqual([]);
  });

  it('is left out with a notice where the server is GitHub Enterprise Server', async () => {
    const enterprise = await startGitHub({ isEnterpriseServer: true });
    const step = await fetch({}, enterprise.startRun().job());
    expect(step).toMatchObject({ outcome: 'success', outputs: { conclusion: 'passed' } });
    expect(step.annotations).toMatchObject([{ level: 'notice' }]);
    expect(step.annotations[0]?.message).toContain('GitHub Enterprise Server');
    expect(enterprise.requests).toEqual([]);
    await enterprise.close();
  });

  it.each([
    ['refused', { status: 403, json: { code: 'permission_denied', msg: 'no artifacts for you' } }],
    ['over the quota', { status: 403, json: { code: 'x', msg: 'insufficient usage to create artifact' } }],
  ])('changes no verdict when it is %s, and says where the files are', async (_, answer) => {
    gitHub.faults.push({ path: /CreateArtifact$/, answer });
    const step = await fetch();
    expect(step).toMatchObject({ outcome: 'success', outputs: { conclusion: 'passed' } });
    expect(step.outputs['artifact-id']).toBeUndefined();
    expect(step.annotations).toMatchObject([{ level: 'warning' }]);
    expect(step.annotations[0]?.message).toContain(join(job.workspace, 'perfecto-report'));
  });

  it('leaves results for the next night even if there is no room for the rest', async () => {
    const answer = { status: 403, json: { code: 'permission_denied', msg: 'too large' } };
    gitHub.faults.push({ path: /FinalizeArtifact$/, after: 1, answer });
    const step = await fetch();
    expect(step.outcome).toBe('success');
    expect(gitHub.artifacts.map(({ name, isFinal }) => [name, isFinal])).toEqual([
      ['report-results', true],
      ['report', false],
    ]);
    expect(step.annotations).toMatchObject([{ level: 'warning' }]);
  });

  it('leaves out a JUnit file that lies elsewhere', async () => {
    const step = await fetch({ junit: 'elsewhere/tests.xml' });
    expect(step.outcome).toBe('success');
    expect(step.log).toContain('lie outside of');
    expect(await readFile(join(job.workspace, 'elsewhere/tests.xml'), 'utf8')).toContain('<testsuite');
  });

  it('is uploaded also when the gate is red', async () => {
    const step = await fetch({ policy: 'min-tests: 99' });
    expect(step.outcome).toBe('failure');
    expect(names()).toEqual(['report-results', 'report']);
  });

  it('R31: shows no token of the runtime and no signature', async () => {
    const services = run.job();
    const step = await fetch({}, services);
    const secrets = [...services.secrets, services.github['token'] ?? ''];
    for (const secret of secrets) expect(step.log + step.summary).not.toContain(secret);
    expect(step.log).not.toMatch(/sig=(?!\*\*\*)/);
  });
});
