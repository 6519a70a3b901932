// Generated from api/report.yaml by `npm run generate`. Change the YAML, not this file.
import type { Operation } from '../operation.ts';

/** Parameters of `report.download`. */
export interface ReportDownloadRequest {
  /** Repository key of the report as start, execute or status gave it, e.g. PRIVATE:controller/240506/controller_24-05-06_10_15_00_457.xml. Colon and slashes go raw into the path; only blanks are encoded as %20. */
  reportKey: string;
  /** Format of the report. The default is xml in the Python client, and several other clients leave the parameter out and parse XML. Value of another kind: error, text not known. Default: xml. (from-client-code) */
  format?: 'xml' | 'html' | 'csv' | 'pdf';
  /** User name of the owner of the report; with admin=true it says in whose private area a PRIVATE key is looked up, e.g. admin=true, owner=dana, PRIVATE:myReport.xml. (from-client-code) */
  owner?: string;
  /** true lets an administrator read reports of executions of other automation users. Default: false. (inferred) */
  admin?: boolean;
}

/** Answer of `report.download`: The report itself, without any envelope. For xml: the document described under xml_report. */
export type ReportDownloadAnswer = unknown;

/** Download execution report (legacy, from-client-code). Source: the Java client library of the vendor, 18.5 (names and constants only); PerfectoCode/PerfectoSplunk PerfectoNativeRunner/src/com/perfecto/nativerunner/PerfectoRunner.java; xframium/xframium-java framework/src/org/xframium/integrations/perfectoMobile/rest/services/Reports.java; a public Python client written after December 2016 whose repository is not known (modules Reporting and Scheduler; its comments repeat the developer pages) */
export const reportDownload: Operation<ReportDownloadRequest, ReportDownloadAnswer> = {
  id: 'report.download',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/reports/{reportKey}',
  operation: 'download',
  effect: 'reads',
  parameters: { reportKey: 'path', format: 'query', owner: 'query', admin: 'query' },
  body: 'binary',
};

/** Parameters of `report.attachments`. */
export interface ReportAttachmentsRequest {
  /** Repository key of the report as start, execute or status gave it, e.g. PRIVATE:controller/240506/controller_24-05-06_10_15_00_457.xml. Colon and slashes go raw into the path; only blanks are encoded as %20. */
  reportKey: string;
  /** Kind of attachment to list. Without it all kinds are returned. The Python client names video, image, network, monitor and log; the others come from the vendor library, which always sends a type. (from-client-code) */
  type?:
    | 'video'
    | 'image'
    | 'actualImage'
    | 'expectedImage'
    | 'network'
    | 'monitor'
    | 'log'
    | 'audioText'
    | 'accessibility';
  /** User name of the owner of the report; with admin=true it says in whose private area a PRIVATE key is looked up, e.g. admin=true, owner=dana, PRIVATE:myReport.xml. (from-client-code) */
  owner?: string;
  /** true lets an administrator read reports of executions of other automation users. Default: false. (from-client-code) */
  admin?: boolean;
}

/** Answer of `report.attachments`. */
export interface ReportAttachmentsAnswer {
  /** Devices that have attachments of the type. XML: response/devices/device. (from-client-code) */
  devices?: {
    /** Device id. (from-client-code) */
    id: string;
    /** Container named after the type (see attachment_types), e.g. networks; each child element holds one attachment path as its text. The name of the child element is not known: clients take any child. (from-client-code) */
    videos?: string[];
    /** Container named after the type (see attachment_types), e.g. networks; each child element holds one attachment path as its text. The name of the child element is not known: clients take any child. (from-client-code) */
    images?: string[];
    /** Container named after the type (see attachment_types), e.g. networks; each child element holds one attachment path as its text. The name of the child element is not known: clients take any child. (from-client-code) */
    networks?: string[];
    /** Container named after the type (see attachment_types), e.g. networks; each child element holds one attachment path as its text. The name of the child element is not known: clients take any child. (from-client-code) */
    monitors?: string[];
    /** Container named after the type (see attachment_types), e.g. networks; each child element holds one attachment path as its text. The name of the child element is not known: clients take any child. (from-client-code) */
    logs?: string[];
    /** Container named after the type (see attachment_types), e.g. networks; each child element holds one attachment path as its text. The name of the child element is not known: clients take any child. (from-client-code) */
    audioTexts?: string[];
    /** Container named after the type (see attachment_types), e.g. networks; each child element holds one attachment path as its text. The name of the child element is not known: clients take any child. (from-client-code) */
    accessibilities?: string[];
  }[];
  /** The same containers for attachments that belong to no device; XML: response/services. The vendor client looks here first. (from-client-code) */
  services?: {
    /** Attachments of this kind that belong to no device. (from-client-code) */
    videos?: string[];
    /** Attachments of this kind that belong to no device. (from-client-code) */
    images?: string[];
    /** Attachments of this kind that belong to no device. (from-client-code) */
    networks?: string[];
    /** Attachments of this kind that belong to no device. (from-client-code) */
    monitors?: string[];
    /** Attachments of this kind that belong to no device. (from-client-code) */
    logs?: string[];
    /** Attachments of this kind that belong to no device. (from-client-code) */
    audioTexts?: string[];
    /** Attachments of this kind that belong to no device. (from-client-code) */
    accessibilities?: string[];
  };
}

