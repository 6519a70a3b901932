import { pipeline, type Readable, type Transform } from 'node:stream';

/**
 * The body as it was before it was compressed. Nothing asks for that, but a server may do it all the same
 * (RFC 9110, 12.5.3), and so do proxies.
 */
export async function uncompressed(body: Readable, encoding = 'identity'): Promise<Readable> {
  const name = encoding.trim().toLowerCase();
  if (name === 'identity') return body;
  // Loaded when it is needed, which is next to never.
  const { createBrotliDecompress, createGunzip, createInflate } = await import('node:zlib');
  const decoders: Readonly<Record<string, (() => Transform) | undefined>> = {
    gzip: createGunzip,
    'x-gzip': createGunzip,
    deflate: createInflate,
    br: createBrotliDecompress,
  };
  const decoder = decoders[name]?.();
  if (decoder === undefined) return body;
  // The errors of the body become those of the decoder.
  pipeline(body, decoder, () => undefined);
  return decoder;
}
