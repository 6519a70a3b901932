import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Inputs } from './inputs.ts';

const argument = '--serve-lab';

/** What the process of the lab is told. */
export interface LabOrder extends Omit<Inputs, 'summary'> {
  /** The process that started the step: the runner's own, or 0 where a container hides it. */
  runnerPid: number;
}

/** Said once the post step can find the lab; without it the lab goes when the step does. */
export const keepServing = 'keep-serving';

/** What it answers: where it can be reached, or why it could not start. */
export type LabAnswer =
  { ready: { url: string; caFile: string; token: string; adminToken: string } } | { failed: string };

/** Whether this process was started to be the lab. */
export function servesLab(argv: readonly string[]): boolean {
  return argv[2] === argument;
}

/** A lab that was started, or why it was not. It outlives this step only if `keep` is called. */
export interface LabProcess {
  pid: number;
  answer: LabAnswer;
  keep: () => Promise<void>;
  /** Leaves the process alone; to be called in the end in any case. */
  release: () => void;
}

/** Starts the lab as a process of its own and waits until it answers. */
export async function startLabProcess(
  order: Omit<LabOrder, 'runnerPid'>,
  signal: AbortSignal,
): Promise<LabProcess> {
  const main = fileURLToPath(import.meta.url);
  const child = spawn(process.execPath, [main, argument], {
    detached: true,
    windowsHide: true,
    // Its order comes through the channel: a scenario may be longer than a command line takes.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const stop = (): void => {
    child.kill();
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    const answer = await new Promise<LabAnswer>((resolve) => {
      child.once('message', (message) => {
        resolve(message as LabAnswer);
      });
      child.once('error', (error) => {
        resolve({ failed: `The process of the lab could not be started: ${error.message}` });
      });
      child.once('exit', (code, name) => {
        resolve({
          failed: `The process of the lab ended (${name ?? `code ${code ?? 0}`}) before it was ready.`,
        });
      });
      child.send({ ...order, runnerPid: process.ppid } satisfies LabOrder);
    });
    return {
      pid: child.pid ?? 0,
      answer,
      keep: () =>
        new Promise((resolve) => {
          // One that is gone already is for the next step to notice.
          child.send(keepServing, () => {
            resolve();
          });
        }),
      release: () => {
        if (child.connected) child.disconnect();
        child.unref();
      },
    };
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
