import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A lab in a process of its own, as `npx perfecto-lab --json` starts it. */
export interface LabProcess {
  url: string;
  caFile: string;
  token: string;
  adminToken: string;
  pid: number;
  /** Ends it as Ctrl+C does. */
  close(): Promise<void>;
  /** Ends it as a power cut does. */
  kill(): Promise<void>;
}

/** How a lab's process is started. */
export interface LabProcessOptions {
  /** Keeps the state there. */
  dataDir?: string;
  /** Options of Node. */
  nodeOptions?: readonly string[];
}

/** Starts the lab with a scenario and waits until it is ready; a free port each time. */
export async function startLabProcess(
  scenarioFile: string,
  { dataDir, nodeOptions = [] }: LabProcessOptions = {},
): Promise<LabProcess> {
  const cli = fileURLToPath(new URL('../../../lab/bin/perfecto-lab.mjs', import.meta.url));
  const data = dataDir === undefined ? [] : ['--data-dir', dataDir];
  const args = [...nodeOptions, cli, '--json', '--port', '0', '--scenario', scenarioFile, ...data];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) =>
    child.once('exit', () => {
      resolve();
    }),
  );
  const line = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve);
    child.once('exit', (code) => {
      reject(new Error(`The lab ended with ${code ?? 'a signal'} before it was ready.`));
    });
  });
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await ended;
  };
  return {
    ...(JSON.parse(line) as Omit<LabProcess, 'close' | 'kill'>),
    close: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}
