// Generated from api/reporting.yaml by `npm run generate`. Change the YAML, not this file.
import type { Operation } from '../operation.ts';

/** Parameters of `reporting.list`. */
export interface ReportingListRequest {
  /** API version. The 2023 vendor samples use v3, older samples and reportPdfUrl links v1; clients read the same fields from both. Default: v3. */
  version: 'v1' | 'v3';
  /** Execution id, as returned by executions operations and as in testGridReportUrl. More values: externalId[1] and so on. (from-client-code) */
  externalId?: readonly string[];
  /** Executions that started at or after this time (exact comparison inferred). Unit: epoch milliseconds. */
  startExecutionTime?: readonly number[];
  /** Executions that ended at or before this time (exact comparison inferred). Unit: epoch milliseconds. (from-client-code) */
  endExecutionTime?: readonly number[];
  /** Page number, first page is 1. Go on while metadata.truncated is true. Page size is not known. Default: 1. (from-client-code) */
  _page?: number;
  /** CI job name, repeatable with [1], [2]. (from-client-code) */
  jobName?: readonly string[];
  /** CI build number, repeatable. (from-client-code) */
  jobNumber?: readonly number[];
  /** Tag, repeatable. (from-client-code) */
  tags?: readonly string[];
  /** Status, repeatable. (from-client-code) */
  status?: readonly ('PASSED' | 'FAILED' | 'BLOCKED' | 'UNKNOWN')[];
  /** Id of a failure reason (24 hex digits, different in every cloud). (from-client-code) */
  failureReason?: readonly string[];
  /** Free text; sent empty by one vendor sample. (from-client-code) */
  _search?: string;
  /** Sent as false together with _search. (from-client-code) */
  _searchViewAll?: boolean;
}

/** Answer of `reporting.list`. */
export interface ReportingListAnswer {
  metadata?: {
    /** PROCESSING_COMPLETE once every test of the filter is processed; other values not known (clients only compare, without case). (from-client-code) */
    processingStatus?: string;
    /** true: more pages. (from-client-code) */
    truncated?: boolean;
  };
  /** One entry per test; one execution may hold several tests. (from-client-code) */
  resources?: {
    /** Test id; key of the commands and PDF calls. (from-client-code) */
    id: string;
    /** Execution id. (from-client-code) */
    externalId?: string;
    /** Test (report) name. (from-client-code) */
    name?: string;
    /** User that ran it. (from-client-code) */
    owner?: string;
    /** Epoch ms. (from-client-code) */
    startTime?: number;
    /** Epoch ms; clients treat values below 1 as not ended. (from-client-code) */
    endTime?: number;
    /** User experience duration; unit taken to be ms. (from-client-code) */
    uxDuration?: number;
    /** PASSED, FAILED, BLOCKED or UNKNOWN. (from-client-code) */
    status?: string;
    /** Failure message. May be absent. (from-client-code) */
    message?: string;
    /** Name of the failure reason. May be absent. (from-client-code) */
    failureReasonName?: string;
    /** Link to the single test report in the UI. (from-client-code) */
    reportURL?: string;
    /** Devices or browsers used. (from-client-code) */
    platforms?: {
      /** (from-client-code) */
      deviceId?: string;
      /** MOBILE or DESKTOP. (from-client-code) */
      deviceType?: string;
      /** (from-client-code) */
      os?: string;
      /** (from-client-code) */
      osVersion?: string;
      /** (from-client-code) */
      screenResolution?: string;
      /** (from-client-code) */
      location?: string;
      /** imei, manufacturer, model, distributor, firmware, phoneNumber, operator, operatorCountry; absent for desktop. (from-client-code) */
      mobileInfo?: {
        /** (from-client-code) */
        imei?: string;
        /** (from-client-code) */
        manufacturer?: string;
        /** (from-client-code) */
        model?: string;
        /** (from-client-code) */
        distributor?: string;
        /** (from-client-code) */
        firmware?: string;
        /** (from-client-code) */
        phoneNumber?: string;
        /** (from-client-code) */
        operator?: string;
        /** (from-client-code) */
        operatorCountry?: string;
      };
      /** browserType (CHROME, FIREFOX, INTERNET_EXPLORER, SAFARI, MICROSOFT_EDGE in the import SDK), browserVersion. (from-client-code) */
      browserInfo?: {
        /** (from-client-code) */
        browserType?: string;
        /** (from-client-code) */
        browserVersion?: string;
      };
      /** Capabilities asked for: name, value. (from-client-code) */
      selectionCriteriaV2?: {
        /** (from-client-code) */
        name?: string;
        /** (from-client-code) */
        value?: string;
      }[];
      /** name, value. (from-client-code) */
      customFields?: {
        /** (from-client-code) */
        name?: string;
        /** (from-client-code) */
        value?: string;
      }[];
    }[];
    /** (from-client-code) */
    tags?: string[];
    /** name, number, branch; absent without CI data. (from-client-code) */
    job?: {
      /** (from-client-code) */
      name?: string;
      /** (from-client-code) */
      number?: number;
      /** (from-client-code) */
      branch?: string;
    };
    /** name, version. (from-client-code) */
    project?: {
      /** (from-client-code) */
      name?: string;
      /** (from-client-code) */
      version?: string;
    };
    /** Framework name; can be absent. (from-client-code) */
    automationFramework?: string;
    /** version. (from-client-code) */
    executionEngine?: {
      /** (from-client-code) */
      version?: string;
    };
    /** name, value. (from-client-code) */
    parameters?: {
      /** (from-client-code) */
      name?: string;
      /** (from-client-code) */
      value?: string;
    }[];
    /** name, value. (from-client-code) */
    customFields?: {
      /** (from-client-code) */
      name?: string;
      /** (from-client-code) */
      value?: string;
    }[];
    /** startTime, endTime, format (e.g. mp4), streamingUrl, downloadUrl, screen.width, screen.height. (from-client-code) */
    videos?: {
      /** (from-client-code) */
      startTime?: number;
      /** (from-client-code) */
      endTime?: number;
      /** (from-client-code) */
      format?: string;
      /** (from-client-code) */
      streamingUrl?: string;
      /** (from-client-code) */
      downloadUrl?: string;

      screen?: {
        /** (from-client-code) */
        width?: number;
        /** (from-client-code) */
        height?: number;
      };
    }[];
    /** type (DEVICE_LOGS, NETWORK, VITALS, APP_CRASH_REPORT seen in clients of the export; IMAGE and TEXT are types of the import SDK), path (URL), contentType, fileName, zipped. (from-client-code) */
    artifacts?: {
      /** (from-client-code) */
      type?: string;
      /** (from-client-code) */
      path?: string;
      /** (from-client-code) */
      contentType?: string;
      /** (from-client-code) */
      fileName?: string;
      /** (from-client-code) */
      zipped?: boolean;
    }[];
  }[];
}

