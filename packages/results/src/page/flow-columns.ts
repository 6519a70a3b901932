import { clip, oneLine, plainText } from '../text/escape.ts';
import type { DataItem, FlowNode } from '../report/report-model.ts';
import type { FlowColumns } from './model/page-data.ts';
import { flowKinds, flowOutcomes } from './model/page-data.ts';
import type { TextTable } from './text-table.ts';

/** What the columns need besides the nodes. `mediaOf` gives the number of the file that an item names, if it does. */
export interface FlowContext {
  texts: TextTable;
  zeroMs: number;
  mediaOf: (item: DataItem) => number | undefined;
}

/** A step may carry the source of a whole screen; the report beside the page has all of it. */
const maxTextChars = 10_000;

/** The flow as columns. Walks with a stack of its own, since scripts may call each other to any depth. */
export function flowColumns(flow: readonly FlowNode[], context: FlowContext): FlowColumns {
  const columns: FlowColumns = {
    depth: [],
    kind: [],
    name: [],
    outcome: [],
    startMs: [],
    tookMs: [],
    technical: {},
    code: {},
    message: {},
    parameters: {},
    values: {},
    media: {},
  };
  const pending = flow.map((node) => ({ node, depth: 0 })).reverse();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    addNode(columns, next.node, next.depth, context);
    for (const node of next.node.children.toReversed()) pending.push({ node, depth: next.depth + 1 });
  }
  return columns;
}

function addNode(columns: FlowColumns, node: FlowNode, depth: number, context: FlowContext): void {
  const { texts, zeroMs } = context;
  const { startedAtMs, endedAtMs, status } = node;
  const number = columns.depth.push(depth) - 1;
  const name = oneLine(node.displayName ?? node.name) || node.kind;
  columns.kind.push(flowKinds.indexOf(node.kind));
  columns.name.push(texts.number(name));
  columns.outcome.push(flowOutcomes.indexOf(outcomeOf(status.success)));
  columns.startMs.push(startedAtMs === undefined ? null : startedAtMs - zeroMs);
  columns.tookMs.push(
    startedAtMs === undefined || endedAtMs === undefined ? null : Math.max(0, endedAtMs - startedAtMs),
  );
  const technical = oneLine(node.name);
  if (technical !== '' && technical !== name) columns.technical[number] = texts.number(technical);
  addStatus(columns, number, node, texts);
  const parameters = node.parameters.flatMap((parameter) => [
    texts.number(oneLine(parameter.displayName ?? parameter.name)),
    texts.number(longText(parameter.value)),
  ]);
  if (parameters.length > 0) columns.parameters[number] = parameters;
  addItems(columns, number, node, context);
}

/** That a passed step says "Success" twice is no news. */
function addStatus(columns: FlowColumns, number: number, { status }: FlowNode, texts: TextTable): void {
  const code = oneLine(status.code ?? '');
  const message = longText(status.description ?? '').trim();
  if (code !== '' && !(status.success === true && code === 'Success')) {
    columns.code[number] = texts.number(code);
  }
  if (message !== '' && message !== code && !(status.success === true && message === 'Success')) {
    columns.message[number] = texts.number(message);
  }
}

function addItems(columns: FlowColumns, number: number, { dataItems }: FlowNode, context: FlowContext): void {
  const media = dataItems.flatMap((item) => context.mediaOf(item) ?? []);
  if (media.length > 0) columns.media[number] = [...new Set(media)];
  const values = dataItems.flatMap(({ label, type, value }) =>
    value === undefined || value === ''
      ? []
      : [context.texts.number(oneLine(label ?? type ?? 'value')), context.texts.number(longText(value))],
  );
  if (values.length > 0) columns.values[number] = values;
}

function outcomeOf(success: boolean | undefined): (typeof flowOutcomes)[number] {
  if (success === undefined) return 'inconclusive';
  return success ? 'passed' : 'failed';
}

function longText(text: string): string {
  return clip(plainText(text), maxTextChars);
}
