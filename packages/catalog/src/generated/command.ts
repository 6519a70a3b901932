// Generated from api/command.yaml by `npm run generate`. Change the YAML, not this file.
import type { Operation } from '../operation.ts';

/** Parameters of `command.start`. */
export interface CommandStartRequest {
  /** Name used for the report folder and in the report key. */
  scriptName?: string;
  /** true makes a report that holds the commands. Default: true. */
  'output.report'?: boolean;
  /** true records the screen of every device used; only if output.report is not false. Default: true. */
  'output.video'?: boolean;
  /** Repository section that gets the report. Default: private. */
  'output.visibility'?: 'private' | 'group' | 'public';
  /** Kind of caller; a WebDriver session carried remote_web_driver. Not documented. (from-client-code) */
  entityType?: string;
}

/** Answer of `command.start`. */
export interface CommandStartAnswer {
  /** Identifier for commands and for the end. Valid until end is called or the execution expires because nobody used it. */
  executionId: string;
  /** Repository key of the legacy report, e.g. PRIVATE:reportName.xml. Valid only after end. In later WebDriver sessions the same field held the executionId. */
  reportKey?: string;
  /** Report library address. */
  testGridReportUrl?: string;
  /** Single test report address. */
  singleTestReportUrl?: string;
  /** Address of a PDF execution summary. */
  reportPdfUrl?: string;
  /** Read by the vendor client if present. (from-client-code) */
  sessionId?: string;
}

/** Start new execution (legacy, documented). Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/start_new_execution.htm */
export const commandStart: Operation<CommandStartRequest, CommandStartAnswer> = {
  id: 'command.start',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/executions',
  operation: 'start',
  effect: 'changes',
  parameters: {
    scriptName: 'query',
    'output.report': 'query',
    'output.video': 'query',
    'output.visibility': 'query',
    entityType: 'query',
  },
  body: 'object',
  answer: {
    'executionId!': 'string',
    reportKey: 'string',
    testGridReportUrl: 'string',
    singleTestReportUrl: 'string',
    reportPdfUrl: 'string',
    sessionId: 'string',
  },
};

/** Parameters of `command.execute`. */
export interface CommandExecuteRequest {
  /** Identifier returned by start. */
  executionId: string;
  /** First half of the command name, e.g. checkpoint. See commands_seen_in_client_code. */
  command: string;
  /** Second half, e.g. text. Mandatory for commands that have one. */
  subcommand: string;
  /** Wildcard, repeatable. Parameter <name> of the command, e.g. param.timeout=10. Names may contain dots: param.to.handset, param.report.resolution. The device is param.deviceId in newer pages and samples, param.handsetId in older clients; both are used with the same commands. A section on special parameter types exists on the page but not in the text that was read. */
  param?: Readonly<Record<string, string | number | boolean>>;
  /** Wildcard, repeatable. Secured parameter; the value is the encrypted text. */
  securedParam?: Readonly<Record<string, string | number | boolean>>;
}

/** Answer of `command.execute`. */
export interface CommandExecuteAnswer {
  /** The execution. (from-client-code) */
  executionId?: string;
  /** Its report key. (from-client-code) */
  reportKey?: string;
  /** Outcome of the command. SUCCEEDED is success (the vendor client compares without regard to case); not the same words as in script.status. The word for failure is not known. One of: SUCCEEDED. (from-client-code) */
  flowEndCode?: string;
  /** Reason word. Success on success. ValidationFailure: a checkpoint did not match, which the vendor client does not treat as an error of the command. HandsetStaleElementReferenceError: the element is stale. Open list. (from-client-code) */
  reason?: string;
  /** Text; the error text when the command fails. (from-client-code) */
  description?: string;
  /** Value of commands that return one: true or false for checkpoints, a number for timer info, text or XML for application info and device log. Absent otherwise. (from-client-code) */
  returnValue?: string;

  timer?: {
    /** Wildcard. Timer values of the command; type is elapsed, system, device or ux as in the report. The key contains the dot. Unit: ms. (from-client-code) */
    [name: string]: number;
  };

  screenAnalysis?: {
    /** Match grade of a visual command. (from-client-code) */
    grade?: number;

    analyzedRegion?: {
      /** Wildcard: left, top, width, height of the screen that was analysed. (from-client-code) */
      [name: string]: number;
    };

    resultRegion?: {
      /** Wildcard: left, top, width, height of the hit. (from-client-code) */
      [name: string]: number;
    };

    resultPoint?: {
      /** Wildcard: x, y of the hit. (from-client-code) */
      [name: string]: number;
    };
  };
  /** As in start. (from-client-code) */
  testGridReportUrl?: string;
  /** As in start. (from-client-code) */
  singleTestReportUrl?: string;
  /** As in start; it directly precedes executionId in the JSON. (from-client-code) */
  reportPdfUrl?: string;
}

