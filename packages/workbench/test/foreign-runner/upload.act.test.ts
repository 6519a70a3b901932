import { expect, it } from '@jest/globals';
import { readScenario } from '@perfecto-actions/lab';
import type { ForeignRun, ForeignRunner } from '../../src/foreign-runner/foreign-runner.ts';
import { copiedExample } from '../../src/foreign-runner/user-repository.ts';
import { askedOf, beforeTheTests, inAct, runLimitMs, showsNo } from './in-act.ts';

inAct('upload.yml', (open) => {
  let runner: ForeignRunner;
  let run: ForeignRun;

  beforeTheTests(async () => {
    runner = await open(copiedExample('upload.yml'));
    run = await runner.run('upload.yml');
  });

  it('puts the app that the build made where the testers look for it', () => {
    expect(run.conclusion).toBe('success');
    const { outputs } = run.step('upload', 'upload-app');
    expect(outputs).toMatchObject({ locator: 'GROUP:nightly/app.apk', skipped: 'false' });
    expect(Number(outputs['bytes'])).toBeGreaterThan(1_000_000);
    expect(outputs['bytes-sent']).toBe(outputs['bytes']);
    expect(askedOf(runner.lab)).toContain('repository.v1.upload');
  });

  it('R31: shows the token in no form', () => {
    showsNo(runner.lab.tokens.automation, run);
  });

  it(
    'R33: does not send an app that is there unchanged',
    async () => {
      const again = await runner.run('upload.yml');
      expect(again.conclusion).toBe('success');
      expect(again.step('upload', 'upload-app').outputs).toMatchObject({
        skipped: 'true',
        'bytes-sent': '0',
      });
    },
    runLimitMs,
  );
});

inAct('upload.yml with the token of a user who may not upload', (open) => {
  let runner: ForeignRunner;
  let run: ForeignRun;

  beforeTheTests(async () => {
    const scenario = readScenario('faults: [{ kind: status, status: 403, operation: repository.v1.upload }]');
    runner = await open(copiedExample('upload.yml'), { scenario });
    run = await runner.run('upload.yml');
  });

  it('is red and says what was refused', () => {
    expect(run.conclusion).toBe('failure');
    const { conclusion, log } = run.step('upload', 'upload-app');
    expect(conclusion).toBe('failure');
    expect(log).toContain('The user of this token lacks the role for it');
  });
});
