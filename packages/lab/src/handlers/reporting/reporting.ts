import type { Handlers } from '../../server/call.ts';
import { downloadArtifact, downloadVideo } from './reporting-downloads.ts';
import { commands as internalCommands, metadata, search } from './reporting-internal.ts';
import { commands, list } from './reporting-list.ts';
import { summaryPdf, testPdf } from './reporting-pdf.ts';
import { createCsvTask, createPdfTask, pollTask } from './reporting-tasks.ts';

/** Smart Reporting: the export API, what its addresses lead to, and what the UI uses. */
export const handlers: Handlers = {
  'reporting.list': list,
  'reporting.commands': commands,
  'reporting.summaryPdf': summaryPdf,
  'reporting.testPdf': testPdf,
  'reporting.testPdfTask.create': createPdfTask,
  'reporting.testPdfTask.get': pollTask('pdf'),
  'reporting.csvTask.create': createCsvTask('csv'),
  'reporting.csvTask.get': pollTask('csv', 'metrics'),
  'reporting.metricsCsvTask.create': createCsvTask('metrics'),
  'reporting.video.download': downloadVideo,
  'reporting.artifact.download': downloadArtifact,
  'reporting.internal.search': search,
  'reporting.internal.commands': internalCommands,
  'reporting.internal.metadata': metadata,
};