/** Retrieve test executions (current, documented). Permission: any user with a token; sees the tests of the cloud. Source: https://help.perfecto.io/perfecto-help/content/perfecto/test-analysis/smart_reporting_public_api.htm */
export const reportingList: Operation<ReportingListRequest, ReportingListAnswer> = {
  id: 'reporting.list',
  style: 'rest',
  host: 'app',
  method: 'GET',
  path: '/export/api/{version}/test-executions',
  effect: 'reads',
  parameters: {
    version: 'path',
    externalId: 'query:indexed',
    startExecutionTime: 'query:indexed',
    endExecutionTime: 'query:indexed',
    _page: 'query',
    jobName: 'query:indexed',
    jobNumber: 'query:indexed',
    tags: 'query:indexed',
    status: 'query:indexed',
    failureReason: 'query:indexed',
    _search: 'query',
    _searchViewAll: 'query',
  },
  body: 'object',
  answer: {
    metadata: { processingStatus: 'string', truncated: 'boolean' },
    resources: [
      {
        'id!': 'string',
        externalId: 'string',
        name: 'string',
        owner: 'string',
        startTime: 'integer',
        endTime: 'integer',
        uxDuration: 'integer',
        status: 'string',
        message: 'string',
        failureReasonName: 'string',
        reportURL: 'string',
        platforms: [
          {
            deviceId: 'string',
            deviceType: 'string',
            os: 'string',
            osVersion: 'string',
            screenResolution: 'string',
            location: 'string',
            mobileInfo: {
              imei: 'string',
              manufacturer: 'string',
              model: 'string',
              distributor: 'string',
              firmware: 'string',
              phoneNumber: 'string',
              operator: 'string',
              operatorCountry: 'string',
            },
            browserInfo: { browserType: 'string', browserVersion: 'string' },
            selectionCriteriaV2: [{ name: 'string', value: 'string' }],
            customFields: [{ name: 'string', value: 'string' }],
          },
        ],
        tags: ['string'],
        job: { name: 'string', number: 'integer', branch: 'string' },
        project: { name: 'string', version: 'string' },
        automationFramework: 'string',
        executionEngine: { version: 'string' },
        parameters: [{ name: 'string', value: 'string' }],
        customFields: [{ name: 'string', value: 'string' }],
        videos: [
          {
            startTime: 'integer',
            endTime: 'integer',
            format: 'string',
            streamingUrl: 'string',
            downloadUrl: 'string',
            screen: { width: 'integer', height: 'integer' },
          },
        ],
        artifacts: [
          { type: 'string', path: 'string', contentType: 'string', fileName: 'string', zipped: 'boolean' },
        ],
      },
    ],
  },
};

