// The table of the vendor client (from-client-code); mp4 and pcap are not in it and take its fallback.
const contentTypes = new Map<string, string>([
  ['xml', 'text/xml'],
  ['html', 'text/html'],
  ['csv', 'text/csv'],
  ['pdf', 'application/pdf'],
  ['png', 'image/png'],
  ['jpg', 'image/jpeg'],
  ['bmp', 'image/bmp'],
  ['zip', 'application/zip'],
  ['flv', 'video/x-flv'],
  ['mp3', 'audio/mpeg'],
  ['txt', 'text/plain'],
]);

/** The content type of a format such as `png`, without regard to case; `application/octet-stream` if unlisted. */
export function contentTypeOf(format: string): string {
  return contentTypes.get(format.toLowerCase()) ?? 'application/octet-stream';
}
