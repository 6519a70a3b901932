import { reportingArtifactDownload } from '@perfecto-actions/catalog/reporting';
import type { Clock } from '../clock.ts';
import { DecodeError, NotReadyError, TaskFailedError, TimeoutError } from '../errors.ts';
import { save, type SavedFile, type SaveOptions } from '../transfer/save.ts';
import type { CallOptions, Transport } from '../transport/transport.ts';

/** How long a file of the service is waited for, in ms. */
export interface ReadyLimits {
  /** Default 10 minutes, as the vendor's samples wait. */
  timeoutMs?: number;
  /** Pause between two looks. Default 5 s, as the vendor's samples have it. */
  pollIntervalMs?: number;
}

/** Where a file goes, and how long it is waited for. */
export type ToDiskWhenReady = CallOptions & SaveOptions & ReadyLimits;

/** How a task is started and asked for. */
export interface Task {
  /** Subject of the sentence when it goes wrong. */
  what: string;
  /** Catalogue id of the start. */
  operation: string;
  create(options: CallOptions): Promise<TaskState>;
  get(taskId: string, options: CallOptions): Promise<TaskState>;
}

interface TaskState {
  taskId?: string | undefined;
  status?: string | undefined;
  url?: string | undefined;
}

/**
 * Starts a task, asks for it until it is COMPLETE, and streams its file to disk. A state that is neither COMPLETE nor
 * IN_PROGRESS is a TaskFailedError, the deadline a TimeoutError.
 */
export function saveTask(transport: Transport, task: Task, to: ToDiskWhenReady): Promise<SavedFile> {
  let taskId: string | undefined;
  let downloadUrl: string | undefined;
  return untilReady(transport.clock, task.what, to, async () => {
    if (downloadUrl === undefined) {
      const state = await (taskId === undefined ? task.create(to) : task.get(taskId, to));
      taskId ??= state.taskId;
      downloadUrl = addressOf(task, { ...state, taskId });
    }
    if (downloadUrl === undefined) return undefined;
    return transport.download(reportingArtifactDownload, { downloadUrl }, (answer) => save(answer, to), to);
  });
}

/** Where the file is, or undefined while the task is at work. */
function addressOf({ what, operation }: Task, { taskId, status = '', url }: TaskState): string | undefined {
  switch (status.toUpperCase()) {
    case 'COMPLETE':
      if (url === undefined) throw new DecodeError(operation, '$.url', 'the address of the file', url);
      return url;
    case 'IN_PROGRESS':
      if (taskId === undefined) throw new DecodeError(operation, '$.taskId', 'the id of the task', taskId);
      return undefined;
    default:
      throw new TaskFailedError(`${what} was not made: its task is in the state "${status}".`, {
        taskId: taskId ?? '',
        state: status,
      });
  }
}

/** Calls `look` until it gives something; undefined and NotReadyError mean not yet. Throws TimeoutError at the deadline. */
export async function untilReady<Result>(
  clock: Clock,
  what: string,
  { timeoutMs = 600_000, pollIntervalMs = 5_000, signal }: ReadyLimits & { signal?: AbortSignal },
  look: () => Promise<Result | undefined>,
): Promise<Result> {
  const untilMs = clock.now() + timeoutMs;
  for (;;) {
    try {
      const result = await look();
      if (result !== undefined) return result;
    } catch (error) {
      if (!(error instanceof NotReadyError)) throw error;
    }
    const leftMs = untilMs - clock.now();
    if (leftMs <= 0) {
      throw new TimeoutError(`${what} was not ready after ${Math.round(timeoutMs / 1000)} s.`, 'unknown', {
        hint: 'Ask again later; the service goes on with it.',
      });
    }
    await clock.sleep(Math.min(pollIntervalMs, leftMs), signal);
  }
}
