import { describe, expect, it } from '@jest/globals';

import { recordVideo } from '../../src/report/video/recording.ts';
import { decodePicture, readSequence } from './h264-reader.ts';
import { bodyAt, boxesOf, readVideo } from './mp4-reader.ts';
import {
  execution,
  hostile,
  iphone,
  manySteps,
  node,
  pixel,
  saying,
  startMs,
  veryLong,
} from './sample-execution.ts';

describe('video', () => {
  it('has its index before its pictures and every box an H.264 track needs', () => {
    const file = recordVideo(execution(), pixel);
    expect(boxesOf(file).map(({ type }) => type)).toEqual(['ftyp', 'moov', 'mdat']);
    expect(bodyAt(file, 'ftyp').toString('latin1')).toMatch(/^isom.*avc1/s);
    const types = (...path: string[]): string[] =>
      boxesOf(bodyAt(file, 'moov', ...path)).map(({ type }) => type);
    expect(types()).toEqual(['mvhd', 'trak']);
    expect(types('trak')).toEqual(['tkhd', 'mdia']);
    expect(types('trak', 'mdia')).toEqual(['mdhd', 'hdlr', 'minf']);
    expect(types('trak', 'mdia', 'minf')).toEqual(['vmhd', 'dinf', 'stbl']);
    expect(types('trak', 'mdia', 'minf', 'stbl')).toEqual(['stsd', 'stts', 'stsc', 'stsz', 'stco']);
    expect(bodyAt(file, 'moov', 'trak', 'mdia', 'hdlr').toString('latin1', 8, 12)).toBe('vide');
  });

  it.each([
    ['1080x2400', 94, 208],
    ['1170x2532', 96, 208],
    ['2048x1536', 208, 156],
    ['2000x2000', 208, 208],
    ['nonsense', 96, 208],
  ])(
    'of resolution %s is shown with %i x %i pixels, in the container and in the stream',
    (resolution, width, height) => {
      const video = readVideo(recordVideo(execution(), { ...pixel, resolution }));
      expect([video.width, video.height]).toEqual([width, height]);
      const sequence = readSequence(video.sequenceSet);
      expect(sequence).toMatchObject({ profile: 66, level: 30, shownWidth: width, shownHeight: height });
      expect(sequence.codedWidth % 16).toBe(0);
      expect([...video.configuredProfile]).toEqual([66, 0xc0, 30]);
      expect(video.pictureSet[0]).toBe(0x68);
    },
  );

  it('shows a picture of its own for each step, for as long as the step took', () => {
    const video = readVideo(recordVideo(execution(), pixel));
    expect(video.sampleDurationsMs).toEqual([10_000, 20_000]);
    expect(video.durationMs).toBe(30_000);
    const sequence = readSequence(video.sequenceSet);
    const [first, second] = video.pictures.map((picture) => decodePicture(picture, sequence));
    expect(first?.luma.equals(second?.luma ?? Buffer.alloc(0))).toBe(false);
    expect([first?.idrId, second?.idrId]).toEqual([0, 1]);
  });

  it('draws the caption band of a failed step brighter than that of a passed one', () => {
    const video = readVideo(recordVideo(execution(), pixel));
    const sequence = readSequence(video.sequenceSet);
    const corner = 207 * sequence.codedWidth;
    const [passed = 0, failed = 0] = video.pictures.map(
      (picture) => decodePicture(picture, sequence).luma[corner],
    );
    expect(passed).toBeGreaterThanOrEqual(16);
    expect(failed).toBeGreaterThan(passed + 20);
  });

  it('keeps every sample within video range', () => {
    const video = readVideo(recordVideo(saying(hostile), pixel));
    const { luma } = decodePicture(video.pictures[0] ?? Buffer.alloc(0), readSequence(video.sequenceSet));
    expect(luma.every((sample) => sample >= 16 && sample <= 235)).toBe(true);
  });

  it('has no start code inside a picture', () => {
    for (const picture of readVideo(recordVideo(execution(), iphone)).pictures) {
      expect(picture.includes(Buffer.from([0, 0, 1]))).toBe(false);
      expect(picture.includes(Buffer.from([0, 0, 0]))).toBe(false);
    }
  });

  it('shows 24 of 5,000 steps, the failed one among them, over the whole run', () => {
    const run = execution({ flow: manySteps(5000), endedAtMs: startMs + 25_000 });
    const video = readVideo(recordVideo(run, pixel));
    expect(video.pictures).toHaveLength(24);
    expect(video.durationMs).toBe(25_000);
    const sequence = readSequence(video.sequenceSet);
    const corners = video.pictures.map(
      (picture) => decodePicture(picture, sequence).luma[207 * sequence.codedWidth] ?? 0,
    );
    expect(corners.filter((corner) => corner > Math.min(...corners) + 20)).toHaveLength(1);
  });

  it('has one picture for a run without steps, and for a device that had none', () => {
    expect(readVideo(recordVideo(execution({ flow: [] }), pixel)).sampleDurationsMs).toEqual([30_000]);
    expect(readVideo(recordVideo(execution(), iphone)).pictures).toHaveLength(1);
  });

  it.each([
    ['no length', startMs, [1000, 1000]],
    ['a clock that went backwards', 0, [1000, 1000]],
    ['no time at all', Number.NaN, [1000, 1000]],
    ['a hundred days', startMs + 100 * 86_400_000, [10_000, 86_390_000]],
  ])('of a run of %s can still be played', (_, endedAtMs, durationsMs) => {
    const video = readVideo(recordVideo(execution({ endedAtMs }), pixel));
    expect(video.sampleDurationsMs).toEqual(durationsMs);
    expect(video.durationMs).toBe(durationsMs.reduce((sum, durationMs) => sum + durationMs, 0));
  });

  it('gives each step at least one ms when all began at once or out of order', () => {
    const flow = [5, 0, 9000, -50].map((at, index) =>
      node({ kind: 'step', name: `${index}`, startedAtMs: startMs + at, children: [] }),
    );
    const video = readVideo(recordVideo(execution({ flow, endedAtMs: startMs + 1000 }), pixel));
    expect(video.sampleDurationsMs.every((durationMs) => durationMs >= 1)).toBe(true);
    expect(video.durationMs).toBe(1000);
  });

  it.each([hostile, veryLong, ''])('can be made with the name %#', (text) => {
    expect(readVideo(recordVideo(saying(text), { ...pixel, resolution: text })).pictures).toHaveLength(1);
  });
});
