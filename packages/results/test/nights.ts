import type { ExecutionResult, ResultDevice, Results, TestCase } from '../src/index.ts';
import { resultsOf } from '../src/index.ts';

/** Nightly runs of three scripts on four devices, as results.json holds them. */

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const firstNightMs = Date.UTC(2026, 10, 20, 2);

export const nightDevices: ResultDevice[] = [
  { deviceId: 'R3DEMO000001', manufacturer: 'Google', model: 'Pixel 8', os: 'Android', osVersion: '14' },
  { deviceId: 'R3DEMO000002', manufacturer: 'Samsung', model: 'Galaxy S22', os: 'Android', osVersion: '13' },
  { deviceId: '00008110DEMO0003', manufacturer: 'Apple', model: 'iPhone-15', os: 'iOS', osVersion: '18.2' },
  { deviceId: '00008110DEMO0004', manufacturer: 'Apple', model: 'iPad-10', os: 'iOS', osVersion: '17.5' },
].map((device) => ({ ...device, location: 'NA-US-BOS' }));

const scripts: Record<string, string[]> = {
  login: ['Open the app', 'Log in', 'Log out'],
  search: ['Open the app', 'Search', 'Open a product'],
  checkout: ['Open the app', 'Fill the basket', 'Pay', 'See the receipt'],
};

/** Changes a good execution into what a night made of it. */
type Change = (execution: ExecutionResult, device: ResultDevice) => ExecutionResult;

/** When a night began, ms since 1970; nights count from 0. */
export function nightMs(night: number): number {
  return firstNightMs + night * dayMs;
}

/** Night 0: everything is green. */
export function greenNight(night = 0): Results {
  return nightOf(night, (execution) => execution);
}

/**
 * Night 1: three new failures of two causes. Paying fails on both Androids, at another time and on another line each;
 * a checkpoint of the search fails on the iPad.
 */
export function failingNight(night = 1): Results {
  return nightOf(night, (execution, { model = '', os }) => {
    const { scriptName } = execution;
    if (scriptName === 'checkout' && os === 'Android') {
      const waited = model === 'Pixel 8' ? '30.2' : '31.7';
      return failingIn(execution, 'Pay', {
        message: `Button 'Pay now' was not found on ${model} after ${waited} s`,
        code: 'Failed',
      });
    }
    if (scriptName === 'search' && model === 'iPad-10') {
      const message = 'Validation failed: expected "12 results", found "0 results"';
      return failingIn(execution, 'Search', { message, code: 'ValidationFailure' });
    }
    return execution;
  });
}

/** Night 2: no Apple device can be had, the failure of paying is still there, the search is not known. */
export function labOutageNight(night = 2): Results {
  const failing = new Map(failingNight(night).executions.map((one) => [one.executionId, one]));
  return nightOf(night, (execution, { os, deviceId = '' }) => {
    if (os !== 'iOS') return failing.get(execution.executionId) ?? execution;
    const { executionId, scriptName, devices, reportUrl = '', queuedAtMs = 0 } = execution;
    return {
      executionId,
      scriptName,
      devices,
      outcome: 'failed',
      state: 'Completed',
      flowEndCode: 'Failed',
      reason: 'ResourcesUnavailable',
      description: `ResourcesUnavailable: Device ${deviceId} is not available - device is in use`,
      queuedAtMs,
      reportUrl,
      cases: [],
      files: [],
    };
  });
}

function nightOf(night: number, change: Change): Results {
  const executions = Object.keys(scripts).flatMap((script, index) =>
    nightDevices.map((device) => change(goodExecution(script, device, nightMs(night), index), device)),
  );
  return resultsOf(executions, nightMs(night) + 40 * minuteMs);
}

/** Each device runs the scripts one after the other; the second and third wait for it. */
function goodExecution(script: string, device: ResultDevice, atMs: number, turn: number): ExecutionResult {
  const startedAtMs = atMs + turn * 4 * minuteMs + 5000;
  const day = new Date(atMs).toISOString().slice(2, 10);
  const executionId = `ci.bot@example.com_${script}_${day}_02_0${turn}_00_${device.deviceId ?? ''}`;
  return {
    executionId,
    reportKey: `PRIVATE:${script}/${executionId}.xml`,
    scriptKey: `PRIVATE:nightly/${script}.xml`,
    scriptName: script,
    devices: [device],
    outcome: 'passed',
    state: 'Completed',
    flowEndCode: 'Success',
    reason: 'Success',
    queuedAtMs: atMs,
    startedAtMs,
    endedAtMs: startedAtMs + 3 * minuteMs,
    reportUrl: `https://mycloud.app.perfectomobile.com/reporting/library/?externalId[0]=${executionId}`,
    cases: (scripts[script] ?? []).map((name, index) => goodCase(script, name, startedAtMs + index * 40_000)),
    failedActions: 0,
    failedValidations: 0,
    files: [],
  };
}

function goodCase(script: string, name: string, startedAtMs: number): TestCase {
  const path = `images/${name.toLowerCase().replaceAll(' ', '_')}.png`;
  return {
    name,
    path: [script, name],
    outcome: 'passed',
    startedAtMs,
    durationMs: 38_000,
    attachments: [{ type: 'image', format: 'png', path }],
  };
}

/** A script stops at its first failure, so the cases behind it are not in the report. */
function failingIn(
  execution: ExecutionResult,
  caseName: string,
  failure: { message: string; code: string },
): ExecutionResult {
  const cases = execution.cases ?? [];
  const index = cases.findIndex(({ name }) => name === caseName);
  return {
    ...execution,
    outcome: 'failed',
    flowEndCode: 'Failed',
    reason: 'Failed',
    description: `Failed: ${failure.message}`,
    failedActions: 1,
    cases: cases
      .slice(0, index + 1)
      .map((one) =>
        one.name === caseName
          ? { ...one, outcome: 'failed', failure: { step: `${caseName} > Tap`, ...failure } }
          : one,
      ),
  };
}