/** Parameters of `reporting.commands`. */
export interface ReportingCommandsRequest {
  /** API version. The 2023 vendor samples use v3, older samples and reportPdfUrl links v1; clients read the same fields from both. Default: v3. */
  version: 'v1' | 'v3';
  /** resources[].id of reporting.list. */
  testId: string;
}

/** Answer of `reporting.commands`. */
export interface ReportingCommandsAnswer {
  /** Logical steps in run order. */
  resources?: {
    /** Step name; commands outside any step are under the name Test step. */
    name?: string;
    /** Commands of the step. */
    commands?: {
      name?: string;
      /** SUCCESS or FAILURE in the import SDK; the export values are taken to be the same. (inferred) */
      status?: string;
      /** May be absent or empty. */
      message?: string;
      /** name, value. */
      parameters?: {
        /** (from-client-code) */
        name?: string;
        /** (from-client-code) */
        value?: string;
      }[];
      /** Entries with value; on validations. */
      expectedData?: {
        /** (from-client-code) */
        value?: string;
      }[];
      /** Entries with value; on validations. */
      resultData?: {
        /** (from-client-code) */
        value?: string;
      }[];
      /** URLs. */
      screenshots?: string[];
      /** Epoch ms. (inferred) */
      startTime?: number;
      /** Epoch ms. (inferred) */
      endTime?: number;
    }[];
  }[];
}

/** Retrieve commands of one test (current, from-client-code). Permission: as reporting.list. Source: https://help.perfecto.io/perfecto-help/content/perfecto/test-analysis/smart_reporting_public_api.htm */
export const reportingCommands: Operation<ReportingCommandsRequest, ReportingCommandsAnswer> = {
  id: 'reporting.commands',
  style: 'rest',
  host: 'app',
  method: 'GET',
  path: '/export/api/{version}/test-executions/{testId}/commands',
  effect: 'reads',
  parameters: { version: 'path', testId: 'path' },
  body: 'object',
  answer: {
    resources: [
      {
        name: 'string',
        commands: [
          {
            name: 'string',
            status: 'string',
            message: 'string',
            parameters: [{ name: 'string', value: 'string' }],
            expectedData: [{ value: 'string' }],
            resultData: [{ value: 'string' }],
            screenshots: ['string'],
            startTime: 'integer',
            endTime: 'integer',
          },
        ],
      },
    ],
  },
};

/** Parameters of `reporting.summaryPdf`. */
export interface ReportingSummaryPdfRequest {
  /** API version. The 2023 vendor samples use v3, older samples and reportPdfUrl links v1; clients read the same fields from both. Default: v3. */
  version: 'v1' | 'v3';
  /** Execution id. */
  externalId?: readonly string[];
  /** Alternative filter. */
  jobName?: readonly string[];
  /** Alternative filter. */
  jobNumber?: readonly number[];
  /** Present in reportPdfUrl links of executions; time near the start of the run. Unit: epoch milliseconds. */
  _timestamp?: readonly number[];
}

/** Answer of `reporting.summaryPdf`: PDF file. */
export type ReportingSummaryPdfAnswer = unknown;

/** Execution summary PDF (current, from-client-code). Permission: as reporting.list. Source: github.com/PerfectoCode/Reporting-Samples (vendor samples, Java/export-api-sample, 2023) */
export const reportingSummaryPdf: Operation<ReportingSummaryPdfRequest, ReportingSummaryPdfAnswer> = {
  id: 'reporting.summaryPdf',
  style: 'rest',
  host: 'app',
  method: 'GET',
  path: '/export/api/{version}/test-executions/pdf',
  effect: 'reads',
  parameters: {
    version: 'path',
    externalId: 'query:indexed',
    jobName: 'query:indexed',
    jobNumber: 'query:indexed',
    _timestamp: 'query:indexed',
  },
  body: 'binary',
};

