const signatures: readonly [type: string, test: (bytes: Buffer) => boolean][] = [
  ['image/png', (bytes) => bytes.subarray(0, 8).equals(Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'))],
  ['image/jpeg', (bytes) => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff],
  ['image/gif', (bytes) => bytes.subarray(0, 4).equals(Buffer.from('GIF8'))],
  ['image/webp', (bytes) => text(bytes, 0) === 'RIFF' && text(bytes, 8) === 'WEBP'],
  ['image/bmp', (bytes) => text(bytes, 0).startsWith('BM')],
  ['video/mp4', (bytes) => text(bytes, 4) === 'ftyp'],
  ['video/webm', (bytes) => bytes.subarray(0, 4).equals(Buffer.from([0x1a, 0x45, 0xdf, 0xa3]))],
];

/** The type of a picture or video that browsers show, by its first bytes: the name of a file may say anything. */
export function mediaType(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 16));
  return signatures.find(([, test]) => test(start))?.[0];
}

function text(bytes: Buffer, start: number): string {
  return bytes.subarray(start, start + 4).toString('latin1');
}
