import {
  reportingCsvTaskCreate,
  reportingCsvTaskGet,
  reportingInternalCommands,
  reportingInternalMetadata,
  reportingInternalSearch,
  reportingMetricsCsvTaskCreate,
  reportingTestPdfTaskCreate,
  reportingTestPdfTaskGet,
  type ReportingCsvTaskCreateRequest,
  type ReportingInternalCommandsRequest,
  type ReportingInternalSearchRequest,
  type ReportingMetricsCsvTaskCreateRequest,
  type ReportingTestPdfTaskCreateRequest,
  type ReportingTestPdfTaskGetRequest,
} from '@perfecto-actions/catalog/reporting';
import type { CallOptions, Transport } from '../transport/transport.ts';
import { currentVersion, type Versioned } from './reporting-version.ts';

/** Tasks that make the PDF of one test (v2, v3). From client code; `reporting.testPdfTo` does all of it. */
export class TestPdfTasks {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Starts a task, or answers with the one of that test; NotReadyError while the test is processed. `reporting.testPdfTask.create`. */
  create(request: Versioned<ReportingTestPdfTaskCreateRequest>, options?: CallOptions) {
    return this.#transport.call(reportingTestPdfTaskCreate, { ...currentVersion, ...request }, options);
  }

  /** IN_PROGRESS, or COMPLETE with the `url` of the file. NotFoundError for an unknown task. `reporting.testPdfTask.get`. */
  get(request: Versioned<ReportingTestPdfTaskGetRequest>, options?: CallOptions) {
    return this.#transport.call(reportingTestPdfTaskGet, { ...currentVersion, ...request }, options);
  }
}

/** Tasks that make a CSV of the report library (v3). From client code; `reporting.csvTo` does all of it. */
export class CsvTasks {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Starts a task for tests by id or by the start of their range, in ms. `reporting.csvTask.create`. */
  create(request: ReportingCsvTaskCreateRequest, options?: CallOptions) {
    return this.#transport.call(reportingCsvTaskCreate, request, options);
  }

  /** IN_PROGRESS, or COMPLETE with the `url` of the file. `reporting.csvTask.get`. */
  get(taskId: string, options?: CallOptions) {
    return this.#transport.call(reportingCsvTaskGet, { taskId }, options);
  }
}

/** Tasks that make a CSV of figures (v3). From client code; `reporting.metricsCsvTo` does all of it. */
export class MetricsCsvTasks {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Starts a task; `csvTask.get` tells of it. `reporting.metricsCsvTask.create`. */
  create(request: ReportingMetricsCsvTaskCreateRequest, options?: CallOptions) {
    return this.#transport.call(reportingMetricsCsvTaskCreate, request, options);
  }
}

/** Calls of the cloud's web pages about tests. Not documented, from client code; they may change without notice. */
export class InternalReporting {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** One page of tests; go on with `skip`. `reporting.internal.search`. */
  search(request: ReportingInternalSearchRequest = {}, options?: CallOptions) {
    return this.#transport.call(reportingInternalSearch, request, options);
  }

  /** Commands of a test; form unknown. `reporting.internal.commands`. */
  commands(request: ReportingInternalCommandsRequest, options?: CallOptions) {
    return this.#transport.call(reportingInternalCommands, request, options);
  }

  /** Values to filter by, and failure reasons. `reporting.internal.metadata`. */
  metadata(options?: CallOptions) {
    return this.#transport.call(reportingInternalMetadata, {}, options);
  }
}
