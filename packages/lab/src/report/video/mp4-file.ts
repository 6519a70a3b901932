import type { ShownSize } from './h264-stream.ts';

/** One coded picture and how long it stays on the screen. */
export interface Mp4Sample {
  bytes: Buffer;
  durationMs: number;
}

/** A video track of H.264 pictures that can each be shown on their own. */
export interface Mp4Track {
  size: ShownSize;
  sequenceParameters: Buffer;
  pictureParameters: Buffer;
  samples: readonly Mp4Sample[];
  /** ms since 1970-01-01 UTC. */
  createdAtMs: number;
}

const secondsFrom1904To1970 = 2_082_844_800;
const identityMatrix = [0x1_0000, 0, 0, 0, 0x1_0000, 0, 0, 0, 0x4000_0000].map(u32);

/**
 * A file of the ISO base media format (ISO/IEC 14496-12, -15) with one video track in ms. The index comes
 * before the pictures, so a browser can start before it has all.
 */
export function mp4File(track: Mp4Track): Buffer {
  const type = box('ftyp', ascii('isom'), u32(0x200), ascii('isomiso2avc1mp41'));
  // The index holds the place of the pictures, which depends on the index's own length: made twice.
  const draft = movie(track, 0);
  const index = movie(track, type.length + draft.length + 8);
  return Buffer.concat([type, index, box('mdat', ...lengthPrefixed(track))]);
}

// Each picture is one unit, and a unit in a file carries its length before it.
function lengthPrefixed({ samples }: Mp4Track): Buffer[] {
  return samples.flatMap(({ bytes }) => [u32(bytes.length), bytes]);
}

function movie(track: Mp4Track, firstSampleAt: number): Buffer {
  const durationMs = track.samples.reduce((sum, sample) => sum + sample.durationMs, 0);
  const created = u32(Math.floor(track.createdAtMs / 1000) + secondsFrom1904To1970);
  const dates = [created, created];
  const header = box(
    'mvhd',
    u32(0),
    ...dates,
    u32(1000),
    u32(durationMs),
    u32(0x1_0000),
    u16(0x100),
    Buffer.alloc(10),
    ...identityMatrix,
    Buffer.alloc(24),
    u32(2), // next free track
  );
  const trackHeader = box(
    'tkhd',
    u32(3),
    ...dates,
    u32(1),
    u32(0),
    u32(durationMs), // enabled and in the movie
    Buffer.alloc(16),
    ...identityMatrix,
    u32(track.size.width * 0x1_0000),
    u32(track.size.height * 0x1_0000),
  );
  const media = box(
    'mdia',
    box('mdhd', u32(0), ...dates, u32(1000), u32(durationMs), u16(0x55c4), u16(0)), // no language
    box('hdlr', u32(0), u32(0), ascii('vide'), Buffer.alloc(12), ascii('Video\0')),
    box(
      'minf',
      box('vmhd', u32(1), Buffer.alloc(8)),
      box('dinf', box('dref', u32(0), u32(1), box('url ', u32(1)))), // the pictures are in this file
      sampleTable(track, firstSampleAt),
    ),
  );
  return box('moov', header, box('trak', trackHeader, media));
}

function sampleTable(track: Mp4Track, firstSampleAt: number): Buffer {
  const { samples } = track;
  return box(
    'stbl',
    box('stsd', u32(0), u32(1), sampleEntry(track)),
    box(
      'stts',
      u32(0),
      u32(samples.length),
      ...samples.flatMap(({ durationMs }) => [u32(1), u32(durationMs)]),
    ),
    box('stsc', u32(0), u32(1), u32(1), u32(samples.length), u32(1)), // all pictures in one chunk
    box('stsz', u32(0), u32(0), u32(samples.length), ...samples.map(({ bytes }) => u32(bytes.length + 4))),
    box('stco', u32(0), u32(1), u32(firstSampleAt)),
  );
}

function sampleEntry({ size, sequenceParameters, pictureParameters }: Mp4Track): Buffer {
  const configuration = box(
    'avcC',
    Buffer.from([1]),
    sequenceParameters.subarray(1, 4), // profile, constraints and level, as they stand in the set
    Buffer.from([0xff, 0xe1]), // lengths have four bytes; one sequence set
    u16(sequenceParameters.length),
    sequenceParameters,
    Buffer.from([1]),
    u16(pictureParameters.length),
    pictureParameters,
  );
  return box(
    'avc1',
    Buffer.alloc(6),
    u16(1),
    Buffer.alloc(16),
    u16(size.width),
    u16(size.height),
    u32(0x48_0000),
    u32(0x48_0000),
    u32(0),
    u16(1), // 72 dots an inch, one picture a sample
    Buffer.alloc(32),
    u16(24),
    u16(0xffff), // no compressor name, 24 bits, no colour table
    configuration,
  );
}

function box(type: string, ...content: readonly Buffer[]): Buffer {
  const length = content.reduce((sum, part) => sum + part.length, 8);
  return Buffer.concat([u32(length), ascii(type), ...content]);
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function ascii(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}
