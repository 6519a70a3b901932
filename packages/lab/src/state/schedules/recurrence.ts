import { Cron } from 'croner';

/** The moments of a cron expression. All of them are UTC: the documents give every time of a schedule in UTC. */
export interface Recurrence {
  /** The first moment after `afterMs`, or undefined when there is none any more. */
  nextMs(afterMs: number): number | undefined;
}

/** The expression is none; `message` says what is wrong with it. */
export class RecurrenceError extends Error {
  readonly code = 'RECURRENCE';
}

/** How an expression is read. */
export interface RecurrenceRules {
  /** Days of the week count from 1 for Sunday. */
  weekdaysFromOne: boolean;
  /** Text for seconds or minutes that are not limited. */
  tooOftenText: string;
}

/**
 * Reads a cron expression of seconds, minutes, hours, day of month, month, day of week and, if given, year.
 * Throws RecurrenceError.
 */
export function readRecurrence(expression: string, rules: RecurrenceRules): Recurrence {
  const fields = expression.trim().split(/\s+/);
  // The library would take a date, too.
  if (fields.length < 6 || fields.length > 7) {
    throw new RecurrenceError(
      `expected 6 or 7 fields, found ${expression.trim() === '' ? 0 : fields.length}`,
    );
  }
  // The two signs, and a step of one, say the same.
  if (fields.slice(0, 2).some((field) => /^[*?](\/1)?$/.test(field))) {
    throw new RecurrenceError(rules.tooOftenText);
  }
  const cron = cronOf(expression, rules);
  return { nextMs: (afterMs) => cron.nextRun(new Date(afterMs))?.getTime() };
}

function cronOf(expression: string, rules: RecurrenceRules): Cron {
  try {
    return new Cron(expression, {
      timezone: 'UTC',
      mode: '6-or-7-parts',
      alternativeWeekdays: rules.weekdaysFromOne,
      // `10/20`, a step from a number on, stands in the client's comment (scheduler.yaml).
      sloppyRanges: true,
    });
  } catch (cause) {
    const text = cause instanceof Error ? cause.message : String(cause);
    throw new RecurrenceError(text.replace(/^CronPattern: /, ''), { cause });
  }
}
