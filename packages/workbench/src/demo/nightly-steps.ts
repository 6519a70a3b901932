import type { Lab } from '@perfecto-actions/lab';
import type { JobStep } from '../step-runner/index.ts';
import { action, connection } from './demo-step.ts';

/** The devices of the matrix, and the names their legs have in the log. */
export const nightlyDevices = {
  'Pixel 8 Pro': '2ADEMO000001',
  'Galaxy S23': 'R3DEMO000008',
  'iPhone 15 Pro': 'F52F82C4DEMO01',
  'iPhone 14 Pro Max': 'F52F82C4DEMO03',
} as const;

const scripts = ['login', 'checkout', 'search'] as const;

/** The job of a matrix leg: three scripts on one device. It is never red for what it finds; the gate is one job for all. */
export function legSteps(lab: Lab, deviceId: string): JobStep[] {
  const starts = scripts.map((script): JobStep => ({
    id: script,
    name: `Start ${script}`,
    uses: action('run-script'),
    with: {
      ...connection(lab),
      'script-key': `PUBLIC:Samples/${script}.xml`,
      'device-ids': deviceId,
      // One device runs them one after the other. A device that does not come back must not hold the night up.
      'allocation-timeout': '15s',
      'allocation-retry-interval': '1s',
      wait: 'false',
    },
  }));
  const executions = scripts.map((script) => `\${{ steps.${script}.outputs.executions }}`).join('\n');
  return [
    ...starts,
    {
      id: 'wait',
      name: 'Wait for all',
      uses: action('wait-for-execution'),
      with: { ...connection(lab), executions, 'poll-interval': '500ms', policy: 'fail-on: []' },
    },
    {
      id: 'report',
      name: 'Fetch the reports',
      uses: action('fetch-report'),
      if: 'always()',
      with: {
        ...connection(lab),
        executions,
        attachments: 'images, vitals, logs, video',
        'artifact-name': 'leg',
        policy: 'fail-on: []',
      },
    },
  ];
}

/** The job after all legs: one verdict, compared with the night before. */
export function gateSteps(lab: Lab): JobStep[] {
  return [
    {
      id: 'report',
      name: 'Judge the night',
      uses: action('fetch-report'),
      with: {
        ...connection(lab),
        'results-artifacts': 'leg',
        'artifact-name': 'nightly',
        'compare-with': 'previous',
        'check-run': 'Nightly device tests',
      },
    },
  ];
}
