import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Inputs } from './inputs.ts';

const argument = '--serve-lab';

/** What the process of the lab is told. */
export type LabOrder = Omit<Inputs, 'summary'>;

/** What it answers: where it can be reached, or why it could not start. */
export type LabAnswer =
  { ready: { url: string; caFile: string; token: string; adminToken: string } } | { failed: string };

/** Whether this process was started to be the lab. */
export function servesLab(argv: readonly string[]): boolean {
  return argv[2] === argument;
}

/** Starts the lab as a process of its own that outlives this step, and waits until it answers. */
export async function startLabProcess(
  order: LabOrder,
  signal: AbortSignal,
): Promise<{ pid: number; answer: LabAnswer }> {
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
      child.send(order);
    });
    return { pid: child.pid ?? 0, answer };
  } finally {
    signal.removeEventListener('abort', stop);
    if (child.connected) child.disconnect();
    child.unref();
  }
}
