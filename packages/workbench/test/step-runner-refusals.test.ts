import { describe, expect, it } from '@jest/globals';
import { readActionManifest, RunnerError, type JobStep } from '../src/step-runner/index.ts';
import { fixture, runScratchJob, scripted } from './scratch-job.ts';

async function problemsOf(work: Promise<unknown>): Promise<readonly string[]> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof RunnerError)) throw new TypeError('A RunnerError was expected.', { cause: error });
  return error.problems;
}

describe('what is refused before anything runs', () => {
  it('lists every problem of every step at once', async () => {
    const problems = await problemsOf(
      runScratchJob([
        { uses: '/no/such/folder' },
        scripted('', { id: 'same' }),
        scripted('', { id: 'Same' }),
        scripted('', { id: '1st' }),
      ]),
    );
    expect(problems).toEqual([
      expect.stringMatching(/^Step 1 \(folder\): \/no\/such\/folder holds neither action.yml nor/),
      expect.stringMatching(/^Step 3 \(Same\): the id "Same" is taken/),
      expect.stringMatching(/^Step 4 \(1st\): the id "1st" is not usable/),
    ]);
  });

  it.each<[string, Partial<JobStep>]>([
    ['the function hashFiles() is not known', { if: `hashFiles('x')` }],
    ['"matrix.os" is not known', { with: { token: '${{ matrix.os }}' } }],
    ['"steps.a.outputs" is not known', { with: { token: '${{ steps.a.outputs }}' } }],
    ['"github.event.number" is not known', { env: { A: '${{ github.event.number }}' } }],
    ['it has no closing "}}"', { env: { A: 'x ${{ github.sha' } }],
    ['it is empty', { env: { A: '${{ }}' } }],
    ['it ends too early', { if: 'always() &&' }],
    ['")" is missing', { if: '(always()' }],
    ['"failure" is not expected there', { if: 'always() failure()' }],
    ['"> 3" is not known', { if: 'github.run_id > 3' }],
    ['status functions belong into if', { with: { token: '${{ always() }}' } }],
  ])('names the expression: %s', async (problem, step) => {
    const problems = await problemsOf(runScratchJob([scripted('', step)]));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
  });

  it('names a bad default of the action', async () => {
    const problems = await problemsOf(runScratchJob([{ uses: fixture('bad-default') }]));
    expect(problems[0]).toMatch(/default of input key: .*hashFiles\(\) is not known/);
  });

  it('does not run the good steps before a bad one', async () => {
    const lines: string[] = [];
    await problemsOf(
      runScratchJob([scripted(''), { uses: fixture('missing') }], { log: (line) => lines.push(line) }),
    );
    expect(lines).toEqual([]);
  });
});

describe('readActionManifest', () => {
  it('lists all faults of an action.yml with its path', async () => {
    const problems = await problemsOf(readActionManifest(fixture('unfinished')));
    expect(problems.map((problem) => problem.replace(/^.*action\.yml: /, ''))).toEqual([
      'runs.using is "node20"; this runner runs node24 only.',
      'inputs.path has the unknown key "descripton". Known: description, default, required, deprecationMessage.',
      'inputs.path.required must be true or false.',
      expect.stringMatching(/^runs.main names .*dist\/index.js, which does not exist/),
    ]);
  });

  it('misses name and main', async () => {
    const problems = await problemsOf(readActionManifest(fixture('no-main')));
    expect(problems).toEqual([
      expect.stringMatching(/runs.main is missing/),
      expect.stringMatching(/name is missing/),
    ]);
  });

  it('reads what is there', async () => {
    const manifest = await readActionManifest(fixture('scripted'));
    expect(manifest.postIf).toBe('always()');
    expect(manifest.inputs.find(({ name }) => name === 'script')).toEqual({
      name: 'script',
      description: 'Module text for the main stage',
      required: true,
    });
    expect(manifest.outputs).toEqual([{ name: 'answer', description: 'Whatever the script writes' }]);
  });
});
