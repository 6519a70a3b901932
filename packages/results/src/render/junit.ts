import { asJudged } from '../as-judged.ts';
import { latestAttempts } from '../attempts.ts';
import type { ExecutionResult, Outcome, ResultDevice, Results, TestCase } from '../model.ts';
import { escapeXml, escapeXmlAttribute, oneLine } from '../text/escape.ts';
import { needsOwnCase, reasonText, scriptLabel, tookMs } from '../text/wording.ts';

/**
 * The results as JUnit XML: a suite for each execution, a test case for each case. An inconclusive case is an `error`.
 * The class of a case is its suite with the device, since GitLab and Jenkins take cases of one class and name for one.
 * An execution that is not green while none of its cases says so, or that has no case, is a test case itself. Files
 * that were fetched are named by their stored path as `[[ATTACHMENT|path]]`, which Jenkins and GitLab understand.
 */
export function renderJUnit(results: Results): string {
  const executions = asJudged(latestAttempts(results.executions), results.verdict?.reasons);
  const suites = uniquely(executions.map(suiteOf));
  const totals = totalsOf(suites.flatMap(({ cases }) => cases));
  const timeMs = suites.reduce((sum, suite) => sum + suite.timeMs, 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: 'Perfecto', ...totals, time: seconds(timeMs) })}>`,
    ...suites.map(renderSuite),
    '</testsuites>',
    '',
  ].join('\n');
}

interface JUnitCase {
  name: string;
  outcome: Outcome;
  timeMs: number;
  type: string;
  message: string;
  detail: string;
  /** Stored paths of its attachments. */
  files: readonly string[];
}

interface JUnitSuite {
  name: string;
  execution: ExecutionResult;
  cases: JUnitCase[];
  timeMs: number;
}

function suiteOf(execution: ExecutionResult): JUnitSuite {
  const cases = (execution.cases ?? []).map(caseOf);
  if (needsOwnCase(execution)) {
    cases.push({
      name: cases.length === 0 ? scriptLabel(execution) : `${scriptLabel(execution)} (execution)`,
      outcome: execution.outcome,
      timeMs: cases.length === 0 ? (tookMs(execution) ?? 0) : 0,
      type: execution.reason ?? execution.outcome,
      message: reasonText(execution),
      detail: reasonText(execution),
      files: [],
    });
  }
  const ownTimeMs = cases.reduce((sum, { timeMs }) => sum + timeMs, 0);
  const name = suiteName(execution);
  return { name, execution, cases: uniquely(cases), timeMs: tookMs(execution) ?? ownTimeMs };
}

/** Script, leg and devices. Jenkins takes what is in front of a dot for a package, so a model `iPad Pro 12.9` has none. */
function suiteName({ devices, leg, ...execution }: ExecutionResult): string {
  const on = devices.map(({ model, deviceId }) => (model ?? deviceId ?? '').replaceAll('.', '_'));
  const script = scriptLabel({ devices, ...execution });
  const what = leg === undefined || leg === '' ? script : `${script} (${leg})`;
  return [what, ...on].filter((part) => part !== '').join(' on ');
}

function caseOf({ name, outcome, durationMs, failure, attachments }: TestCase): JUnitCase {
  const message = failure?.message ?? 'The report does not say how it ended.';
  return {
    name,
    outcome,
    timeMs: durationMs ?? 0,
    type: failure?.code ?? outcome,
    message,
    detail: failure === undefined ? message : `${failure.step}\n${message}`,
    files: attachments.flatMap(({ file }) => (file === undefined ? [] : [file])),
  };
}

/**
 * A step in a loop comes many times under one name, a script on two devices of a model twice; readers of JUnit XML
 * would keep the last only.
 */
function uniquely<Named extends { name: string }>(all: readonly Named[]): Named[] {
  const taken = new Set<string>();
  const counters = new Map<string, number>();
  return all.map((one) => {
    let name = one.name;
    let count = counters.get(one.name) ?? 1;
    while (taken.has(name)) {
      count += 1;
      name = `${one.name} (${count})`;
    }
    counters.set(one.name, count);
    taken.add(name);
    return { ...one, name };
  });
}

function renderSuite({ name, execution, cases, timeMs }: JUnitSuite): string {
  const { startedAtMs, files, reportUrl } = execution;
  const inCases = new Set(cases.flatMap((one) => one.files));
  const output = [
    ...(reportUrl === undefined ? [] : [`Report: ${withoutMarks(reportUrl)}`]),
    ...files.filter((path) => !inCases.has(path)).map(attachment),
  ];
  return [
    `  <testsuite${attributes({
      name,
      ...totalsOf(cases),
      time: seconds(timeMs),
      timestamp: timestamp(startedAtMs),
    })}>`,
    '    <properties>',
    ...Object.entries(propertiesOf(execution)).flatMap(([key, value]) =>
      value === undefined ? [] : [`      <property${attributes({ name: key, value })}/>`],
    ),
    '    </properties>',
    ...cases.map((one) => renderCase(one, name)),
    ...(output.length === 0 ? [] : [`    <system-out>${escapeXml(output.join('\n'))}</system-out>`]),
    '  </testsuite>',
  ].join('\n');
}

/** Where it ran. The first device has the plain names, a second one `device2.model` and so on. */
function propertiesOf(execution: ExecutionResult): Record<string, string | undefined> {
  const { executionId, reportKey, leg, attempt, devices } = execution;
  const ofDevices = devices.flatMap((device, index) => {
    const { deviceId, manufacturer, model, location } = device;
    const prefix = index === 0 ? '' : `device${index + 1}.`;
    return Object.entries({ deviceId, manufacturer, model, os: osOf(device), location }).map(
      ([key, value]) => [`${prefix}${key}`, value] as const,
    );
  });
  const number = attempt === undefined ? undefined : String(attempt);
  return { executionId, reportKey, leg, attempt: number, ...Object.fromEntries(ofDevices) };
}

function renderCase(
  { name, outcome, timeMs, type, message, detail, files }: JUnitCase,
  classname: string,
): string {
  const start = `    <testcase${attributes({ name, classname, time: seconds(timeMs) })}`;
  const element = outcome === 'failed' ? 'failure' : 'error';
  const inner = [
    ...(outcome === 'passed'
      ? []
      : [
          `      <${element}${attributes({ type, message: oneLine(message) })}>${escapeXml(detail)}</${element}>`,
        ]),
    ...(files.length === 0
      ? []
      : [`      <system-out>${escapeXml(files.map(attachment).join('\n'))}</system-out>`]),
  ];
  return inner.length === 0 ? `${start}/>` : [`${start}>`, ...inner, '    </testcase>'].join('\n');
}

/** A mark in a text of the service would have Jenkins and GitLab attach a file of their own machine. */
function withoutMarks(text: string): string {
  return oneLine(text).replaceAll('[[', '%5B%5B');
}

/** A bracket in a path would end the mark early. */
function attachment(path: string): string {
  return `[[ATTACHMENT|${oneLine(path).replaceAll(']]', '%5D%5D')}]]`;
}

function totalsOf(cases: readonly JUnitCase[]): Record<'tests' | 'failures' | 'errors' | 'skipped', number> {
  return {
    tests: cases.length,
    failures: cases.filter(({ outcome }) => outcome === 'failed').length,
    errors: cases.filter(({ outcome }) => outcome === 'inconclusive').length,
    skipped: 0,
  };
}

function attributes(values: Record<string, string | number | undefined>): string {
  return Object.entries(values)
    .map(([name, value]) => (value === undefined ? '' : ` ${name}="${escapeXmlAttribute(String(value))}"`))
    .join('');
}

function osOf({ os, osVersion }: ResultDevice): string | undefined {
  const words = [os, osVersion].filter((word) => word !== undefined && word !== '');
  return words.length === 0 ? undefined : words.join(' ');
}

function seconds(ms: number): string {
  return (Number.isFinite(ms) ? ms / 1000 : 0).toFixed(3);
}

function timestamp(ms: number | undefined): string | undefined {
  if (ms === undefined || Number.isNaN(new Date(ms).getTime())) return undefined;
  return new Date(ms).toISOString().slice(0, 19);
}
