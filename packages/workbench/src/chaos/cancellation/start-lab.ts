import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { runStep } from '../../step-runner/index.ts';
import { workspaceRoot } from '../../workspace.ts';
import type { Ending } from './cut.ts';
import { processesLeft, processesOf } from './job-processes.ts';

/** start-lab asks no cloud anything; it is cut at what can be seen of its lab from outside. */
export const labMoments = [
  'when its process was there',
  'when it wrote its first file',
  'when the step had told of it',
] as const;

/** Tells the process of a lab from the step that starts it. */
const servesLab = '--serve-lab';

type LabMoment = (typeof labMoments)[number];

/** Where a start-lab runs. */
interface Place {
  readonly folder: string;
  readonly requestLog: string;
}

/** Cuts start-lab at a moment and answers what was wrong afterwards. */
export async function cutStartLab(moment: LabMoment, ending: Ending): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'a lab of a job '));
  const place = { folder, requestLog: join(folder, 'requests.jsonl') };
  try {
    const problems = await (ending.then === 'post'
      ? cancel(place, moment, ending)
      : loseRunner(place, moment));
    return [...problems, ...(await processesLeft(folder, servesLab))].map(
      (problem) => `${moment}: ${problem}`,
    );
  } finally {
    for (const pid of await processesOf(folder, servesLab)) process.kill(pid, 'SIGKILL');
    await rm(folder, { recursive: true, force: true });
  }
}

async function cancel(place: Place, moment: LabMoment, { signal }: Ending): Promise<string[]> {
  const { folder, requestLog } = place;
  const cancelled = new AbortController();
  const ended = new AbortController();
  const running = runStep(join(workspaceRoot, 'actions', 'start-lab'), {
    workspace: join(folder, 'work'),
    tempDir: join(folder, 'temp'),
    with: { 'request-log': requestLog },
    signal: cancelled.signal,
    killDelays: { sigtermAfterMs: 7_500, sigkillAfterMs: 2_500, beginWith: signal },
    log: (line) => {
      if (moment === 'when the step had told of it' && line.startsWith('The lab answers at'))
        cancelled.abort();
    },
  }).finally(() => {
    ended.abort();
  });
  if (await isSeen(place, moment, ended.signal)) cancelled.abort();
  const step = await running;
  return [
    ...(step.signalsSent.length > 1 ? [`it did not end at ${signal}`] : []),
    ...(step.post?.conclusion === 'failure' ? ['its post stage failed'] : []),
  ];
}

/** The runner dies in the middle of the step; at the last moment it does so by itself. */
async function loseRunner(place: Place, moment: LabMoment): Promise<string[]> {
  const runner = spawn(
    process.execPath,
    [fileURLToPath(new URL('runner-that-dies.ts', import.meta.url)), ...[place.folder, place.requestLog]],
    { stdio: 'ignore' },
  );
  const ended = new AbortController();
  const end = once(runner, 'exit').finally(() => {
    ended.abort();
  });
  if (await isSeen(place, moment, ended.signal)) runner.kill('SIGKILL');
  await end;
  return runner.signalCode === 'SIGKILL' ? [] : ['the runner lived on'];
}

/** Waits until a moment can be seen; false for one that only the step's log shows, or when the step is over. */
async function isSeen(place: Place, moment: LabMoment, ended: AbortSignal): Promise<boolean> {
  if (moment === 'when the step had told of it') return false;
  while (!ended.aborted) {
    const isProcess = moment === 'when its process was there';
    if (isProcess ? (await processesOf(place.folder, servesLab)).length > 0 : existsSync(place.requestLog))
      return true;
    await delay(1);
  }
  return false;
}
