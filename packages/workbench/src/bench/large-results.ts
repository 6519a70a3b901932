import type { ExecutionResult, Results, TestCase } from '@perfecto-actions/results';
import { remember, resultsOf } from '@perfecto-actions/results';

const casesInExecution = 100;
const nightMs = Date.UTC(2026, 10, 24, 2);
const dayMs = 86_400_000;

/** Results with so many cases, every tenth of which failed for one of fifty causes, after a night of the same size. */
export function largeResults(cases: number): Results {
  return remember(nightOf(cases, 0, 3), nightOf(cases, 1, 7));
}

function nightOf(cases: number, night: number, failing: number): Results {
  const executions = Array.from({ length: cases / casesInExecution }, (_, index) =>
    executionOf(index, night, failing),
  );
  return resultsOf(executions, nightMs + night * dayMs);
}

function executionOf(index: number, night: number, failing: number): ExecutionResult {
  const device = index % 40;
  const startedAtMs = nightMs + night * dayMs + index * 1000;
  const cases = Array.from({ length: casesInExecution }, (_, number) => caseOf(number, index, failing));
  return {
    executionId: `ci.bot@example.com_script-${index}_${night}`,
    scriptName: `script-${Math.floor(index / 40)}`,
    devices: [
      { deviceId: `R3DEMO${String(device).padStart(6, '0')}`, model: `Model ${device % 8}`, os: 'Android' },
    ],
    outcome: 'failed',
    state: 'Completed',
    flowEndCode: 'Failed',
    reason: 'Failed',
    startedAtMs,
    endedAtMs: startedAtMs + 600_000,
    reportUrl: `https://mycloud.app.perfectomobile.com/reporting/library/?externalId[0]=script-${index}_${night}`,
    cases,
    files: [],
  };
}

function caseOf(number: number, index: number, failing: number): TestCase {
  const name = `Case ${number}`;
  const path = [`script-${index}`, name];
  const base = {
    name,
    path,
    durationMs: 5000,
    attachments: [{ type: 'image', path: `images/${number}.png` }],
  };
  if (number % 10 !== failing) return { ...base, outcome: 'passed' };
  const cause = String.fromCodePoint(0x4e00 + ((number + index) % 50));
  const message = `Element ${cause} was not found after ${(index % 90) + 1}.5 s\n    at Screen.find (screen.js:${number}:${index})`;
  return { ...base, outcome: 'failed', failure: { step: `${name} > Tap`, message, code: 'Failed' } };
}
