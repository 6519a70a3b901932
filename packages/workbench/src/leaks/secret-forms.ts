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

/**
 * The forms in which a secret could be written down, each once: as it is, line by line, in addresses and forms, inside of
 * JSON (once and twice), of HTML and XML, in the runner's commands, and in Base64 of both alphabets, also as a part
 * of a longer text such as Basic credentials, at whatever place in it.
 */
export function secretForms(secret: string): SecretForm[] {
  const lines = secret.includes('\n') ? secret.split(/\r?\n/).filter(isSearchable) : [];
  const forms = new Map<string, string>();
  for (const text of [secret, ...lines]) {
    const json = JSON.stringify(text).slice(1, -1);
    const form = new URLSearchParams({ v: text }).toString().slice(2);
    const named = {
      'as it is': text,
      'percent-encoded': encodeURIComponent(text),
      'percent-encoded in lower case': encodeURIComponent(text).replace(/%../g, (code) => code.toLowerCase()),
      'form-encoded': form,
      'in an address': encodeURI(text),
      'in JSON': json,
      'in JSON in JSON': JSON.stringify(json).slice(1, -1),
      'in JSON in HTML': json.replaceAll('<', String.raw`\u003c`),
      'in HTML': text
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('"', '&quot;'),
      'in XML text': text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
      "in a runner's command": text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A'),
      ...base64Forms(text),
    };
    for (const [name, value] of Object.entries(named)) {
      if (isSearchable(value) && !forms.has(value)) forms.set(value, name);
    }
  }
  return [...forms].map(([text, name]) => ({ name, bytes: Buffer.from(text) }));
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
