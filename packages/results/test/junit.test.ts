import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import sax from 'sax';
import type { Results } from '../src/index.ts';
import {
  defaultPolicy,
  judge,
  latestAttempts,
  renderJUnit,
  resultsOf,
  withStoredFiles,
} from '../src/index.ts';
import { anyResults } from './arbitraries.ts';
import { evilTexts, execution, failedCase, results, testCase, without } from './samples.ts';

interface XmlCase {
  '@name': string;
  '@classname': string;
  '@time': string;
  failure?: { '@type': string; '@message': string; '#text': string };
  error?: { '@type': string; '@message': string };
  'system-out'?: string;
}

interface XmlSuite {
  '@name': string;
  '@tests': string;
  '@failures': string;
  '@errors': string;
  '@time': string;
  '@timestamp'?: string;
  properties: { property: { '@name': string; '@value': string }[] };
  testcase: XmlCase[];
  'system-out'?: string;
}

function refuseBrokenXml(xml: string): void {
  const parser = sax.parser(true);
  parser.onerror = (error) => {
    throw error;
  };
  parser.write(xml).close();
}

/** The suites as an XML parser of somebody else reads them. */
function suitesOf(some: Results): XmlSuite[] {
  const xml = renderJUnit(some);
  refuseBrokenXml(xml);
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    parseTagValue: false,
    htmlEntities: true,
    isArray: (name) => ['testsuite', 'testcase', 'property'].includes(name),
  });
  const parsed = parser.parse(xml) as { testsuites: { testsuite?: XmlSuite[] } };
  return parsed.testsuites.testsuite ?? [];
}

