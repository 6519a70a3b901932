import type { Operation } from '@perfecto-actions/catalog';
import {
  reportAccessibility,
  reportAttachments,
  reportAudioText,
  reportDownload,
  reportImage,
  reportLog,
  reportMonitor,
  reportNetwork,
  reportTransactions,
  reportVideo,
  type ReportAttachmentsRequest,
  type ReportDownloadRequest,
  type ReportImageRequest,
  type ReportVideoRequest,
} from '@perfecto-actions/catalog/report';
import { save, type SavedFile, type SaveOptions } from '../transfer/save.ts';
import type { CallOptions, Transport } from '../transport/transport.ts';

type ToDisk = CallOptions & SaveOptions;

/**
 * Reports of ended executions (`/services/reports`). They exist a little after the end and never expire; until
 * then a call raises NotFoundError or RefusedError. All operations are known from client code.
 */
export class Reports {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** The report as xml, html, csv or pdf. `report.download`. */
  download(request: ReportDownloadRequest, to: ToDisk) {
    return this.#save(reportDownload, request, to);
  }

  /** Paths of the attachments by device and kind. `report.attachments`. */
  attachments(request: ReportAttachmentsRequest, options?: CallOptions) {
    return this.#transport.call(reportAttachments, request, options);
  }

  /** A screen image, also of the kinds actualImage and expectedImage. `report.image`. */
  image(request: ReportImageRequest, to: ToDisk) {
    return this.#save(reportImage, request, to);
  }

  /** A recording. `report.video`. */
  video(request: ReportVideoRequest, to: ToDisk) {
    return this.#save(reportVideo, request, to);
  }

  /** A network capture, pcap or zip. `report.network`. */
  network(request: ReportImageRequest, to: ToDisk) {
    return this.#save(reportNetwork, request, to);
  }

  /** Device vitals as csv. `report.monitor`. */
  vitals(request: ReportImageRequest, to: ToDisk) {
    return this.#save(reportMonitor, request, to);
  }

  /** A device log: a zip with one text file. `report.log`. */
  log(request: ReportImageRequest, to: ToDisk) {
    return this.#save(reportLog, request, to);
  }

  /** Transactions; kind named by one client only. `report.transactions`. */
  transactions(request: ReportImageRequest, to: ToDisk) {
    return this.#save(reportTransactions, request, to);
  }

  /** Text made from audio. `report.audioText`. */
  audioText(request: ReportImageRequest, to: ToDisk) {
    return this.#save(reportAudioText, request, to);
  }

  /** An accessibility report. `report.accessibility`. */
  accessibility(request: ReportImageRequest, to: ToDisk) {
    return this.#save(reportAccessibility, request, to);
  }

  #save<Request extends object>(
    operation: Operation<Request, unknown>,
    request: Request,
    to: ToDisk,
  ): Promise<SavedFile> {
    return this.#transport.download(operation, request, (answer) => save(answer, to), to);
  }
}
