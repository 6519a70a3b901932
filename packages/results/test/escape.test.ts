import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  clip,
  escapeHtml,
  escapeMarkdownCell,
  escapeXml,
  escapeXmlAttribute,
  oneLine,
  safeLink,
} from '../src/index.ts';
import { anyText } from './arbitraries.ts';

describe('escapeMarkdownCell', () => {
  it('R28: leaves nothing that Markdown or HTML could read', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const left = escapeMarkdownCell(text).replaceAll(/&#\d+;/gu, '');
        expect(left).not.toMatch(/[&<>"'`*_~|\\[\]{}()!#$:@\r\n\p{Cc}]/u);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['- item', '&#45; item'],
    ['1. item', '&#49;. item'],
    ['12 of 3', '12 of 3'],
    ['a\n\n| b', 'a &#124; b'],
    ['www.evil.example', 'ww&#119;.evil.example'],
    ['https://evil.example', 'https&#58;//evil.example'],
    ['\u001b[31mred\u001b[0m', 'red'],
    ['first\n[ERROR] second', 'first &#91;ERROR&#93; second'],
    ['\u202eabc', 'abc'],
    ['half \ud800 pair', 'half \uFFFD pair'],
    ['Grüße 日本 🚀', 'Grüße 日本 🚀'],
  ])('R28: turns %j into %j', (text, escaped) => {
    expect(escapeMarkdownCell(text)).toBe(escaped);
  });
});

describe('escapeHtml', () => {
  it('R28: leaves no tag, no quote and no bare ampersand', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const left = escapeHtml(text).replaceAll(/&(?:amp|lt|gt|quot|#39|#96);/gu, '');
        expect(left).not.toMatch(/[&<>"'`]/u);
      }),
    );
  });

  it('keeps line ends, as one kind', () => {
    expect(escapeHtml('a\r\nb\rc\nd')).toBe('a\nb\nc\nd');
  });
});

describe('escapeXml', () => {
  it.each([
    ['\u0000\u0008\ufffe\uffff\ud800x', 'x'],
    ['a & b < c > "d" \'e\'', 'a &amp; b &lt; c &gt; &quot;d&quot; &#39;e&#39;'],
    [']]>', ']]&gt;'],
    ['a\nb', 'a\nb'],
    ['a\n[INFO] b\t[1m', 'a\n[INFO] b\t[1m'],
    ['\u001b[1;31mred\u001b[0m', 'red'],
    ['🚀', '🚀'],
  ])('R28: turns %j into %j', (text, escaped) => {
    expect(escapeXml(text)).toBe(escaped);
  });

  it('keeps line ends in attributes as references', () => {
    expect(escapeXmlAttribute('a\n\tb\r')).toBe('a&#10;&#9;b&#13;');
  });
});

describe('safeLink', () => {
  it.each([
    undefined,
    '',
    'no address',
    'javascript:alert(1)',
    ' JaVaScRiPt:alert(1)',
    'data:text/html,<script>',
    'file:///etc/passwd',
    'vbscript:x',
    '//evil.example',
  ])('R28: refuses %j', (address) => {
    expect(safeLink(address)).toBeUndefined();
  });

  it.each([
    ['https://a.example/x?externalId[0]=b&copy=1', 'https://a.example/x?externalId%5B0%5D=b&amp;copy=1'],
    ['https://a.example/a)b|c', 'https://a.example/a%29b%7Cc'],
    ['https://a.example/?q=<script>"`', 'https://a.example/?q=%3Cscript%3E%22%60'],
    ['https://me:secret@a.example/', 'https://a.example/'],
    ['https://a.example/a\nb', 'https://a.example/ab'],
  ])('R28: turns %j into %j', (address, link) => {
    expect(safeLink(address)).toBe(link);
  });

  it('R28: never lets an address out of its link', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(safeLink(`https://a.example/${text}`) ?? '').not.toMatch(/[()[\]|<>`"'\\\s]/u);
      }),
    );
  });
});

describe('clip and oneLine', () => {
  it('never cuts a character in half', () => {
    expect(clip('ab🚀cd', 4)).toBe('ab…');
    expect(clip('abcd', 4)).toBe('abcd');
  });

  it('puts a text on one line', () => {
    expect(oneLine(' a\r\n\n\tb\u2028c\u0085d ')).toBe('a b cd');
  });
});
