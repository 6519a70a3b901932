import type { RecordedNode } from '../../report/recorded-execution.ts';
import { tagsIn } from './reporting-context.ts';

/** The part of a run that is one test of the report. */
export interface TestPart {
  name: string;
  tags: string[];
  nodes: RecordedNode[];
  startMs: number;
  endMs: number;
}

/** What of a node tells whether tests begin there; script files and recordings have it alike. */
interface Marked {
  kind: RecordedNode['kind'];
  name: string;
}

const testStart = 'test.start';
const testEnd = 'test.end';

/**
 * Whether a run is divided into tests: by the command `test start` (from client code, with the parameters name and
 * tags), or because it only calls other scripts, each of which is then a test (invented). Any other run is one test.
 */
export function isDivided(nodes: readonly Marked[]): boolean {
  return nodes.some(beginsTest) || (nodes.length > 0 && nodes.every(({ kind }) => kind === 'script'));
}

/** The tests of a divided run, in running order. What runs outside of `test start` and `test end` belongs to none. */
export function partsOf(flow: readonly RecordedNode[]): TestPart[] {
  if (!flow.some(beginsTest)) return flow.map((node) => partOf(node.name, [], [node]));
  const parts: TestPart[] = [];
  let open: { start: RecordedNode; nodes: RecordedNode[] } | undefined;
  const close = (): void => {
    if (open) parts.push(markedPart(open.start, open.nodes));
    open = undefined;
  };
  for (const node of flow) {
    if (beginsTest(node)) {
      close();
      open = { start: node, nodes: [] };
    }
    open?.nodes.push(node);
    if (node.name.toLowerCase() === testEnd) close();
  }
  close();
  return parts;
}

function beginsTest(node: Marked): boolean {
  return node.kind === 'action' && node.name.toLowerCase() === testStart;
}

function markedPart(start: RecordedNode, nodes: RecordedNode[]): TestPart {
  const value = (name: string): string | undefined =>
    start.parameters.find((parameter) => parameter.name.toLowerCase() === name)?.value;
  return partOf(value('name') ?? start.name, tagsIn(value('tags')), nodes);
}

function partOf(name: string, tags: string[], nodes: RecordedNode[]): TestPart {
  const startMs = nodes[0]?.startedAtMs ?? 0;
  return { name, tags, nodes, startMs, endMs: nodes.at(-1)?.endedAtMs ?? startMs };
}
