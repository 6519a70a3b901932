import type {
  RecordedAttachment,
  RecordedDevice,
  RecordedExecution,
  RecordedNode,
  RecordedParameter,
} from './recorded-execution.ts';
import { recordingPath } from './recording-address.ts';
import { timersOf } from './run-timers.ts';
import { escapeAttribute, escapeText } from './xml-text.ts';

/**
 * The execution report as XML. Names and order of the elements are from-client-code (no schema is known):
 * clients take the first `name`, `status` and `dataItem` of the document, so the execution's own must come
 * before the flow. The XML declaration is inferred.
 */
export function renderXmlReport(execution: RecordedExecution): string {
  const lines: string[] = ['<?xml version="1.0" encoding="UTF-8"?>', '<execution>'];
  lines.push(
    '<info>',
    element('name', execution.scriptName),
    element('id', execution.executionId),
    times(execution),
    `<dataItems><dataItem label="report"><key owner="${escapeAttribute(execution.owner)}">${escapeText(execution.reportKey)}</key></dataItem></dataItems>`,
    '</info>',
    '<input>',
    '<handsets>',
    ...execution.devices.map((device) => handset(execution, device)),
    '</handsets>',
    '<variables>',
    ...execution.variables.map(
      ({ name, value }) => `<variable>${element('name', name)}${element('value', value)}</variable>`,
    ),
    '</variables>',
    '</input>',
    '<output>',
    status(execution, execution.failedActions),
    timers(execution),
    '</output>',
  );
  pushFlow(lines, execution.flow);
  lines.push('</execution>', '');
  return lines.join('\n');
}

// Walks with its own stack: a script that calls itself may nest deeper than the call stack allows.
function pushFlow(lines: string[], flow: readonly RecordedNode[]): void {
  const pending: (RecordedNode | string)[] = [];
  const open = (nodes: readonly RecordedNode[], closing: readonly string[]): void => {
    pending.push(...[...closing].reverse(), '</flow>');
    for (let index = nodes.length - 1; index >= 0; index -= 1) {
      const node = nodes[index];
      if (node !== undefined) pending.push(node);
    }
    lines.push('<flow>');
  };
  open(flow, []);
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next === 'string') {
      lines.push(next);
      continue;
    }
    lines.push(`<${next.kind}>`, nodeInfo(next), `<output>${status(next)}</output>`);
    if (next.kind === 'action' || next.parameters.length > 0) lines.push(parameters(next.parameters));
    if (next.children.length > 0) open(next.children, [`</${next.kind}>`]);
    else lines.push(`</${next.kind}>`);
  }
}

function nodeInfo(node: RecordedNode): string {
  const items = [
    ...(node.value === undefined
      ? []
      : [`<dataItem label="actual">${element('value', node.value)}</dataItem>`]),
    ...node.attachments.map(attachmentItem),
  ];
  const dataItems = items.length === 0 ? '' : `<dataItems>${items.join('')}</dataItems>`;
  return `<info>${element('name', node.name, node.displayName)}${times(node)}${dataItems}</info>`;
}

function attachmentItem({ type, format, path }: RecordedAttachment): string {
  return `<dataItem type="${escapeAttribute(type)}" format="${escapeAttribute(format)}">${element('attachment', path)}</dataItem>`;
}

function handset(execution: RecordedExecution, device: RecordedDevice): string {
  const properties = [
    property('Id', 'deviceId', device.deviceId),
    property('Location', 'location', device.location),
    property('Manufacturer', 'manufacturer', device.manufacturer),
    property('Model', 'model', device.model),
    property('Firmware', 'firmware', device.firmware),
    property('Description', 'description', device.description),
    property('OS', 'os', device.os),
    property('OS Version', 'osVersion', device.osVersion),
  ].join('\n');
  const address = `${execution.cloudUrl}${recordingPath({ executionId: execution.executionId, deviceId: device.deviceId })}`;
  const recordings = execution.video
    ? `<recordings><recording><dataItems><dataItem label="recordingDownload" format="mp4">${element('file', address)}</dataItem></dataItems></recording></recordings>`
    : '<recordings/>';
  return `<handset>\n<properties>\n${properties}\n</properties>\n${recordings}\n</handset>`;
}

function property(displayName: string, name: string, value: string): string {
  return `<property>${element('name', name, displayName)}${element('value', value)}</property>`;
}

function parameters(all: readonly RecordedParameter[]): string {
  const inner = all.map(
    ({ name, displayName, value }) =>
      `<parameter>${element('name', name, displayName)}${element('value', value)}</parameter>`,
  );
  return `<parameters>${inner.join('')}</parameters>`;
}

function status(
  { success, code, description }: Pick<RecordedExecution, 'success' | 'code' | 'description'>,
  failedActions?: number,
): string {
  const count = failedActions === undefined ? '' : element('failedActions', String(failedActions));
  return `<status>${element('success', String(success))}${count}${element('code', code)}${element('description', description)}</status>`;
}

function times({ startedAtMs, endedAtMs }: Pick<RecordedExecution, 'startedAtMs' | 'endedAtMs'>): string {
  return `<times><flowTimes><start><millis>${startedAtMs}</millis></start><end><millis>${endedAtMs}</millis></end></flowTimes></times>`;
}

// Labels and the id `auto` are from-client-code.
function timers(execution: RecordedExecution): string {
  const { elapsedS, deviceS, systemS, uxS } = timersOf(execution);
  const time = (label: string, seconds: number): string =>
    `<time label="${label}">${seconds.toFixed(1)}</time>`;
  const all = [time('elapsed', elapsedS), time('device', deviceS), time('system', systemS), time('ux', uxS)];
  const own = (execution.timers ?? []).map(
    ({ name, elapsedMs }) =>
      `<timer id="${escapeAttribute(name)}">${time('elapsed', elapsedMs / 1000)}</timer>`,
  );
  return `<timers><timer id="auto">${all.join('')}</timer>${own.join('')}</timers>`;
}

function element(tag: string, text: string, displayName?: string): string {
  const attribute = displayName === undefined ? '' : ` displayName="${escapeAttribute(displayName)}"`;
  return `<${tag}${attribute}>${escapeText(text)}</${tag}>`;
}
