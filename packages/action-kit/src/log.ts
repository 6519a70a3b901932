import { debug, endGroup, error, info, isDebug, notice, startGroup, warning } from '@actions/core';
import type { ExchangeEvent } from '@perfecto-actions/client';
import { withoutMasked } from './masking.ts';

/**
 * What a step tells its user. Text may come from the service: the runner's commands are kept out of it (R28), and so is
 * what was masked (R31), which stands in no line at all and does not only look blackened.
 */
export interface Log {
  info(line: string): void;
  notice(line: string): void;
  warning(line: string): void;
  debug(line: string): void;
  /** A remark beside the job, under a title. */
  annotate(remark: { level: 'error' | 'warning' | 'notice'; title: string; message: string }): void;
  group<Result>(title: string, work: () => Promise<Result>): Promise<Result>;
}

/** The log of a step on a runner. */
export const stepLog: Log = {
  info: (line) => {
    info(withoutCommands(line));
  },
  notice: (line) => {
    notice(withoutMasked(line));
  },
  warning: (line) => {
    warning(withoutMasked(line));
  },
  debug: (line) => {
    debug(withoutMasked(line));
  },
  annotate: ({ level, title, message }) => {
    ({ error, warning, notice })[level](withoutMasked(message), { title: withoutMasked(title) });
  },
  async group(title, work) {
    startGroup(withoutCommands(title));
    try {
      return await work();
    } finally {
      endGroup();
    }
  },
};

/** Shows each exchange with the service in the debug log; the event holds no query, header or body by design. */
export function logExchange(event: ExchangeEvent): void {
  if (!isDebug()) return;
  const { operation, method, path, attempt, durationMs, status, error, retryInMs } = event;
  const outcome = error === undefined ? String(status ?? '') : [status, error].filter(Boolean).join(' ');
  const again = retryInMs === undefined ? '' : `, again in ${retryInMs} ms`;
  stepLog.debug(
    `${operation}: ${method} ${path} -> ${outcome} in ${Math.round(durationMs)} ms (attempt ${attempt}${again})`,
  );
}

/**
 * A line that begins with `::` is a command to the runner, and so is `##[` anywhere in a line; text of the service
 * must be neither. U+0085 counts as a blank for the runner, though not for a regular expression. Ends of lines are
 * no blanks here: each begins a line of its own, and with them a text of blank lines would be looked through from each.
 */
function withoutCommands(text: string): string {
  return withoutMasked(text)
    .replace(/^((?:[^\S\r\n\u2028\u2029]|\u0085)*)::/gm, '$1\u200b::')
    .replaceAll('##[', '##\u200b[');
}
