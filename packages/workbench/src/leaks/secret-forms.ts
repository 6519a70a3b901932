/** A shorter text is found everywhere by chance. */
const shortest = 8;

/** How a form is called, and the bytes to look for. */
export interface SecretForm {
  readonly name: string;
  readonly bytes: Buffer;
}

/** A secret of less than eight bytes cannot be searched for. */
export function isSearchable(secret: string): boolean {
  return Buffer.byteLength(secret) >= shortest;
}

type Encoder = (text: string) => string;

/** How programs write a text inside of something else; what holds a text may itself be held by any of these. */
const holders: Readonly<Record<string, Encoder>> = {
  'percent-encoded': encodeURIComponent,
  'form-encoded': (text) => new URLSearchParams({ v: text }).toString().slice(2),
  'in JSON': inJson,
  'in JSON for HTML': (text) => inJson(text).replaceAll('<', String.raw`\u003c`),
  'in JSON of Java or Go': (text) => inJson(text).replace(/[<>&='\u2028\u2029]/g, unicodeEscape),
  'in XML text': (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  'in HTML': (text) => inMarkup(text),
  "in HTML with &#39; for '": (text) => inMarkup(text).replaceAll("'", '&#39;'),
  "in XML with &apos; for '": (text) => inMarkup(text).replaceAll("'", '&apos;'),
};

/** What is not found inside of anything else. */
const outermost: Readonly<Record<string, Encoder>> = {
  'percent-encoded in lower case': (text) =>
    encodeURIComponent(text).replace(/%../g, (code) => code.toLowerCase()),
  'in an address': encodeURI,
  'in JSON of PHP': (text) => inJson(text).replaceAll('/', String.raw`\/`),
  "in HTML with &#x27; for '": (text) => inMarkup(text).replaceAll("'", '&#x27;'),
  "in a runner's command": (text) =>
    text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A'),
};

/**
 * The forms in which a secret could be written down, each once: as it is, line by line, in addresses and forms, inside of
 * JSON, of HTML and XML, each of these in any other of them, in the runner's commands, and in Base64 of both alphabets,
 * also as a part of a longer text such as Basic credentials, at whatever place in it.
 *
 * What the product hides is another list, on purpose: what one of them forgets, the other one may know.
 */
export function secretForms(secret: string): SecretForm[] {
  const lines = secret.includes('\n') ? secret.split(/\r?\n/).map((line) => line.trim()) : [];
  const forms = new Map<string, string>();
  for (const text of [secret, ...lines.filter(isSearchable)]) {
    for (const [name, value] of namedForms(text)) {
      if (isSearchable(value) && !forms.has(value)) forms.set(value, name);
    }
  }
  return [...forms].map(([text, name]) => ({ name, bytes: Buffer.from(text) }));
}

function namedForms(text: string): [name: string, form: string][] {
  const held = encoded(holders, text);
  return [
    ['as it is', text],
    ...held,
    ...encoded(outermost, text),
    ...held.flatMap(([inner, form]) =>
      encoded(holders, form).map(([outer, twice]): [string, string] => [`${inner} ${outer}`, twice]),
    ),
    ...Object.entries(base64Forms(text)),
  ];
}

function encoded(encoders: Readonly<Record<string, Encoder>>, text: string): [string, string][] {
  return Object.entries(encoders).map(([name, encode]) => [name, encode(text)]);
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function inMarkup(text: string): string {
  const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (character) => names[character] ?? character);
}

/** The characters that stand for the text alone, for each of the three places at which it may begin in a longer one. */
function base64Forms(text: string): Record<string, string> {
  const bytes = Buffer.from(text);
  const forms: Record<string, string> = {};
  for (const alphabet of ['base64', 'base64url'] as const) {
    for (const before of [0, 1, 2]) {
      const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString(alphabet);
      // Six bits a character: those that share bits with what stands before or after belong to neither.
      const from = Math.ceil((before * 8) / 6);
      const to = Math.floor(((before + bytes.length) * 8) / 6);
      forms[`in ${alphabet}, ${before} after a multiple of three`] = encoded.slice(from, to);
    }
  }
  return forms;
}
