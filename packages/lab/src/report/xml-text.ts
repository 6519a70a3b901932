// XML 1.0 has no way at all to write these, not even as references; an unpaired surrogate is no character.
const notXml = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** Text for the content of an element of XML or HTML; characters that XML cannot carry become U+FFFD. */
export function escapeText(text: string): string {
  return text
    .replace(notXml, '\u{FFFD}')
    .replace(/[&<>\r]/g, (character) => entities[character] ?? character);
}

/** Text for an attribute in double quotes; white space is written as references, so that it survives. */
export function escapeAttribute(text: string): string {
  return text
    .replace(notXml, '\u{FFFD}')
    .replace(/[&<>"'\t\n\r]/g, (character) => entities[character] ?? character);
}
