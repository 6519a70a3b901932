import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fastClock, readScenario, startLab, type Fault, type Lab } from '@perfecto-actions/lab';
import { stringify } from 'yaml';
import { runStep, type StageResult, type StepResult } from '../../step-runner/index.ts';
import { workspaceRoot } from '../../workspace.ts';
import { tooLongMs, tooSoonMs } from './between-requests.ts';
import type { Expectation, FaultRow } from './expectations.ts';
import { leftBehind } from './left-behind.ts';
import { showsOnTheWire } from './on-the-wire.ts';
import { slowLimitMs, type Scene } from './scenes.ts';

/** What was seen of one cell. */
export interface Seen {
  step: StepResult;
  /** All error annotations of the main stage. */
  errors: string;
  /** All warnings of main and post stage. */
  warnings: string;
  /** Requests that the fault was meant for. */
  requests: number;
  /** The lab played the fault on one of them, and bends its answers so; true where the fault is no matter of an answer. */
  isPlayed: boolean;
  /** By how much one of them came again before the time that the service had asked for. */
  tooSoonMs: number;
  /** By how much the step waited for an answer beyond the limit of time that it was given. */
  tooLongMs: number;
  /** What nobody will clean up, in words. */
  left: string[];
  /** Connections to any host but the lab: to the one that a redirect names, or by the proxy to any other. */
  strangers: number;
  /** The step did not end within its limit. */
  hasHung: boolean;
}

/** Limit of time of a call in every post stage. */
const postLimitMs = 8000;

/** Runs an action's bundle against a lab of its own in which the fault is armed. */
export async function runCell(row: FaultRow, scene: Scene, { withinS }: Expectation): Promise<Seen> {
  const folder = await mkdtemp(join(tmpdir(), 'fault cell '));
  const workspace = join(folder, 'work');
  await mkdir(workspace);
  const elsewhere = await openStranger();
  const lab = await startLab({
    clock: fastClock(100),
    scenario: readScenario(scene.scenario ?? ''),
    ...(row.certificate && { certificate: row.certificate }),
  });
  let isClosed = false;
  try {
    const isReachable = row.certificate === undefined && row.isClosed !== true;
    const inputs = await scene.prepare({
      lab,
      workspace,
      isReachable,
      isSlow: row.isSlow === true,
      isEndless: row.everywhere === true,
    });
    const given = await readdir(workspace);
    const armed = arm(lab, row, scene, elsewhere.port);
    const before = lab.requests.length;
    const was = new Set([
      ...[...lab.state.reservations.all.values()].map(({ id }) => id),
      ...[...lab.state.executions.all.values()].map(({ executionId }) => executionId),
    ]);
    if (row.isClosed) {
      await lab.close();
      isClosed = true;
    }
    const limit = AbortSignal.timeout(withinS * 1000);
    const step = await runStep(join(workspaceRoot, 'actions', scene.action), {
      workspace,
      tempDir: join(folder, 'temp'),
      secrets: { TOKEN: lab.tokens.automation },
      env: {
        TMPDIR: join(folder, 'temp'),
        // Whoever goes anywhere but to this machine meets the stranger.
        HTTPS_PROXY: `http://127.0.0.1:${elsewhere.port}`,
        NO_PROXY: 'localhost',
      },
      signal: limit,
      with: {
        cloud: lab.url,
        'security-token': '${{ secrets.TOKEN }}',
        // The authority's file goes with a lab that is closed; what it lists is no matter then.
        ...(!isClosed && { 'ca-file': lab.caFile }),
        'request-timeout': row.isSlow ? `${slowLimitMs}ms` : '20s',
        ...inputs,
      },
    });
    const endedAtMs = Date.now();
    const all = lab.requests.slice(before);
    const met = all.filter(({ operation, fault }) =>
      row.everywhere ? fault !== undefined : operation === scene.request,
    );
    const { limitMs = slowLimitMs, patienceMs } = scene;
    const stages = [
      { endedAtMs: endedAtMs - (step.post?.durationMs ?? 0), limitMs },
      { endedAtMs, limitMs: postLimitMs },
    ];
    const left = await leftBehind({ lab, step, folder, was, mayStay: [...given, ...(scene.leaves ?? [])] });
    return {
      step,
      errors: textsOf(step, 'error'),
      warnings: [textsOf(step, 'warning'), step.post ? textsOf(step.post, 'warning') : ''].join('\n'),
      requests: met.length,
      isPlayed:
        armed === undefined ||
        (met.some(({ fault }) => fault === armed.kind) && (await showsOnTheWire(lab, armed))),
      tooSoonMs: tooSoonMs(met, { fault: armed, patienceMs }),
      tooLongMs: row.isSlow ? tooLongMs(all, met, stages) : 0,
      left,
      strangers: elsewhere.connections(),
      hasHung: limit.aborted,
    };
  } finally {
    if (!isClosed) await lab.close();
    await elsewhere.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function textsOf({ annotations }: StageResult, wanted: 'error' | 'warning'): string {
  return annotations
    .filter(({ level }) => level === wanted)
    .map(({ message }) => message)
    .join('\n');
}

/** Plays the fault as a scenario file would, on the request of the scene. */
function arm(
  lab: Lab,
  { play, everywhere }: FaultRow,
  { request }: Scene,
  strangerPort: number,
): Fault | undefined {
  if (play === undefined) return undefined;
  const text = stringify({ faults: [{ ...play, ...(!everywhere && { operation: request }) }] });
  const [fault] = readScenario(text.replaceAll('${elsewhere}', `localhost:${strangerPort}`)).faults;
  if (fault === undefined) return undefined;
  // A date of long ago stands for one that comes soon, though not before a step on a busy machine has asked.
  const isDate = fault.kind === 'status' && fault.retryAfter instanceof Date;
  const armed = isDate ? { ...fault, retryAfter: new Date(Date.now() + 4000) } : fault;
  lab.faults.add(armed);
  return armed;
}

interface Stranger {
  port: number;
  connections(): number;
  close(): Promise<void>;
}

/** A host, and a proxy, that has no business with any of it: whoever follows a redirect connects to it. */
async function openStranger(): Promise<Stranger> {
  let count = 0;
  const server: Server = createServer((socket) => {
    count += 1;
    socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    connections: () => count,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      }),
  };
}
