// Generated from api/script.yaml by `npm run generate`. Change the YAML, not this file.
import type { Operation } from '../operation.ts';

/** Parameters of `script.execute`. */
export interface ScriptExecuteRequest {
  /** Repository key of the script, from the scripts area: <visibility>:<path>.xml, visibility one of PRIVATE, GROUP, PUBLIC, e.g. PUBLIC:deviceMonitoring.xml or PRIVATE:android/test.xml. The documentation table writes ScriptKey. Clients send colon and slash raw. */
  scriptKey: string;
  /** Wildcard, repeatable with different names. Value of the run-time parameter <name> of the script, e.g. param.timeout=10. The device variable of a script is by custom param.DUT=<deviceId>. A Scriptless Mobile test whose device variable has no value is accepted here but does not start. */
  param?: Readonly<Record<string, string | number | boolean>>;
  /** Wildcard, repeatable. Like param.<name> for a secured string; the value is the encrypted text made by the string encoder. */
  securedParam?: Readonly<Record<string, string | number | boolean>>;
  /** true makes a report that holds the executed commands. Default: true. */
  'output.report'?: boolean;
  /** true records the screen of every device used. Has an effect only if output.report is not false. Default: true. */
  'output.video'?: boolean;
  /** Repository section that gets the report; it decides who can read the report and is the prefix of the report key. Default: private. */
  'output.visibility'?: 'private' | 'group' | 'public';
  /** Longest time to keep trying to get a device (the page says 90 minutes). Shorten it to fail sooner. Only in newer versions of the page. Unit: ms. Default: 5400000. */
  'handset.allocation.timeout'?: number;
  /** Time between two attempts to get a device (the page says 1 minute). Only in newer versions of the page. Unit: ms. Default: 60000. */
  'handset.allocation.retryInterval'?: number;
}

/** Answer of `script.execute`. */
export interface ScriptExecuteAnswer {
  /** Identifier for status and abort; valid while the script runs and a short time after. */
  executionId: string;
  /** Repository key of the report; valid after the execution has completed, does not expire. */
  reportKey: string;
  /** Address of the report library, filtered to this execution by externalId[0]. */
  testGridReportUrl?: string;
  /** Address of the report of this execution. */
  singleTestReportUrl?: string;
  /** Address of a PDF summary; read by the vendor client, not in the documented example. (from-client-code) */
  reportPdfUrl?: string;
  /** Read by the vendor client if present; not in any example. (from-client-code) */
  sessionId?: string;
}

/** Start new script execution (current, documented). Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/start_new_script_execution.htm */
export const scriptExecute: Operation<ScriptExecuteRequest, ScriptExecuteAnswer> = {
  id: 'script.execute',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/executions',
  operation: 'execute',
  effect: 'changes',
  parameters: {
    scriptKey: 'query',
    param: 'query:family',
    securedParam: 'query:family',
    'output.report': 'query',
    'output.video': 'query',
    'output.visibility': 'query',
    'handset.allocation.timeout': 'query',
    'handset.allocation.retryInterval': 'query',
  },
  body: 'object',
  answer: {
    'executionId!': 'string',
    'reportKey!': 'string',
    testGridReportUrl: 'string',
    singleTestReportUrl: 'string',
    reportPdfUrl: 'string',
    sessionId: 'string',
  },
};

/** Parameters of `script.status`. */
export interface ScriptStatusRequest {
  /** Identifier returned when the execution was started. Contains @ and dots; clients put it in the path as it is. */
  executionId: string;
  /** true lets a user with administrator rights get the status of an execution that another automation user started. The page gives no default; false is inferred from the list page. */
  admin?: boolean;
}

/** Answer of `script.status`. */
export interface ScriptStatusAnswer {
  /** Identifier of the execution. (from-client-code) */
  executionId: string;
  /** User who started the execution. (from-client-code) */
  user?: string;
  /** State of the execution now. One of: Initializing, Waiting for resources, Running, Terminating, Completed. */
  status: string;
  /** Text for the state; seen equal to the status word (Completed). While a script runs it may be a longer text. */
  description?: string;
  /** Progress of a running execution, 0 to 100. Stays at the value reached when the script stops early: an execution that failed to parse was Completed with 0.0. */
  progressPercentage?: number;
  /** true once the execution is over. */
  completed: boolean;
  /** Result of the execution. Only to be trusted once status is Completed: the Jenkins plugin unit test accepts Failed together with Running as still running. One of: Success, Failed, UserAborted, Unknown. */
  flowEndCode?: string;
  /** Why flowEndCode has its value; use it to diagnose a failure. Absent or empty while a script runs well (inferred: a LoadRunner client looks at it on every poll and reports ResourcesUnavailable and Failed as errors). Open list; values seen in client code: Success, Failed, ParseError, ResourcesUnavailable. */
  reason?: string;
  /** Text for the end of the execution. Seen: "variable/parameter DUT has no value", "Device <id> does not exist", a text that contains "device is in use". */
  completionDescription?: string;
  /** Named in the vendor client beside the fields above; no value seen. (from-client-code) */
  completionCode?: string;
  /** Number of failed validations (checkpoints). */
  failedValidations?: number;
  /** Number of failed actions (functions). */
  failedActions?: number;
  /** Repository key of the report. Usable only after the execution has completed; it does not expire. */
  reportKey?: string;
  /** Devices the script used. Documented content: id, manufacturer, model. A public Python CI script reads devices[0].deviceId in JSON, so the id is named deviceId there. */
  devices?: {
    /** Device id. (from-client-code) */
    deviceId?: string;
    /** Manufacturer. */
    manufacturer?: string;
    /** Model. */
    model?: string;
  }[];
  /** Execution id of the parent, present only when another execution started this one. */
  parent?: string;
  /** Report library address; the vendor client can read it here. (from-client-code) */
  testGridReportUrl?: string;
  /** Single test report address; the vendor client can read it here. (from-client-code) */
  singleTestReportUrl?: string;
  /** Address of a PDF summary; the vendor client can read it here. (from-client-code) */
  reportPdfUrl?: string;
}

