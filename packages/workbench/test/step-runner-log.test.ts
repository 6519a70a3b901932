import { describe, expect, it } from '@jest/globals';
import { printed, runScratchJob, scripted } from './scratch-job.ts';

describe('masks', () => {
  it('hides secrets in log, annotations, summary and the live log, the longest first', async () => {
    const live: string[] = [];
    const job = await runScratchJob(
      [
        scripted(
          `console.log('::error title=t-' + process.env.LONG + '::about ' + process.env.LONG);
           console.error('on stderr ' + process.env.SHORT); write('GITHUB_STEP_SUMMARY', process.env.LONG);`,
          { env: { SHORT: '${{ secrets.short }}', LONG: '${{ secrets.LONG }}' } },
        ),
      ],
      { secrets: { SHORT: 'hush', LONG: 'hush-hush' }, log: (line) => live.push(line) },
    );
    expect(job.steps[0]?.annotations).toEqual([{ level: 'error', title: 't-***', message: 'about ***' }]);
    expect(job.steps[0]?.summary).toBe('***\n');
    expect(job.log).toContain('on stderr ***');
    expect(`${job.log}${live.join('\n')}`).not.toContain('hush');
  });

  it('hides what add-mask names from then on, also each line of a value of several lines', async () => {
    const job = await runScratchJob([
      scripted(`console.log('before opensesame');
        console.log('::add-mask::opensesame');
        console.log('::add-mask::line one%0Aline two%25');
        console.log('after opensesame, line two%, line one');`),
    ]);
    const lines = printed(job.steps[0]).split('\n');
    expect(lines.at(-2)).toBe('before opensesame');
    expect(lines.at(-1)).toBe('after ***, ***, ***');
  });

  it('refuses to mask nothing', async () => {
    const job = await runScratchJob([scripted(`console.log('::add-mask::  '); console.log('a b');`)]);
    expect(job.steps[0]?.annotations).toMatchObject([{ level: 'warning' }]);
    expect(printed(job.steps[0])).toMatch(/a b$/);
  });
});

describe('workflow commands', () => {
  it('unescapes messages and properties and keeps positions', async () => {
    const job = await runScratchJob([
      scripted(
        `console.log('::warning file=a%2Cb.ts,line=3,col=7,endLine=4,title=one%3A two::100%25 sure%0Aor%2C so%250A');`,
      ),
    ]);
    expect(job.steps[0]?.annotations).toEqual([
      {
        level: 'warning',
        message: '100% sure\nor%2C so%0A',
        title: 'one: two',
        file: 'a,b.ts',
        line: 3,
        endLine: 4,
        column: 7,
      },
    ]);
  });

  it('obeys nothing between stop-commands and its token', async () => {
    const job = await runScratchJob([
      scripted(`console.log('::stop-commands::t0k3n'); console.log('::error::not me');
        console.log('::other::'); console.log('::t0k3n::'); console.log('::notice::me');`),
    ]);
    expect(job.steps[0]?.annotations).toEqual([{ level: 'notice', message: 'me' }]);
    expect(printed(job.steps[0])).toContain('::error::not me\n');
  });

  it.each(['', 'warning', 'pause-logging'])(
    'fails a step that stops commands with the token "%s"',
    async (token) => {
      const job = await runScratchJob([scripted(`console.log('::stop-commands::${token}')`)]);
      expect(job.conclusion).toBe('failure');
    },
  );

  it.each(['set-env name=A', 'add-path'])(
    'fails a step that uses the disabled command %s',
    async (command) => {
      const job = await runScratchJob([scripted(`console.log('::${command}::x')`)]);
      expect(job.conclusion).toBe('failure');
    },
  );

  it('takes unknown and unfinished commands as text', async () => {
    const job = await runScratchJob([scripted(`console.log('::nonsense::x'); console.log('::error half');`)]);
    expect(job.steps[0]?.annotations).toEqual([]);
    expect(printed(job.steps[0])).toMatch(/::nonsense::x\n::error half$/);
  });

  it('starts a command after a lone carriage return, as GitHub does', async () => {
    const job = await runScratchJob([scripted(`process.stdout.write('from the lab\\r::error::x\\r\\nend')`)]);
    expect(job.steps[0]?.annotations).toEqual([{ level: 'error', message: 'x' }]);
    expect(printed(job.steps[0])).toMatch(/from the lab\n##\[error\]x\nend$/);
  });

  it('keeps ten annotations of a level and counts the rest', async () => {
    const job = await runScratchJob([
      scripted(`for (let n = 1; n <= 12; n += 1) console.log('::error::' + n); console.log('::notice::n');`),
    ]);
    expect(job.steps[0]?.annotations).toHaveLength(11);
    expect(job.steps[0]?.annotationsDropped).toBe(2);
  });

  it('shows debug messages only in debug mode', async () => {
    const steps = [scripted(`console.log('::debug::detail ' + process.env.RUNNER_DEBUG)`)];
    expect(printed((await runScratchJob(steps)).steps[0])).toBe('');
    expect(printed((await runScratchJob(steps, { debug: true })).steps[0])).toBe('##[debug]detail 1');
  });

  it('honours the old set-output with a warning', async () => {
    const job = await runScratchJob([scripted(`console.log('::set-output name=a::1')`)]);
    expect(job.steps[0]).toMatchObject({ outputs: { a: '1' }, annotations: [{ level: 'warning' }] });
  });
});
