import { Buffer } from 'node:buffer';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { LogUnreadable, readLog } from '../../src/page/log-text.ts';
import { zipOf } from './zip-of.ts';

describe('readLog', () => {
  it('reads plain text without terminal colours, controls and direction marks', async () => {
    const { text } = await readLog(
      Buffer.from('\u001b[31mred\u001b[0m\u0007 \u202etxet\u202c\r\nnext\u2028line\n\n'),
    );
    expect(text).toBe('red txet\nnext\nline');
  });

  it('unpacks gzip', async () => {
    expect(await readLog(gzipSync('first\nsecond'))).toEqual({ text: 'first\nsecond' });
  });

  it('joins the files of a zip, each further one under its name', async () => {
    const zip = zipOf({ 'device.txt': 'one\n', 'system.txt': 'two\n' });
    expect(await readLog(zip)).toEqual({ text: 'one\n\n== system.txt\ntwo' });
  });

  it('takes no folder of a zip for a file', async () => {
    const zip = zipOf({ 'logs/': '', 'logs/device.txt': 'one\n', 'more/': '' });
    expect(await readLog(zip)).toEqual({ text: 'one' });
  });

  it('keeps the end of a long log and says how much is missing', async () => {
    const lines = Array.from({ length: 40_000 }, (_, number) => `line ${number} ${'x'.repeat(20)}`);
    const { text, note } = await readLog(Buffer.from(lines.join('\n')));
    const shown = text.split('\n');
    expect(text.length).toBeLessThanOrEqual(512 * 1024);
    expect(shown.at(-1)).toBe(lines.at(-1));
    expect(shown[0]).toBe(lines[40_000 - shown.length]);
    expect(note).toBe(
      `The first ${(40_000 - shown.length).toLocaleString('en-US')} lines are only in the file.`,
    );
  });

  it('replaces bytes that are no text', async () => {
    expect(await readLog(Buffer.from([0x61, 0xff, 0x62]))).toEqual({ text: 'a\u{FFFD}b' });
  });

  it.each([
    ['a picture', Buffer.from([1, 2, 0, 3]), /is not text/u],
    ['a broken zip', Buffer.from('PK\u0003\u0004 and nothing more'), /could not be unpacked/u],
    ['a broken gzip', gzipSync('text').subarray(0, 12), /could not be unpacked/u],
    ['a gzip bomb', gzipSync(Buffer.alloc(20 * 2 ** 20, 0x61)), /could not be unpacked/u],
    ['a zip bomb', zipOf({ 'log.txt': 'a'.repeat(20 * 2 ** 20) }), /larger than 16 MiB/u],
  ])('refuses %s', async (_, bytes, said) => {
    const reading = readLog(bytes);
    await expect(reading).rejects.toThrow(LogUnreadable);
    await expect(reading).rejects.toThrow(said);
  });
});