describe('renderJUnit', () => {
  it('R20: makes a suite of each execution with its properties, times and cases', () => {
    const one = execution({
      reportKey: 'PRIVATE:login.xml',
      reportUrl: 'https://mycloud.app.perfectomobile.com/?externalId[0]=a&b=1',
      outcome: 'failed',
      cases: [
        testCase({
          attachments: [
            { type: 'monitor', path: 'vitals/1.csv', file: 'out/vitals_1.csv' },
            { path: 'not/fetched.png' },
          ],
        }),
        failedCase('Log in', 'No element\nfound'),
      ],
      files: ['out/report.pdf', 'out/vitals_1.csv'],
    });
    const [suite] = suitesOf(results(one));
    expect(suite).toMatchObject({
      '@name': 'login on Pixel 8',
      '@tests': '2',
      '@failures': '1',
      '@errors': '0',
      '@time': '58.675',
      '@timestamp': '2024-05-06T10:11:12',
      'system-out':
        'Report: https://mycloud.app.perfectomobile.com/?externalId[0]=a&b=1\n[[ATTACHMENT|out/report.pdf]]',
    });
    expect(suite?.properties.property.map((property) => [property['@name'], property['@value']])).toEqual([
      ['executionId', one.executionId],
      ['reportKey', 'PRIVATE:login.xml'],
      ['deviceId', '0123456789ABCDEF'],
      ['model', 'Pixel 8'],
      ['os', 'Android 14'],
    ]);
    expect(suite?.testcase[0]).toMatchObject({
      '@name': 'Open the page',
      '@classname': 'login on Pixel 8',
      '@time': '9.400',
      'system-out': '[[ATTACHMENT|out/vitals_1.csv]]',
    });
    expect(suite?.testcase[1]?.failure).toEqual({
      '@type': 'failed',
      '@message': 'No element found',
      '#text': 'Log in > Tap\nNo element\nfound',
    });
  });

  it('lets no text of the service name a file to attach', () => {
    const reportUrl = 'https://mycloud.example/?externalId[0]=a\n[[ATTACHMENT|/etc/passwd]]';
    const xml = renderJUnit(results(execution({ reportUrl })));
    expect(xml).not.toContain('[[');
    expect(xml).toContain('Report: https://mycloud.example/?externalId[0]=a');
  });

  it('names legs, attempts and further devices, and no file that was not fetched', () => {
    const one = execution({
      leg: 'release',
      attempt: 2,
      devices: [
        { deviceId: 'A', manufacturer: 'Apple', model: 'iPhone-15', location: 'NA-US-BOS' },
        { deviceId: 'B', os: 'Android' },
      ],
      cases: [testCase({ attachments: [{ path: 'images/1.png' }] })],
    });
    const [suite] = suitesOf(results(one));
    expect(suite?.properties.property.map((property) => [property['@name'], property['@value']])).toEqual([
      ['executionId', one.executionId],
      ['leg', 'release'],
      ['attempt', '2'],
      ['deviceId', 'A'],
      ['manufacturer', 'Apple'],
      ['model', 'iPhone-15'],
      ['location', 'NA-US-BOS'],
      ['device2.deviceId', 'B'],
      ['device2.os', 'Android'],
    ]);
    expect(renderJUnit(results(one))).not.toContain('ATTACHMENT');
  });

  it('takes the stored paths of what was fetched', () => {
    const attachments = [
      { type: 'image', format: 'png', path: 'images/1.png' },
      { path: 'log/1.zip', file: 'old' },
    ];
    const one = execution({ cases: [testCase({ attachments })], files: ['out/images/1.png'] });
    const stored = withStoredFiles(one, new Map([['images/1.png', 'out/images/1.png']]));
    expect(stored.cases?.[0]?.attachments).toEqual([
      { type: 'image', format: 'png', path: 'images/1.png', file: 'out/images/1.png' },
      { path: 'log/1.zip' },
    ]);
    expect(renderJUnit(results(stored)).match(/ATTACHMENT[^\]]*/gu)).toEqual(['ATTACHMENT|out/images/1.png']);
    expect(withStoredFiles(without('cases'), new Map())).toEqual(without('cases'));
  });

  it('is a valid file when there is no execution', () => {
    expect(suitesOf(results())).toEqual([]);
    expect(renderJUnit(results())).toContain('tests="0"');
  });

  it.each(['failed', 'inconclusive'] as const)('shows an execution without cases that is %s', (outcome) => {
    const one = without('cases', execution({ outcome, reason: 'ParseError' }));
    const [suite] = suitesOf(results(one));
    expect(suite?.testcase).toHaveLength(1);
    expect(suite?.testcase[0]).toMatchObject({
      '@name': 'login',
      [outcome === 'failed' ? 'failure' : 'error']: { '@type': 'ParseError' },
    });
  });

  it('shows an execution that failed although all of its cases passed', () => {
    const [suite] = suitesOf(results(execution({ outcome: 'failed' })));
    expect(suite).toMatchObject({ '@tests': '2', '@failures': '1' });
    expect(suite?.testcase[1]?.['@name']).toBe('login (execution)');
  });

  it('calls a case without an end an error', () => {
    const [suite] = suitesOf(
      results(execution({ outcome: 'inconclusive', cases: [testCase({ outcome: 'inconclusive' })] })),
    );
    expect(suite).toMatchObject({ '@tests': '1', '@failures': '0', '@errors': '1' });
  });

  it('shows no green where the verdict is against it', () => {
    const unjudged = results(execution({ state: 'Hibernating' }));
    const [suite] = suitesOf({ ...unjudged, verdict: judge(unjudged, defaultPolicy, 0) });
    expect(suite).toMatchObject({ '@errors': '1' });
    const verdict = judge(unjudged, { ...defaultPolicy, allowInconclusive: 1 }, 0);
    expect(suitesOf({ ...unjudged, verdict })[0]).toMatchObject({ '@errors': '1' });
  });

  it('repeats the whole reason of a verdict that calls the execution by another name', () => {
    const unjudged = results(execution({ state: 'Hibernating' }));
    const verdict = judge(unjudged, defaultPolicy, 0);
    const renamed = results(execution({ scriptName: 'sign in', state: 'Hibernating' }));
    const [suite] = suitesOf({ ...renamed, verdict });
    expect(suite?.testcase.at(-1)?.error?.['@message']).toMatch(/^login on Pixel 8: .*Hibernating/u);
  });

  it('gives the rounds of a loop names of their own', () => {
    const cases = ['A', 'A', 'A (2)', 'A'].map((name) => testCase({ name }));
    const [suite] = suitesOf(results(execution({ cases })));
    const names = suite?.testcase.map((one) => one['@name']) ?? [];
    expect(names.slice(0, 2)).toEqual(['A', 'A (2)']);
    expect(new Set(names).size).toBe(4);
  });

  it('tells the cases of one script apart by device and leg, for readers that go by class and name', () => {
    const on = (executionId: string, model: string, leg?: string) =>
      execution({
        executionId,
        devices: [{ deviceId: executionId, model }],
        ...(leg !== undefined && { leg }),
      });
    const some = results(
      on('A', 'Pixel 8'),
      on('B', 'Pixel 8'),
      on('C', 'iPad Pro 12.9'),
      on('D', 'Pixel 8', 'de'),
    );
    const classes = suitesOf(some).map(({ testcase }) => testcase[0]?.['@classname']);
    expect(classes.toSorted()).toEqual([
      'login (de) on Pixel 8',
      'login on Pixel 8',
      'login on Pixel 8 (2)',
      'login on iPad Pro 12_9',
    ]);
  });

  it('R26: has an execution once that is given twice', () => {
    expect(suitesOf(results(execution(), execution()))).toHaveLength(1);
  });

  it.each(evilTexts)('R28: stays XML around %j', (evil) => {
    const one = execution({
      executionId: evil,
      scriptName: evil,
      reportKey: evil,
      reportUrl: evil,
      reason: evil,
      outcome: 'failed',
      devices: [{ deviceId: evil, model: evil }],
      cases: [{ ...failedCase(evil, evil), attachments: [{ path: evil, file: evil }] }],
      files: [evil],
    });
    const [suite] = suitesOf(results(one));
    expect(suite?.testcase).toHaveLength(1);
    const output = String(suite?.testcase[0]?.['system-out']);
    expect(output.match(/\[\[ATTACHMENT\|/gu)?.length).toBeGreaterThanOrEqual(1);
    expect(output.trim()).toMatch(/^\[\[ATTACHMENT\|[^\n]*\]\]$/u);
    expect(output.indexOf(']]')).toBe(output.length - 2);
  });

  it('R28: stays XML for any results, and counts right', () => {
    fc.assert(
      fc.property(anyResults, (some) => {
        const suites = suitesOf(some);
        const judgedOnes = latestAttempts(some.executions);
        expect(suites).toHaveLength(judgedOnes.length);
        for (const suite of suites) {
          const failures = suite.testcase.filter((one) => one.failure !== undefined).length;
          expect([suite.testcase.length, failures].map(String)).toEqual([
            suite['@tests'],
            suite['@failures'],
          ]);
        }
        const reds = judgedOnes.filter(({ outcome }) => outcome !== 'passed').length;
        const redSuites = suites.filter((suite) => suite['@failures'] !== '0' || suite['@errors'] !== '0');
        expect(redSuites.length).toBeGreaterThanOrEqual(reds);
      }),
    );
  });

  it('survives times that no calendar has', () => {
    const [suite] = suitesOf(resultsOf([execution({ startedAtMs: 9e15, endedAtMs: 9e15 })], 0));
    expect(suite?.['@timestamp']).toBeUndefined();
    const endless = [1, 2].map((round) => testCase({ name: `Round ${round}`, durationMs: 1.7e308 }));
    const [sum] = suitesOf(results(without('endedAtMs', execution({ cases: endless }))));
    expect(sum?.['@time']).toBe('0.000');
  });
});
