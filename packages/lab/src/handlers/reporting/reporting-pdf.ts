import { fill } from '../../invented.ts';
import { renderPdfSummary } from '../../report/pdf/pdf-summary.ts';
import type { SummaryTest } from '../../report/pdf/pdf-summary.ts';
import type { Answer } from '../../server/answer.ts';
import type { Call } from '../../server/call.ts';
import { Refusal } from '../../refusal.ts';
import { isWanted } from '../../state/reporting/reporting-filter.ts';
import { renderTestPdf } from '../../state/reporting/reporting-tasks.ts';
import { reportedTests } from '../../state/reporting/reporting-tests.ts';
import type { ReportedTest } from '../../state/reporting/reporting-tests.ts';
import { readQueryFilter } from './reporting-filter.ts';
import { namedTest } from './reporting-list.ts';

/** Still being processed: an empty answer, to be asked again (from client code). */
export const notYet: Answer = { kind: 'empty', status: 204 };

/** reporting.summaryPdf: all tests of an execution or a job in one PDF. */
export async function summaryPdf(call: Call): Promise<Answer> {
  const { settings } = call.state;
  const filter = readQueryFilter(call);
  if (Object.keys(filter.wanted).length === 0) {
    // `_timestamp` alone names nothing; a summary of the whole library is not what anybody asks for.
    const text = fill(settings.missingParameterText, { name: 'externalId[0]' });
    throw new Refusal(settings.invalidParameterStatus, text);
  }
  const tests = reportedTests(call.state).filter((test) => isWanted(test, filter));
  if (tests.length === 0) throw new Refusal(settings.noTestsStatus, settings.noTestsText);
  if (!tests.every(({ isProcessed }) => isProcessed)) return notYet;
  return pdf(await renderPdfSummary(tests.map(summaryOf)), 'summary.pdf');
}

/** reporting.testPdf: the PDF of one test, made at once. */
export async function testPdf(call: Call): Promise<Answer> {
  const test = namedTest(call, 'testId');
  if (!test.isProcessed) return notYet;
  return pdf(await renderTestPdf(call.state, test), 'report.pdf');
}

function pdf(bytes: Buffer, fileName: string): Answer {
  return { kind: 'file', contentType: 'application/pdf', bytes, fileName };
}

function summaryOf(test: ReportedTest): SummaryTest {
  const { executionId, user } = test.execution;
  return {
    executionId,
    name: test.name,
    owner: user,
    status: test.status,
    message: test.message,
    device: test.devices.map(({ manufacturer, model }) => `${manufacturer} ${model}`).join(', '),
    startMs: test.startMs,
    endMs: test.endMs,
  };
}
