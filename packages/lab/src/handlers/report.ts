import { fill } from '../invented.ts';
import { findAttachment, listAttachments } from '../report/attachment-listing.ts';
import { attachmentKindOf } from '../report/attachment-types.ts';
import { contentTypeOf } from '../report/content-type.ts';
import { renderCsvReport } from '../report/csv-report.ts';
import { renderHtmlReport } from '../report/html-report.ts';
import { renderPdfReport } from '../report/pdf/pdf-report.ts';
import type { RecordedExecution } from '../report/recorded-execution.ts';
import { renderAttachment } from '../report/render-attachment.ts';
import { renderXmlReport } from '../report/xml-report.ts';
import { treeAnswer } from '../server/answer.ts';
import type { Answer } from '../server/answer.ts';
import { actsAsAdmin } from '../server/call.ts';
import type { Call, Handler, Handlers } from '../server/call.ts';
import { Refusal } from '../refusal.ts';
import type { Execution } from '../state/executions/executions.ts';
import { recordExecution } from '../state/executions/record-execution.ts';
import { parseKey } from '../state/repository/repository-key.ts';
import { sharingScopeOf } from '../state/people/users.ts';

/** The Report group. Files are made when they are asked for, from what the execution recorded. */
export const handlers: Handlers = {
  'report.download': download,
  'report.attachments': attachments,
  'report.image': attachmentOf('image'),
  'report.video': attachmentOf('video'),
  'report.network': attachmentOf('network'),
  'report.monitor': attachmentOf('monitor'),
  'report.log': attachmentOf('log'),
  'report.transactions': attachmentOf('transactions'),
  'report.audioText': attachmentOf('audioText'),
  'report.accessibility': attachmentOf('accessibility'),
};

/** The recorded execution behind a report key, if the caller may see it and it is there yet. */
function findReport(call: Call): RecordedExecution {
  const { state, parameters } = call;
  const reportKey = parameters.required('reportKey');
  const execution = state.executions.byReportKey(reportKey);
  const isThere =
    execution?.hasReport === true &&
    execution.reportFromMs !== null &&
    execution.reportFromMs <= state.clock.now();
  if (!isThere || !maySee(call, execution)) {
    throw new Refusal(
      state.settings.notFoundStatus,
      fill(state.settings.reportNotFoundText, { key: reportKey }),
    );
  }
  return recordExecution(state, execution);
}

/** PRIVATE reports are their owner's; `admin=true` reaches others', looked up under `owner` if that is given. */
function maySee(call: Call, execution: Execution): boolean {
  const { parameters, user } = call;
  const asAdmin = actsAsAdmin(call, 'reports');
  const owner = asAdmin ? parameters.text('owner') : undefined;
  if (owner !== undefined) return execution.user.toLowerCase() === owner.toLowerCase();
  if (asAdmin || execution.user === user.name) return true;
  const key = parseKey(execution.reportKey);
  if ('invalidVisibility' in key) return false;
  return (
    key.visibility === 'PUBLIC' || (key.visibility === 'GROUP' && execution.group === sharingScopeOf(user))
  );
}

async function download(call: Call): Promise<Answer> {
  const format = call.parameters.required('format').toLowerCase();
  const report = findReport(call);
  const bytes = await render(report, format);
  return { kind: 'file', contentType: contentTypeOf(format), bytes };
}

async function render(report: RecordedExecution, format: string): Promise<Buffer> {
  switch (format) {
    case 'html':
      return Buffer.from(renderHtmlReport(report));
    case 'csv':
      return Buffer.from(renderCsvReport(report));
    case 'pdf':
      return renderPdfReport(report);
    default:
      return Buffer.from(renderXmlReport(report));
  }
}

function attachments(call: Call): Answer {
  const report = findReport(call);
  const kind = attachmentKindOf(call.parameters.text('type') ?? '');
  const { devices, services } = listAttachments(report, kind?.type);
  return treeAnswer({ devices: devices.map(({ id, containers }) => ({ id, ...containers })), services });
}

function attachmentOf(operation: string): Handler {
  return async (call) => {
    const report = findReport(call);
    const path = call.parameters.required('attachment');
    const attachment = findAttachment(report, operation, path);
    if (!attachment) {
      const { notFoundStatus, attachmentNotFoundText } = call.state.settings;
      throw new Refusal(
        notFoundStatus,
        fill(attachmentNotFoundText, { attachment: path, key: report.reportKey }),
      );
    }
    const { contentType, bytes } = await renderAttachment(report, attachment);
    return { kind: 'file', contentType, bytes };
  };
}
