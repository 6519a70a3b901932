/** A box of the ISO base media format. `start` is its place in the file, `body` what follows its header. */
export interface Mp4Box {
  type: string;
  start: number;
  body: Buffer;
}

/** The boxes side by side in some bytes; throws where a length does not fit. */
export function boxesOf(bytes: Buffer, offset = 0): Mp4Box[] {
  const boxes: Mp4Box[] = [];
  let at = 0;
  while (at < bytes.length) {
    const length = bytes.readUInt32BE(at);
    if (length < 8 || at + length > bytes.length) throw new RangeError(`box at ${at} has length ${length}`);
    boxes.push({
      type: bytes.toString('latin1', at + 4, at + 8),
      start: offset + at,
      body: bytes.subarray(at + 8, at + length),
    });
    at += length;
  }
  return boxes;
}

/** The body of a box found by the types on the way to it. */
export function bodyAt(bytes: Buffer, ...path: string[]): Buffer {
  const [type, ...rest] = path;
  if (type === undefined) return bytes;
  const found = boxesOf(bytes).find((candidate) => candidate.type === type);
  if (found === undefined) throw new RangeError(`no box ${type}`);
  return bodyAt(found.body, ...rest);
}

/** What a player needs to know of a file with one H.264 track. */
export interface ReadVideo {
  durationMs: number;
  width: number;
  height: number;
  sequenceSet: Buffer;
  pictureSet: Buffer;
  configuredProfile: Buffer;
  sampleDurationsMs: number[];
  pictures: Buffer[];
}

export function readVideo(file: Buffer): ReadVideo {
  const movie = bodyAt(file, 'moov');
  const table = bodyAt(movie, 'trak', 'mdia', 'minf', 'stbl');
  const words = (type: string, skip: number): number[] => {
    const body = bodyAt(table, type);
    return Array.from({ length: body.length / 4 - skip }, (_, index) =>
      body.readUInt32BE((skip + index) * 4),
    );
  };
  const entry = bodyAt(bodyAt(table, 'stsd').subarray(8), 'avc1');
  const configuration = bodyAt(entry.subarray(78), 'avcC');
  const sequenceLength = configuration.readUInt16BE(6);
  const pictureAt = 8 + sequenceLength + 3;
  let at = words('stco', 2)[0] ?? 0;
  const pictures = words('stsz', 3).map((length) => {
    const sample = file.subarray(at, at + length);
    at += length;
    if (sample.readUInt32BE(0) !== length - 4) throw new RangeError('the unit does not fill its sample');
    return sample.subarray(4);
  });
  if (at !== file.length) throw new RangeError('the samples do not end with the file');
  return {
    durationMs: bodyAt(movie, 'mvhd').readUInt32BE(16),
    width: entry.readUInt16BE(24),
    height: entry.readUInt16BE(26),
    sequenceSet: configuration.subarray(8, 8 + sequenceLength),
    pictureSet: configuration.subarray(pictureAt, pictureAt + configuration.readUInt16BE(pictureAt - 2)),
    configuredProfile: configuration.subarray(1, 4),
    sampleDurationsMs: words('stts', 2).filter((_, index) => index % 2 === 1),
    pictures,
  };
}
