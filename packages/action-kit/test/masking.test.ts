import { describe, expect, it } from '@jest/globals';
import { mask, scrubber, stepLog } from '../src/index.ts';
import { commandsDuring } from './given-inputs.ts';

async function scrub(secrets: readonly string[], chunks: readonly (string | Buffer)[]): Promise<string> {
  async function* source(): AsyncGenerator<Buffer> {
    for (const chunk of chunks) yield await Promise.resolve(Buffer.from(chunk));
  }
  const out: Buffer[] = [];
  for await (const chunk of scrubber(secrets)(source())) out.push(chunk);
  return Buffer.concat(out).toString();
}

describe('masking', () => {
  it('R31: registers a secret in every encoded form, and each line of one with several', () => {
    const secret = 'one+two/"three"\n&four&';
    const masked = commandsDuring(() => {
      mask(secret);
    });
    const forms = masked
      .trim()
      .split('\n')
      .map((line) => line.replace('::add-mask::', '').replaceAll('%0A', '\n').replaceAll('%25', '%'));
    for (const text of [secret, 'one+two/"three"', '&four&']) {
      expect(forms).toEqual(
        expect.arrayContaining([
          text,
          encodeURIComponent(text),
          Buffer.from(text).toString('base64'),
          Buffer.from(text).toString('base64url'),
        ]),
      );
    }
    expect(forms).toContain('one+two/\\"three\\"');
    expect(forms).toContain('&amp;four&amp;');
  });

  it('leaves short fragments alone, which would blacken the log', () => {
    expect(
      commandsDuring(() => {
        mask('long enough\nab\n');
      }),
    ).not.toMatch(/^::add-mask::ab$/m);
  });
});

describe('the log of a step', () => {
  it('R31: holds no masked text in any line, whatever form the service wrote it in', () => {
    const secret = 'le+ak/of"quotes"&<tags>=not-a-secret';
    const json = JSON.stringify({ secret });
    const texts = [
      `Device ${secret} does not exist`,
      encodeURIComponent(secret),
      JSON.stringify(json),
      `<b>${secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</b>`,
      json.replace(/[<>&=]/g, (one) => `\\u00${one.charCodeAt(0).toString(16)}`),
      ...['', 'u', 'us', 'use'].map((user) => Buffer.from(`${user}${secret}:x`).toString('base64')),
    ];
    commandsDuring(() => {
      mask(secret);
    });
    const said = commandsDuring(() => {
      for (const text of texts) {
        stepLog.info(text);
        stepLog.notice(text);
        stepLog.warning(text);
        stepLog.debug(text);
        stepLog.annotate({ level: 'error', title: text, message: text });
      }
    });
    // What is left of Base64 on either side shares no bit with the secret.
    expect(said).not.toMatch(/le\+ak|bGUrYW|xlK2Fr|sZSthay|quotes|tags|le%2/);
    expect(said.match(/\*\*\*/g)).toHaveLength(texts.length * 6);
  });
});

describe('scrubber', () => {
  it.each([
    ['XML, whose quotes stay as they are', '<a>x&amp;"y"&lt;z</a>'],
    ['JSON inside of JSON', JSON.stringify(JSON.stringify({ a: 'x&"y"<z' }))],
  ])('R31: finds a secret in %s', async (_, text) => {
    expect(await scrub(['x&"y"<z'], [text])).toMatch(/^[^xyz]+$/);
  });

  const secret = 'top/secret+value';
  const text = `a ${secret} b ${encodeURIComponent(secret)} c ${Buffer.from(secret).toString('base64')} d`;

  it.each([`a'b"c`, 'a&#39;b&quot;c', 'a&apos;b&quot;c', String.raw`a'b\"c`, 'a%27b%22c'])(
    'R31: finds a secret with quotes as other programs write it: %s',
    async (written) => {
      expect(await scrub([`a'b"c`], [`x ${written} y`])).toBe('x *** y');
    },
  );

  it.each([
    `a%2fb%26%22'c%25`,
    "a/b&%22'c%25",
    String.raw`a\/b&\"'c%`,
    'a/b&amp;&quot;&#x27;c%',
    `a/b&"'c%25`,
  ])('R31: finds a secret as few other programs write it: %s', async (written) => {
    expect(await scrub([`a/b&"'c%`], [`x ${written} y`])).toBe('x *** y');
  });

  it('R31: finds a secret wherever a chunk ends, in every form', async () => {
    for (let cut = 0; cut <= text.length; cut += 1) {
      expect(await scrub([secret], [text.slice(0, cut), text.slice(cut)])).toBe('a *** b *** c *** d');
    }
    expect(await scrub([secret], text.match(/./g) ?? [])).toBe('a *** b *** c *** d');
  });

  it('R31: takes the longest form where a shorter one is its beginning, wherever a chunk ends', async () => {
    const secrets = ['abcd', 'abcdefgh'];
    const both = 'x abcdefgh y abcd z';
    for (let cut = 0; cut <= both.length; cut += 1) {
      expect(await scrub(secrets, [both.slice(0, cut), both.slice(cut)])).toBe('x *** y *** z');
    }
  });

  it('R31: reads characters of a secret literally', async () => {
    expect(await scrub(['a.c*[x](y)$^\\'], ['abc a.c*[x](y)$^\\ aXc'])).toBe('abc *** aXc');
  });

  it('R31: finds a secret at the very end and one right after another', async () => {
    expect(await scrub(['secret'], ['secretsecret', 'sec', 'ret'])).toBe('*********');
  });

  it('passes bytes of any encoding unharmed', async () => {
    const bytes = Buffer.from(Array.from({ length: 512 }, (_, index) => index % 256));
    const out: Buffer[] = [];
    const pass = scrubber(['unrelated secret']);
    for await (const chunk of pass(
      (async function* () {
        yield await Promise.resolve(bytes.subarray(0, 200));
        yield bytes.subarray(200);
      })(),
    )) {
      out.push(chunk);
    }
    expect(Buffer.concat(out).equals(bytes)).toBe(true);
  });

  it('finds a secret beyond ASCII in its UTF-8 bytes', async () => {
    const bytes = Buffer.from('x pässwörd y');
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      expect(await scrub(['pässwörd'], [bytes.subarray(0, cut), bytes.subarray(cut)])).toBe('x *** y');
    }
  });

  it('passes everything when there is no secret, and nothing when there is nothing', async () => {
    expect(await scrub([], ['as it is'])).toBe('as it is');
    expect(await scrub(['secret'], [])).toBe('');
    expect(await scrub(['secret'], ['', 'sec', ''])).toBe('sec');
  });
});
