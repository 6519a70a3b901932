import { fastClock, requestLogFile, startLab } from '@perfecto-actions/lab';
import type { LabAnswer, LabOrder } from './lab-process.ts';

/** The process of the lab: takes its order from the step, tells that it is ready, and serves until it is ended. */
export async function serveLab(): Promise<void> {
  const order = await new Promise<LabOrder>((resolve) => {
    process.once('message', (message) => {
      resolve(message as LabOrder);
    });
  });
  const ended = new Promise((resolve) => {
    for (const name of ['SIGTERM', 'SIGINT']) process.once(name, resolve);
  });
  try {
    const { scenario, port, dataDir, speed, requestLog } = order;
    const lab = await startLab({
      scenario,
      port,
      onRequest: requestLogFile(requestLog),
      ...(dataDir !== undefined && { dataDir }),
      ...(speed !== 1 && { clock: fastClock(speed) }),
    });
    const { url, caFile, tokens } = lab;
    tell({ ready: { url, caFile, token: tokens.automation, adminToken: tokens.admin } });
    await ended;
    await lab.close();
  } catch (error) {
    tell({ failed: error instanceof Error ? error.message : String(error) });
  }
}

function tell(answer: LabAnswer): void {
  process.send?.(answer);
}
