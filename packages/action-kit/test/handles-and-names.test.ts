import { afterEach, describe, expect, it } from '@jest/globals';
import type { EndedExecution } from '@perfecto-actions/client';
import {
  jobFolder,
  jobIdentity,
  jobMark,
  runOfFolder,
  runOfMark,
  parseHandles,
  resultsOfHandles,
  scriptNameOf,
} from '../src/index.ts';
import { forgetInputs, problemsOf, readerOf } from './given-inputs.ts';

afterEach(forgetInputs);

function parse(text: string) {
  const reader = readerOf({});
  const handles = parseHandles('executions', text, reader.problems);
  return { handles, problems: problemsOf(reader) };
}

describe('execution handles', () => {
  it('R12: takes the JSON that run-script wrote, and drops members it does not know', () => {
    const handle = { executionId: 'e1', reportKey: 'PRIVATE:r.xml', deviceId: 'D' };
    expect(parse(JSON.stringify([{ ...handle, colour: 'red', scriptKey: 5 }]))).toEqual({
      handles: [handle],
      problems: [],
    });
    expect(parse(JSON.stringify(handle)).handles).toEqual([handle]);
    expect(parse('["e1","e2"]').handles).toEqual([{ executionId: 'e1' }, { executionId: 'e2' }]);
  });

  it('R12: takes plain ids by commas and lines', () => {
    expect(parse(' e1, e2\n\ne3,\r\n').handles.map(({ executionId }) => executionId)).toEqual([
      'e1',
      'e2',
      'e3',
    ]);
  });

  it('R12: takes the JSON of several steps, one a line', () => {
    const text = '[{"executionId":"e1"}]\n[]\n\n[{"executionId":"e2","deviceId":"D"},"e3"]\n';
    expect(parse(text)).toEqual({
      handles: [{ executionId: 'e1' }, { executionId: 'e2', deviceId: 'D' }, { executionId: 'e3' }],
      problems: [],
    });
    expect(parse('[{"executionId":"e1"}]\n[{"executionId":').problems).toHaveLength(1);
  });

  it('watches nothing twice', () => {
    expect(parse('e1,e1').handles).toHaveLength(1);
    expect(parse('[{"executionId":"e1","deviceId":"D"},"e1"]').handles).toEqual([
      { executionId: 'e1', deviceId: 'D' },
    ]);
  });

  it.each(['[{"executionId":""}]', '[{}]', '[null]', '[1]', '[[]]', '{"id":"e1"}', '[""]'])(
    'R14: refuses %s, which names no execution',
    (text) => {
      expect(parse(text).problems).toEqual([expect.stringContaining('holds an entry without executionId')]);
    },
  );

  it('R14: refuses JSON that is cut off', () => {
    expect(parse('[{"executionId":"e1"').problems).toEqual([
      expect.stringMatching(/^executions: looks like JSON but is not/),
    ]);
  });

  it('finds nothing in nothing', () => {
    expect(parse(' \n ')).toEqual({ handles: [], problems: [] });
    expect(parse('[]')).toEqual({ handles: [], problems: [] });
  });

  it('R7: are inconclusive where nobody saw the end', () => {
    const ended: EndedExecution = {
      executionId: 'e2',
      outcome: 'passed',
      ending: 'completed',
      why: 'Success',
    };
    const results = resultsOfHandles([{ executionId: 'e1', deviceId: 'D' }, { executionId: 'e2' }], [ended]);
    expect(results).toMatchObject([
      {
        executionId: 'e1',
        outcome: 'inconclusive',
        devices: [{ deviceId: 'D' }],
        description: 'Nothing is known of its end.',
      },
      { executionId: 'e2', outcome: 'passed', devices: [] },
    ]);
  });

  it.each([
    ['PRIVATE:tests/login.xml', 'login'],
    ['login', 'login'],
    ['GROUP:a\\b\\two.parts.xml', 'two.parts'],
    ['PRIVATE:folder/', 'e1'],
    ['', 'e1'],
  ])('calls the script of key %j %j', (scriptKey, name) => {
    expect(scriptNameOf({ executionId: 'e1', scriptKey })).toBe(name);
  });
});

describe('job identity', () => {
  const env = {
    GITHUB_REPOSITORY: 'acme/shop app',
    GITHUB_RUN_ID: '77',
    GITHUB_RUN_ATTEMPT: '2',
    GITHUB_JOB: 'ui tests',
  };

  it('R11: has run, attempt, job and leg in every name', () => {
    expect(jobFolder(jobIdentity(env, '4'))).toBe('acme/shop-app/77-2-ui-tests-4');
    expect(jobMark(jobIdentity(env, '4'))).toBe('ci acme/shop app run 77.2 ui tests 4');
  });

  it('R11: differs between attempts and legs of one run', () => {
    const names = ['1', '2'].flatMap((attempt) =>
      ['0', '1'].map((leg) => jobFolder(jobIdentity({ ...env, GITHUB_RUN_ATTEMPT: attempt }, leg))),
    );
    expect(new Set(names).size).toBe(4);
  });

  it('finds the run in a mark and in a folder, of this repository only', () => {
    const identity = jobIdentity(env, '4');
    const { repository } = identity;
    expect(runOfMark(`${jobMark(identity)} 1a2b3c4d`, repository)).toBe('77');
    expect(runOfFolder(`${jobFolder(identity)}-1a2b3c4d/x.xml`, repository)).toBe('77');
    for (const other of ['acme/shop', 'acme/shop app2', 'acme-shop/app', 'other/shop app']) {
      expect(runOfMark(jobMark(identity), other)).toBeUndefined();
      expect(runOfFolder(jobFolder(identity), other)).toBeUndefined();
    }
    expect(runOfMark('ci acme/shop app run seventy', repository)).toBeUndefined();
    expect(runOfFolder('acme/shop-app/app.apk', repository)).toBeUndefined();
  });

  it('makes no name that leaves its folder or is empty', () => {
    const name = jobFolder(jobIdentity({ GITHUB_REPOSITORY: '../..', GITHUB_JOB: '../x' }, '../../y'));
    expect(name.split('/').filter((part) => part === '..' || part === '.' || part === '')).toEqual([]);
    expect(jobMark(jobIdentity({}, ''))).toMatch(/^ci local\/run run \d+\.1 job 0$/);
  });
});
