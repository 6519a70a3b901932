import { withoutSecrets } from '@perfecto-actions/action-kit';
import { PerfectoError } from '@perfecto-actions/client';
import { enrich, type Results, type TestExecution } from '@perfecto-actions/results';
import type { StepContext } from './client.ts';
import type { Inputs } from './inputs.ts';

/** Ids travel in the address, so a page of many is asked for in parts. */
const idsAtOnce = 40;

/** Smart Reporting is an extra that not every cloud has; waiting for it must not be felt. */
const limitMs = 10_000;

/** The results with what Smart Reporting knows of the same executions. Where it does not answer, they stay as they are. */
export async function withReportedTests(
  results: Results,
  { connection }: Inputs,
  { client, log, signal }: StepContext,
): Promise<Results> {
  // Smart Reporting takes tokens only.
  if (connection.client.securityToken === undefined || results.executions.length === 0) return results;
  const ids = results.executions.map(({ executionId }) => executionId);
  const tests: TestExecution[] = [];
  try {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(limitMs)]);
    for (let from = 0; from < ids.length; from += idsAtOnce) {
      const externalId = ids.slice(from, from + idsAtOnce);
      for await (const test of client.reporting.all({ externalId }, { signal: limited })) tests.push(test);
    }
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof PerfectoError)) throw error;
    log.debug(`Smart Reporting added nothing: ${error.message}`);
  }
  return enrich(results, withoutSecrets(tests, connection.secrets));
}
