import { afterAll, beforeAll, expect } from '@jest/globals';
import { fastClock, startLab, type Lab, type LabClock, type Scenario } from '@perfecto-actions/lab';
import { startGitHub, type GitHubStandIn } from '../../src/github/index.ts';
import { ForeignRunner, type ForeignRun } from '../../src/foreign-runner/foreign-runner.ts';
import type { UserFiles } from '../../src/foreign-runner/user-repository.ts';
import { act } from '../../src/outside-programs/programs.ts';
import { describeWith } from '../describe-with.ts';

/** Jobs of several steps, each a process that starts; the limit guards against a hang. */
export const runLimitMs = 300_000;

/** Opens the repository of a user in front of act; everything is gone after the suite. */
export type OpenRunner = (files: UserFiles, options?: SceneOptions) => Promise<ForeignRunner>;

export interface SceneOptions {
  readonly scenario?: Scenario | string;
  /** Twenty times as fast as real time if absent. */
  readonly clock?: LabClock;
  /** One of its own if absent. */
  readonly github?: GitHubStandIn;
}

/** Tests that need act: skipped where there is none, failed where it is required. */
export function inAct(name: string, suite: (open: OpenRunner) => void): void {
  describeWith(act, name, (path) => {
    const closers: (() => Promise<void>)[] = [];
    const servers = new Set<GitHubStandIn>();
    afterAll(async () => {
      for (const close of closers.splice(0).reverse()) await close();
    });
    suite(async (files, { scenario = 'default', clock = fastClock(20), github } = {}) => {
      const lab = await startLab({ clock, scenario });
      closers.push(() => lab.close());
      const services = github ?? (await startGitHub());
      if (!servers.has(services)) closers.push(() => services.close());
      servers.add(services);
      const runner = await ForeignRunner.open({ act: path(), lab, github: services, files });
      closers.push(() => runner.close());
      return runner;
    });
  });
}

/** `beforeAll` for a run of act. */
export function beforeTheTests(prepare: () => Promise<void>): void {
  beforeAll(prepare, runLimitMs);
}

/** Executions of the lab that run, and reservations that stand. */
export function leftIn({ state }: Lab): string[] {
  // One that is being stopped takes the lab a few seconds more, which nobody has to wait for.
  const executions = [...state.executions.all.values()].filter(
    ({ status, flowEndCode }) => status !== 'Completed' && flowEndCode === null,
  );
  const reservations = [...state.reservations.all.values()].filter(
    (one) => state.reservations.status(one) !== 'EXPIRED',
  );
  return [
    ...executions.map(({ executionId }) => `execution ${executionId}`),
    ...reservations.map(({ id, deviceId }) => `reservation ${id} of ${deviceId}`),
  ];
}

/** Lets the user of the pipeline have these devices and no others, so that a matrix over all is a small one. */
export function leaveDevices({ state, users }: Lab, deviceIds: string[]): void {
  const group = { name: 'Of the pipeline', description: '', userNames: [users.automation.name], deviceIds };
  state.deviceGroups.all.put(group.name, group);
}

/** Catalogue ids of the requests that the lab answered, each once, in the order they first came. */
export function askedOf({ requests }: Lab): string[] {
  return [...new Set(requests.map(({ operation }) => operation ?? ''))];
}

/** R31: a secret is in the log in no form, although this runner masks nothing. */
export function showsNo(secret: string, { log }: ForeignRun): void {
  const base64 = Buffer.from(secret).toString('base64').replace(/=+$/, '');
  const shown = [secret, base64, encodeURIComponent(secret)].filter((form) => log.includes(form));
  expect(shown).toEqual([]);
}
