/**
 * A block of data that a browser keeps and never runs. `<` becomes an escape, so that no text can end the block or
 * open a comment in it; the two line ends that are none in JSON follow for readers that mind.
 */
export function dataBlock(id: string, data: unknown): string {
  const json = JSON.stringify(data)
    .replaceAll('<', String.raw`\u003c`)
    .replaceAll('\u2028', String.raw`\u2028`)
    .replaceAll('\u2029', String.raw`\u2029`);
  return `<script type="application/json" id="${id}">${json}</script>\n`;
}

/** Bytes in Base64, which has no character that means anything to HTML. */
export function bytesBlock(id: string, bytes: Uint8Array): string {
  const base64 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  return `<script type="text/plain" id="${id}">${base64}</script>\n`;
}
