import {
  reportingArtifactDownload,
  reportingCommands,
  reportingList,
  reportingSummaryPdf,
  reportingTestPdf,
  reportingVideoDownload,
  type ReportingCommandsRequest,
  type ReportingCsvTaskCreateRequest,
  type ReportingListRequest,
  type ReportingMetricsCsvTaskCreateRequest,
  type ReportingSummaryPdfRequest,
} from '@perfecto-actions/catalog/reporting';
import { eachTest, type PageLimits } from '../reporting/each-test.ts';
import { saveTask, untilReady, type ToDiskWhenReady } from '../reporting/save-when-ready.ts';
import { save, type SaveOptions } from '../transfer/save.ts';
import type { CallOptions, Transport } from '../transport/transport.ts';
import { CsvTasks, InternalReporting, MetricsCsvTasks, TestPdfTasks } from './reporting-tasks.ts';
import { currentVersion, type Versioned } from './reporting-version.ts';

type ToDisk = CallOptions & SaveOptions;

/**
 * Smart Reporting (`/export/api`): tests of all frameworks with their commands, files, PDF and CSV. Tokens only; a
 * user sees the tests of the cloud. Times are ms since the epoch; a test is there some seconds after its end.
 * Calls are v3 unless `version` says otherwise; older versions answer in the same form (seen in client code).
 */
export class Reporting {
  readonly #transport: Transport;
  /** PDF of one test, made by a task. */
  readonly testPdfTask: TestPdfTasks;
  /** CSV of many tests, made by a task. */
  readonly csvTask: CsvTasks;
  /** CSV of figures, made by a task that `csvTask.get` tells of. */
  readonly metricsCsvTask: MetricsCsvTasks;
  /** What the web pages of the cloud use; not documented. */
  readonly internal: InternalReporting;

  constructor(transport: Transport) {
    this.#transport = transport;
    this.testPdfTask = new TestPdfTasks(transport);
    this.csvTask = new CsvTasks(transport);
    this.metricsCsvTask = new MetricsCsvTasks(transport);
    this.internal = new InternalReporting(transport);
  }

  /**
   * One page of tests; `externalId` are execution ids, an unknown one is in no page. More pages while
   * `metadata.truncated`; all there is once `metadata.processingStatus` is PROCESSING_COMPLETE.
   * RefusedError for a time that lies too far back. `reporting.list`, documented.
   */
  list(request: Versioned<ReportingListRequest> = {}, options?: CallOptions) {
    return this.#transport.call(reportingList, { ...currentVersion, ...request }, options);
  }

  /** Every test that matches, page after page and each one once; see {@link eachTest}. */
  all(request: Omit<Versioned<ReportingListRequest>, '_page'> = {}, options?: CallOptions & PageLimits) {
    return eachTest((page) => this.list({ ...request, _page: page }, options), options);
  }

  /** The commands of a test by steps, in the order they ran. NotFoundError for an unknown test. `reporting.commands`, from client code. */
  commands(request: Versioned<ReportingCommandsRequest>, options?: CallOptions) {
    return this.#transport.call(reportingCommands, { ...currentVersion, ...request }, options);
  }

  /** A summary of executions as PDF; NotReadyError while they are processed. `reporting.summaryPdf`, from client code. */
  summaryPdf(request: Versioned<ReportingSummaryPdfRequest>, to: ToDisk) {
    const versioned = { ...currentVersion, ...request };
    return this.#transport.download(reportingSummaryPdf, versioned, (answer) => save(answer, to), to);
  }

  /** The same, waiting until it is ready. */
  summaryPdfTo(request: Versioned<ReportingSummaryPdfRequest>, to: ToDiskWhenReady) {
    return untilReady(this.#transport.clock, 'The summary', to, () => this.summaryPdf(request, to));
  }

  /** One test as PDF, the old way; NotReadyError while it is processed. `reporting.testPdf`, legacy, from client code. */
  testPdf(testId: string, to: ToDisk) {
    return this.#transport.download(reportingTestPdf, { testId }, (answer) => save(answer, to), to);
  }

  /** One test as PDF: starts the task, waits for it and streams the file to disk. */
  testPdfTo(testExecutionId: string, to: ToDiskWhenReady) {
    return saveTask(
      this.#transport,
      {
        what: `The PDF of test ${testExecutionId}`,
        operation: 'reporting.testPdfTask.create',
        // A task of the same test is answered again (seen in client code), so a lost answer does no harm.
        create: (options) => this.testPdfTask.create({ testExecutionId }, { repeatable: true, ...options }),
        get: (taskId, options) => this.testPdfTask.get({ taskId }, options),
      },
      to,
    );
  }

  /** Many tests as CSV: starts the task, waits for it and streams the file to disk. */
  csvTo(request: ReportingCsvTaskCreateRequest, to: ToDiskWhenReady) {
    return saveTask(
      this.#transport,
      {
        what: 'The CSV of tests',
        operation: 'reporting.csvTask.create',
        create: (options) => this.csvTask.create(request, options),
        get: (taskId, options) => this.csvTask.get(taskId, options),
      },
      to,
    );
  }

  /** Figures as CSV: starts the task, waits for it and streams the file to disk. */
  metricsCsvTo(request: ReportingMetricsCsvTaskCreateRequest, to: ToDiskWhenReady) {
    return saveTask(
      this.#transport,
      {
        what: 'The CSV of metrics',
        operation: 'reporting.metricsCsvTask.create',
        create: (options) => this.metricsCsvTask.create(request, options),
        get: (taskId, options) => this.csvTask.get(taskId, options),
      },
      to,
    );
  }

  /**
   * A video by the `downloadUrl` that a test names. Credentials go along to hosts of the cloud only; other https hosts
   * are asked without. `reporting.video.download`, from client code.
   */
  downloadVideo(downloadUrl: string, to: ToDisk) {
    return this.#transport.download(
      reportingVideoDownload,
      { downloadUrl },
      (answer) => save(answer, to),
      to,
    );
  }

  /** A file of a test by the `path` of its artifact; credentials as for videos. `reporting.artifact.download`, from client code. */
  downloadArtifact(downloadUrl: string, to: ToDisk) {
    return this.#transport.download(
      reportingArtifactDownload,
      { downloadUrl },
      (answer) => save(answer, to),
      to,
    );
  }
}
