import type { PerfectoClient } from '@perfecto-actions/client';

/** Runs a script on a device and waits for its end. Anything that is not plainly passed is inconclusive or failed. */
export async function runLogin(client: PerfectoClient, deviceId: string) {
  const { executionId, reportKey } = await client.executions.execute({
    scriptKey: 'PUBLIC:Samples/login.xml',
    param: { DUT: deviceId },
  });
  const [ended] = await client.executions.waitFor([executionId], { timeoutMs: 30 * 60_000 });
  return { outcome: ended?.outcome, why: ended?.why, reportKey };
}
