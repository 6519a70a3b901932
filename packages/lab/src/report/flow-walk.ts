import type { RecordedAttachment, RecordedNode } from './recorded-execution.ts';

/** A node with the names of the nodes it lies in, outermost first. */
export interface VisitedNode {
  node: RecordedNode;
  path: readonly string[];
}

/** The name a reader sees: the display name where there is one. */
export function labelOf(node: RecordedNode): string {
  return node.displayName ?? node.name;
}

/**
 * Every node of a flow in running order, parents before children. It keeps its own stack, so the depth of
 * the tree is not limited by the call stack.
 */
export function* walkFlow(flow: readonly RecordedNode[]): Generator<VisitedNode> {
  const pending: VisitedNode[] = flow.map((node) => ({ node, path: [] })).reverse();
  for (let visited = pending.pop(); visited !== undefined; visited = pending.pop()) {
    yield visited;
    const { node, path } = visited;
    if (node.children.length === 0) continue;
    const inner = [...path, node.name];
    for (const child of [...node.children].reverse()) pending.push({ node: child, path: inner });
  }
}

/** The node a failed run is remembered by: the first failed one that has no failed child, if any failed. */
export function firstFailure(flow: readonly RecordedNode[]): RecordedNode | undefined {
  let siblings = flow;
  let found: RecordedNode | undefined;
  for (;;) {
    const failed = siblings.find((node) => !node.success);
    if (failed === undefined) return found;
    found = failed;
    siblings = failed.children;
  }
}

/** The screens a viewer would remember, in order: the steps, or the actions of a flow without steps. */
export function screensOf(flow: readonly RecordedNode[]): RecordedNode[] {
  const steps: RecordedNode[] = [];
  const others: RecordedNode[] = [];
  for (const { node } of walkFlow(flow)) (node.kind === 'step' ? steps : others).push(node);
  return steps.length > 0 ? steps : others;
}

/** Whether a node lies in a stretch of time, whose borders belong to it; without one it always does. */
export function isWithin(
  { startedAtMs, endedAtMs }: Pick<RecordedNode, 'startedAtMs' | 'endedAtMs'>,
  span: RecordedAttachment['span'],
): boolean {
  return span === undefined || (startedAtMs >= span.startedAtMs && endedAtMs <= span.endedAtMs);
}
