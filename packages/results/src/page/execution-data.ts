import type { ExecutionResult } from '../model.ts';
import { oneLine, plainText, safeLink } from '../text/escape.ts';
import { durationText } from '../text/wording.ts';
import type { ExecutionReport, NameValue, ReportDevice } from '../report/report-model.ts';
import { ExecutionMedia, type ListedMedia } from './execution-media.ts';
import { flowColumns } from './flow-columns.ts';
import type { ExecutionData, FactGroup, VitalsData } from './model/page-data.ts';
import type { PageExecution } from './page-input.ts';
import { TextTable } from './text-table.ts';
import { readVitals } from './vitals-csv.ts';

const maxVitalsBytes = 32 * 2 ** 20;

/** One execution for the page, and the files whose bytes may be embedded. */
export interface PreparedExecution {
  data: ExecutionData;
  media: ListedMedia[];
}

/** Reads the report and the vitals of an execution. What cannot be read is left out with a remark. */
export async function prepareExecution(
  result: ExecutionResult,
  details: PageExecution | undefined,
  nextId: () => number,
): Promise<PreparedExecution> {
  const remarks: string[] = [];
  const report = await reportOf(details, remarks);
  const zeroMs = report?.startedAtMs ?? result.startedAtMs ?? report?.flow[0]?.startedAtMs ?? 0;
  const endedAtMs = report?.endedAtMs ?? result.endedAtMs;
  const media = new ExecutionMedia(details?.media ?? [], zeroMs, nextId);
  const texts = new TextTable();
  const flow = flowColumns(report?.flow ?? [], { texts, zeroMs, mediaOf: (item) => media.numberOf(item) });
  const vitals = await vitalsOf(media.listed, zeroMs, remarks);
  const data: ExecutionData = {
    texts: texts.texts,
    zeroMs,
    ...(endedAtMs !== undefined && { tookMs: Math.max(0, endedAtMs - zeroMs) }),
    flow,
    media: media.listed.map((one) => one.data),
    vitals,
    facts: factsOf(result, report),
    links: linksOf(result, report),
    remarks,
  };
  return { data, media: media.listed };
}

async function reportOf(
  details: PageExecution | undefined,
  remarks: string[],
): Promise<ExecutionReport | undefined> {
  if (details?.readReport === undefined) {
    remarks.push('The report of this execution was not read, so its steps are not known.');
    return undefined;
  }
  try {
    return await details.readReport();
  } catch (error) {
    remarks.push(`The report could not be read: ${reasonOf(error)}`);
    return undefined;
  }
}

async function vitalsOf(
  media: readonly ListedMedia[],
  zeroMs: number,
  remarks: string[],
): Promise<VitalsData[]> {
  const all: VitalsData[] = [];
  for (const { data, source } of media) {
    if (data.kind !== 'vitals' || source?.read === undefined) continue;
    const { name, device } = data;
    try {
      if (source.bytes > maxVitalsBytes) throw new Error('The file of vitals is too large to be drawn.');
      const reading = readVitals(new TextDecoder().decode(await source.read()), zeroMs);
      if ('problem' in reading) remarks.push(`${name}: ${reading.problem}`);
      else all.push({ name, ...(device !== undefined && { device }), ...reading });
    } catch (error) {
      remarks.push(`${name} could not be read: ${reasonOf(error)}`);
    }
  }
  return all;
}

function factsOf(result: ExecutionResult, report: ExecutionReport | undefined): FactGroup[] {
  const { state, flowEndCode, reason, description } = result;
  const own: [string, string | undefined][] = [
    ['Execution', result.executionId],
    ['Report key', result.reportKey ?? report?.reportKey],
    ['Script key', result.scriptKey],
    ['Owner', report?.owner],
    ['State', state],
    ['Flow end code', flowEndCode],
    ['Reason', reason],
    ['Description', description],
    ['Failed actions', result.failedActions?.toString()],
    ['Failed validations', result.failedValidations?.toString()],
    ['Waited for its start', durationText(waitedMs(result))],
    ['Leg', result.leg],
    ['Attempt', result.attempt?.toString()],
  ];
  return [
    ...(report?.devices ?? result.devices.map((device) => ({ ...device, properties: {} }))).map(deviceFacts),
    group('Parameters', pairs(report?.variables ?? [])),
    ...(report?.timers ?? []).map(({ id, seconds }) =>
      group(
        `Timer ${id}`,
        Object.entries(seconds).map(([label, value]): [string, string] => [label, `${value} s`]),
      ),
    ),
    group('Execution', own),
  ].filter(({ facts }) => facts.length > 0);
}

function waitedMs({ queuedAtMs, startedAtMs }: ExecutionResult): number | undefined {
  return queuedAtMs === undefined || startedAtMs === undefined ? undefined : startedAtMs - queuedAtMs;
}

function deviceFacts(device: Omit<ReportDevice, 'recordings'>): FactGroup {
  return group('Device', [
    ['Model', device.model],
    ['Manufacturer', device.manufacturer],
    ['System', [device.os, device.osVersion].filter((part) => part !== undefined).join(' ')],
    ['Device id', device.deviceId],
    ['Location', device.location],
    ...Object.entries(device.properties),
  ]);
}

function pairs(values: readonly NameValue[]): [string, string][] {
  return values.map(({ name, displayName, value }) => [displayName ?? name, value]);
}

function group(heading: string, facts: readonly (readonly [string, string | undefined])[]): FactGroup {
  return {
    heading: oneLine(heading),
    facts: facts.flatMap(([name, value]): [string, string][] =>
      value === undefined || value.trim() === '' ? [] : [[oneLine(name), plainText(value).trim()]],
    ),
  };
}

/** Addresses of the service, for a person to follow; the page itself loads nothing from them. */
function linksOf(
  { reportUrl }: ExecutionResult,
  report: ExecutionReport | undefined,
): ExecutionData['links'] {
  const recordings = (report?.devices ?? []).flatMap((device) =>
    device.recordings.map(({ url, format }) => ({
      label: oneLine(`Recording${format === undefined ? '' : ` (${format})`} in the cloud`),
      url,
    })),
  );
  return [{ label: 'Report in the cloud', url: reportUrl }, ...recordings].flatMap(({ label, url }) => {
    const address = safeLink(url)?.replaceAll('&amp;', '&');
    return address === undefined ? [] : [{ label, address }];
  });
}

function reasonOf(error: unknown): string {
  return oneLine(error instanceof Error ? error.message : String(error));
}
