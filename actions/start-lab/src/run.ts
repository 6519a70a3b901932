import type { PlainContext } from '@perfecto-actions/action-kit';
import { InputError } from '@perfecto-actions/client';
import type { Inputs } from './inputs.ts';
import { startLabProcess } from './lab-process.ts';

export interface Result {
  url: string;
  scenario: string;
  requestLog: string;
  summary: boolean;
}

/** Starts the lab and tells the other steps where it is. */
export async function run(
  inputs: Inputs,
  { log, signal, setOutput, saveState }: PlainContext,
): Promise<Result> {
  const { scenario, requestLog, summary, ...order } = inputs;
  const { pid, answer, keep, release } = await startLabProcess({ scenario, requestLog, ...order }, signal);
  try {
    signal.throwIfAborted();
    if ('failed' in answer) throw new InputError([answer.failed]);
    saveState('pid', pid);
    saveState('request-log', requestLog);
    await keep();
  } finally {
    release();
  }
  const { url, caFile, token, adminToken } = answer.ready;
  setOutput('cloud', url);
  setOutput('security-token', token);
  setOutput('admin-token', adminToken);
  setOutput('ca-file', caFile);
  setOutput('request-log', requestLog);
  log.info(`The lab answers at ${url} (process ${pid}).`);
  return { url, scenario, requestLog, summary };
}
