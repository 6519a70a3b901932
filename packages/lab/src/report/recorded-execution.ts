/** What a node of the flow was: a named step, one function call, or a called script. */
export type RecordedNodeKind = 'step' | 'action' | 'script';

/** The kinds of attachment a report lists (Perfecto fact, from-client-code). */
export type AttachmentType =
  | 'image'
  | 'actualImage'
  | 'expectedImage'
  | 'video'
  | 'network'
  | 'monitor'
  | 'log'
  | 'audioText'
  | 'accessibility'
  | 'transactions';

/** A device as the execution saw it. `resolution` is width x height in pixels, e.g. `1170x2532`. */
export interface RecordedDevice {
  deviceId: string;
  manufacturer: string;
  model: string;
  os: string;
  osVersion: string;
  firmware: string;
  location: string;
  resolution: string;
  description: string;
}

/** A run-time parameter of the script. Secured values are never part of a recording. */
export interface RecordedVariable {
  name: string;
  value: string;
}

/** A parameter of one function call. */
export interface RecordedParameter {
  name: string;
  displayName: string;
  value: string;
}

/**
 * A file that belongs to a node. `path` is what the parameter `attachment` of the report operations takes;
 * `deviceId` is empty where the file belongs to no device.
 */
export interface RecordedAttachment {
  type: AttachmentType;
  format: string;
  path: string;
  deviceId: string;
  /** The part of the run that the file is of; absent: the whole of it. ms since 1970-01-01 UTC. */
  span?: { startedAtMs: number; endedAtMs: number };
  /** Time between two samples of vitals; absent: one second. */
  intervalMs?: number;
}

/** What was on the screen of a device. */
export interface RecordedScreen {
  /** Name of the application in front, or the address in the browser. */
  title: string;
  landscape: boolean;
  /** All texts on it; absent where they are not known. */
  texts?: readonly string[];
}

/** A timer that the run started itself. */
export interface RecordedTimer {
  name: string;
  elapsedMs: number;
}

/** One node of the flow; times are ms since 1970-01-01 UTC. */
export interface RecordedNode {
  kind: RecordedNodeKind;
  name: string;
  displayName?: string;
  startedAtMs: number;
  endedAtMs: number;
  success: boolean;
  code: string;
  description: string;
  parameters: RecordedParameter[];
  /** The value the function found; the report shows it as the item `actual`. */
  value?: string;
  attachments: RecordedAttachment[];
  deviceId?: string;
  /** The screen after it; absent: a screen is made up for the name of the node. */
  screen?: RecordedScreen;
  children: RecordedNode[];
}

/** A finished execution, complete enough to make every artefact of its report from; times in ms since 1970. */
export interface RecordedExecution {
  executionId: string;
  reportKey: string;
  owner: string;
  scriptName: string;
  scriptKey: string;
  startedAtMs: number;
  endedAtMs: number;
  success: boolean;
  code: string;
  description: string;
  failedActions: number;
  failedValidations: number;
  devices: RecordedDevice[];
  variables: RecordedVariable[];
  flow: RecordedNode[];
  /** Timers that the run started itself; every run has the timer `auto` besides. */
  timers?: RecordedTimer[];
  /** Whether each device was recorded on video. */
  video: boolean;
  /** Base of the absolute addresses in the report, e.g. `https://mycloud.perfectomobile.com`. */
  cloudUrl: string;
}
