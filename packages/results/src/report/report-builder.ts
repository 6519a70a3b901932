import type {
  DataItem,
  ExecutionReport,
  FlowNode,
  FlowNodeKind,
  NameValue,
  Recording,
  ReportDetail,
  ReportDevice,
  ReportStatus,
  ReportTimer,
} from './report-model.ts';
import type { ValuePool } from './value-pool.ts';

/** A part of the model that is still being read. */
type Draft<Part> = { -readonly [Key in keyof Part]: Part[Key] };

/** An execution, step, action or called script whose end tag has not come yet. */
interface OpenScope<Kind = FlowNodeKind | 'execution'> {
  kind: Kind;
  name?: string;
  displayName?: string;
  startedAtMs?: number;
  endedAtMs?: number;
  status: Draft<ReportStatus>;
  dataItems: Draft<DataItem>[];
  parameters: Draft<NameValue>[];
  children: FlowNode[];
}

interface OpenDevice {
  properties: Draft<NameValue>[];
  recordings: Draft<Recording>[];
}

/** Property names by field, compared without case and blanks; the first is the name, the other a display name. */
const deviceFields = [
  ['deviceId', ['deviceid', 'id']],
  ['manufacturer', ['manufacturer']],
  ['model', ['model']],
  ['os', ['os']],
  ['osVersion', ['osversion']],
  ['location', ['location']],
] as const satisfies [keyof ReportDevice, string[]][];

type DeviceField = (typeof deviceFields)[number][0];

/** Grows the model of one report while its elements arrive, and can be asked for the model at any moment. */
export class ReportBuilder {
  readonly #execution: OpenScope = newScope('execution');
  /** The outermost first. */
  readonly #nodes: OpenScope<FlowNodeKind>[] = [];
  readonly #devices: OpenDevice[] = [];
  readonly #variables: Draft<NameValue>[] = [];
  readonly #pool: ValuePool;
  readonly #timers: { id: string; times: [string, number][] }[] = [];
  executionId: string | undefined;
  reportKey: string | undefined;
  owner: string | undefined;
  /** The data item, name-value pair, recording or scope that texts belong to now. */
  item: Draft<DataItem> = {};
  pair: Draft<NameValue> = { name: '', value: '' };
  recording: Draft<Recording> = { url: '' };
  scope: OpenScope = this.#execution;

  readonly #detail: ReportDetail;

  constructor(pool: ValuePool, detail: ReportDetail) {
    this.#pool = pool;
    this.#detail = detail;
  }

  openScope(kind: FlowNodeKind): void {
    const opened = newScope(kind);
    this.#nodes.push(opened);
    this.scope = opened;
  }