/** Parameters of `reporting.testPdf`. */
export interface ReportingTestPdfRequest {
  /** Test id. */
  testId: string;
}

/** Answer of `reporting.testPdf`: PDF file. */
export type ReportingTestPdfAnswer = unknown;

/** Single test PDF (direct) (legacy, from-client-code). Permission: as reporting.list. Source: github.com/PerfectoCode/Reporting-Samples (JavaScript, CSharp, Ruby samples) */
export const reportingTestPdf: Operation<ReportingTestPdfRequest, ReportingTestPdfAnswer> = {
  id: 'reporting.testPdf',
  style: 'rest',
  host: 'app',
  method: 'GET',
  path: '/export/api/v1/test-executions/pdf/{testId}',
  effect: 'reads',
  parameters: { testId: 'path' },
  body: 'binary',
};

/** Parameters of `reporting.testPdfTask.create`. */
export interface ReportingTestPdfTaskCreateRequest {
  /** API version. The 2023 vendor samples use v3, older samples and reportPdfUrl links v1; clients read the same fields from both. Default: v3. */
  version: 'v2' | 'v3';
  /** Test id, in the query string of the POST; no body. */
  testExecutionId: string;
}

/** Answer of `reporting.testPdfTask.create`. */
export interface ReportingTestPdfTaskCreateAnswer {
  /** Id to poll with. */
  taskId?: string;
  /** IN_PROGRESS or COMPLETE. */
  status?: string;
  /** Where to download, once COMPLETE. */
  url?: string;
}

/** Start single test PDF (current, from-client-code). Permission: as reporting.list. Source: github.com/PerfectoCode/Reporting-Samples (vendor samples, Java/export-api-sample, 2023) */
export const reportingTestPdfTaskCreate: Operation<
  ReportingTestPdfTaskCreateRequest,
  ReportingTestPdfTaskCreateAnswer
> = {
  id: 'reporting.testPdfTask.create',
  style: 'rest',
  host: 'app',
  method: 'POST',
  path: '/export/api/{version}/test-executions/pdf/task',
  effect: 'changes',
  parameters: { version: 'path', testExecutionId: 'query' },
  body: 'object',
  answer: { taskId: 'string', status: 'string', url: 'string' },
};

/** Parameters of `reporting.testPdfTask.get`. */
export interface ReportingTestPdfTaskGetRequest {
  /** API version. The 2023 vendor samples use v3, older samples and reportPdfUrl links v1; clients read the same fields from both. Default: v3. */
  version: 'v2' | 'v3';
  /** From the create call. */
  taskId: string;
}

/** Answer of `reporting.testPdfTask.get`. */
export interface ReportingTestPdfTaskGetAnswer {
  /** Id to poll with. */
  taskId?: string;
  /** IN_PROGRESS or COMPLETE. */
  status?: string;
  /** Where to download, once COMPLETE. */
  url?: string;
}

/** Poll single test PDF (current, from-client-code). Permission: as reporting.list. Source: github.com/PerfectoCode/Reporting-Samples (vendor samples, Java/export-api-sample, 2023) */
export const reportingTestPdfTaskGet: Operation<
  ReportingTestPdfTaskGetRequest,
  ReportingTestPdfTaskGetAnswer
> = {
  id: 'reporting.testPdfTask.get',
  style: 'rest',
  host: 'app',
  method: 'GET',
  path: '/export/api/{version}/test-executions/pdf/task/{taskId}',
  effect: 'reads',
  parameters: { version: 'path', taskId: 'path' },
  body: 'object',
  answer: { taskId: 'string', status: 'string', url: 'string' },
};

/** Parameters of `reporting.csvTask.create`. */
export interface ReportingCsvTaskCreateRequest {
  filter?: {
    fields?: {
      /** Start of the range. Unit: epoch milliseconds. */
      startExecutionTime?: readonly number[];
      /** Test ids. */
      testExecutionId?: readonly string[];
    };
  };
}

/** Answer of `reporting.csvTask.create`. */
export interface ReportingCsvTaskCreateAnswer {
  /** Id to poll with. */
  taskId?: string;
  /** IN_PROGRESS or COMPLETE. */
  status?: string;
  /** Where to download, once COMPLETE. */
  url?: string;
}

