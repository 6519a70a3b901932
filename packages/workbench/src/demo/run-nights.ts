import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fastClock, startLab } from '@perfecto-actions/lab';
import { startGitHub, type GitHubStandIn } from '../github/index.ts';
import { runJob, type JobResult } from '../step-runner/index.ts';
import type { DemoOptions } from './demo-options.ts';
import { linkLocally } from './local-links.ts';
import { gateSteps, legSteps, nightlyDevices } from './nightly-steps.ts';
import { folded, say, untilInterrupted } from './say.ts';

/** What happens in the lab on each night. */
const nights = ['two-failures', 'three-new-failures'] as const;

/** Time in the lab goes this much faster, so that two nights take half a minute. */
const speed = 5;

/**
 * Plays two nights of a nightly workflow: a matrix of four devices, then the gate, each with artifacts on a stand-in
 * for GitHub, where the second night finds the first. Answers the exit code: 0 when the last gate is green.
 */
export async function runNights({ output }: DemoOptions): Promise<number> {
  await rm(output, { recursive: true, force: true });
  await mkdir(output, { recursive: true });
  const gitHub = await startGitHub();
  try {
    return await untilInterrupted(async (signal) => {
      let conclusion: JobResult['conclusion'] = 'failure';
      for (const [index, scenario] of nights.entries()) {
        if (signal.aborted) break;
        const folder = join(output, `night-${index + 1}`);
        conclusion = await runNight({ number: index + 1, scenario, folder }, gitHub, signal);
      }
      return conclusion === 'success' ? 0 : 1;
    });
  } finally {
    await gitHub.close();
  }
}

async function runNight(
  { number, scenario, folder }: { number: number; scenario: string; folder: string },
  gitHub: GitHubStandIn,
  signal: AbortSignal,
): Promise<JobResult['conclusion']> {
  const lab = await startLab({ scenario, clock: fastClock(speed) });
  const run = gitHub.startRun();
  say(`\n== Night ${number}: run ${run.id}, scenario ${scenario}, the lab at ${lab.url}\n`);
  const job = (name: string, log: (line: string) => void) => ({
    workspace: join(folder, 'jobs', name, 'work'),
    tempDir: join(folder, 'jobs', name, 'temp'),
    services: run.job({ job: name }),
    secrets: { PERFECTO_TOKEN: lab.tokens.automation },
    signal,
    log,
  });
  try {
    const legs = Object.entries(nightlyDevices);
    await Promise.all(
      legs.map(([name, deviceId]) => {
        const log = folded((line) => {
          say(`${name.padEnd(17)} | ${line}`);
        });
        return runJob({ steps: legSteps(lab, deviceId), ...job(name.replaceAll(' ', '-'), log) });
      }),
    );
    const gate = await runJob({ steps: gateSteps(lab), ...job('gate', folded(say)) });
    run.complete(gate.conclusion);
    await keep(gate, folder);
    tell(number, gate, folder, gitHub);
    return gate.conclusion;
  } finally {
    await lab.close();
  }
}

async function keep(gate: JobResult, folder: string): Promise<void> {
  await writeFile(join(folder, 'job-summary.md'), gate.summary);
  await writeFile(join(folder, 'log.txt'), gate.log);
  await writeFile(join(folder, 'outputs.json'), `${JSON.stringify(gate.steps[0]?.outputs, null, 2)}\n`);
  const report = join(folder, 'jobs/gate/work/perfecto-report');
  await cp(report, join(folder, 'report'), { recursive: true }).catch(() => undefined);
  await linkLocally(join(folder, 'job-summary.md'), join(folder, 'report'));
  await rm(join(folder, 'jobs'), { recursive: true });
}

function tell(
  number: number,
  gate: JobResult,
  folder: string,
  { artifacts, checkRuns }: GitHubStandIn,
): void {
  const { conclusion = 'none', reason = '', ...outputs } = gate.steps[0]?.outputs ?? {};
  say(`\nNight ${number}: ${conclusion}. ${reason}`);
  if (outputs['new-failures']) {
    const { 'new-failures': fresh, fixed, 'still-failing': still } = outputs;
    say(`Since the night before: ${fresh} new failures, ${fixed ?? ''} fixed, ${still ?? ''} still failing.`);
  }
  const check = checkRuns.at(-1);
  say(
    `On GitHub: ${artifacts.length} artifacts so far; check run "${check?.name ?? ''}": ${check?.title ?? ''}`,
  );
  const here = relative('.', folder);
  say(
    `Left in ${here}/: job-summary.md, log.txt, outputs.json, report/ (results.json, junit.xml, one folder a leg)`,
  );
  say(`Open ${join(here, 'report', 'index.html')} in a browser.`);
}
