import type { StepResult } from '../../step-runner/index.ts';
import { filesOf, leftInCloud, leftScripts } from './left-behind.ts';
import type { Boundary } from './boundaries.ts';
import { processesLeft } from './job-processes.ts';
import { inScene, type Scene } from './scene.ts';
import type { Subject } from './subjects.ts';

/** How a step is ended, and what comes after it. */
export interface Ending {
  readonly name: string;
  readonly signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL';
  /** What cleans up: the post stage; or nothing runs any more and a sweep comes by, or time passes. */
  readonly then: 'post' | 'sweep' | 'time';
}

/** A run that is not cut. */
export interface WholeRun {
  /** Requests of the main stage, and of main and post together. */
  readonly ofMain: number;
  readonly ofBoth: number;
  /** What it leaves on the disk. */
  readonly files: ReadonlyMap<string, number>;
}

const minuteMs = 60_000;

/** Runs an action to its end. */
export async function runWhole(subject: Subject): Promise<WholeRun> {
  return inScene(async (scene) => {
    const inputs = await subject.prepare(scene);
    const { job, boundaries } = scene;
    let ofMain: number | undefined;
    boundaries.begin();
    const step = await job.run(subject.action, inputs, {
      log: (line) => {
        if (line.startsWith('##[group]Post ')) ofMain ??= boundaries.count;
      },
    });
    if (step.outcome !== 'success') throw new Error(`${subject.name} does not even work: ${step.log}`);
    return { ofMain: ofMain ?? boundaries.count, ofBoth: boundaries.count, files: await filesOf(job) };
  });
}

/** Runs an action that is cut at a boundary, and answers what was wrong afterwards; an empty list is good. */
export async function cut(
  subject: Subject,
  boundary: Boundary,
  ending: Ending,
  whole: WholeRun,
): Promise<string[]> {
  return inScene(async (scene) => {
    const inputs = await subject.prepare(scene);
    const { job, boundaries } = scene;
    const cancel = new AbortController();
    boundaries.begin(boundary, () => {
      cancel.abort();
    });
    const step = await job.run(subject.action, inputs, {
      signal: cancel.signal,
      killDelays: { sigtermAfterMs: 7_500, sigkillAfterMs: 2_500, beginWith: ending.signal },
      ...(ending.then !== 'post' && { cancelGraceMs: 0 }),
      log: (line) => {
        if (line.startsWith(`${ending.signal}: `)) boundaries.release();
      },
    });
    // The end of a connection shows only when what came over it is read, and of a held upload nothing was.
    boundaries.release();
    await boundaries.settled();
    const at = `request ${boundary.request} (${boundaries.operationOf(boundary.request)}) ${boundary.moment}`;
    const problems = [
      ...(boundaries.wasReached ? [] : ['the request never came']),
      ...wrongIn(step, ending, boundary),
      ...(await processesLeft(job.folder)),
      ...(await leftBehind(scene, { subject, boundary, ending, whole, inputs })),
    ];
    return problems.map((problem) => `${at}: ${problem}`);
  });
}

function wrongIn({ signalsSent, post }: StepResult, ending: Ending, { moment }: Boundary): string[] {
  const problems: string[] = [];
  if (signalsSent.length > 1) problems.push(`it did not end at ${ending.signal}`);
  if (ending.then === 'post' && post?.conclusion === 'failure') problems.push('its post stage failed');
  const ranOn = post !== undefined && post.conclusion !== 'skipped' && post.signal === null;
  // With its last answer a post stage may be over before the signal is there.
  if (ending.then !== 'post' && moment !== 'after its answer' && ranOn)
    problems.push('its post stage ran on');
  return problems;
}

interface Cut {
  readonly subject: Subject;
  readonly boundary: Boundary;
  readonly ending: Ending;
  readonly whole: WholeRun;
  readonly inputs: Readonly<Record<string, string>>;
}

async function leftBehind(scene: Scene, cut: Cut): Promise<string[]> {
  const { job, clock, boundaries } = scene;
  const { subject, boundary, ending, inputs } = cut;
  if (ending.then === 'time') {
    await clock.advance(60 * minuteMs);
    return leftInCloud(job);
  }
  // An execution that was stopped takes a moment, and a sweep goes by age.
  await clock.advance(2 * minuteMs);
  if (ending.then === 'sweep') {
    await sweep(scene, subject.sweep ?? {});
    await clock.advance(minuteMs);
    return [...leftInCloud(job), ...leftScripts(job)];
  }
  const mayLeave =
    ending.signal === 'SIGKILL' && subject.mayLeave === boundaries.operationOf(boundary.request);
  // A sweep that was cut is made good by the next one.
  if (mayLeave || subject.action === 'sweep') {
    await sweep(scene, subject.sweep ?? inputs);
    await clock.advance(minuteMs);
  }
  return [...leftInCloud(job), ...wrongFiles(await filesOf(job), cut)];
}

/** Written at the end and from what there is then: their size says nothing. */
const writtenAtTheEnd = /(results\.json|junit\.xml|index\.html)$/;

/** Files that a whole run does not leave, and downloads that stand under their own name without being whole. */
function wrongFiles(files: ReadonlyMap<string, number>, { ending, whole }: Cut): string[] {
  return [...files].flatMap(([path, bytes]) => {
    const wholeBytes = whole.files.get(path);
    // Nobody is left after a kill who could take away what was broken off.
    if (wholeBytes === undefined) return ending.signal === 'SIGKILL' ? [] : [`file ${path}`];
    return bytes === wholeBytes || writtenAtTheEnd.test(path) ? [] : [`${path} is not whole`];
  });
}

/** A later run of the same repository. */
async function sweep({ job }: Scene, inputs: Readonly<Record<string, string>>): Promise<void> {
  const step = await job.run(
    'sweep',
    { 'older-than': '1m', ...inputs },
    { github: { run_id: '7000000002' } },
  );
  if (step.outcome !== 'success') throw new Error(`The sweep failed: ${step.log}`);
}