/** Start CSV of the report library (current, from-client-code). Permission: as reporting.list. Source: github.com/PerfectoCode/Reporting-Samples (vendor samples, Java/export-api-sample, 2023) */
export const reportingCsvTaskCreate: Operation<ReportingCsvTaskCreateRequest, ReportingCsvTaskCreateAnswer> =
  {
    id: 'reporting.csvTask.create',
    style: 'rest',
    host: 'app',
    method: 'POST',
    path: '/export/api/v3/test-executions/csv',
    effect: 'changes',
    parameters: { filter: 'body' },
    body: 'object',
    answer: { taskId: 'string', status: 'string', url: 'string' },
  };

/** Parameters of `reporting.csvTask.get`. */
export interface ReportingCsvTaskGetRequest {
  /** From a csv or metrics csv create call. */
  taskId: string;
}

/** Answer of `reporting.csvTask.get`. */
export interface ReportingCsvTaskGetAnswer {
  /** Id to poll with. */
  taskId?: string;
  /** IN_PROGRESS or COMPLETE. */
  status?: string;
  /** Where to download, once COMPLETE. */
  url?: string;
}

/** Poll CSV (current, from-client-code). Permission: as reporting.list. Source: github.com/PerfectoCode/Reporting-Samples (vendor samples, Java/export-api-sample, 2023) */
export const reportingCsvTaskGet: Operation<ReportingCsvTaskGetRequest, ReportingCsvTaskGetAnswer> = {
  id: 'reporting.csvTask.get',
  style: 'rest',
  host: 'app',
  method: 'GET',
  path: '/export/api/v3/test-executions/csv/{taskId}',
  effect: 'reads',
  parameters: { taskId: 'path' },
  body: 'object',
  answer: { taskId: 'string', status: 'string', url: 'string' },
};

/** Parameters of `reporting.metricsCsvTask.create`. */
export interface ReportingMetricsCsvTaskCreateRequest {
  filter?: {
    fields?: {
      /** Start of the range. Unit: epoch milliseconds. */
      startExecutionTime?: readonly number[];
      /** Test ids. */
      testExecutionId?: readonly string[];
    };
  };
}

/** Answer of `reporting.metricsCsvTask.create`. */
export interface ReportingMetricsCsvTaskCreateAnswer {
  /** Id to poll with. */
  taskId?: string;
  /** IN_PROGRESS or COMPLETE. */
  status?: string;
  /** Where to download, once COMPLETE. */
  url?: string;
}

/** Start CSV of metrics (current, from-client-code). Permission: as reporting.list. Source: github.com/PerfectoCode/Reporting-Samples (vendor samples, Java/export-api-sample, 2023) */
export const reportingMetricsCsvTaskCreate: Operation<
  ReportingMetricsCsvTaskCreateRequest,
  ReportingMetricsCsvTaskCreateAnswer
> = {
  id: 'reporting.metricsCsvTask.create',
  style: 'rest',
  host: 'app',
  method: 'POST',
  path: '/export/api/v3/metrics/csv',
  effect: 'changes',
  parameters: { filter: 'body' },
  body: 'object',
  answer: { taskId: 'string', status: 'string', url: 'string' },
};

/** Parameters of `reporting.video.download`. */
export interface ReportingVideoDownloadRequest {
  /** Absolute address as an answer of reporting.list names it; this field stands in place of a path. */
  downloadUrl: string;
}

/** Answer of `reporting.video.download`: Video; extension from videos[].format, file name from the fileName query parameter of the URL or its last path part. */
export type ReportingVideoDownloadAnswer = unknown;

/** Download video (current, from-client-code). Source: github.com/PerfectoCode/Reporting-Samples (vendor samples, Java/export-api-sample, 2023) */
export const reportingVideoDownload: Operation<ReportingVideoDownloadRequest, ReportingVideoDownloadAnswer> =
  {
    id: 'reporting.video.download',
    style: 'rest',
    host: 'app',
    method: 'GET',
    path: '{downloadUrl}',
    effect: 'reads',
    parameters: { downloadUrl: 'address' },
    body: 'binary',
  };

/** Parameters of `reporting.artifact.download`. */
export interface ReportingArtifactDownloadRequest {
  /** Absolute address as an answer of reporting.list names it; this field stands in place of a path. */
  downloadUrl: string;
}

