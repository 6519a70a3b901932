/** A status block of the XML report (from client code). Every part may be missing; `code` is an open list. */
export interface ReportStatus {
  success?: boolean;
  code?: string;
  description?: string;
  failedActions?: number;
}

/** A name and its value, as the report writes properties, variables and parameters. */
export interface NameValue {
  name: string;
  displayName?: string;
  value: string;
}

/** Something a step or action left behind. `attachment` is a path for the parameter `attachment` of the report API. */
export interface DataItem {
  type?: string;
  label?: string;
  format?: string;
  attachment?: string;
  file?: string;
  value?: string;
}

/** A recording of the device screen; `url` is absolute and needs no report call (from client code). */
export interface Recording {
  format?: string;
  label?: string;
  url: string;
}

/** A device the execution used. `properties` holds whatever the named fields do not. */
export interface ReportDevice {
  deviceId?: string;
  manufacturer?: string;
  model?: string;
  os?: string;
  osVersion?: string;
  location?: string;
  properties: Record<string, string>;
  recordings: Recording[];
}

/** A timer by id. The unit of `ux` is seconds (from client code); that of the other labels is taken as the same. */
export interface ReportTimer {
  id: string;
  seconds: Record<string, number>;
}

export type FlowNodeKind = 'step' | 'action' | 'script';

/** A step, an action or a called script, in running order, with whatever ran inside it. */
export interface FlowNode {
  kind: FlowNodeKind;
  name: string;
  displayName?: string;
  startedAtMs?: number;
  endedAtMs?: number;
  status: ReportStatus;
  dataItems: DataItem[];
  parameters: NameValue[];
  children: FlowNode[];
}

/** What the XML report of one execution says. A name that is missing in the report is an empty string. */
export interface ExecutionReport {
  name: string;
  executionId?: string;
  reportKey?: string;
  owner?: string;
  startedAtMs?: number;
  endedAtMs?: number;
  status: ReportStatus;
  devices: ReportDevice[];
  variables: NameValue[];
  timers: ReportTimer[];
  dataItems: DataItem[];
  flow: FlowNode[];
}