/** Get script execution status (current, documented). Permission: administrator for executions of other users (with admin=true). Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/get_script_execution_status.htm */
export const scriptStatus: Operation<ScriptStatusRequest, ScriptStatusAnswer> = {
  id: 'script.status',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/executions/{executionId}',
  operation: 'status',
  effect: 'reads',
  parameters: { executionId: 'path', admin: 'query' },
  body: 'object',
  answer: {
    'executionId!': 'string',
    user: 'string',
    'status!': 'string',
    description: 'string',
    progressPercentage: 'number',
    'completed!': 'boolean',
    flowEndCode: 'string',
    reason: 'string',
    completionDescription: 'string',
    completionCode: 'string',
    failedValidations: 'integer',
    failedActions: 'integer',
    reportKey: 'string',
    devices: [{ deviceId: 'string', manufacturer: 'string', model: 'string' }],
    parent: 'string',
    testGridReportUrl: 'string',
    singleTestReportUrl: 'string',
    reportPdfUrl: 'string',
  },
};

/** Parameters of `script.list`. */
export interface ScriptListRequest {
  /** Only executions of this script, e.g. PUBLIC:deviceMonitoring.xml. The page also shows a key with a backslash, PRIVATE:android\test.xml. */
  scriptKey?: string;
  /** true lets an administrator list executions that other automation users started. Default: false. */
  admin?: boolean;
  /** true: only completed executions; false: only running ones; absent: both. */
  completed?: boolean;
  /** Only executions with this result: Success, Failed (one or more failed functions or validations), UserAborted (a user aborted it). Absent: all. Unknown is not offered as a filter. */
  flowEndCode?: 'Success' | 'Failed' | 'UserAborted';
  /** Which time of the execution the window is compared with: its start or its completion. Default: started. */
  'time.type'?: 'started' | 'completed';
  /** Point from which the window is computed; -1 stands for now. Typed string in the documentation. Mandatory unless time.offset is given. Unit: ms since 1970-01-01 UTC. Default: now. */
  'time.anchor'?: number;
  /** Length of the window, counted from the anchor. Typed string in the documentation; xFramium types it as a 16 bit number. Mandatory unless time.anchor is given. Unit: s. */
  'time.offset'?: number;
}

/** Answer of `script.list`. */
export interface ScriptListAnswer {
  /** One entry for each execution that matches; an entry has the fields of script.status. (from-client-code) */
  executions?: {
    /** See script.status. (from-client-code) */
    executionId: string;
    /** See script.status. (from-client-code) */
    reportKey?: string;
    /** See script.status. (inferred) */
    user?: string;
    /** See script.status. (inferred) */
    status?: string;
    /** See script.status. (inferred) */
    description?: string;
    /** See script.status. (inferred) */
    progressPercentage?: number;
    /** See script.status. (inferred) */
    completed?: boolean;
    /** See script.status. (inferred) */
    flowEndCode?: string;
    /** See script.status. (inferred) */
    reason?: string;
    /** See script.status. (inferred) */
    completionDescription?: string;
    /** See script.status. (inferred) */
    failedValidations?: number;
    /** See script.status. (inferred) */
    failedActions?: number;
    /** See script.status. (inferred) */
    devices?: {
      /** See script.status. (inferred) */
      deviceId?: string;
      /** See script.status. (inferred) */
      manufacturer?: string;
      /** See script.status. (inferred) */
      model?: string;
    }[];
    /** See script.status. (inferred) */
    parent?: string;
  }[];
}

/** Get script executions list (current, documented). Permission: administrator for executions of other users (with admin=true). Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/get_script_executions_list.htm */
export const scriptList: Operation<ScriptListRequest, ScriptListAnswer> = {
  id: 'script.list',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/executions',
  operation: 'list',
  effect: 'reads',
  parameters: {
    scriptKey: 'query',
    admin: 'query',
    completed: 'query',
    flowEndCode: 'query',
    'time.type': 'query',
    'time.anchor': 'query',
    'time.offset': 'query',
  },
  body: 'object',
  answer: {
    executions: [
      {
        'executionId!': 'string',
        reportKey: 'string',
        user: 'string',
        status: 'string',
        description: 'string',
        progressPercentage: 'number',
        completed: 'boolean',
        flowEndCode: 'string',
        reason: 'string',
        completionDescription: 'string',
        failedValidations: 'integer',
        failedActions: 'integer',
        devices: [{ deviceId: 'string', manufacturer: 'string', model: 'string' }],
        parent: 'string',
      },
    ],
  },
};

/** Parameters of `script.abort`. */
export interface ScriptAbortRequest {
  /** Identifier returned when the execution was started. Contains @ and dots; clients put it in the path as it is. */
  executionId: string;
  /** true lets a user with administrator rights abort an execution that another automation user started. The page gives no default; false is inferred from the list page. */
  admin?: boolean;
}

/** Answer of `script.abort`. */
export interface ScriptAbortAnswer {
  /** Success if the execution was aborted. One of: Success. */
  status: string;
}

/** Abort script execution (current, documented). Permission: administrator for executions of other users (with admin=true). Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/abort_script_execution.htm */
export const scriptAbort: Operation<ScriptAbortRequest, ScriptAbortAnswer> = {
  id: 'script.abort',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/executions/{executionId}',
  operation: 'abort',
  effect: 'changes',
  parameters: { executionId: 'path', admin: 'query' },
  body: 'object',
  answer: { 'status!': 'string' },
};
