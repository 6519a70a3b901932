export { deviceKey, latestAttempts, supersededAttempts } from './attempts.ts';
export { casesOf, outcomeOfReport } from './cases.ts';
export { didYouMean } from './text/did-you-mean.ts';
export { distinctExecutions } from './distinct-executions.ts';
export type { TestExecution } from './enrich.ts';
export { enrich } from './enrich.ts';
export type { KnownBefore } from './execution-result.ts';
export { resultOfReport, worse } from './execution-result.ts';
export type { FailureGroup, FailureOccurrence } from './failures/failure-groups.ts';
export { groupFailures } from './failures/failure-groups.ts';
export { messagePattern } from './failures/message-pattern.ts';
export type { JudgeOptions } from './gate/gate.ts';
export { judge } from './gate/gate.ts';
export type { CaseChange, ChangeKind, Comparison } from './history/compare.ts';
export { changesIn, compare } from './history/compare.ts';
export { remember } from './history/history.ts';
export type { CasePlace } from './history/run-record.ts';
export { merge } from './merge.ts';
export type {
  CaseAttachment,
  CaseFailure,
  CaseHistory,
  Counts,
  ExecutionResult,
  Fault,
  History,
  KnownCause,
  Outcome,
  Reason,
  ReportedTest,
  ResultDevice,
  Results,
  TestCase,
  Verdict,
} from './model.ts';
export { resultsOf } from './model.ts';
export { PolicyError } from './gate/policy-error.ts';
export type { KnownFailure, Policy } from './gate/policy-model.ts';
export { defaultPolicy } from './gate/policy-model.ts';
export type { Annotation, AnnotationLevel } from './render/annotations.ts';
export { annotationsOf, stepAnnotations } from './render/annotations.ts';
export type { CheckAnnotation, CheckRun, CheckRunOptions } from './render/check-run.ts';
export { renderCheckRun } from './render/check-run.ts';
export {
  clip,
  escapeHtml,
  escapeMarkdownCell,
  escapeXml,
  escapeXmlAttribute,
  oneLine,
  safeLink,
} from './text/escape.ts';
export { renderJUnit } from './render/junit.ts';
export type { SummaryOptions } from './render/summary.ts';
export { renderSummary } from './render/summary.ts';
export { renderTimeline } from './render/timeline.ts';
export type { ReportErrorCode } from './report/report-error.ts';
export { ReportError } from './report/report-error.ts';
export type {
  DataItem,
  ExecutionReport,
  FlowNode,
  FlowNodeKind,
  NameValue,
  Recording,
  ReportDetail,
  ReportDevice,
  ReportStatus,
  ReportTimer,
} from './report/report-model.ts';
export type { ResultsErrorCode } from './results-error.ts';
export { ResultsError } from './results-error.ts';
export { withStoredFiles } from './stored-files.ts';
export { parseResults, serializeResults } from './results-json.ts';
