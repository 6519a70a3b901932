/** What the lab invents about Smart Reporting and the execution manager. */
export interface ReportingInventions {
  /** HTTP status of `Missing Perfecto-TenantId header`; the client code that shows the text leaves 400 or 401 open. */
  missingTenantStatus: number;
  /** `metadata.processingStatus` while a test of the filter is not processed; only PROCESSING_COMPLETE is known. */
  processingWord: string;
  /** Tests on a page of the list; that there are pages is from client code, their size is not known. */
  reportingPageSize: number;
  /** How far back the list reaches; only that it has a limit is from client code. */
  reportingRetentionMs: number;
  /** Widest time range of one call, from its start to its end or to now. */
  reportingLongestRangeMs: number;
  /**
   * Run-time parameters of a script that say what its test belongs to: `report.jobName`, `report.jobNumber`,
   * `report.jobBranch`, `report.projectName`, `report.projectVersion`, `report.automationFramework`, `report.tags`
   * (comma separated) and `report.customField.<name>`. How a script of the old kind says it is not known.
   */
  reportVariablePrefix: string;
  /** Version of Chrome on Android devices; that of Safari is the version of iOS. */
  chromeVersion: string;
  /** Text for a test id that is not there; 404 is inferred in the catalogue. */
  testNotFoundText: string;
  /** HTTP status of a PDF for a filter that no test matches; the list answers with an empty one. */
  noTestsStatus: number;
  /** Text for the same. */
  noTestsText: string;
  /** How long a PDF or CSV is in the making. */
  reportTaskMs: number;
  /** How long its result can be had, from the order on. */
  reportTaskLifetimeMs: number;
  /** Text for a task id that is not there, or not any more; 404 is inferred for the PDF, invented for the CSV. */
  taskNotFoundText: string;
  /** Whether a `downloadUrl` wants the token. New samples send it, old ones do not. */
  downloadNeedsToken: boolean;
  /** Text for an address of a file that is not there. */
  fileNotFoundText: string;
  /** Entries of the internal search when no page size is asked for. */
  internalPageSize: number;
  /** Name of the list that the execution manager's search answers with; its wrapping is not known. */
  liveExecutionsName: string;
  /** Name of the list of stopped executions in the answer of its stop; that there are two lists is documented. */
  stoppedName: string;
  /** Name of the list of executions that could not be stopped. */
  notStoppedName: string;
  /** Text of 403: asking for executions of others without the role. */
  othersExecutionsText: string;
  /** Text for a stop that names nothing: the lab does not take that for everything. */
  stopWhatText: string;
}

const hour = 3600 * 1000;
const day = 24 * hour;

export const reportingDefaults: ReportingInventions = {
  missingTenantStatus: 401,
  processingWord: 'PROCESSING',
  reportingPageSize: 100,
  reportingRetentionMs: 90 * day,
  reportingLongestRangeMs: 90 * day,
  reportVariablePrefix: 'report.',
  chromeVersion: '124.0.6367.113',
  testNotFoundText: 'Test execution <testId> was not found',
  noTestsStatus: 404,
  noTestsText: 'No test execution matches the filter',
  reportTaskMs: 2_000,
  reportTaskLifetimeMs: hour,
  taskNotFoundText: 'Task <taskId> was not found',
  downloadNeedsToken: true,
  fileNotFoundText: 'File <file> was not found',
  internalPageSize: 50,
  liveExecutionsName: 'executions',
  stoppedName: 'stoppedExecutions',
  notStoppedName: 'notStoppedExecutions',
  othersExecutionsText: 'User <user> is not authorized to see or stop executions of other users',
  stopWhatText: 'Name the executions to stop by fields or by freeTextFilter',
};

/** Browsers by system, in the words of the import SDK; which one a run used is invented. */
export const browserTypes = { iOS: 'SAFARI', Android: 'CHROME' } as const;

/** What kept a test from passing, as far as the lab tells. */
export type FailureCause = 'validation' | 'action' | 'device' | 'resources' | 'script';

/**
 * Failure reasons by cause. A cloud has reasons of its own, each with a name and an id of 24 hex digits; these names
 * and which cause gets which are invented.
 */
export const failureReasonNames: Readonly<Record<FailureCause, string>> = {
  validation: 'Validation failed',
  action: 'Action failed',
  device: 'Device lost',
  resources: 'No device available',
  script: 'Script cannot run',
};
