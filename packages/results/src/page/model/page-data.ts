import type { Fault, Outcome } from '../../model.ts';

/** What the page shows before an execution is opened. */
export interface OverviewData {
  title: string;
  createdAt: string;
  verdict?: VerdictData;
  executions: ExecutionSummary[];
  groups: FailureGroupData[];
  changes?: ChangesData;
}

export interface VerdictData {
  conclusion: Outcome;
  blocking: boolean;
  sentence: string;
  reasons: ReasonData[];
}

export interface ReasonData {
  kind: 'failed' | 'inconclusive' | 'tolerated' | 'allowed' | 'note';
  message: string;
  executionId?: string;
}

/** One line of the overview. `failure` is the first thing that went wrong. */
export interface ExecutionSummary {
  id: string;
  script: string;
  devices: DeviceData[];
  outcome: Outcome;
  startedAtMs?: number;
  tookMs?: number;
  cases?: { total: number; failed: number };
  failure?: { step?: string; message: string };
  /** Whether a cause of its failures was not seen in earlier runs, or all were. Absent without earlier runs. */
  cause?: 'new' | 'known';
  /** Leg of a matrix. */
  leg?: string;
  /** A later attempt at the same thing took its place: it counts no more. */
  isReplaced?: true;
}

export interface DeviceData {
  name: string;
  /** Operating system with its version. */
  system: string;
  id: string;
}

/** One cause and everywhere it showed. */
export interface FailureGroupData {
  message: string;
  outcome: Exclude<Outcome, 'passed'>;
  fault: Fault;
  /** Why it is called that. */
  because: string;
  /** Absent without earlier runs. */
  cause?: 'new' | 'known';
  /** ISO 8601 time of the run that showed a known cause first. */
  since?: string;
  occurrences: { executionId: string; label: string }[];
}

/** What changed since the run at `previousAt` (ISO 8601), by kind; kinds without a change are missing. */
export interface ChangesData {
  previousAt: string;
  kinds: { kind: string; places: string[] }[];
}

/** Everything of one execution but the bytes of its media. Numbers that stand for texts are indexes of `texts`. */
export interface ExecutionData {
  texts: string[];
  /** All other times of the execution are ms after this one, ms since 1970. */
  zeroMs: number;
  tookMs?: number;
  flow: FlowColumns;
  media: MediaData[];
  vitals: VitalsData[];
  /** Headed lists of names and values: devices, parameters, timers, the execution itself. */
  facts: FactGroup[];
  links: { label: string; address: string }[];
  /** What is missing, and why. */
  remarks: string[];
}

export interface FactGroup {
  heading: string;
  facts: [name: string, value: string][];
}

export const flowKinds = ['step', 'action', 'script'] as const;
export const flowOutcomes = ['passed', 'failed', 'inconclusive'] as const;

/**
 * The nodes of the flow in running order, an inner one right after the one that holds it: a column for each property,
 * which is a fraction of the size of as many objects. `kind` and `outcome` index the lists above, others the texts;
 * text 0 is the empty one. What few nodes have is kept by the number of the node.
 */
export interface FlowColumns {
  depth: number[];
  kind: number[];
  name: number[];
  outcome: number[];
  startMs: (number | null)[];
  tookMs: (number | null)[];
  /** The technical name, where `name` is one for people. */
  technical: Record<number, number>;
  code: Record<number, number>;
  message: Record<number, number>;
  /** Name, value, name, value. */
  parameters: Record<number, number[]>;
  values: Record<number, number[]>;
  /** Indexes into `media` of the execution. */
  media: Record<number, number[]>;
}

export interface MediaData {
  /** Number of the file on the page: of its block, and in the table of states. */
  id: number;
  kind: 'image' | 'video' | 'vitals' | 'log' | 'network' | 'file';
  /** What a picture shows, as its type in the report says. */
  role?: 'actual' | 'expected';
  name: string;
  bytes?: number;
  device?: string;
  /** A relative address, percent-encoded. */
  href?: string;
  /** Where a recording begins. */
  startMs?: number;
}

/** What became of a file. Embedded exactly when it has a `type`; otherwise `note` says why not. */
export interface MediaState {
  type?: string;
  note?: string;
}

/** Curves over one axis of time. */
export interface VitalsData {
  name: string;
  device?: string;
  timesMs: number[];
  series: { label: string; unit: string; values: (number | null)[] }[];
  note?: string;
}

/** Ids of the blocks of data in the page. */
export const blockIds = {
  overview: 'overview',
  execution: (index: number): string => `execution-${index}`,
  media: (id: number): string => `media-${id}`,
  mediaStates: 'media-states',
} as const;