/** List report attachments (legacy, from-client-code). Source: the Java client library of the vendor, 18.5 (names and constants only) */
export const reportAttachments: Operation<ReportAttachmentsRequest, ReportAttachmentsAnswer> = {
  id: 'report.attachments',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/reports/{reportKey}',
  operation: 'attachments',
  effect: 'reads',
  parameters: { reportKey: 'path', type: 'query', owner: 'query', admin: 'query' },
  body: 'object',
  answer: {
    devices: [
      {
        'id!': 'string',
        videos: ['string'],
        images: ['string'],
        networks: ['string'],
        monitors: ['string'],
        logs: ['string'],
        audioTexts: ['string'],
        accessibilities: ['string'],
      },
    ],
    services: {
      videos: ['string'],
      images: ['string'],
      networks: ['string'],
      monitors: ['string'],
      logs: ['string'],
      audioTexts: ['string'],
      accessibilities: ['string'],
    },
  },
};

/** Parameters of `report.image`. */
export interface ReportImageRequest {
  /** Repository key of the report as start, execute or status gave it, e.g. PRIVATE:controller/240506/controller_24-05-06_10_15_00_457.xml. Colon and slashes go raw into the path; only blanks are encoded as %20. */
  reportKey: string;
  /** Path of the attachment inside the report, exactly as the XML report (element attachment) or report.attachments names it, e.g. vitals/<file>.csv or network/<file>.pcap. Slashes stay raw. (from-client-code) */
  attachment: string;
  /** User name of the owner of the report; with admin=true it says in whose private area a PRIVATE key is looked up, e.g. admin=true, owner=dana, PRIVATE:myReport.xml. (from-client-code) */
  owner?: string;
  /** true lets an administrator read reports of executions of other automation users. Default: false. (from-client-code) */
  admin?: boolean;
}

/** Answer of `report.image`: The raw bytes, without any envelope. No content disposition is known. */
export type ReportImageAnswer = unknown;

/** Download report image (legacy, from-client-code). Source: the Java client library of the vendor, 18.5 (names and constants only); a public Python client written after December 2016 whose repository is not known (modules Reporting and Scheduler; its comments repeat the developer pages) */
export const reportImage: Operation<ReportImageRequest, ReportImageAnswer> = {
  id: 'report.image',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/reports/{reportKey}',
  operation: 'image',
  effect: 'reads',
  parameters: { reportKey: 'path', attachment: 'query', owner: 'query', admin: 'query' },
  body: 'binary',
};

/** Parameters of `report.video`. */
export interface ReportVideoRequest {
  /** Repository key of the report as start, execute or status gave it, e.g. PRIVATE:controller/240506/controller_24-05-06_10_15_00_457.xml. Colon and slashes go raw into the path; only blanks are encoded as %20. */
  reportKey: string;
  /** Path of the recording inside the report, as report.attachments names it. Left out by an older client. (from-client-code) */
  attachment?: string;
  /** Format of the video, sent by an older client; values seen elsewhere for recordings: mp4, flv. (from-client-code) */
  format?: string;
  /** User name of the owner of the report; with admin=true it says in whose private area a PRIVATE key is looked up, e.g. admin=true, owner=dana, PRIVATE:myReport.xml. (from-client-code) */
  owner?: string;
  /** true lets an administrator read reports of executions of other automation users. Default: false. (from-client-code) */
  admin?: boolean;
}

/** Answer of `report.video`: The raw bytes, without any envelope. No content disposition is known. */
export type ReportVideoAnswer = unknown;

/** Download report video (legacy, from-client-code). Source: the Java client library of the vendor, 18.5 (names and constants only); a public Python client written after December 2016 whose repository is not known (modules Reporting and Scheduler; its comments repeat the developer pages) */
export const reportVideo: Operation<ReportVideoRequest, ReportVideoAnswer> = {
  id: 'report.video',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/reports/{reportKey}',
  operation: 'video',
  effect: 'reads',
  parameters: { reportKey: 'path', attachment: 'query', format: 'query', owner: 'query', admin: 'query' },
  body: 'binary',
};

