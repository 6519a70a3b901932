import { get } from 'node:https';
import { expect, it } from '@jest/globals';
import type { ForeignRun, ForeignRunner } from '../../src/foreign-runner/foreign-runner.ts';
import { copiedExample } from '../../src/foreign-runner/user-repository.ts';
import { beforeTheTests, inAct } from './in-act.ts';

inAct('rehearsal.yml', (open) => {
  let runner: ForeignRunner;
  let run: ForeignRun;

  beforeTheTests(async () => {
    runner = await open(copiedExample('rehearsal.yml'));
    run = await runner.run('rehearsal.yml', { event: 'pull_request', variables: { PERFECTO_CLOUD: '' } });
  });

  it('is green against a lab that it starts itself', () => {
    expect(run.conclusion).toBe('success');
    expect(run.step('rehearse', 'run-script').outputs).toMatchObject({ conclusion: 'passed' });
    expect(run.step('rehearse', 'lab').outputs['cloud']).toMatch(/^https:\/\/localhost:\d+$/);
  });

  it('asks no other cloud', () => {
    expect(runner.lab.requests).toEqual([]);
  });

  it('stops the lab in the post step', async () => {
    expect(run.step('rehearse', 'lab', 'Post').conclusion).toBe('success');
    const cloud = run.step('rehearse', 'lab').outputs['cloud'] ?? '';
    const answer = new Promise((resolve, reject) => get(cloud, resolve).on('error', reject));
    await expect(answer).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});
