import { existsSync, readFileSync } from 'node:fs';
import type { PlainPostContext } from '@perfecto-actions/action-kit';
import { isAlive } from './is-alive.ts';

const patienceMs = 10_000;

/** Stops the lab, and says what it was asked. */
export async function post({ state, log, clock, signal }: PlainPostContext): Promise<void> {
  const pid = Number(state('pid'));
  if (!(pid > 0)) return;
  const untilMs = clock.now() + patienceMs;
  end(pid, 'SIGTERM');
  while (isAlive(pid) && clock.now() < untilMs) await clock.sleep(50, signal);
  if (isAlive(pid)) {
    end(pid, 'SIGKILL');
    log.warning(`The lab (process ${pid}) did not end when asked and was killed.`);
  }
  const requestLog = state('request-log');
  const lines = existsSync(requestLog) ? readFileSync(requestLog, 'utf8').split('\n').length - 1 : 0;
  log.info(`The lab answered ${lines} requests and is stopped; they are listed in ${requestLog}.`);
}

function end(pid: number, signal: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended by itself.
  }
}
