import { fastClock, requestLogFile, startLab } from '@perfecto-actions/lab';
import { isAlive } from './is-alive.ts';
import { keepServing, type LabAnswer, type LabOrder } from './lab-process.ts';

/** How often the lab looks whether its runner still lives. */
const lookMs = 1_000;

/** The process of the lab: takes its order from the step, tells that it is ready, and serves until it is ended. */
export async function serveLab(): Promise<void> {
  const { promise: ended, resolve: end } = Promise.withResolvers<undefined>();
  for (const name of ['SIGTERM', 'SIGINT'])
    process.once(name, () => {
      end(undefined);
    });
  // A step that dies before its post step can know of the lab must not leave it behind.
  const leave = (): void => {
    end(undefined);
  };
  process.once('disconnect', leave);
  const order = await new Promise<LabOrder>((resolve) => {
    process.on('message', (message) => {
      if (message === keepServing) process.off('disconnect', leave);
      else resolve(message as LabOrder);
    });
  });
  watchRunner(order.runnerPid, leave);
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

/** A runner that dies runs no post step: its lab ends with it. In a container the runner cannot be seen, but the container ends. */
function watchRunner(pid: number, onGone: () => void): void {
  if (pid <= 1) return;
  const timer = setInterval(() => {
    if (isAlive(pid)) return;
    clearInterval(timer);
    onGone();
  }, lookMs);
  timer.unref();
}

function tell(answer: LabAnswer): void {
  if (process.connected) process.send?.(answer);
}
