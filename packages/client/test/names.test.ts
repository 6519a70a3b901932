import { describe, expect, it } from '@jest/globals';
import { safeFileName } from '../src/index.ts';

const nasty = [
  '',
  '.',
  '..',
  '...',
  '/',
  '../../etc/passwd',
  '..\\..\\windows\\system32',
  'C:\\temp\\a.txt',
  'C:a.txt',
  '/absolute/path.png',
  'a/b.png',
  'a\\b.png',
  'a:b.png',
  'a_b.png',
  'con',
  'CON.txt',
  'nul',
  'COM1.log',
  'lpt9',
  'aux.tar.gz',
  'ends with dot.',
  'ends with blank ',
  ' begins with blank',
  '.hidden',
  'new\nline.txt',
  'zero\u0000byte',
  'tab\t.txt',
  'question?.txt',
  'star*.txt',
  '<tag>.html',
  '"quoted".txt',
  'pipe|.txt',
  '\ud800.txt',
  '\ud801.txt',
  `${'x'.repeat(300)}.png`,
  `y${'x'.repeat(300)}.png`,
  `${'x'.repeat(299)}y.png`,
  `a.${'x'.repeat(300)}`,
  '日'.repeat(200),
  `${'日'.repeat(100)}.mp4`,
  '😀'.repeat(90),
  `a${'😀'.repeat(90)}`,
  '.y'.repeat(60),
  ' y'.repeat(60),
  `${'x'.repeat(50)}con.${'y'.repeat(96)}`,
  'CONIN$',
  'conout$.txt',
  'COM¹.log',
  'aux  .txt',
  'nul.tar.gz',
];

describe('a safe file name', () => {
  it.each(nasty)('is one that every system takes: %j', (name) => {
    const safe = safeFileName(name);
    expect(safe).toMatch(/^[^\p{Cc}<>:"|?*\\/]+$/u);
    expect(safe).not.toMatch(/^\.|^\s|[.\s]$/);
    expect(safe).not.toMatch(/^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[\d¹²³]) *(\.|$)/i);
    expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(130);
    expect(safe.isWellFormed()).toBe(true);
    expect(safeFileName(name)).toBe(safe);
  });

  it('keeps different names different', () => {
    expect(new Set(nasty.map(safeFileName)).size).toBe(nasty.length);
  });

  it.each(['report.xml', 'F52F82C4DEMO01_1.mp4', 'Grüße aus München.png', 'console', 'a.b.c.csv'])(
    'leaves a good name alone: %s',
    (name) => {
      expect(safeFileName(name)).toBe(name);
    },
  );

  it.each([
    ['../shot.png', /shot-[0-9a-f]{8}\.png$/],
    [`${'x'.repeat(300)}end.mp4`, /xend-[0-9a-f]{8}\.mp4$/],
    ['', /^file-[0-9a-f]{8}$/],
  ])('keeps the end of a name and its extension: %j', (name, expected) => {
    expect(safeFileName(name)).toMatch(expected);
  });
});
