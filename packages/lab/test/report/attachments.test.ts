import { describe, expect, it } from '@jest/globals';
import { PNG } from 'pngjs';

import { AttachmentError } from '../../src/report/attachment-error.ts';
import { findAttachment, listAttachments, recordedAttachments } from '../../src/report/attachment-listing.ts';
import { attachmentKindOf, attachmentKinds } from '../../src/report/attachment-types.ts';
import { contentTypeOf } from '../../src/report/content-type.ts';
import type { RecordedAttachment } from '../../src/report/recorded-execution.ts';
import { renderAttachment } from '../../src/report/render-attachment.ts';
import { attachment, execution, hostile, iphone, node, pixel, saying } from './sample-execution.ts';
import { unzip } from './unzip.ts';

/** A run with one attachment of each kind and format. */
const everyKind: RecordedAttachment[] = attachmentKinds.flatMap(({ type, formats }) =>
  formats.map((format) => attachment({ type, format, path: `${type}/one.${format}` })),
);
const fullRun = execution({
  flow: [node({ kind: 'step', name: 'All', attachments: everyKind, value: 'heard this' })],
});

describe('list of attachments', () => {
  it('groups the paths by device and container, the recording included', () => {
    expect(listAttachments(execution({ devices: [pixel, iphone] }))).toEqual({
      devices: [
        {
          id: pixel.deviceId,
          containers: {
            images: ['images/1.png'],
            monitors: ['vitals/monitor_1.csv'],
            videos: [`video/${pixel.deviceId}_1.mp4`],
          },
        },
        { id: iphone.deviceId, containers: { videos: [`video/${iphone.deviceId}_2.mp4`] } },
      ],
      services: {},
    });
  });

  it('of one type leaves out devices that have none of it', () => {
    const { devices } = listAttachments(execution({ devices: [pixel, iphone] }), 'monitor');
    expect(devices).toEqual([{ id: pixel.deviceId, containers: { monitors: ['vitals/monitor_1.csv'] } }]);
  });

  it('puts what belongs to no device under services', () => {
    const flow = [
      node({ attachments: [attachment({ type: 'network', path: 'network/1.pcap', deviceId: '' })] }),
    ];
    expect(listAttachments(execution({ flow, video: false }))).toEqual({
      devices: [],
      services: { networks: ['network/1.pcap'] },
    });
  });

  it('names a path once although two nodes have it, and a recording that a node names only there', () => {
    const recording = attachment({ type: 'video', format: 'mp4', path: 'video/own.mp4' });
    const flow = [node({ attachments: [attachment(), recording] }), node({ attachments: [attachment()] })];
    expect(recordedAttachments(execution({ flow })).map(({ path }) => path)).toEqual([
      'images/1.png',
      'video/own.mp4',
    ]);
  });

  it('is empty for a run without steps, video or devices', () => {
    expect(listAttachments(execution({ flow: [], video: false }))).toEqual({ devices: [], services: {} });
    expect(listAttachments(execution({ flow: [], devices: [] }))).toEqual({ devices: [], services: {} });
  });

  it('gives recordings safe names that differ although the ids hardly do', () => {
    const devices = ['../a', '..\\a', hostile].map((deviceId) => ({ ...pixel, deviceId }));
    const paths = recordedAttachments(execution({ flow: [], devices })).map(({ path }) => path);
    expect(new Set(paths).size).toBe(3);
    expect(paths.every((path) => /^video\/[\w.-]+\.mp4$/.test(path))).toBe(true);
  });

  it('keeps a device whose id is the name of an object property', () => {
    const flow = [node({ attachments: [attachment({ deviceId: '__proto__' })] })];
    expect(listAttachments(execution({ flow, video: false })).devices).toEqual([
      { id: '__proto__', containers: { images: ['images/1.png'] } },
    ]);
  });
});

describe('looking up an attachment', () => {
  it.each([
    ['image', 'image/one.png', 'image'],
    ['image', 'actualImage/one.png', 'actualImage'],
    ['image', 'expectedImage/one.png', 'expectedImage'],
    ['monitor', 'monitor/one.csv', 'monitor'],
  ])('by operation %s and path %s finds the %s', (operation, path, type) => {
    expect(findAttachment(fullRun, operation, path)?.type).toBe(type);
  });

  it.each([
    ['monitor', 'image/one.png'],
    ['image', 'IMAGE/one.png'],
    ['image', ''],
    ['actualImage', 'actualImage/one.png'],
    ['transactions', 'image/one.png'],
    ['', 'image/one.png'],
  ])('by operation %j and path %j finds nothing', (operation, path) => {
    expect(findAttachment(fullRun, operation, path)).toBeUndefined();
  });

  it('reads the name of a type without regard to case and refuses others', () => {
    expect(attachmentKindOf(' ActualIMAGE ')?.container).toBe('images');
    expect(attachmentKindOf('vitals')).toBeUndefined();
    expect(attachmentKindOf('')).toBeUndefined();
  });
});

