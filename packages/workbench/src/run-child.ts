import { spawn } from 'node:child_process';

/** Where and with what a child runs; it has no stdin and writes to this process's streams. */
export interface ChildOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Runs a program to its end and resolves with its exit code, 1 if a signal ended it. SIGINT and SIGTERM
 * are handed on, and when the child has ended this process ends by the same signal.
 */
export async function runChild(
  program: string,
  args: readonly string[],
  options: ChildOptions,
): Promise<number> {
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'inherit', 'inherit'] });
  let received: NodeJS.Signals | undefined;
  const handOn = (signal: NodeJS.Signals): void => {
    received = signal;
    child.kill(signal);
  };
  process.on('SIGINT', handOn).on('SIGTERM', handOn);
  try {
    return await new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => {
        resolve(code ?? 1);
      });
    });
  } finally {
    process.off('SIGINT', handOn).off('SIGTERM', handOn);
    if (received) process.kill(process.pid, received);
  }
}