/** Parameters of `report.network`. */
export interface ReportNetworkRequest {
  /** Repository key of the report as start, execute or status gave it, e.g. PRIVATE:controller/240506/controller_24-05-06_10_15_00_457.xml. Colon and slashes go raw into the path; only blanks are encoded as %20. */
  reportKey: string;
  /** Path of the attachment inside the report, exactly as the XML report (element attachment) or report.attachments names it, e.g. vitals/<file>.csv or network/<file>.pcap. Slashes stay raw. (from-client-code) */
  attachment: string;
  /** User name of the owner of the report; with admin=true it says in whose private area a PRIVATE key is looked up, e.g. admin=true, owner=dana, PRIVATE:myReport.xml. (from-client-code) */
  owner?: string;
  /** true lets an administrator read reports of executions of other automation users. Default: false. (from-client-code) */
  admin?: boolean;
}

/** Answer of `report.network`: The raw bytes, without any envelope. No content disposition is known. */
export type ReportNetworkAnswer = unknown;

/** Download network attachment (legacy, from-client-code). Source: the Java client library of the vendor, 18.5 (names and constants only); a public Python client written after December 2016 whose repository is not known (modules Reporting and Scheduler; its comments repeat the developer pages) */
export const reportNetwork: Operation<ReportNetworkRequest, ReportNetworkAnswer> = {
  id: 'report.network',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/reports/{reportKey}',
  operation: 'network',
  effect: 'reads',
  parameters: { reportKey: 'path', attachment: 'query', owner: 'query', admin: 'query' },
  body: 'binary',
};

/** Parameters of `report.monitor`. */
export interface ReportMonitorRequest {
  /** Repository key of the report as start, execute or status gave it, e.g. PRIVATE:controller/240506/controller_24-05-06_10_15_00_457.xml. Colon and slashes go raw into the path; only blanks are encoded as %20. */
  reportKey: string;
  /** Path of the attachment inside the report, exactly as the XML report (element attachment) or report.attachments names it, e.g. vitals/<file>.csv or network/<file>.pcap. Slashes stay raw. (from-client-code) */
  attachment: string;
  /** User name of the owner of the report; with admin=true it says in whose private area a PRIVATE key is looked up, e.g. admin=true, owner=dana, PRIVATE:myReport.xml. (from-client-code) */
  owner?: string;
  /** true lets an administrator read reports of executions of other automation users. Default: false. (from-client-code) */
  admin?: boolean;
}

/** Answer of `report.monitor`: The raw bytes, without any envelope. No content disposition is known. */
export type ReportMonitorAnswer = unknown;

/** Download vitals attachment (legacy, from-client-code). Source: the Java client library of the vendor, 18.5 (names and constants only); a public Python client written after December 2016 whose repository is not known (modules Reporting and Scheduler; its comments repeat the developer pages) */
export const reportMonitor: Operation<ReportMonitorRequest, ReportMonitorAnswer> = {
  id: 'report.monitor',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/reports/{reportKey}',
  operation: 'monitor',
  effect: 'reads',
  parameters: { reportKey: 'path', attachment: 'query', owner: 'query', admin: 'query' },
  body: 'binary',
};

/** Parameters of `report.log`. */
export interface ReportLogRequest {
  /** Repository key of the report as start, execute or status gave it, e.g. PRIVATE:controller/240506/controller_24-05-06_10_15_00_457.xml. Colon and slashes go raw into the path; only blanks are encoded as %20. */
  reportKey: string;
  /** Path of the attachment inside the report, exactly as the XML report (element attachment) or report.attachments names it, e.g. vitals/<file>.csv or network/<file>.pcap. Slashes stay raw. (from-client-code) */
  attachment: string;
  /** User name of the owner of the report; with admin=true it says in whose private area a PRIVATE key is looked up, e.g. admin=true, owner=dana, PRIVATE:myReport.xml. (from-client-code) */
  owner?: string;
  /** true lets an administrator read reports of executions of other automation users. Default: false. (from-client-code) */
  admin?: boolean;
}

/** Answer of `report.log`: The raw bytes, without any envelope. No content disposition is known. */
export type ReportLogAnswer = unknown;

/** Download device log attachment (legacy, from-client-code). Source: the Java client library of the vendor, 18.5 (names and constants only); a public Python client written after December 2016 whose repository is not known (modules Reporting and Scheduler; its comments repeat the developer pages) */
export const reportLog: Operation<ReportLogRequest, ReportLogAnswer> = {
  id: 'report.log',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/reports/{reportKey}',
  operation: 'log',
  effect: 'reads',
  parameters: { reportKey: 'path', attachment: 'query', owner: 'query', admin: 'query' },
  body: 'binary',
};

