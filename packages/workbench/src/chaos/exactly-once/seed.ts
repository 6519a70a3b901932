import { PerfectoError, StartUnknownError, type Start } from '@perfecto-actions/client';
import type { Cloud } from './cloud.ts';
import { sharedKey, type Plan } from './plan.ts';

/** How the starts of one seed ended, and what must not have been. */
export interface Tally {
  starts: number;
  started: number;
  /** Of those, looked up after their answer was lost. */
  found: number;
  ambiguous: number;
  refused: number;
  doubled: string[];
  adopted: string[];
  /** A failure is claimed, but the execution exists. */
  denied: string[];
  /** Ambiguous, but the error does not say what to look for. */
  unnamed: string[];
}

export const emptyTally = (): Tally => ({
  ...{ starts: 0, started: 0, found: 0, ambiguous: 0, refused: 0 },
  ...{ doubled: [], adopted: [], denied: [], unnamed: [] },
});

/** Plays one seed and adds what came of it. */
export async function playSeed(cloud: Cloud, plan: Plan, tally: Tally): Promise<void> {
  const { client, lab } = cloud;
  await cloud.reset(plan);
  const scriptKey = plan.keyIsOurs ? `PRIVATE:ci/demo/app/${plan.seed}/smoke.xml` : sharedKey;
  if (plan.keyIsOurs) await cloud.store(scriptKey);
  for (const stranger of plan.earlier) await cloud.startAs(stranger, scriptKey);
  const now = new AbortController();
  const late = new AbortController();
  let moment = 0;
  cloud.onMoment = async () => {
    moment += 1;
    if (plan.cancelAt === moment) now.abort();
    if (plan.lateCancelAt === moment) late.abort();
    const stranger = plan.strangers.get(moment);
    if (stranger) await cloud.startAs(stranger, scriptKey);
  };
  const told: string[] = [];
  const outcome = await client.executions
    .startOnce(
      plan.devices.map((device, index) => ({
        scriptKey,
        param: { start: startId(plan, index), ...(device !== undefined && { DUT: device }) },
      })),
      {
        keyIsOurs: plan.keyIsOurs,
        parallel: plan.parallel,
        signal: now.signal,
        lateSignal: late.signal,
        onStarted: (index, { executionId }) => told.push(`${index} ${executionId}`),
      },
    )
    .catch((error: unknown): readonly Start[] => {
      if (!(error instanceof PerfectoError)) throw error;
      return plan.devices.map(() => ({ error }));
    });
  await cloud.settled();
  cloud.onMoment = () => undefined;

  const made = plan.devices.map((_, index) =>
    [...lab.state.executions.all.values()]
      .filter(({ variables }) =>
        variables.some(({ name, value }) => name === 'start' && value === startId(plan, index)),
      )
      .map(({ executionId }) => executionId),
  );
  tally.starts += outcome.length;
  for (const [index, start] of outcome.entries()) {
    const which = `seed ${plan.seed}, start ${index + 1}`;
    const ours = made[index] ?? [];
    if (ours.length > 1) tally.doubled.push(which);
    if ('execution' in start) {
      const { executionId, found } = start.execution;
      tally.started += 1;
      if (found) tally.found += 1;
      if (!ours.includes(executionId)) tally.adopted.push(which);
      if (told.filter((one) => one === `${index} ${executionId}`).length !== 1)
        tally.denied.push(`${which} (not told)`);
    } else if (start.error instanceof StartUnknownError) {
      tally.ambiguous += 1;
      const { candidates } = start.error;
      const isNamed = ours.every((id) => candidates.includes(id) || !isListed(cloud, plan, id));
      if (!isNamed || !saysWhatToLookFor(start.error, scriptKey)) tally.unnamed.push(which);
    } else {
      tally.refused += 1;
      if (ours.length > 0) tally.denied.push(`${which} (${start.error.code})`);
    }
  }
}

/** A run-time parameter that tells in the lab which start an execution came from; no client can see it. */
function startId({ seed }: Plan, index: number): string {
  return `${seed}-${index}`;
}

/** Whether our client could see an execution in its last look at a list that worked and was not cut short. */
function isListed(
  { lab, clock }: Cloud,
  { listLagMs, faults, lateCancelAt }: Plan,
  executionId: string,
): boolean {
  if (lateCancelAt !== undefined || faults.some(({ match }) => match?.operation === 'script.list'))
    return false;
  const { startedMs = Infinity } = lab.state.executions.get(executionId) ?? {};
  return startedMs + listLagMs < clock.now();
}

function saysWhatToLookFor(
  { message, candidates, hint = '' }: StartUnknownError,
  scriptKey: string,
): boolean {
  const named = candidates.every((id) => message.includes(id));
  return message.includes(scriptKey) && named && hint.includes('Look at the executions');
}
