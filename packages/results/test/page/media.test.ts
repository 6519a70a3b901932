import { Buffer } from 'node:buffer';
import { describe, expect, it } from '@jest/globals';
import { relativeAddress } from '../../src/page/execution-media.ts';
import type { PageInput, PageMedia } from '../../src/page/index.ts';
import type { MediaData } from '../../src/page/model/page-data.ts';
import { execution, failedCase, results, testCase } from '../samples.ts';
import { failing, mediaOf, png, readPage, reportOf, step, zeroMs, type ReadPage } from './reports.ts';

const megabyte = Buffer.concat([png, Buffer.alloc(1_000_000)]);
const video = Buffer.concat([
  Buffer.from('\u0000\u0000\u0000\u0018ftypisom', 'latin1'),
  Buffer.alloc(1_000_000),
]);

/** A failed and a passed execution with these files; the report of the failed one names its pictures. */
function pageWith(
  failed: PageMedia[],
  passed: PageMedia[] = [],
  changes: Partial<PageInput> = {},
): PageInput {
  const attachments = (path: string) => [{ type: 'image', format: 'png', path }];
  return {
    title: 'Device tests',
    results: results(
      execution({
        executionId: 'a-failed',
        outcome: 'failed',
        cases: [
          { ...testCase(), attachments: attachments('early.png') },
          { ...failedCase(), attachments: [...attachments('before.png'), ...attachments('failing.png')] },
        ],
      }),
      execution({ executionId: 'b-passed' }),
    ),
    details: [
      { executionId: 'b-passed', readReport: () => Promise.resolve(reportOf([])), media: passed },
      { executionId: 'a-failed', readReport: () => Promise.resolve(reportOf([])), media: failed },
    ],
    ...changes,
  };
}

function named({ executions, states }: ReadPage): Map<string, MediaData & { type?: string; note?: string }> {
  return new Map(
    executions.flatMap(({ media }) => media.map((one) => [one.name, { ...one, ...states[one.id] }])),
  );
}

