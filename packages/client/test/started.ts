import type { WaitOptions } from '../src/index.ts';
import { login, openLab, type OpenLab } from './open-lab.ts';

export const hour = 3_600_000;

/** A lab with executions that have just been started, on DEMO01, DEMO02 and so on, and a wait for them. */
export async function started(
  count = 1,
  options: Parameters<typeof openLab>[0] = {},
): Promise<
  OpenLab & {
    ids: string[];
    wait: (options?: Partial<WaitOptions>) => ReturnType<OpenLab['client']['executions']['waitFor']>;
  }
> {
  const opened = await openLab(options);
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) {
    ids.push(
      (await opened.client.executions.execute({ scriptKey: login, param: { DUT: `F52F82C4DEMO0${n + 1}` } }))
        .executionId,
    );
  }
  return {
    ...opened,
    ids,
    wait: (given = {}) => opened.client.executions.waitFor(ids, { timeoutMs: hour, ...given }),
  };
}
