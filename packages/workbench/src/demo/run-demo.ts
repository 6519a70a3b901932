import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { startLab, type Lab } from '@perfecto-actions/lab';
import { runJob, type JobResult, type JobStep, type StepResult } from '../step-runner/index.ts';
import { workspaceRoot } from '../workspace.ts';
import type { DemoOptions } from './demo-options.ts';
import { action, connection } from './demo-step.ts';
import { linkLocally } from './local-links.ts';
import { folded, say, untilInterrupted } from './say.ts';
import { writeSimulatorApp } from './simulator-app.ts';

/**
 * Starts the lab, runs the five actions as a runner would, and leaves everything in `demo-output/`.
 * Answers the exit code: 0 when the job is green.
 */
export async function runDemo({ scenario, output }: DemoOptions): Promise<number> {
  await rm(output, { recursive: true, force: true });
  const checkout = join(output, 'checkout');
  await prepareCheckout(checkout);
  const lab = await startLab({ scenario: scenario === 'failing' ? 'failing' : 'default' });
  say(`The lab, a local Perfecto cloud, answers at ${lab.url} (scenario ${scenario}).\n`);
  try {
    const job = await untilInterrupted((signal) =>
      runJob({
        steps: pipeline(lab),
        workspace: checkout,
        tempDir: join(output, 'runner-temp'),
        github: { repository: 'demo/app', workflow: 'Device tests', job: 'device-tests' },
        secrets: { PERFECTO_TOKEN: lab.tokens.automation },
        log: folded(say),
        signal,
      }),
    );
    await keep(job, output, checkout);
    tellWhatIsLeft(lab, job, output);
    return job.conclusion === 'success' ? 0 : 1;
  } finally {
    await lab.close();
  }
}

/** What a checkout and a build would have left: a real Android app, an app for simulators, the scripts. */
async function prepareCheckout(checkout: string): Promise<void> {
  await mkdir(join(checkout, 'build'), { recursive: true });
  const apidemos = dirname(createRequire(import.meta.url).resolve('android-apidemos/package.json'));
  await cp(join(apidemos, 'apks/ApiDemos-debug.apk'), join(checkout, 'build/ApiDemos-debug.apk'));
  await writeSimulatorApp(join(checkout, 'build/Demo-simulator.zip'));
  await cp(join(workspaceRoot, 'examples/scripts'), join(checkout, 'scripts'), { recursive: true });
}

function pipeline(lab: Lab): JobStep[] {
  return [
    {
      id: 'app',
      name: 'Upload the apps',
      uses: action('upload-app'),
      with: { ...connection(lab), path: 'build/*.apk\nbuild/*.zip', locator: 'PRIVATE:ci/' },
    },
    {
      id: 'devices',
      name: 'Reserve two Android phones',
      uses: action('reserve-device'),
      with: { ...connection(lab), os: 'Android', count: '2', duration: '30m' },
    },
    {
      id: 'start',
      name: 'Start the checkout script on both',
      uses: action('run-script'),
      with: {
        ...connection(lab),
        'script-file': 'scripts/checkout.xml',
        'device-ids': '${{ steps.devices.outputs.device-ids }}',
        parameters: 'app: PRIVATE:ci/ApiDemos-debug.apk',
        wait: 'false',
      },
    },
    {
      id: 'wait',
      name: 'Wait for both',
      uses: action('wait-for-execution'),
      // Red belongs to the report below: it says which step failed.
      continueOnError: true,
      with: {
        ...connection(lab),
        executions: '${{ steps.start.outputs.executions }}',
        timeout: '5m',
        'poll-interval': '2s',
      },
    },
    {
      id: 'report',
      name: 'Fetch the reports and judge',
      uses: action('fetch-report'),
      with: {
        ...connection(lab),
        executions: '${{ steps.start.outputs.executions }}',
        formats: 'html, pdf, csv',
        attachments: 'all',
        directory: 'perfecto-report',
      },
    },
  ];
}

async function keep(job: JobResult, output: string, checkout: string): Promise<void> {
  const outputs = Object.fromEntries(job.steps.map((step) => [step.id, step.outputs]));
  await writeFile(join(output, 'outputs.json'), `${JSON.stringify(outputs, null, 2)}\n`);
  await writeFile(join(output, 'job-summary.md'), job.summary);
  await writeFile(join(output, 'log.txt'), job.log);
  await cp(join(checkout, 'perfecto-report'), join(output, 'report'), { recursive: true }).catch(
    () => undefined,
  );
  await linkLocally(join(output, 'job-summary.md'), join(output, 'report'));
  for (const scratch of [checkout, join(output, 'runner-temp')]) await rm(scratch, { recursive: true });
}

function tellWhatIsLeft(lab: Lab, job: JobResult, output: string): void {
  const report = job.steps.find((step): step is StepResult => step.id === 'report');
  const { conclusion = 'none', reason = '' } = report === undefined ? {} : report.outputs;
  say('');
  say(`The job ended with ${job.conclusion}. Verdict: ${conclusion}. ${reason}`);
  const here = relative('.', output);
  say(
    `Left in ${here}/: job-summary.md, log.txt (with the inputs of each step), outputs.json, report/ (results.json, junit.xml, one folder an execution)`,
  );
  say(`Open ${join(here, 'report', 'index.html')} in a browser.`);
  say(`The lab answered ${lab.requests.length} requests and is stopped.`);
}
