import type { CaseAttachment, CaseFailure, Outcome, TestCase } from './model.ts';
import type { ExecutionReport, FlowNode } from './report/report-model.ts';
import { notSaid } from './text/said.ts';

/**
 * The test cases of a report: each top-level step or called script is one; actions outside a step are together one,
 * named after the script. A failure anywhere inside fails the case; a missing `success` makes it inconclusive.
 */
export function casesOf(report: ExecutionReport): TestCase[] {
  const loose = report.flow.filter(({ kind }) => kind === 'action');
  const cases: TestCase[] = [];
  for (const node of report.flow) {
    if (node.kind !== 'action') {
      cases.push(caseOf(node.name, [report.name, node.name], [node], node));
    } else if (node === loose[0]) {
      cases.push(caseOf(report.name, [report.name], loose));
    }
  }
  return cases;
}

function caseOf(name: string, path: string[], nodes: readonly FlowNode[], own?: FlowNode): TestCase {
  const failed = firstFailure(nodes, []);
  const started = own === undefined ? smallest(nodes.map((node) => node.startedAtMs)) : own.startedAtMs;
  const ended = own === undefined ? largest(nodes.map((node) => node.endedAtMs)) : own.endedAtMs;
  return {
    name,
    path,
    outcome: failed !== undefined ? 'failed' : nodes.every(isKnown) ? 'passed' : 'inconclusive',
    ...(started !== undefined && { startedAtMs: started }),
    ...(started !== undefined && ended !== undefined && { durationMs: Math.max(0, ended - started) }),
    ...(failed !== undefined && { failure: failed }),
    attachments: nodes.flatMap(attachmentsOf),
  };
}

/** The first failed node in running order, and of the nodes around it the deepest: the cause, not its echo. */
function firstFailure(nodes: readonly FlowNode[], above: readonly string[]): CaseFailure | undefined {
  for (const node of nodes) {
    const path = [...above, node.displayName ?? node.name];
    const inner = firstFailure(node.children, path);
    if (inner !== undefined) return inner;
    if (node.status.success !== false) continue;
    const { code, description } = node.status;
    const message = description !== undefined && description !== '' ? description : code;
    return {
      step: path.join(' > '),
      message: message !== undefined && message !== '' ? message : notSaid,
      ...(code !== undefined && code !== '' && { code }),
    };
  }
  return undefined;
}

function isKnown(node: FlowNode): boolean {
  return node.status.success !== undefined && node.children.every(isKnown);
}

function attachmentsOf(node: FlowNode): CaseAttachment[] {
  const own = node.dataItems.flatMap(({ type, format, attachment }) =>
    attachment === undefined || attachment === ''
      ? []
      : [{ ...(type !== undefined && { type }), ...(format !== undefined && { format }), path: attachment }],
  );
  return [...own, ...node.children.flatMap(attachmentsOf)];
}

/**
 * The outcome of a report as a whole: failed when it or a case failed, passed only when it says so and no case speaks
 * against it, otherwise inconclusive.
 */
export function outcomeOfReport(
  report: ExecutionReport,
  cases: readonly TestCase[] = casesOf(report),
): Outcome {
  const outcomes = cases.map(({ outcome }) => outcome);
  if (report.status.success === false || outcomes.includes('failed')) return 'failed';
  return report.status.success === true && !outcomes.includes('inconclusive') ? 'passed' : 'inconclusive';
}

function smallest(times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : known.reduce((first, second) => Math.min(first, second));
}

function largest(times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : known.reduce((first, second) => Math.max(first, second));
}