/** Parameters of `report.transactions`. */
export interface ReportTransactionsRequest {
  /** Repository key of the report as start, execute or status gave it, e.g. PRIVATE:controller/240506/controller_24-05-06_10_15_00_457.xml. Colon and slashes go raw into the path; only blanks are encoded as %20. */
  reportKey: string;
  /** Path of the attachment inside the report, exactly as the XML report (element attachment) or report.attachments names it, e.g. vitals/<file>.csv or network/<file>.pcap. Slashes stay raw. (from-client-code) */
  attachment: string;
  /** User name of the owner of the report; with admin=true it says in whose private area a PRIVATE key is looked up, e.g. admin=true, owner=dana, PRIVATE:myReport.xml. (from-client-code) */
  owner?: string;
  /** true lets an administrator read reports of executions of other automation users. Default: false. (from-client-code) */
  admin?: boolean;
}

/** Answer of `report.transactions`: The raw bytes, without any envelope. No content disposition is known. */
export type ReportTransactionsAnswer = unknown;

/** Download transactions attachment (legacy, from-client-code). Source: a public Python client written after December 2016 whose repository is not known (modules Reporting and Scheduler; its comments repeat the developer pages) */
export const reportTransactions: Operation<ReportTransactionsRequest, ReportTransactionsAnswer> = {
  id: 'report.transactions',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/reports/{reportKey}',
  operation: 'transactions',
  effect: 'reads',
  parameters: { reportKey: 'path', attachment: 'query', owner: 'query', admin: 'query' },
  body: 'binary',
};

/** Parameters of `report.audioText`. */
export interface ReportAudioTextRequest {
  /** Repository key of the report as start, execute or status gave it, e.g. PRIVATE:controller/240506/controller_24-05-06_10_15_00_457.xml. Colon and slashes go raw into the path; only blanks are encoded as %20. */
  reportKey: string;
  /** Path of the attachment inside the report, exactly as the XML report (element attachment) or report.attachments names it, e.g. vitals/<file>.csv or network/<file>.pcap. Slashes stay raw. (from-client-code) */
  attachment: string;
  /** User name of the owner of the report; with admin=true it says in whose private area a PRIVATE key is looked up, e.g. admin=true, owner=dana, PRIVATE:myReport.xml. (from-client-code) */
  owner?: string;
  /** true lets an administrator read reports of executions of other automation users. Default: false. (from-client-code) */
  admin?: boolean;
}

/** Answer of `report.audioText`: The raw bytes, without any envelope. No content disposition is known. */
export type ReportAudioTextAnswer = unknown;

/** Download audio text attachment (legacy, from-client-code). Source: the Java client library of the vendor, 18.5 (names and constants only); a public Python client written after December 2016 whose repository is not known (modules Reporting and Scheduler; its comments repeat the developer pages) */
export const reportAudioText: Operation<ReportAudioTextRequest, ReportAudioTextAnswer> = {
  id: 'report.audioText',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/reports/{reportKey}',
  operation: 'audioText',
  effect: 'reads',
  parameters: { reportKey: 'path', attachment: 'query', owner: 'query', admin: 'query' },
  body: 'binary',
};

/** Parameters of `report.accessibility`. */
export interface ReportAccessibilityRequest {
  /** Repository key of the report as start, execute or status gave it, e.g. PRIVATE:controller/240506/controller_24-05-06_10_15_00_457.xml. Colon and slashes go raw into the path; only blanks are encoded as %20. */
  reportKey: string;
  /** Path of the attachment inside the report, exactly as the XML report (element attachment) or report.attachments names it, e.g. vitals/<file>.csv or network/<file>.pcap. Slashes stay raw. (from-client-code) */
  attachment: string;
  /** User name of the owner of the report; with admin=true it says in whose private area a PRIVATE key is looked up, e.g. admin=true, owner=dana, PRIVATE:myReport.xml. (from-client-code) */
  owner?: string;
  /** true lets an administrator read reports of executions of other automation users. Default: false. (from-client-code) */
  admin?: boolean;
}

/** Answer of `report.accessibility`: The raw bytes, without any envelope. No content disposition is known. */
export type ReportAccessibilityAnswer = unknown;

/** Download accessibility attachment (legacy, from-client-code). Source: the Java client library of the vendor, 18.5 (names and constants only) */
export const reportAccessibility: Operation<ReportAccessibilityRequest, ReportAccessibilityAnswer> = {
  id: 'report.accessibility',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/reports/{reportKey}',
  operation: 'accessibility',
  effect: 'reads',
  parameters: { reportKey: 'path', attachment: 'query', owner: 'query', admin: 'query' },
  body: 'binary',
};
