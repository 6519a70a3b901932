import { describe, expect, it } from '@jest/globals';
import { ActLog } from '../../src/foreign-runner/act-log.ts';

/** A line of a step, as act 0.2.87 writes it. */
function line(fields: Record<string, unknown>): string {
  const place = { job: 'Gate/device   ', jobID: 'device', matrix: {}, stage: 'Main', step: 'Start' };
  return JSON.stringify({ ...place, stepID: ['start'], msg: '', ...fields });
}

function read(...lines: readonly string[]): ActLog {
  const log = new ActLog();
  for (const one of lines) log.take(one);
  return log;
}

describe('the log of act', () => {
  it('becomes jobs and steps with what they printed', () => {
    const { jobs } = read(
      line({ msg: 'first\n', raw_output: true }),
      line({ msg: 'second\r\n', raw_output: true }),
      line({ msg: 'Success', stepResult: 'success' }),
      line({ stage: 'Post', msg: 'released', stepResult: 'success' }),
      line({ stage: undefined, stepID: undefined, jobResult: 'success' }),
    );
    expect(jobs).toMatchObject([{ name: 'Gate/device', id: 'device', conclusion: 'success' }]);
    expect(jobs[0]?.steps).toMatchObject([
      { id: 'start', stage: 'Main', conclusion: 'success', log: 'first\nsecond\nSuccess\n' },
      { id: 'start', stage: 'Post', conclusion: 'success', log: 'released\n' },
    ]);
  });

  it('has outputs, the last one of a name, and summaries', () => {
    const { jobs } = read(
      line({ command: 'set-output', name: 'conclusion', arg: 'inconclusive' }),
      line({ command: 'set-output', name: 'conclusion', arg: 'passed' }),
      line({ command: 'summary', content: '## Good\n' }),
    );
    expect(jobs[0]?.steps[0]).toMatchObject({ outputs: { conclusion: 'passed' }, summary: '## Good\n' });
  });

  it('keeps the legs of a matrix apart', () => {
    const { jobs } = read(
      line({ job: 'Gate/device-1', matrix: { os: 'Android' }, jobResult: 'failure' }),
      line({ job: 'Gate/device-2', matrix: { os: 'iOS' }, jobResult: 'failure' }),
    );
    expect(jobs.map(({ matrix, id }) => [id, matrix])).toEqual([
      ['device', { os: 'Android' }],
      ['device', { os: 'iOS' }],
    ]);
  });

  it('does not take a job that only calls a workflow for one that was run', () => {
    const { jobs } = read(line({ job: 'Gate/devices', stage: undefined, stepID: undefined }));
    expect(jobs).toEqual([]);
  });

  it('keeps lines of act itself that are no JSON, and of masked values only the mask', () => {
    const secret = 'value-not-a-secret';
    const log = read(
      "Error: Job 'device' failed",
      line({ command: 'add-mask', arg: secret, raw: `::add-mask::${secret}\n`, msg: '***' }),
    );
    expect(log.text).toBe("Error: Job 'device' failed\n***");
    expect(JSON.stringify(log.jobs)).not.toContain(secret);
  });
});
