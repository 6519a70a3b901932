import type { RecordedDevice } from '../../report/recorded-execution.ts';
import type { ScriptNode } from './script-file.ts';
import type { ScriptPlan } from './script-plan.ts';
import type { Collection, Store } from '../store/store.ts';

/** The documented states of a script execution. */
export type ExecutionStatus =
  'Initializing' | 'Waiting for resources' | 'Running' | 'Terminating' | 'Completed';

/** The documented results. */
export type FlowEndCode = 'Success' | 'Failed' | 'UserAborted' | 'Unknown';

/** The device an execution uses, as it was when it was taken; reports do not change when the device does. */
export type UsedDevice = RecordedDevice;

/** Everything that is known of one execution. Its present state follows from it and the clock. */
export interface Execution {
  executionId: string;
  reportKey: string;
  user: string;
  group: string;
  scriptKey: string;
  scriptName: string;
  status: ExecutionStatus;
  /** When the next change of state is due; null once completed. */
  nextMs: number | null;
  startedMs: number;
  /** When Running began, and when it ended; null before. */
  runningFromMs: number | null;
  runningUntilMs: number | null;
  completedMs: number | null;
  /** From when on the report can be had. */
  reportFromMs: number | null;
  /** Run-time parameters; secured ones are left out for good. */
  variables: { name: string; value: string }[];
  /** Device asked for with the variable DUT, empty for any. */
  wantedDevice: string;
  device: UsedDevice | null;
  allocationTimeoutMs: number;
  allocationRetryMs: number;
  /** When waiting for a device ends; null before. */
  allocationUntilMs: number | null;
  nodes: ScriptNode[];
  /** Text of a parse error, empty when the file was read. */
  parseError: string;
  plan: ScriptPlan | null;
  flowEndCode: FlowEndCode | null;
  reason: string;
  completionDescription: string;
  failedActions: number;
  failedValidations: number;
  hasReport: boolean;
  hasVideo: boolean;
  /** Id of the execution that started this one, where it was no user. */
  parent?: string;
  /** Free for other groups of operations: what started it (`script`, `command`, a schedule key). */
  startedBy: string;
}

/** What an execution has not got when it begins. */
export const notYet = {
  device: null,
  allocationUntilMs: null,
  runningUntilMs: null,
  completedMs: null,
  reportFromMs: null,
  plan: null,
  flowEndCode: null,
  reason: '',
  completionDescription: '',
  failedActions: 0,
  failedValidations: 0,
} satisfies Partial<Execution>;

/** Whether an execution is driven by commands of a client instead of a script. */
export function isCommandExecution({ startedBy }: Pick<Execution, 'startedBy'>): boolean {
  return startedBy === 'command';
}

/** A device as an execution keeps it. */
export function usedDeviceOf(device: UsedDevice): UsedDevice {
  const { deviceId, manufacturer, model, os, osVersion, firmware, location, resolution, description } =
    device;
  return { deviceId, manufacturer, model, os, osVersion, firmware, location, resolution, description };
}

/** The executions of the lab. */
export class Executions {
  readonly all: Collection<Execution>;
  readonly #byReportKey = new Map<string, string>();
  readonly #store: Store;
  readonly #kept: number;
  readonly #forgetters: ((executionId: string) => void)[] = [];

  /** @param kept So many are kept; beyond, those that ended and were started first are forgotten. */
  constructor(store: Store, kept: number) {
    this.#store = store;
    this.#kept = kept;
    this.all = store.collection<Execution>('executions');
    for (const execution of this.all.values())
      this.#byReportKey.set(execution.reportKey, execution.executionId);
  }

  get(executionId: string): Execution | undefined {
    return this.all.get(executionId);
  }

  byReportKey(reportKey: string): Execution | undefined {
    const id = this.#byReportKey.get(reportKey);
    return id === undefined ? undefined : this.all.get(id);
  }

  add(execution: Execution): Execution {
    this.#byReportKey.set(execution.reportKey, execution.executionId);
    const added = this.all.put(execution.executionId, execution);
    this.#forgetOldest();
    return added;
  }

  /** Calls back for each execution that is forgotten, for what is kept elsewhere about it. */
  whenForgotten(forget: (executionId: string) => void): void {
    this.#forgetters.push(forget);
  }

  /** Forgets an execution together with its report. */
  remove(executionId: string): void {
    const execution = this.all.get(executionId);
    if (!execution) return;
    this.#byReportKey.delete(execution.reportKey);
    this.all.remove(executionId);
    for (const forget of this.#forgetters) forget(executionId);
  }

  #forgetOldest(): void {
    for (const { executionId, completedMs } of this.all.values()) {
      if (this.all.size <= this.#kept) return;
      if (completedMs !== null) this.remove(executionId);
    }
  }

  /**
   * Ids in the documented form: `<user>_<script>_<yy-MM-dd_HH_mm_ss>_<n>` and
   * `<VISIBILITY>:<folder>/<yyMMdd>/<script>_<time>_<n>.xml`, of which only command executions have the folder.
   */
  nextIds(
    user: string,
    scriptName: string,
    visibility: string,
    nowMs: number,
    folder = '',
  ): { executionId: string; reportKey: string } {
    const counter = this.#store.nextNumber('executions', 1);
    const iso = new Date(nowMs).toISOString();
    const date = iso.slice(2, 10);
    const time = `${date}_${iso.slice(11, 19).replaceAll(':', '_')}`;
    const stem = `${scriptName}_${time}_${counter}`;
    return {
      executionId: `${user}_${stem}`,
      reportKey: `${visibility.toUpperCase()}:${folder}${date.replaceAll('-', '')}/${stem}.xml`,
    };
  }
}

/** Progress in percent at a time: what ran of the whole script; it stays where it was when the script stops early. */
export function progressAt(execution: Execution, nowMs: number): number {
  const { plan, runningFromMs } = execution;
  // How many commands will come is not known before the end (inferred).
  if (isCommandExecution(execution)) return execution.status === 'Completed' ? 100 : 0;
  if (!plan || runningFromMs === null) return 0;
  if (plan.totalMs === 0) return execution.runningUntilMs === null ? 0 : 100;
  const untilMs = Math.min(execution.runningUntilMs ?? nowMs, runningFromMs + plan.endMs);
  return Math.min(100, Math.max(0, ((untilMs - runningFromMs) / plan.totalMs) * 100));
}

/** The name an execution of a script carries: the last part of its key without `.xml`. */
export function scriptNameOf(scriptKey: string): string {
  const last = scriptKey.split(/[:/\\]/).at(-1) ?? scriptKey;
  return last.replace(/\.xml$/i, '').replace(/\s+/g, '_');
}
