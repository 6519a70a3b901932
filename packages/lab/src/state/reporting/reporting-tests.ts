import { firstFailure } from '../../report/flow-walk.ts';
import type { RecordedExecution } from '../../report/recorded-execution.ts';
import { isCommandExecution } from '../executions/executions.ts';
import type { Execution, UsedDevice } from '../executions/executions.ts';
import type { LabState } from '../lab-state.ts';
import { recordExecution } from '../executions/record-execution.ts';
import { usesBrowser } from './reporting-browser.ts';
import { reportContextOf } from './reporting-context.ts';
import type { ReportContext } from './reporting-context.ts';
import { failureReasonOf, outcomeOf } from './reporting-outcome.ts';
import type { FailureReason, TestOutcome, TestStatus } from './reporting-outcome.ts';
import { isDivided, partsOf } from './reporting-parts.ts';
import type { TestPart } from './reporting-parts.ts';
import { isValidation } from '../executions/script-plan.ts';
import { stableUuid } from '../stable-uuid.ts';
import { usedDevices } from '../executions/used-devices.ts';

/** One test of the report library. Times are ms since 1970-01-01 UTC. */
export interface ReportedTest extends ReportContext {
  /** Test id, a UUID that follows from the execution. */
  id: string;
  execution: Execution;
  name: string;
  /** The devices of its execution. */
  devices: readonly UsedDevice[];
  /** Whether its execution called functions of the browser. */
  usesBrowser: boolean;
  startMs: number;
  /** 0 until the test is processed. */
  endMs: number;
  /** UNKNOWN until the test is processed. */
  status: TestStatus;
  /** Why it did not pass; empty without a reason. */
  message: string;
  failureReason?: FailureReason;
  /** Processed tests have their final status, files and commands. */
  isProcessed: boolean;
  /** What ran of it, when its execution holds several tests. */
  part?: TestPart;
}

/** All tests within the retention, oldest first: a new one never moves those before it. */
export function reportedTests(state: LabState): ReportedTest[] {
  const fromMs = state.clock.now() - state.settings.reportingRetentionMs;
  const tests: ReportedTest[] = [];
  for (const execution of state.executions.all.values()) {
    if (execution.hasReport && execution.startedMs >= fromMs) tests.push(...testsOf(state, execution));
  }
  // Tests of executions that ran at the same time lie between each other; a stable sort keeps equal times in order.
  return tests.sort((a, b) => a.startMs - b.startMs);
}

/** The test of that id, if it is still kept. */
export function findTest(state: LabState, testId: string): ReportedTest | undefined {
  const wanted = testId.toLowerCase();
  return reportedTests(state).find(({ id }) => id === wanted);
}

/** The tests of an execution in running order; the first is there from the start. */
function testsOf(state: LabState, execution: Execution): ReportedTest[] {
  const now = state.clock.now();
  const context = reportContextOf(execution.variables, state.settings.reportVariablePrefix);
  const isProcessed =
    execution.status === 'Completed' && execution.reportFromMs !== null && execution.reportFromMs <= now;
  // Commands leave no script behind; what came of them says the same.
  const nodes = isCommandExecution(execution) ? recordSoFar(state, execution).flow : execution.nodes;
  const parts = isDivided(nodes) ? partsOf(recordSoFar(state, execution).flow) : [];
  const devices = usedDevices(state, execution);
  const whole = { execution, isProcessed, devices, usesBrowser: usesBrowser(nodes), ...context };
  if (parts.length === 0) {
    const endMs = execution.completedMs ?? 0;
    const ended = isProcessed ? endOf(state, execution, outcomeOf(execution), undefined, endMs) : notEnded;
    return [
      {
        ...whole,
        ...ended,
        id: testIdOf(execution, 0),
        name: execution.scriptName,
        startMs: execution.startedMs,
      },
    ];
  }
  return parts.map((part, index) => {
    const outcome = partOutcome(execution, part, index === parts.length - 1);
    return {
      ...whole,
      ...(isProcessed ? endOf(state, execution, outcome, part, part.endMs) : notEnded),
      id: testIdOf(execution, index),
      name: part.name,
      tags: [...context.tags, ...part.tags],
      // The first test counts from the start of the execution, where it was listed first.
      startMs: index === 0 ? execution.startedMs : part.startMs,
      part,
    };
  });
}

/** What ran of a test, for the renderers of reports and files. */
export function recordTest(state: LabState, test: ReportedTest): RecordedExecution {
  const whole = recordExecution(state, test.execution);
  if (!test.part) return whole;
  const success = test.status === 'PASSED';
  return {
    ...whole,
    scriptName: test.name,
    startedAtMs: test.startMs,
    endedAtMs: test.part.endMs,
    success,
    code: success ? 'Success' : whole.code,
    description: success ? 'Success' : test.message,
    failedActions: test.status === 'FAILED' ? 1 : 0,
    failedValidations: test.failureReason?.id === failureReasonOf(state.cloud, 'validation').id ? 1 : 0,
    flow: test.part.nodes,
  };
}

type End = Pick<ReportedTest, 'endMs' | 'status' | 'message' | 'failureReason'>;

const notEnded: End = { endMs: 0, status: 'UNKNOWN', message: '' };

function endOf(
  state: LabState,
  execution: Execution,
  { status, cause }: TestOutcome,
  part: TestPart | undefined,
  endMs: number,
): End {
  const failed = part && firstFailure(part.nodes);
  return {
    endMs,
    status,
    message: status === 'PASSED' ? '' : (failed?.description ?? execution.completionDescription),
    ...(cause === undefined ? {} : { failureReason: failureReasonOf(state.cloud, cause) }),
  };
}

/** A part fails by what failed in it; what ended the execution without a failed action ended its last part. */
function partOutcome(execution: Execution, part: TestPart, isLast: boolean): TestOutcome {
  const whole = outcomeOf(execution);
  if (isLast && (whole.status === 'UNKNOWN' || whole.status === 'BLOCKED')) return whole;
  const failed = firstFailure(part.nodes);
  if (!failed) return { status: 'PASSED' };
  // A command says it by its code, whatever its name.
  const byValidation = failed.code === 'ValidationFailure' || isValidation(failed.name);
  return { status: 'FAILED', cause: byValidation ? 'validation' : 'action' };
}

// A run that is under way is recorded as if it stopped now.
function recordSoFar(state: LabState, execution: Execution): RecordedExecution {
  const runningUntilMs = execution.runningUntilMs ?? state.clock.now();
  return recordExecution(state, { ...execution, runningUntilMs });
}

function testIdOf(execution: Execution, index: number): string {
  return stableUuid(`${execution.executionId} test ${index}`);
}
