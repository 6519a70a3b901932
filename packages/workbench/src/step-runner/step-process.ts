import { spawn } from 'node:child_process';
import { LineSplitter } from './line-splitter.ts';
import { systemErrorCode } from './system-error.ts';

/** Waits between the signals of a cancelled step, in milliseconds, each counted from the signal before it. */
export interface KillDelays {
  /** From SIGINT to SIGTERM. */
  readonly sigtermAfterMs: number;
  /** From SIGTERM to SIGKILL. */
  readonly sigkillAfterMs: number;
  /** The signal a cancel begins with, SIGINT if absent; those before it are not sent. */
  readonly beginWith?: 'SIGINT' | 'SIGTERM' | 'SIGKILL';
}

/** The waits of GitHub's runner (ProcessInvoker: SIGINT, 7.5 s, SIGTERM, 2.5 s, kill). */
export const gitHubKillDelays: KillDelays = { sigtermAfterMs: 7_500, sigkillAfterMs: 2_500 };

/** How long output is still read after the process itself has ended: a child may hold its streams open. */
const openStreamsMs = 5_000;

export interface StepProcessOptions {
  readonly nodePath: string;
  readonly nodeOptions?: readonly string[];
  readonly script: string;
  readonly cwd: string;
  /** The whole environment: nothing is inherited from this process. */
  readonly env: Readonly<Record<string, string>>;
  readonly onLine: (line: string) => void;
  readonly cancel: AbortSignal;
  readonly killDelays: KillDelays;
}

/** How a process ended: `exitCode` or `signal` is null. `signalsSent` in the order they were delivered. */
export interface StepProcessEnd {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly signalsSent: readonly NodeJS.Signals[];
}

/**
 * Runs one entry file under Node and resolves when it has ended, however it ended.
 * SIGINT and SIGTERM go to the process alone, the kill to its whole process group. POSIX only:
 * Windows has neither process groups nor these signals and is out of scope.
 * @throws Error of the operating system (ENOENT and the like) when Node cannot be started.
 */
export async function runStepProcess(options: StepProcessOptions): Promise<StepProcessEnd> {
  const child = spawn(options.nodePath, [...(options.nodeOptions ?? []), options.script], {
    cwd: options.cwd,
    env: { ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that Ctrl-C at a developer's terminal reaches the runner only.
    detached: true,
  });
  const signalsSent: NodeJS.Signals[] = [];
  let nextSignal: NodeJS.Timeout | undefined;
  const send = (signal: NodeJS.Signals): void => {
    if (child.pid === undefined) return;
    try {
      process.kill(signal === 'SIGKILL' ? -child.pid : child.pid, signal);
      signalsSent.push(signal);
    } catch (error) {
      // ESRCH: it ended a moment ago, which is what the signal was for.
      if (systemErrorCode(error) !== 'ESRCH') throw error;
    }
  };
  const { sigtermAfterMs, sigkillAfterMs, beginWith = 'SIGINT' } = options.killDelays;
  const terminate = (): void => {
    send('SIGTERM');
    nextSignal = setTimeout(() => {
      send('SIGKILL');
    }, sigkillAfterMs);
  };
  const cancel = (): void => {
    if (beginWith === 'SIGKILL') send('SIGKILL');
    else if (beginWith === 'SIGTERM') terminate();
    else {
      send('SIGINT');
      nextSignal = setTimeout(terminate, sigtermAfterMs);
    }
  };

  const streams = [child.stdout, child.stderr].map((stream) => {
    const lines = new LineSplitter(options.onLine);
    stream.on('data', (chunk: Uint8Array) => {
      lines.push(chunk);
    });
    return { stream, lines };
  });
  return new Promise((resolve, reject) => {
    let openStreams: NodeJS.Timeout | undefined;
    child.on('spawn', () => {
      if (options.cancel.aborted) cancel();
      else options.cancel.addEventListener('abort', cancel, { once: true });
    });
    child.on('error', reject);
    child.on('exit', () => {
      options.cancel.removeEventListener('abort', cancel);
      clearTimeout(nextSignal);
      openStreams = setTimeout(() => {
        for (const { stream } of streams) stream.destroy();
      }, openStreamsMs);
    });
    child.on('close', (exitCode, signal) => {
      clearTimeout(openStreams);
      for (const { lines } of streams) lines.end();
      resolve({ exitCode, signal, signalsSent });
    });
  });
}