/** Answer of `reporting.artifact.download`: File; DEVICE_LOGS, NETWORK and VITALS are saved as .zip by clients. */
export type ReportingArtifactDownloadAnswer = unknown;

/** Download artifact (current, from-client-code). Source: github.com/PerfectoCode/Reporting-Samples (vendor samples, Java/export-api-sample, 2023) */
export const reportingArtifactDownload: Operation<
  ReportingArtifactDownloadRequest,
  ReportingArtifactDownloadAnswer
> = {
  id: 'reporting.artifact.download',
  style: 'rest',
  host: 'app',
  method: 'GET',
  path: '{downloadUrl}',
  effect: 'reads',
  parameters: { downloadUrl: 'address' },
  body: 'binary',
};

/** Parameters of `executionManager.search`. */
export interface ExecutionManagerSearchRequest {
  /** Fields to return; all when left out. The exact JSON form of layout is not shown in the text that was read. (inferred) */
  layout?: readonly ('id' | 'name' | 'owner' | 'platforms')[];

  filter?: {
    fields?: {
      /** Wanted execution ids. */
      id?: readonly string[];
      /** Wanted execution names. */
      name?: readonly string[];
      /** Wanted owners. */
      owner?: readonly string[];
    };

    excludedFields?: {
      /** Unwanted execution ids. */
      id?: readonly string[];
      /** Unwanted execution names. */
      name?: readonly string[];
      /** Unwanted owners. */
      owner?: readonly string[];
    };
  };
}

/** Answer of `executionManager.search`: Running executions with id, name, owner and platforms (open devices); wrapping not known. */
export type ExecutionManagerSearchAnswer = unknown;

/** Get current executions (current, documented). Permission: own executions for any user; all users with the Admin Execution role. Source: https://developers.perfectomobile.com/display/PD/Execution+Manager+API */
export const executionManagerSearch: Operation<ExecutionManagerSearchRequest, ExecutionManagerSearchAnswer> =
  {
    id: 'executionManager.search',
    style: 'rest',
    host: 'executions',
    method: 'POST',
    path: '/execution-manager/api/v1/executions/search',
    effect: 'reads',
    parameters: { layout: 'body', filter: 'body' },
    body: 'unknown',
  };

/** Parameters of `executionManager.stop`. */
export interface ExecutionManagerStopRequest {
  /** Text to match, alternative to fields. */
  freeTextFilter?: string;

  fields?: {
    /** Execution ids. */
    id?: readonly string[];
    /** Execution names. */
    name?: readonly string[];
    /** Owners. */
    owner?: readonly string[];
  };
}

/** Answer of `executionManager.stop`: Lists of stopped and of not stopped executions; key names not known. */
export type ExecutionManagerStopAnswer = unknown;

/** Stop executions (current, documented). Permission: own executions; others with the Admin Execution role. Source: https://developers.perfectomobile.com/display/PD/Execution+Manager+API */
export const executionManagerStop: Operation<ExecutionManagerStopRequest, ExecutionManagerStopAnswer> = {
  id: 'executionManager.stop',
  style: 'rest',
  host: 'executions',
  method: 'POST',
  path: '/execution-manager/api/v1/executions/stop',
  effect: 'changes',
  parameters: { fields: 'body', freeTextFilter: 'body' },
  body: 'unknown',
};

/** Parameters of `reporting.internal.search`. */
export interface ReportingInternalSearchRequest {
  /** sortBy (e.g. startTime) and sortOrder (ASCEND, DESCEND). */
  sort?: readonly object[];
  /** Fields to return. */
  layout?: readonly string[];
  /** Entries to skip. Default: 0. */
  skip?: number;
  /** 50 and 200 seen. */
  pageSize?: number;

  filter?: {
    /** Arrays under startExecutionTime, endExecutionTime (epoch ms), tags, deviceId, jobName, jobNumber, os, osVersion, browserType, deviceType, failureReason, triggerType, owner. */
    fields?: object;
    /** Same names, to leave out. */
    excludedFields?: object;

    fieldNameToSearchFilter?: {
      /** term and exact (boolean): search in the test name. */
      name?: object;
    };
  };
}

