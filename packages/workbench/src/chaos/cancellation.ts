import { inParallel } from '@perfecto-actions/client';
import type { Row } from '../measuring/table.ts';
import { moments, type Boundary } from './cancellation/boundaries.ts';
import { cut, runWhole, type Ending, type WholeRun } from './cancellation/cut.ts';
import { cutStartLab, labMoments } from './cancellation/start-lab.ts';
import { subjects, type Subject } from './cancellation/subjects.ts';
import type { Extent } from './extent.ts';

const cancels: readonly Ending[] = [
  { name: 'SIGINT', signal: 'SIGINT', then: 'post' },
  { name: 'SIGTERM', signal: 'SIGTERM', then: 'post' },
  { name: 'SIGKILL', signal: 'SIGKILL', then: 'post' },
];
const sweepComes: Ending = { name: 'runner lost, sweep', signal: 'SIGKILL', then: 'sweep' };
const timePasses: Ending = { name: 'runner lost, no sweep', signal: 'SIGKILL', then: 'time' };

/** Two bundles at a time: more would only wait for each other on two cores. */
const atATime = 2;

const inShort = ['run-script, not waiting', 'reserve-device', 'call-api, a file'];

/** Ends every action at every boundary of its requests, in every way a runner ends a step, and counts what is left. */
export async function cancellation(extent: Extent): Promise<Row[]> {
  const rows: Row[] = [];
  for (const subject of subjects) {
    if (extent === 'short' && !inShort.includes(subject.name)) continue;
    const whole = await runWhole(subject);
    for (const ending of endingsOf(subject, extent)) rows.push(await rowOf(subject, ending, whole));
  }
  const ofStartLab = [...cancels, sweepComes].filter(
    ({ signal }) => extent === 'full' || signal === 'SIGKILL',
  );
  for (const ending of ofStartLab) rows.push(await rowOfStartLab(ending));
  return rows;
}

async function rowOfStartLab(ending: Ending): Promise<Row> {
  const problems: string[] = [];
  await inParallel(labMoments, atATime, async (moment) => {
    problems.push(...(await cutStartLab(moment, ending)));
  });
  return {
    what: `start-lab, ${ending.then === 'post' ? ending.name : 'runner lost'}`,
    measured: `${labMoments.length} moments: ${problems.length === 0 ? 'no process left' : problems.join('; ')}`,
    target: 'no process left',
    met: problems.length === 0,
  };
}

/** An action without a post stage leaves the same whether the runner lives on or not. */
function endingsOf({ action, hasPost }: Subject, extent: Extent): Ending[] {
  const isToExpire = action === 'reserve-device' && extent === 'full';
  return [...cancels, ...(hasPost ? [sweepComes] : []), ...(isToExpire ? [timePasses] : [])];
}

async function rowOf(subject: Subject, ending: Ending, whole: WholeRun): Promise<Row> {
  // A cancel does not reach a post stage; the end of the machine does.
  const requests = ending.then === 'post' ? whole.ofMain : whole.ofBoth;
  const boundaries: Boundary[] = [];
  for (let request = 1; request <= requests; request += 1)
    for (const moment of moments) boundaries.push({ request, moment });
  const problems: string[] = [];
  await inParallel(boundaries, atATime, async (boundary) => {
    problems.push(...(await cut(subject, boundary, ending, whole)));
  });
  const found = problems.length === 0 ? 'nothing left' : problems.join('; ');
  return {
    what: `${subject.name}, ${ending.name}`,
    measured: `${boundaries.length} boundaries: ${found}`,
    target: targetOf(subject, ending),
    met: problems.length === 0,
  };
}

function targetOf({ action, mayLeave }: Subject, { signal, then }: Ending): string {
  if (then === 'time') return 'nothing left when the time of the reservation is over';
  if (then === 'sweep') return 'nothing left after a sweep';
  if (action === 'sweep') return 'nothing left after the next sweep';
  if (signal === 'SIGKILL' && mayLeave !== undefined) return `nothing left; of ${mayLeave}, after a sweep`;
  return 'nothing left';
}