/** Execute command (legacy, documented). Permission: automation user. Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/execute_command.htm */
export const commandExecute: Operation<CommandExecuteRequest, CommandExecuteAnswer> = {
  id: 'command.execute',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/executions/{executionId}',
  operation: 'command',
  effect: 'changes',
  parameters: {
    executionId: 'path',
    command: 'query',
    subcommand: 'query',
    param: 'query:family',
    securedParam: 'query:family',
  },
  body: 'object',
  flat: true,
  answer: {
    executionId: 'string',
    reportKey: 'string',
    flowEndCode: 'string',
    reason: 'string',
    description: 'string',
    returnValue: 'string',
    timer: { '*': 'integer' },
    screenAnalysis: {
      grade: 'integer',
      analyzedRegion: { '*': 'integer' },
      resultRegion: { '*': 'integer' },
      resultPoint: { '*': 'integer' },
    },
    testGridReportUrl: 'string',
    singleTestReportUrl: 'string',
    reportPdfUrl: 'string',
  },
};

/** Parameters of `command.end`. */
export interface CommandEndRequest {
  /** Identifier returned by start. */
  executionId: string;
}

/** Answer of `command.end`. */
export interface CommandEndAnswer {
  /** Success if the execution was ended. The table writes it in lower case, the example with a capital; the vendor client ignores case. One of: Success. */
  status?: string;
}

/** End execution (legacy, documented). Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/end_execution.htm */
export const commandEnd: Operation<CommandEndRequest, CommandEndAnswer> = {
  id: 'command.end',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/executions/{executionId}',
  operation: 'end',
  effect: 'changes',
  parameters: { executionId: 'path' },
  body: 'object',
  answer: { status: 'string' },
};

/** Parameters of `command.startPlay`. */
export interface CommandStartPlayRequest {
  /** Existing execution to attach to. */
  executionId: string;
  /** As in start. (from-client-code) */
  scriptName?: string;
  /** true makes a report that holds the commands. Default: true. (from-client-code) */
  'output.report'?: boolean;
  /** true records the screen of every device used; only if output.report is not false. Default: true. (from-client-code) */
  'output.video'?: boolean;
  /** Repository section that gets the report. Default: private. (from-client-code) */
  'output.visibility'?: 'private' | 'group' | 'public';
  /** Kind of caller; a WebDriver session carried remote_web_driver. Not documented. (from-client-code) */
  entityType?: string;
}

/** Answer of `command.startPlay`. */
export interface CommandStartPlayAnswer {
  /** Identifier for commands and for the end. Valid until end is called or the execution expires because nobody used it. (from-client-code) */
  executionId?: string;
  /** Repository key of the legacy report, e.g. PRIVATE:reportName.xml. Valid only after end. In later WebDriver sessions the same field held the executionId. (from-client-code) */
  reportKey?: string;
  /** Report library address. (from-client-code) */
  testGridReportUrl?: string;
  /** Single test report address. (from-client-code) */
  singleTestReportUrl?: string;
  /** Address of a PDF execution summary. (from-client-code) */
  reportPdfUrl?: string;
  /** Read by the vendor client if present. (from-client-code) */
  sessionId?: string;
}

/** Start play (legacy, from-client-code). Source: the Java client library of the vendor, 18.5 (names and constants only) */
export const commandStartPlay: Operation<CommandStartPlayRequest, CommandStartPlayAnswer> = {
  id: 'command.startPlay',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/executions/{executionId}',
  operation: 'startPlay',
  effect: 'changes',
  parameters: {
    executionId: 'path',
    scriptName: 'query',
    'output.report': 'query',
    'output.video': 'query',
    'output.visibility': 'query',
    entityType: 'query',
  },
  body: 'object',
  answer: {
    executionId: 'string',
    reportKey: 'string',
    testGridReportUrl: 'string',
    singleTestReportUrl: 'string',
    reportPdfUrl: 'string',
    sessionId: 'string',
  },
};

/** Parameters of `command.stopPlay`. */
export interface CommandStopPlayRequest {
  /** Execution given to startPlay. */
  executionId: string;
}

/** Answer of `command.stopPlay`. */
export interface CommandStopPlayAnswer {
  /** Success. (from-client-code) */
  status?: string;
}

/** Stop play (legacy, from-client-code). Source: the Java client library of the vendor, 18.5 (names and constants only) */
export const commandStopPlay: Operation<CommandStopPlayRequest, CommandStopPlayAnswer> = {
  id: 'command.stopPlay',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/executions/{executionId}',
  operation: 'stopPlay',
  effect: 'changes',
  parameters: { executionId: 'path' },
  body: 'object',
  answer: { status: 'string' },
};