/** Answer of `reporting.internal.search`. */
export interface ReportingInternalSearchAnswer {
  /** id, name, testExecutionId, status, startTime, endTime (epoch ms), job.name, job.number, tags, automationFramework, platforms, failureReason (object), errorAnalysis (object), message. */
  items?: {
    /** (from-client-code) */
    id?: string;
    /** (from-client-code) */
    name?: string;
    /** (from-client-code) */
    testExecutionId?: string;
    /** (from-client-code) */
    status?: string;
    /** (from-client-code) */
    startTime?: number;
    /** (from-client-code) */
    endTime?: number;

    job?: {
      /** (from-client-code) */
      name?: string;
      /** (from-client-code) */
      number?: number;
    };
    /** (from-client-code) */
    automationFramework?: string;
    /** (from-client-code) */
    platforms?: unknown[];
    /** (from-client-code) */
    failureReason?: object;
    /** (from-client-code) */
    errorAnalysis?: object;
    /** (from-client-code) */
    message?: string;
    /** (from-client-code) */
    tags?: string[];
  }[];
}

/** Search test executions (internal) (current, from-client-code). Permission: any user. Source: github.com/PerfectoCode/perfecto-mcp (config/perfecto.py, tools/execution_manager.py, formatters/execution.py, 2026) */
export const reportingInternalSearch: Operation<
  ReportingInternalSearchRequest,
  ReportingInternalSearchAnswer
> = {
  id: 'reporting.internal.search',
  style: 'rest',
  host: 'app',
  method: 'POST',
  path: '/test-execution-management-webapp/rest/v1/test-execution-management/search',
  effect: 'reads',
  parameters: { filter: 'body', sort: 'body', layout: 'body', skip: 'body', pageSize: 'body' },
  body: 'object',
  answer: {
    items: [
      {
        id: 'string',
        name: 'string',
        testExecutionId: 'string',
        status: 'string',
        startTime: 'integer',
        endTime: 'integer',
        job: { name: 'string', number: 'integer' },
        automationFramework: 'string',
        platforms: ['unknown'],
        failureReason: 'unknown',
        errorAnalysis: 'unknown',
        message: 'string',
        tags: ['string'],
      },
    ],
  },
};

/** Parameters of `reporting.internal.commands`. */
export interface ReportingInternalCommandsRequest {
  /** Test id. */
  testExecutionId: string;
  /** true. Default: true. */
  includeCommandSummary?: boolean;
  /** Kind of answer. */
  commandRequestType?: 'COMMAND_SUMMARY';
}

/** Answer of `reporting.internal.commands`: Passed through unread. */
export type ReportingInternalCommandsAnswer = unknown;

/** Commands of a test (internal) (current, from-client-code). Permission: any user. Source: github.com/PerfectoCode/perfecto-mcp (config/perfecto.py, tools/execution_manager.py, formatters/execution.py, 2026) */
export const reportingInternalCommands: Operation<
  ReportingInternalCommandsRequest,
  ReportingInternalCommandsAnswer
> = {
  id: 'reporting.internal.commands',
  style: 'rest',
  host: 'app',
  method: 'GET',
  path: '/test-execution-commands-webapp/rest/v1/test-execution-commands/',
  effect: 'reads',
  parameters: { testExecutionId: 'query', includeCommandSummary: 'query', commandRequestType: 'query' },
  body: 'unknown',
};

/** Parameters of `reporting.internal.metadata`. */
export interface ReportingInternalMetadataRequest {}

/** Answer of `reporting.internal.metadata`. */
export interface ReportingInternalMetadataAnswer {
  items?: {
    [name: string]: {
      /** Names: tags_v2, devices_v2, ciJobNames, os, browsers, deviceType, job_v2, triggerTypes, owners_v2, os_info_v2. */
      values?: unknown[];
    };
  };
  /** At the top level. */
  failureReasons?: unknown[];
}

/** Filter values (internal) (current, from-client-code). Permission: any user. Source: github.com/PerfectoCode/perfecto-mcp (config/perfecto.py, tools/execution_manager.py, formatters/execution.py, 2026) */
export const reportingInternalMetadata: Operation<
  ReportingInternalMetadataRequest,
  ReportingInternalMetadataAnswer
> = {
  id: 'reporting.internal.metadata',
  style: 'rest',
  host: 'app',
  method: 'GET',
  path: '/test-execution-management-webapp/rest/v1/metadata',
  effect: 'reads',
  parameters: {},
  body: 'object',
  answer: { items: { '*': { values: ['unknown'] } }, failureReasons: ['unknown'] },
};