describe('making an attachment', () => {
  it.each(everyKind)('makes $path with the content type of its format', async (recorded) => {
    const { contentType, bytes } = await renderAttachment(fullRun, recorded);
    expect(contentType).toBe(contentTypeOf(recorded.format));
    expect(bytes.length).toBeGreaterThan(10);
  });

  it('makes files that are what their format says', async () => {
    const made = async (type: RecordedAttachment['type'], format: string): Promise<Buffer> =>
      (await renderAttachment(fullRun, attachment({ type, format, path: `${type}/one.${format}` }))).bytes;
    expect(PNG.sync.read(await made('image', 'png')).width).toBe(270);
    expect((await made('video', 'mp4')).toString('latin1', 4, 8)).toBe('ftyp');
    expect((await made('network', 'pcap')).readUInt32LE(0)).toBe(0xa1b2c3d4);
    expect((await unzip(await made('network', 'zip')))[0]?.bytes).toEqual(await made('network', 'pcap'));
    expect((await unzip(await made('log', 'zip')))[0]?.bytes).toEqual(await made('log', 'txt'));
    expect((await made('audioText', 'txt')).toString()).toBe('heard this\n');
    expect(JSON.parse((await made('accessibility', 'json')).toString())).toMatchObject({ screen: 'All' });
  });

  it('makes the recording that no node names', async () => {
    const [video] = recordedAttachments(execution({ flow: [], devices: [iphone] }));
    const { contentType, bytes } = await renderAttachment(
      execution({ devices: [iphone] }),
      video ?? attachment(),
    );
    expect(contentType).toBe('application/octet-stream');
    expect(bytes.toString('latin1', 4, 8)).toBe('ftyp');
  });

  it('always makes the same bytes of the same run', async () => {
    const again = structuredClone(fullRun);
    for (const recorded of everyKind) {
      const [first, second] = await Promise.all([
        renderAttachment(fullRun, recorded),
        renderAttachment(again, recorded),
      ]);
      expect(first.bytes.equals(second.bytes)).toBe(true);
    }
  });

  it.each([
    ['image', 'jpg'],
    ['video', 'flv'],
    ['monitor', ''],
    ['log', '../zip'],
  ] as const)('refuses %s as %j and names the formats there are', async (type, format) => {
    const failure = renderAttachment(fullRun, attachment({ type, format, path: 'x/y' }));
    await expect(failure).rejects.toBeInstanceOf(AttachmentError);
    await expect(failure).rejects.toMatchObject({
      code: 'attachment-format-unsupported',
      path: 'x/y',
      hint: `Use ${attachmentKindOf(type)?.formats.join(' or ') ?? ''}.`,
    });
  });

  it('refuses a picture that no step of the run has', async () => {
    await expect(renderAttachment(fullRun, attachment({ path: 'images/none.png' }))).rejects.toMatchObject({
      code: 'attachment-not-recorded',
      message: expect.stringContaining("Attachment 'images/none.png': no step of execution"),
    });
  });

  it('draws a common phone for a device that the run does not list', async () => {
    const lost = attachment({ deviceId: 'gone' });
    const run = execution({ devices: [], flow: [node({ attachments: [lost] })] });
    expect(PNG.sync.read((await renderAttachment(run, lost)).bytes).height).toBe(585);
  });

  it('can make every kind from hostile text', async () => {
    const run = saying(hostile);
    const attachments = everyKind.map((recorded) => ({ ...recorded, path: hostile }));
    run.flow.push(node({ name: hostile, value: hostile, attachments }));
    for (const recorded of attachments) {
      const { bytes } = await renderAttachment(run, recorded);
      expect(bytes.length).toBeGreaterThan(10);
    }
  });
});

describe('content type', () => {
  it.each([
    ['xml', 'text/xml'],
    ['PDF', 'application/pdf'],
    ['png', 'image/png'],
    ['zip', 'application/zip'],
    ['mp4', 'application/octet-stream'],
    ['pcap', 'application/octet-stream'],
    ['', 'application/octet-stream'],
    ['constructor', 'application/octet-stream'],
  ])('of %j is %s', (format, type) => {
    expect(contentTypeOf(format)).toBe(type);
  });
});