  closeScope(): void {
    const closed = this.#nodes.pop();
    if (closed === undefined) return;
    this.scope = this.#nodes.at(-1) ?? this.#execution;
    const node = nodeOf(closed, this.#pool);
    const isCase = this.scope === this.#execution;
    this.scope.children.push(isCase && this.#detail === 'failures' ? folded(node) : node);
  }

  openItem(item: DataItem): void {
    this.item = item;
    this.scope.dataItems.push(item);
  }

  openParameter(): void {
    this.scope.parameters.push(this.#newPair());
  }

  openVariable(): void {
    this.#variables.push(this.#newPair());
  }

  openDevice(): void {
    this.#devices.push({ properties: [], recordings: [] });
  }

  openProperty(): void {
    this.#devices.at(-1)?.properties.push(this.#newPair());
  }

  openRecording(recording: Recording): void {
    this.recording = recording;
    this.#devices.at(-1)?.recordings.push(recording);
  }

  openTimer(id: string): void {
    this.#timers.push({ id, times: [] });
  }

  addTime(label: string, seconds: number): void {
    this.#timers.at(-1)?.times.push([label, seconds]);
  }

  /** The model so far. Scopes still open are closed in the copy, so a truncated text loses nothing that was read. */
  snapshot(): ExecutionReport {
    const open = this.#nodes.reduceRight<FlowNode[]>(
      (inner, node) => [nodeOf({ ...node, children: [...node.children, ...inner] }, this.#pool)],
      [],
    );
    const { name = '', startedAtMs, endedAtMs, status, dataItems, children } = this.#execution;
    return {
      name,
      ...(this.executionId !== undefined && { executionId: this.executionId }),
      ...(this.reportKey !== undefined && { reportKey: this.reportKey }),
      ...(this.owner !== undefined && { owner: this.owner }),
      ...(startedAtMs !== undefined && { startedAtMs }),
      ...(endedAtMs !== undefined && { endedAtMs }),
      status,
      devices: this.#devices.map(deviceOf),
      variables: this.#variables,
      timers: this.#timers.map(({ id, times }): ReportTimer => ({ id, seconds: Object.fromEntries(times) })),
      dataItems,
      flow: [...children, ...open],
    };
  }

  #newPair(): Draft<NameValue> {
    this.pair = { name: '', value: '' };
    return this.pair;
  }
}

function newScope<Kind extends OpenScope['kind']>(kind: Kind): OpenScope<Kind> {
  return { kind, status: {}, dataItems: [], parameters: [], children: [] };
}

function nodeOf(scope: OpenScope<FlowNodeKind>, pool: ValuePool): FlowNode {
  const { kind, name = '', displayName, startedAtMs, endedAtMs } = scope;
  const status = pool.status(scope.status);
  const dataItems = exact(scope.dataItems);
  const parameters = scope.parameters.length === 0 ? none : pool.pairs(scope.parameters);
  const children = exact(scope.children);
  // An action has all of it, and a literal of nothing but names goes straight to where it will stay: a quarter less
  // memory at the peak of a large report.
  if (displayName !== undefined && startedAtMs !== undefined && endedAtMs !== undefined) {
    return { kind, name, displayName, startedAtMs, endedAtMs, status, dataItems, parameters, children };
  }
  return {
    kind,
    name,
    ...(displayName !== undefined && { displayName }),
    ...(startedAtMs !== undefined && { startedAtMs }),
    ...(endedAtMs !== undefined && { endedAtMs }),
    status,
    dataItems,
    parameters,
    children,
  };
}

/** A case that passed in all its parts, without these; what they attached moves up to it. Any other stays whole. */
function folded(node: FlowNode): FlowNode {
  return passedWhole(node)
    ? { ...node, dataItems: [...node.dataItems, ...attachedBelow(node)], children: none }
    : node;
}

function passedWhole({ status, children }: FlowNode): boolean {
  return status.success === true && children.every(passedWhole);
}

function attachedBelow({ children }: FlowNode): DataItem[] {
  return children.flatMap((child) => [
    ...child.dataItems.filter(({ attachment }) => attachment !== undefined && attachment !== ''),
    ...attachedBelow(child),
  ]);
}

const none: readonly never[] = [];

/** A list without the spare room of one that grew. */
function exact<Item>(list: readonly Item[]): readonly Item[] {
  return list.length === 0 ? none : list.slice();
}

function deviceOf({ properties, recordings }: OpenDevice): ReportDevice {
  const left = new Map(properties.map((property) => [property.name, property]));
  const device: Draft<ReportDevice> = {
    properties: {},
    recordings: recordings.filter(({ url }) => url !== ''),
  };
  for (const [field, keys] of deviceFields as readonly (readonly [DeviceField, readonly string[]])[]) {
    const found = properties.find(({ name }) => keys.includes(normalised(name)));
    const match = found ?? properties.find(({ displayName }) => keys.includes(normalised(displayName ?? '')));
    if (match === undefined || match.value === '') continue;
    device[field] = match.value;
    left.delete(match.name);
  }
  device.properties = Object.fromEntries([...left.values()].map(({ name, value }) => [name, value]));
  return device;
}

function normalised(name: string): string {
  return name.replaceAll(/\s+/gu, '').toLowerCase();
}
