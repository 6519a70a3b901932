/** A status block of the XML report (from client code). Every part may be missing; `code` is an open list. */
export interface ReportStatus {
  readonly success?: boolean;
  readonly code?: string;
  readonly description?: string;
  readonly failedActions?: number;
}

/** A name and its value, as the report writes properties, variables and parameters. */
export interface NameValue {
  readonly name: string;
  readonly displayName?: string;
  readonly value: string;
}

/** Something a step or action left behind. `attachment` is a path for the parameter `attachment` of the report API. */
export interface DataItem {
  readonly type?: string;
  readonly label?: string;
  readonly format?: string;
  readonly attachment?: string;
  readonly file?: string;
  readonly value?: string;
}

/** A recording of the device screen; `url` is absolute and needs no report call (from client code). */
export interface Recording {
  readonly format?: string;
  readonly label?: string;
  readonly url: string;
}

/** A device the execution used. `properties` holds whatever the named fields do not. */
export interface ReportDevice {
  readonly deviceId?: string;
  readonly manufacturer?: string;
  readonly model?: string;
  readonly os?: string;
  readonly osVersion?: string;
  readonly location?: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly recordings: readonly Recording[];
}

/** A timer by id. The unit of `ux` is seconds (from client code); that of the other labels is taken as the same. */
export interface ReportTimer {
  readonly id: string;
  readonly seconds: Readonly<Record<string, number>>;
}

/**
 * How much of a report is kept. `failures`: of a case that passed in all its parts only the case itself and what was
 * attached; its outcome, times and attachments are the same, and a report of any size takes little memory.
 */
export type ReportDetail = 'whole' | 'failures';

export type FlowNodeKind = 'step' | 'action' | 'script';

/** A step, an action or a called script, in running order, with whatever ran inside it. */
export interface FlowNode {
  readonly kind: FlowNodeKind;
  readonly name: string;
  readonly displayName?: string;
  readonly startedAtMs?: number;
  readonly endedAtMs?: number;
  readonly status: ReportStatus;
  readonly dataItems: readonly DataItem[];
  readonly parameters: readonly NameValue[];
  readonly children: readonly FlowNode[];
}

/** What the XML report of one execution says. A name that is missing in the report is an empty string. */
export interface ExecutionReport {
  readonly name: string;
  readonly executionId?: string;
  readonly reportKey?: string;
  readonly owner?: string;
  readonly startedAtMs?: number;
  readonly endedAtMs?: number;
  readonly status: ReportStatus;
  readonly devices: readonly ReportDevice[];
  readonly variables: readonly NameValue[];
  readonly timers: readonly ReportTimer[];
  readonly dataItems: readonly DataItem[];
  readonly flow: readonly FlowNode[];
}
