import type { EndedExecution, PerfectoClient, WaitProgress } from '@perfecto-actions/client';
import { inWords } from './duration.ts';
import type { ExecutionHandle } from './execution-handle.ts';
import type { Log } from './log.ts';
import { stopExecutions } from './stop-executions.ts';
import { withoutSecrets } from './without-secrets.ts';

/** How a step waits. */
export interface WatchOptions {
  timeoutMs: number;
  pollIntervalMs: number;
  errorBudgetMs?: number;
  /** What becomes of executions that still run at the deadline. */
  onTimeout: 'abort' | 'leave';
  /** Its secrets are kept out of what the service said. */
  connection: { secrets: readonly string[] };
}

/** What a step saw of its executions. */
export interface Watched {
  /** How each one ended, in the order of the handles. */
  ended: EndedExecution[];
  /** Ids that were to be stopped at the deadline and could not be. */
  notStopped: string[];
}

/** Waits with a live log in which equal lines are shown once (R4), and stops what is still running at the deadline. */
export async function watchExecutions(
  handles: readonly ExecutionHandle[],
  options: WatchOptions,
  context: { client: Pick<PerfectoClient, 'executions'>; log: Log; signal: AbortSignal },
): Promise<Watched> {
  const { client, log, signal } = context;
  const lines = new ProgressLines(log);
  const ended = await client.executions.waitFor(
    handles.map((handle) => handle.executionId),
    {
      timeoutMs: options.timeoutMs,
      pollIntervalMs: options.pollIntervalMs,
      maxPollIntervalMs: Math.max(30_000, options.pollIntervalMs),
      ...(options.errorBudgetMs !== undefined && { errorBudgetMs: options.errorBudgetMs }),
      signal,
      onPoll: (progress) => {
        lines.show(progress);
      },
      onEnd: (execution) => {
        log.info(`${mark(execution)} ${execution.executionId}: ${ending(execution)}`);
      },
    },
  );
  const unfinished = ended.filter(({ ending }) => ending !== 'completed');
  const notStopped =
    unfinished.length > 0 && options.onTimeout === 'abort'
      ? await stopExecutions(
          unfinished.map(({ executionId }) => executionId),
          { client, log, signal },
        )
      : [];
  return { ended: withoutSecrets(ended, options.connection.secrets), notStopped };
}

/** Outcome and reason; the service begins its reason with a word for the outcome, which is said already. */
function ending({ outcome, why }: EndedExecution): string {
  const reason = why.replace(/^(failed|success)\b[:.]?\s*/i, '');
  return reason === '' ? outcome : `${outcome}: ${reason}`;
}

function mark({ outcome }: EndedExecution): string {
  return { passed: '✅', failed: '❌', inconclusive: '⚠️' }[outcome];
}

/** How long was waited, in seconds: the first look is at 0 s. */
function elapsed(ms: number): string {
  return ms < 1000 ? '0 s' : inWords(ms);
}

class ProgressLines {
  readonly #log: Log;
  readonly #last = new Map<string, string>();

  constructor(log: Log) {
    this.#log = log;
  }

  show({ running, elapsedMs, tolerated }: WaitProgress): void {
    if (tolerated) {
      this.#once('error', tolerated.message, (line) => {
        this.#log.info(`[${elapsed(elapsedMs)}] a look failed and is repeated: ${line}`);
      });
    } else {
      this.#last.delete('error');
    }
    for (const { executionId, status } of running) {
      const progress =
        status?.progressPercentage === undefined ? '' : `, ${Math.round(status.progressPercentage)} %`;
      const device = status?.devices?.map(({ model, deviceId }) => model ?? deviceId).join(', ');
      const line = `${executionId}: ${status?.status ?? 'not known to the service yet'}${progress}${device ? ` on ${device}` : ''}`;
      this.#once(executionId, line, () => {
        this.#log.info(`[${elapsed(elapsedMs)}] ${line}`);
      });
    }
  }

  #once(key: string, line: string, say: (line: string) => void): void {
    if (this.#last.get(key) === line) return;
    this.#last.set(key, line);
    say(line);
  }
}
