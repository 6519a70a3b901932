import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { summary } from '@actions/core';
import { InputError, TimeoutError } from '@perfecto-actions/client';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runStep, type Step } from '../src/index.ts';
import { logExchange } from '../src/log.ts';

const before = { ...process.env };
let folder = '';
let written = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'run-step-'));
  writeFileSync(join(folder, 'state'), '');
  process.env['GITHUB_STATE'] = join(folder, 'state');
  written = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written += String(text);
    return true;
  });
});

afterEach(async () => {
  jest.restoreAllMocks();
  process.env = { ...before };
  process.exitCode = undefined;
  await rm(folder, { recursive: true });
});

/** What is thrown may be anything; a signal throws whatever it was aborted with. */
async function failing(reason: unknown): Promise<string> {
  await Promise.resolve();
  AbortSignal.abort(reason).throwIfAborted();
  return '';
}

/** A step that does this as its work, and nothing else. */
function working(
  run: () => Promise<string>,
  changes: Partial<Step<object, string>> = {},
): Step<object, string> {
  return { readInputs: () => ({}), run, ...changes };
}

describe('a step', () => {
  it.each<[string, unknown, string]>([
    ['a fault of its own', new TypeError('boom'), '::error::Unexpected: boom'],
    ['something that is no error', 'boom', '::error::Unexpected: boom'],
    [
      'an error of the service',
      new TimeoutError('It broke.', 'unknown', { hint: 'Repeat it.' }),
      '::error::It broke.%0ARepeat it.',
    ],
    [
      'one bad input',
      new InputError(['a: is bad']),
      '::error title=Input::a: is bad\nCorrect the input above.',
    ],
    [
      'bad inputs',
      new InputError(['a: is bad', 'b: is worse'], { hint: 'See the README.' }),
      'See the README.\nCorrect the 2 problems above.',
    ],
  ])('is red and says why after %s', async (_, error, said) => {
    await runStep(working(() => failing(error)));
    expect(written.replaceAll('\r\n', '\n')).toContain(said);
    expect(written).not.toContain('at runMain');
    expect(process.exitCode).toBe(1);
  });

  it('shows where its own fault is in the debug log only', async () => {
    process.env['RUNNER_DEBUG'] = '1';
    await runStep(working(() => Promise.reject(new TypeError('boom'))));
    expect(written).toContain('::debug::TypeError: boom%0A    at ');
  });

  it('stands when its summary cannot be written', async () => {
    process.env['GITHUB_STEP_SUMMARY'] = join(folder, 'there-is-none', 'summary');
    await runStep(working(() => Promise.resolve('good'), { summarize: (result) => `# ${result}` }));
    // What could not be written would come along with the next one.
    summary.emptyBuffer();
    expect(written).toContain('::warning::The job summary could not be written');
    expect(process.exitCode).toBeUndefined();
  });

  it('is green without a word when it has nothing to say', async () => {
    const file = join(folder, 'summary');
    writeFileSync(file, '');
    process.env['GITHUB_STEP_SUMMARY'] = file;
    await runStep(working(() => Promise.resolve('good')));
    expect([written, readFileSync(file, 'utf8'), process.exitCode]).toEqual(['', '', undefined]);
  });

  it('is red by its verdict after the summary was written', async () => {
    const file = join(folder, 'summary');
    writeFileSync(file, '');
    process.env['GITHUB_STEP_SUMMARY'] = file;
    const verdict = { summarize: () => '# Red', failure: (result: string) => `It is ${result}.` };
    await runStep(working(() => Promise.resolve('red'), verdict));
    expect(readFileSync(file, 'utf8')).toBe('# Red\n');
    expect(written).toContain('::error::It is red.');
    expect(process.exitCode).toBe(1);
  });

  it.each<[string, unknown]>([
    ['an error', new Error('gone')],
    ['something that is no error', 'gone'],
  ])('R32: stays green when its post part ends with %s', async (_, error) => {
    process.env['STATE_perfecto-phase'] = 'begun';
    const post = async () => {
      await failing(error);
    };
    await runStep(working(() => Promise.resolve(''), { post }));
    expect(written).toContain('::warning::Cleaning up after the job did not finish: gone');
    expect(process.exitCode).toBeUndefined();
  });

  it('R32: goes on cleaning up when the job is cancelled meanwhile', async () => {
    process.env['STATE_perfecto-phase'] = 'begun';
    const aborted: boolean[] = [];
    const post: Step<object, string>['post'] = ({ signal, lateSignal }) => {
      process.emit('SIGTERM');
      aborted.push(signal.aborted, lateSignal.aborted);
      return Promise.resolve();
    };
    await runStep(working(() => Promise.resolve(''), { post }));
    expect(aborted).toEqual([false, false]);
    expect(written).toBe('');
  });

  it('cleans nothing up when its inputs were never read, or there is nothing to clean up', async () => {
    process.env['STATE_perfecto-phase'] = 'read';
    const post = jest.fn(() => Promise.resolve());
    await runStep(working(() => Promise.resolve(''), { post }));
    process.env['STATE_perfecto-phase'] = 'begun';
    await runStep(working(() => Promise.resolve('')));
    expect(post).not.toHaveBeenCalled();
    expect(written).toBe('');
  });
});

describe('the debug log', () => {
  const event = { operation: 'a.b', method: 'GET' as const, path: '/a', attempt: 1, durationMs: 12.4 };

  it.each([
    [{ ...event, status: 200 }, 'a.b: GET /a -> 200 in 12 ms (attempt 1)'],
    [
      { ...event, status: 503, error: 'SERVER_FAILED', retryInMs: 500 },
      '503 SERVER_FAILED in 12 ms (attempt 1, again in 500 ms)',
    ],
    [{ ...event, error: 'TIMED_OUT' }, '-> TIMED_OUT in'],
    [event, '->  in 12 ms'],
  ])('shows how an exchange went: %j', (exchange, line) => {
    process.env['RUNNER_DEBUG'] = '1';
    logExchange(exchange);
    expect(written).toContain(line);
    written = '';
    process.env['RUNNER_DEBUG'] = '0';
    logExchange(exchange);
    expect(written).toBe('');
  });
});
