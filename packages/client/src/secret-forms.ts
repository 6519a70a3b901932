/** A part of Base64 that is shorter is found everywhere by chance. */
const shortestPart = 8;

/** How other programs write a text down inside of something else. */
const encoders: readonly ((text: string) => string)[] = [
  encodeURIComponent,
  (text) => new URLSearchParams({ v: text }).toString().slice(2),
  inJson,
  // As in a block of JSON inside of HTML.
  (text) => inJson(text).replaceAll('<', String.raw`\u003c`),
  // As some libraries of Java and Go write all JSON.
  (text) => inJson(text).replace(/[<>&='\u2028\u2029]/g, unicodeEscape),
  (text) => text.replace(/[&<>]/g, entity),
  (text) => text.replace(/[&<>"]/g, entity),
  (text) => text.replace(/[&<>"']/g, entity),
  // As XML names it.
  (text) => text.replace(/[&<>"]/g, entity).replaceAll("'", '&apos;'),
];

/** Rarer ways, which are not looked for inside of each other. */
const rareEncoders: readonly ((text: string) => string)[] = [
  // As .NET does.
  (text) => encodeURIComponent(text).replace(/%../g, (code) => code.toLowerCase()),
  // As a query of somebody who did not care.
  encodeURI,
  // As PHP does.
  (text) => inJson(text).replaceAll('/', String.raw`\/`),
  (text) => text.replace(/[&<>"]/g, entity).replaceAll("'", '&#x27;'),
  // As in a command of the runner.
  (text) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A'),
];

/**
 * All forms in which a secret may be written down, the longest first: as it is, encoded for addresses, forms, JSON, XML
 * and HTML, encoded twice (as JSON inside of HTML inside of JSON), and in Base64 of both alphabets, alone or anywhere
 * inside of a longer text, such as the credentials of a proxy.
 */
export function secretForms(given: string): string[] {
  // Half of a pair of surrogates has no form in bytes.
  const secret = given.toWellFormed();
  const once = [given, secret, ...encoders.map((encode) => encode(secret))];
  const all = new Set([...once, ...once.flatMap((text) => encoders.map((encode) => encode(text)))]);
  for (const encode of rareEncoders) all.add(encode(secret));
  for (const form of base64Forms(secret)) all.add(form);
  return [...all].filter((form) => form !== '').sort((a, b) => b.length - a.length);
}

function base64Forms(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return (['base64', 'base64url'] as const).flatMap((alphabet) => {
    const alone = bytes.toString(alphabet);
    const parts = [0, 1, 2].map((before) => {
      const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString(alphabet);
      // Six bits a character: one that shares bits with the text before or after is not the secret's own.
      return encoded.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
    });
    return [alone, alone.replace(/=+$/, ''), ...parts.filter((part) => part.length >= shortestPart)];
  });
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function entity(character: string): string {
  const names: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot' };
  return `&${names[character] ?? `#${character.charCodeAt(0)}`};`;
}
