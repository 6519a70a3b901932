import { createHash } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { renderCsvReport } from '../../src/report/csv-report.ts';
import { deviceLogText } from '../../src/report/device-log.ts';
import { renderHtmlReport } from '../../src/report/html-report.ts';
import { captureNetwork } from '../../src/report/network/network-capture.ts';
import { renderPdfReport } from '../../src/report/pdf/pdf-report.ts';
import type { RecordedExecution } from '../../src/report/recorded-execution.ts';
import { recordVideo } from '../../src/report/video/recording.ts';
import { seededRandom, wholeBetween } from '../../src/report/seeded-random.ts';
import { recordVitals } from '../../src/report/vitals.ts';
import { renderXmlReport } from '../../src/report/xml-report.ts';
import { execution, pixel } from './sample-execution.ts';

const makers: Record<string, (run: RecordedExecution) => string | Buffer | Promise<Buffer>> = {
  xml: renderXmlReport,
  csv: renderCsvReport,
  html: renderHtmlReport,
  pdf: renderPdfReport,
  video: (run) => recordVideo(run, pixel),
  vitals: (run) => recordVitals(run, pixel.deviceId),
  network: (run) => captureNetwork(run, pixel.deviceId),
  log: (run) => deviceLogText(run, pixel),
};

const digest = async (kind: string, run: RecordedExecution): Promise<string> =>
  createHash('sha256')
    .update((await makers[kind]?.(run)) ?? '')
    .digest('hex');

describe.each(Object.keys(makers))('%s', (kind) => {
  it('is the same for the same run', async () => {
    const run = execution();
    const copy = structuredClone(run);
    const first = await digest(kind, run);
    expect(await digest(kind, run)).toBe(first);
    expect(await digest(kind, copy)).toBe(first);
    expect(run).toEqual(copy);
  });
});

describe.each(['xml', 'html', 'pdf', 'video', 'vitals', 'network', 'log'])('%s', (kind) => {
  it('differs for another run', async () => {
    expect(await digest(kind, execution({ executionId: 'another' }))).not.toBe(
      await digest(kind, execution()),
    );
  });
});

describe('seeded random', () => {
  const drawn = (...seed: string[]): number[] => {
    const random = seededRandom(...seed);
    return Array.from({ length: 1000 }, () => random());
  };

  it('depends on every part of its seed and on where the parts end', () => {
    const first = drawn('ab', 'c');
    expect(drawn('ab', 'c')).toEqual(first);
    expect(drawn('a', 'bc')).not.toEqual(first);
    expect(drawn('ab')).not.toEqual(first);
  });

  it('stays in range and reaches both ends of a whole range', () => {
    expect(drawn('x').every((value) => value >= 0 && value < 1)).toBe(true);
    const random = seededRandom('y');
    const wholes = Array.from({ length: 500 }, () => wholeBetween(random, 3, 5));
    expect([...new Set(wholes)].sort()).toEqual([3, 4, 5]);
  });
});
