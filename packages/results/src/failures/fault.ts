import type { Fault } from '../model.ts';
import { saidOf } from '../text/said.ts';
import type { Failure } from './failure.ts';

/** Whose fault a failure is, why that is said, and where the meaning of the word or text is documented. */
export interface FaultVerdict {
  fault: Fault;
  because: string;
  source: string;
}

interface FaultRule extends FaultVerdict {
  /** A word of the service: reason, flow end code, status code of a step. Compared without case. */
  code?: string;
  /** A text of the service. */
  text?: RegExp;
  /** Something else that the service counts or states. */
  holds?: (failure: Failure) => boolean;
}

/**
 * The first rule that fits decides. Texts stand in front of codes, since one code has several causes. Sources are
 * files of packages/catalog/api. Nothing else is told apart: an "element not found" can be the app's fault or the
 * script's.
 */
const rules: readonly FaultRule[] = [
  {
    text: /\b(?:variable|parameter)s?\b.{0,80}\bhas no value\b/iu,
    fault: 'script',
    because: 'a variable of the script got no value',
    source: 'notes-execution.md, life cycle: completionDescription "variable/parameter DUT has no value"',
  },
  {
    text: /\bdevice\b.{0,200}\bdoes not exist\b/iu,
    fault: 'lab',
    because: 'the cloud has no such device',
    source: 'notes-execution.md, life cycle: completionDescription "Device <id> does not exist"',
  },
  {
    text: /\bdevice is in use\b/iu,
    fault: 'lab',
    because: 'the device was taken by somebody else',
    source: 'notes-execution.md, life cycle: completionDescription with "device is in use"',
  },
  {
    code: 'ParseError',
    fault: 'script',
    because: 'the script could not be parsed',
    source: 'notes-execution.md, life cycle: reason ParseError',
  },
  {
    code: 'ResourcesUnavailable',
    fault: 'lab',
    because: 'no device could be had in time',
    source: 'script.yaml, rules: waiting for resources ends as Failed / ResourcesUnavailable',
  },
  {
    code: 'UserAborted',
    fault: 'lab',
    because: 'a person or a job stopped it',
    source: 'script.yaml, script.status: flowEndCode UserAborted',
  },
  {
    code: 'HandsetStaleElementReferenceError',
    fault: 'script',
    because: 'the script held on to an element that had left the screen',
    source: 'command.yaml, command.command: reason HandsetStaleElementReferenceError',
  },
  {
    code: 'ValidationFailure',
    fault: 'product',
    because: 'a checkpoint did not find what it was to find',
    source: 'command.yaml, command.command: reason ValidationFailure',
  },
  {
    holds: isBlocked,
    fault: 'lab',
    because: 'the reporting service calls the test blocked',
    source: 'reporting.yaml, statuses: BLOCKED',
  },
  {
    holds: failedInValidationsOnly,
    fault: 'product',
    because: 'only checkpoints failed, no function did',
    source: 'script.yaml, script.status: failedValidations, failedActions',
  },
];

const unknown: FaultVerdict = {
  fault: 'unknown',
  because: 'nothing the service said tells whose fault it is',
  source: '',
};

/** Whose fault a failure is, by what the service said. */
export function faultOf(failure: Failure): FaultVerdict {
  const { execution, caseName, message } = failure;
  const isWhole = caseName === undefined;
  const codes = [failure.code, ...(isWhole ? [execution.reason, execution.flowEndCode] : [])].map((code) =>
    code?.toLowerCase(),
  );
  // Documented as ends of an execution; in a case an app may say the like of itself, so both must.
  const said = saidOf(execution) ?? '';
  const texts = isWhole ? [`${message} ${said}`] : [message, said];
  const rule = rules.find(
    (one) =>
      (one.code !== undefined && codes.includes(one.code.toLowerCase())) ||
      (one.text !== undefined && texts.every((text) => one.text?.test(text.slice(0, 2000)))) ||
      one.holds?.(failure) === true,
  );
  if (rule === undefined) return unknown;
  const { fault, because, source } = rule;
  return { fault, because, source };
}

/** Blocked is a word for a whole test, so it counts only where no other test of the execution could be meant. */
function isBlocked({ execution: { reported } }: Failure): boolean {
  return reported?.length === 1 && reported[0]?.status?.toUpperCase() === 'BLOCKED';
}

/** Whether a failed validation also counts as a failed action is not documented, so only a plain case counts. */
function failedInValidationsOnly({ execution, outcome }: Failure): boolean {
  const { failedActions, failedValidations, timedOut } = execution;
  const isEnded = timedOut !== true && outcome === 'failed';
  return isEnded && failedActions === 0 && (failedValidations ?? 0) > 0;
}
