import { expect, it } from '@jest/globals';
import { stepRunnerTests } from '../src/test-run/step-runner-tests.ts';

it('tells the test files that need the step runner: those that import it, however far, and those that start it', async () => {
  const tests = await stepRunnerTests();
  expect(tests).toEqual(
    expect.arrayContaining([
      'packages/workbench/test/step-runner.test.ts',
      'packages/workbench/test/demo.test.ts',
      'actions/run-script/test/cancel.test.ts',
      'actions/fetch-report/test/fetching.test.ts',
    ]),
  );
  const others = tests.filter((test) => /^packages\/(client|lab|catalog|results)\//.test(test));
  expect(others).toEqual([]);
  expect(tests).not.toContain('packages/workbench/test/test-counts.test.ts');
});
