const escape = String.fromCharCode(0x1b);

/** Colour codes of terminals, which device logs are full of. */
const terminalCodes = new RegExp(`${escape}\\[[\\d;?]*[A-Za-z]`, 'gu');

/** Everything that XML 1.0 has no place for, even as a reference. */
const notXml = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/** Controls, and the marks that turn the direction of writing and so can disguise what a line says. */
const invisible = /[\p{Cc}\u{200E}\u{200F}\u{202A}-\u{202E}\u{2066}-\u{2069}]/gu;

const lineEnds = /\r\n?|[\n\u{85}\u{2028}\u{2029}]/gu;

/** Characters that XML and HTML have a name for; the others are written by number. */
const names: Record<string, string> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot' };

/** Text for an XML 1.0 element; characters that XML cannot hold are left out. */
export function escapeXml(text: string): string {
  return legalXml(text).replaceAll(/[&<>"'\r]/gu, reference);
}

/** Text for an XML attribute in double quotes; line ends and tabs survive as references. */
export function escapeXmlAttribute(text: string): string {
  return legalXml(text).replaceAll(/[&<>"'\t\n\r]/gu, reference);
}

/** Text for an HTML element or a quoted attribute, as `plainText` leaves it. */
export function escapeHtml(text: string): string {
  return plainText(text).replaceAll(/[&<>"'`]/gu, reference);
}

/** Text for people. Line ends stay; other controls, direction marks and terminal colours are left out. */
export function plainText(text: string): string {
  return text
    .replaceAll(terminalCodes, '')
    .replaceAll(lineEnds, '\n')
    .replaceAll(invisible, (character) => (character === '\n' || character === '\t' ? character : ''))
    .replaceAll(/\p{Cs}/gu, '\u{FFFD}');
}

/**
 * Text for one line of Markdown: a table cell, a list item, a heading, a link text, or HTML inside Markdown. Every
 * character that Markdown could read becomes a numeric reference, which never has a meaning of its own there, and line
 * ends become blanks, so the text can end no cell, code span, link or `<details>` and start nothing.
 */
export function escapeMarkdownCell(text: string): string {
  return oneLine(text)
    .replaceAll(/[&<>"'`*_~|\\[\]{}()!#$:@^=+]/gu, (character) => `&#${character.charCodeAt(0)};`)
    .replaceAll(/^-|^\d(?=\d*\.)|(?<=\bw{2})w(?=\.)/giu, (character) => `&#${character.charCodeAt(0)};`);
}

/** The text on one line, without controls, direction marks and terminal colours. */
export function oneLine(text: string): string {
  return text
    .replaceAll(terminalCodes, '')
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(invisible, '')
    .replaceAll(/\p{Cs}/gu, '\u{FFFD}')
    .trim();
}

/** The first characters of a text, with three dots where something is missing; never half a character. */
export function clip(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  return `${text.slice(0, maxChars - 1).replace(/\p{Cs}$/u, '')}\u{2026}`;
}

/** A web address that is safe as the target of a Markdown link or in an attribute; nothing for any other scheme. */
export function safeLink(address: string | undefined): string | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
  url.username = '';
  url.password = '';
  return url.href
    .replaceAll(/[()[\]|<>`"'\\*_~{}\s]/gu, (character) => {
      const code = character.charCodeAt(0).toString(16).toUpperCase();
      return `%${code.padStart(2, '0')}`;
    })
    .replaceAll('&', '&amp;');
}

function reference(character: string): string {
  return `&${names[character] ?? `#${character.charCodeAt(0)}`};`;
}

function legalXml(text: string): string {
  return text.replaceAll(terminalCodes, '').replaceAll(notXml, '');
}