describe('media of the page', () => {
  it('are embedded as they are', async () => {
    const page = await readPage(pageWith([mediaOf('failing.png', png)]));
    const one = named(page).get('failing.png');
    expect(one).toMatchObject({ type: 'image/png', href: './files/failing.png' });
    expect(Buffer.from(page.embedded.get(one?.id ?? -1) ?? '', 'base64')).toEqual(png);
  });

  it.each([
    ['image/jpeg', [0xff, 0xd8, 0xff, 0xe0]],
    ['image/gif', [...Buffer.from('GIF89a')]],
    ['image/webp', [...Buffer.from('RIFF....WEBP')]],
    ['image/bmp', [...Buffer.from('BM....')]],
    ['video/webm', [0x1a, 0x45, 0xdf, 0xa3]],
    [undefined, [0xff, 0xd8, 0x00]],
    [undefined, [0xff, 0x00]],
    [undefined, [...Buffer.from('RIFF....WAVE')]],
    [undefined, []],
  ])('are of the type that their first bytes say: %s %j', async (type, bytes) => {
    const page = await readPage(pageWith([mediaOf('failing.png', Buffer.from(bytes))]));
    expect(named(page).get('failing.png')?.type).toBe(type);
  });

  it('get room in the order of their weight: failing screens, log, video, other screens, then what passed', async () => {
    const failed = [
      mediaOf('early.png', megabyte),
      mediaOf('v.mp4', video, { kind: 'video' }),
      mediaOf('device.log', 'x\n'.repeat(200_000), { kind: 'log' }),
      mediaOf('before.png', megabyte),
      mediaOf('failing.png', megabyte),
    ];
    const passed = [mediaOf('passed.png', megabyte)];
    const embeddedWithin = async (maxBytes: number): Promise<string[]> =>
      [...named(await readPage(pageWith(failed, passed, { maxBytes })))]
        .filter(([, { type }]) => type !== undefined)
        .map(([name]) => name)
        .sort();
    const own = Buffer.byteLength((await readPage(pageWith(failed, passed, { maxBytes: 0 }))).html);
    expect(await embeddedWithin(0)).toEqual([]);
    expect(await embeddedWithin(own + 1_400_000)).toEqual(['failing.png']);
    expect(await embeddedWithin(own + 2_800_000)).toEqual(['before.png', 'failing.png']);
    expect(await embeddedWithin(own + 3_500_000)).toEqual(['before.png', 'device.log', 'failing.png']);
    expect(await embeddedWithin(own + 5_000_000)).toEqual([
      'before.png',
      'device.log',
      'failing.png',
      'v.mp4',
    ]);
    expect(await embeddedWithin(own + 6_300_000)).not.toContain('passed.png');
    expect(await embeddedWithin(own + 8_000_000)).toHaveLength(6);
  });

  it('never make the page larger than it may be, even when a file is larger than was said', async () => {
    const liar = mediaOf('failing.png', megabyte, { bytes: 10 });
    const page = await readPage(pageWith([liar, mediaOf('before.png', png)], [], { maxBytes: 900_000 }));
    expect(Buffer.byteLength(page.html)).toBeLessThanOrEqual(900_000);
    expect(named(page).get('failing.png')?.note).toBe(
      'It lies beside this page, since the page would have become too large.',
    );
    expect(named(page).get('before.png')?.type).toBe('image/png');
  });

  it('are read once, one at a time, and not at all when there is no room', async () => {
    let reading = 0;
    const log: string[] = [];
    const watched = (name: string): PageMedia =>
      mediaOf(name, '', {
        bytes: png.length,
        read: async () => {
          log.push(name);
          expect((reading += 1)).toBe(1);
          await Promise.resolve();
          reading -= 1;
          return png;
        },
      });
    const large = { ...watched('early.png'), bytes: 99_000_000 };
    await readPage(pageWith([watched('failing.png'), watched('before.png'), large]));
    expect(log).toEqual(['failing.png', 'before.png']);
  });

  it('that were fetched twice hang from their step once', async () => {
    const flow = [failing('Pay', 'no', { dataItems: [{ type: 'image', attachment: 'failing.png' }] })];
    const again = [mediaOf('failing.png', png), mediaOf('failing.png', png, { path: 'again/failing.png' })];
    const { executions } = await readPage({
      ...pageWith([]),
      details: [{ executionId: 'a-failed', readReport: () => Promise.resolve(reportOf(flow)), media: again }],
    });
    expect(executions[0]?.media).toHaveLength(2);
    expect(executions[0]?.flow.media).toEqual({ 0: [0] });
  });

  it('tell what is missing of a long log, and when a recording began', async () => {
    const log = mediaOf('device.log', 'line\n'.repeat(200_000), { kind: 'log' });
    const recording = mediaOf('v.mp4', video, { kind: 'video', startedAtMs: zeroMs + 5000 });
    const media = named(await readPage(pageWith([log, recording])));
    expect(media.get('device.log')).toMatchObject({
      type: 'text/plain',
      note: expect.stringMatching(/^The first [\d,]+ lines are only in the file\.$/u),
    });
    expect(media.get('v.mp4')).toMatchObject({ type: 'video/mp4', startMs: 5000 });
  });

  it('say why they are not on the page', async () => {
    const page = await readPage(
      pageWith([
        mediaOf('text.png', 'not a picture'),
        mediaOf('gone.png', png, { read: () => Promise.reject(new Error('EIO')) }),
        { kind: 'video', attachment: 'refused.mp4', bytes: 0, problem: 'The service answered 404.' },
        { kind: 'video', attachment: 'lost.mp4', bytes: 0 },
        mediaOf('broken.zip', 'PK\u0003\u0004 and no more', { kind: 'log' }),
        mediaOf('nowhere.png', megabyte, { bytes: 99_000_000, path: '../outside.png' }),
        mediaOf('capture.pcap', 'x', { kind: 'network' }),
      ]),
    );
    const notes = Object.fromEntries([...named(page)].map(([name, { note }]) => [name, note]));
    expect(notes).toEqual({
      'text.png': 'It lies beside this page; it is of a type that browsers do not show.',
      'gone.png': 'It could not be read: EIO',
      'refused.mp4': 'The service answered 404.',
      'lost.mp4': 'It could not be fetched.',
      'broken.zip': expect.stringContaining('The log could not be unpacked'),
      'nowhere.png': 'It is not on this page, since the page would have become too large.',
      'capture.pcap': undefined,
    });
    expect(page.embedded.size).toBe(0);
  });

  it('hang from the steps that name them, and are missed where nobody fetched them', async () => {
    const flow = [
      step('Open', { dataItems: [{ type: 'image', attachment: 'early.png' }] }),
      failing('Pay', 'no', {
        dataItems: [
          { type: 'actualImage', attachment: 'failing.png' },
          { type: 'ExpectedImage', attachment: 'never-fetched.png' },
          { type: 'monitor', attachment: 'vitals.csv' },
          { type: 'hologram', attachment: 'odd.bin' },
          { attachment: 'bare.bin' },
          { type: 'image', attachment: '' },
        ],
      }),
    ];
    const input = pageWith([mediaOf('early.png', png), mediaOf('failing.png', png)]);
    const page = await readPage({
      ...input,
      details: (input.details ?? []).map((one) => ({
        ...one,
        readReport: () => Promise.resolve(reportOf(flow)),
      })),
    });
    const data = page.executions[0];
    const names = (numbers: number[] = []): unknown[] =>
      numbers.map((number) => [
        data?.media[number]?.name,
        data?.media[number]?.kind,
        data?.media[number]?.role,
      ]);
    expect(names(data?.flow.media[0])).toEqual([['early.png', 'image', undefined]]);
    expect(names(data?.flow.media[1])).toEqual([
      ['failing.png', 'image', 'actual'],
      ['never-fetched.png', 'image', 'expected'],
      ['vitals.csv', 'vitals', undefined],
      ['odd.bin', 'file', undefined],
      ['bare.bin', 'file', undefined],
    ]);
    expect(named(page).get('never-fetched.png')?.note).toBe(
      'It is named in the report, but was not fetched.',
    );
  });
});

describe('relativeAddress', () => {
  it.each([
    ['a/b.png', './a/b.png'],
    ['a b/c#d%e?.png', './a%20b/c%23d%25e%3F.png'],
    ['javascript:alert(1)', './javascript%3Aalert(1)'],
    ['a\\b.png', './a/b.png'],
    ['half \ud800.png', './half%20%EF%BF%BD.png'],
  ])('makes %j %j', (path, address) => {
    expect(relativeAddress(path)).toBe(address);
  });

  it.each(['', '/etc/passwd', '../a.png', 'a/../b.png', 'a//b.png', './a.png', '\\\\host\\share'])(
    'refuses %j',
    (path) => {
      expect(relativeAddress(path)).toBeUndefined();
    },
  );
});
