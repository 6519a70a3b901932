import { describe, expect, it } from '@jest/globals';
import { PNG } from 'pngjs';

import { drawableCharacters, textWidthPx, wrapText } from '../../src/report/screen/bitmap-font.ts';
import { drawScreenshot, screenshotSize } from '../../src/report/screen/screenshot.ts';
import { hostile, iphone, node, pixel, veryLong } from './sample-execution.ts';

const setting = { executionId: 'run-1', scriptName: 'login' };

/** How many pixels have the red of the banner. */
function redPixels(png: PNG): number {
  let count = 0;
  for (let at = 0; at < png.data.length; at += 4) {
    if (png.data[at] === 198 && png.data[at + 1] === 40 && png.data[at + 2] === 40) count += 1;
  }
  return count;
}

const draw = (step: Parameters<typeof node>[0], device = pixel, expected = false): PNG =>
  PNG.sync.read(drawScreenshot(device, node(step), { ...setting, expected }));

describe('screenshot', () => {
  it.each([
    ['1170x2532', 270, 584],
    ['1080 x 2400', 270, 600],
    ['2048x1536', 360, 270],
    ['1080*1920', 270, 480],
    ['', 270, 585],
    ['big', 270, 585],
    ['0x0', 270, 585],
    ['1x99999', 270, 585],
    ['10x9999', 270, 585],
  ])('of resolution %j has %i x %i pixels', (resolution, width, height) => {
    expect(screenshotSize(resolution)).toEqual({ width, height });
    const png = draw({}, { ...pixel, resolution });
    expect([png.width, png.height]).toEqual([width, height]);
  });

  it('has a red banner only for a failed step, and never as the expected image', () => {
    const failed = { success: false, description: 'Welcome was not found' };
    expect(redPixels(draw(failed))).toBeGreaterThan(2000);
    expect(redPixels(draw({}))).toBe(0);
    expect(redPixels(draw(failed, pixel, true))).toBe(0);
  });

  it('writes the name of the step in white on the app bar', () => {
    const titled = draw({ name: 'WWWWWWWWWW' });
    const untitled = draw({ name: '' });
    const whiteOnBar = (png: PNG): number => {
      let count = 0;
      for (let y = 36; y < 56; y += 1) {
        for (let x = 12; x < png.width; x += 1) {
          const at = (y * png.width + x) * 4;
          if (png.data[at] === 255 && png.data[at + 1] === 255 && png.data[at + 2] === 255) count += 1;
        }
      }
      return count;
    };
    expect(whiteOnBar(titled)).toBeGreaterThan(400);
    expect(whiteOnBar(untitled)).toBe(0);
  });

  it('differs between steps, runs and kinds of phone', () => {
    const pictures = [
      drawScreenshot(pixel, node(), setting),
      drawScreenshot(pixel, node({ name: 'other' }), setting),
      drawScreenshot(pixel, node(), { ...setting, executionId: 'run-2' }),
      drawScreenshot(iphone, node(), setting),
    ];
    expect(new Set(pictures.map((bytes) => bytes.toString('base64'))).size).toBe(4);
  });

  it.each(['Log in', 'Search the list', 'Check details', 'Open the app', hostile, veryLong, ''])(
    'can be drawn for the name %#, upright and across',
    (name) => {
      const failed = { name, success: false, description: name };
      expect(draw(failed).height).toBe(600);
      expect(draw(failed, { ...iphone, resolution: '1920x720' }).width).toBe(720);
    },
  );

  it('can be drawn at times that are no times', () => {
    expect(draw({ startedAtMs: Number.NaN, endedAtMs: Number.POSITIVE_INFINITY }).width).toBe(270);
  });
});

describe('text of the bitmap font', () => {
  it('loses accents and control characters and counts an emoji as one box', () => {
    expect(drawableCharacters('\u00dcber\u0000\n\u001b \ud83d\udc68\u200d\ud83d\udc69').join('|')).toBe(
      'U|b|e|r| |\ud83d\udc68\u200d\ud83d\udc69',
    );
  });

  it('breaks at blanks and inside words that are too long, and marks what it cut', () => {
    const lines = (text: string, width: number, most: number): string[] =>
      wrapText(text, width, 1, most).map((line) => line.join(''));
    expect(lines('one two three', 40, 3)).toEqual(['one two', 'three']);
    expect(lines('aaaaaaaaaa', 30, 2)).toEqual(['aaaaa', 'aaaaa']);
    expect(lines('one two three four', 40, 2).at(-1)).toMatch(/\.\.\.$/);
    expect(lines('', 40, 2)).toEqual([]);
    expect(lines('wide', 1, 2)).toHaveLength(2);
  });

  it('never makes a line wider than it may be', () => {
    for (const line of wrapText(`${veryLong}${'W'.repeat(500)}`, 120, 2, 9)) {
      expect(textWidthPx(line, 2)).toBeLessThanOrEqual(120);
    }
  });
});
