import { Buffer } from 'node:buffer';
import type { ExecutionReport, FlowNode } from '../../src/index.ts';
import type { PageInput, PageMedia } from '../../src/page/index.ts';
import { renderPage } from '../../src/page/index.ts';
import type { ExecutionData, MediaState, OverviewData } from '../../src/page/model/page-data.ts';

export const zeroMs = 1_714_990_272_000;

/** A step that passed, changed where a test needs it. */
export function step(name: string, changes: Partial<FlowNode> = {}): FlowNode {
  return {
    kind: 'step',
    name,
    startedAtMs: zeroMs,
    endedAtMs: zeroMs + 1000,
    status: { success: true, code: 'Success', description: 'Success' },
    dataItems: [],
    parameters: [],
    children: [],
    ...changes,
  };
}

export function failing(name: string, message: string, changes: Partial<FlowNode> = {}): FlowNode {
  return step(name, { status: { success: false, code: 'Failed', description: message }, ...changes });
}

export function reportOf(flow: FlowNode[], changes: Partial<ExecutionReport> = {}): ExecutionReport {
  return {
    name: 'login',
    startedAtMs: zeroMs,
    endedAtMs: zeroMs + 60_000,
    status: { success: true },
    devices: [],
    variables: [],
    timers: [],
    dataItems: [],
    flow,
    ...changes,
  };
}

export const png = Buffer.from('\u0089PNG\r\n\u001a\n and so on', 'latin1');

export function mediaOf(
  attachment: string,
  content: string | Uint8Array,
  changes: Partial<PageMedia> = {},
): PageMedia {
  const bytes = Buffer.from(content);
  return {
    kind: 'image',
    attachment,
    path: `files/${attachment}`,
    bytes: bytes.length,
    read: () => Promise.resolve(bytes),
    ...changes,
  };
}

/** A page and what is in its blocks of data. */
export interface ReadPage {
  html: string;
  overview: OverviewData;
  executions: ExecutionData[];
  states: Record<number, MediaState>;
  /** Base64 or JSON of embedded files, by number. */
  embedded: Map<number, string>;
}

export async function readPage(input: PageInput): Promise<ReadPage> {
  let html = '';
  for await (const piece of renderPage(input)) html += piece;
  const blocks = new Map(
    [...html.matchAll(/<script type="[^"]+" id="([^"]+)">([^<]*)<\/script>/gu)].map(
      ([, id = '', text = '']) => [id, text],
    ),
  );
  const json = (id: string): unknown => JSON.parse(blocks.get(id) ?? 'null');
  const numbered = (prefix: string): [number, string][] =>
    [...blocks].flatMap(([id, text]): [number, string][] => {
      const number = new RegExp(`^${prefix}-(\\d+)$`, 'u').exec(id)?.[1];
      return number === undefined ? [] : [[Number(number), text]];
    });
  return {
    html,
    overview: json('overview') as OverviewData,
    executions: numbered('execution').map(([, text]) => JSON.parse(text) as ExecutionData),
    states: json('media-states') as Record<number, MediaState>,
    embedded: new Map(numbered('media')),
  };
}
