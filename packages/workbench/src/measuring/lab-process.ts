import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A lab in a process of its own, as `npx perfecto-lab --json` starts it. */
export interface LabProcess {
  url: string;
  caFile: string;
  token: string;
  close(): Promise<void>;
}

/** Starts the lab with a scenario and waits until it is ready. */
export async function startLabProcess(scenarioFile: string): Promise<LabProcess> {
  const cli = fileURLToPath(new URL('../../../lab/bin/perfecto-lab.mjs', import.meta.url));
  const child = spawn(process.execPath, [cli, '--json', '--scenario', scenarioFile], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
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
  const { url, caFile, token } = JSON.parse(line) as Omit<LabProcess, 'close'>;
  return {
    url,
    caFile,
    token,
    async close() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
