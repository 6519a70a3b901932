import { wrapText } from './bitmap-font.ts';
import type { Canvas, Rgb } from './canvas.ts';
import { mix } from './screen-frame.ts';
import type { SeededRandom } from '../seeded-random.ts';
import { wholeBetween } from '../seeded-random.ts';

/** The part of the screen below the app bar. */
export interface ScreenArea {
  top: number;
  bottom: number;
  accent: Rgb;
  random: SeededRandom;
}

/** The screens a test usually meets. */
export type ScreenKind = 'login' | 'list' | 'detail' | 'tiles';

const ink: Rgb = [34, 38, 46];
const faint: Rgb = [126, 132, 144];
const card: Rgb = [255, 255, 255];
const line: Rgb = [222, 226, 233];
const white: Rgb = [255, 255, 255];

const subjects = ['Account', 'Transfer', 'Savings', 'Invoice', 'Booking', 'Delivery', 'Card', 'Message'];
const details = ['updated today', 'due tomorrow', 'pending', 'delivered', 'in review', 'paid', 'new'];

/** Which screen a step shows: told by its name where that says it, else by chance. */
export function screenKindOf(name: string, random: SeededRandom): ScreenKind {
  const chance = random();
  if (/log ?[io]n|sign|password|user|credential/i.test(name)) return 'login';
  if (/list|search|scroll|find|history/i.test(name)) return 'list';
  if (/detail|pay|check|verify|validat|confirm/i.test(name)) return 'detail';
  if (/open|launch|start|home|browse/i.test(name)) return 'tiles';
  return chance < 0.4 ? 'list' : chance < 0.7 ? 'detail' : 'tiles';
}

/** Draws the content of a screen; it stops at the bottom of the area, however low that is. */
export function paintScreenBody(canvas: Canvas, area: ScreenArea, kind: ScreenKind): void {
  switch (kind) {
    case 'login':
      paintLogin(canvas, area);
      break;
    case 'list':
      paintList(canvas, area);
      break;
    case 'detail':
      paintDetail(canvas, area);
      break;
    case 'tiles':
      paintTiles(canvas, area);
      break;
  }
}

/** Draws the texts of a screen that are known, one card for each. */
export function paintTexts(canvas: Canvas, { top, bottom }: ScreenArea, texts: readonly string[]): void {
  const width = canvas.width - 24;
  let y = top + 12;
  for (const text of texts) {
    const lines = wrapText(text, width - 20, 1, 3);
    const height = 16 + Math.max(1, lines.length) * 12;
    if (y + height > bottom) break;
    canvas.roundRect(12, y, width, height, 7, line);
    canvas.roundRect(13, y + 1, width - 2, height - 2, 6, card);
    for (const [index, row] of lines.entries()) canvas.text(22, y + 9 + index * 12, row, ink);
    y += height + 8;
  }
}

function paintLogin(canvas: Canvas, { top, bottom, accent, random }: ScreenArea): void {
  const width = Math.min(canvas.width - 48, 300);
  const left = (canvas.width - width) / 2;
  const room = bottom - top;
  let y = top + Math.max(8, room * 0.06);
  if (room > 280) {
    canvas.circle(canvas.width / 2, y + 28, 28, mix(accent, white, 0.8));
    canvas.circle(canvas.width / 2, y + 21, 9, accent);
    canvas.roundRect(canvas.width / 2 - 15, y + 33, 30, 14, 9, accent);
    y += 78;
  }
  canvas.text(left, y, 'Sign in', ink, 2);
  y += 32;
  for (const [label, content] of [
    ['User name', `user${wholeBetween(random, 100, 999)}@example.com`],
    ['Password', '********'],
  ] as const) {
    canvas.text(left, y, label, faint);
    canvas.roundRect(left, y + 13, width, 32, 5, line);
    canvas.roundRect(left + 1, y + 14, width - 2, 30, 4, card);
    canvas.text(left + 10, y + 26, content, ink);
    y += 58;
  }
  canvas.roundRect(left, y + 4, width, 36, 18, accent);
  canvas.textCentred(canvas.width / 2, y + 15, 'Sign in', white, 2);
  if (y + 66 < bottom) canvas.textCentred(canvas.width / 2, y + 54, 'Forgot your password?', accent);
}

function paintList(canvas: Canvas, { top, bottom, accent, random }: ScreenArea): void {
  canvas.roundRect(12, top + 10, canvas.width - 24, 26, 13, line);
  canvas.circle(26, top + 22, 4, faint);
  canvas.circle(26, top + 22, 2.5, line);
  canvas.text(38, top + 19, 'Search', faint);
  const rowHeight = 50;
  for (let y = top + 44; y + rowHeight <= bottom; y += rowHeight) {
    const subject = subjects[wholeBetween(random, 0, subjects.length - 1)] ?? '';
    const tint = mix(accent, white, random() * 0.6);
    canvas.rect(0, y, canvas.width, rowHeight, card);
    canvas.rect(52, y + rowHeight - 1, canvas.width - 52, 1, line);
    canvas.circle(30, y + 25, 14, tint);
    canvas.textCentred(30, y + 19, subject.slice(0, 1), white, 2);
    canvas.text(54, y + 14, `${subject} ${wholeBetween(random, 1000, 9999)}`, ink);
    canvas.text(54, y + 29, details[wholeBetween(random, 0, details.length - 1)] ?? '', faint);
    canvas.text(
      canvas.width - 58,
      y + 14,
      `${wholeBetween(random, 10, 999)}.${wholeBetween(random, 10, 99)}`,
      ink,
    );
  }
}

function paintDetail(canvas: Canvas, { top, bottom, accent, random }: ScreenArea): void {
  const width = canvas.width - 24;
  const imageHeight = Math.min(130, (bottom - top) * 0.32);
  canvas.roundRect(12, top + 12, width, imageHeight, 8, mix(accent, white, 0.72));
  canvas.circle(12 + width * 0.8, top + 12 + imageHeight * 0.3, imageHeight * 0.12, mix(accent, white, 0.3));
  for (let column = 0; column < width - 16; column += 1) {
    const hill = imageHeight * (0.32 + 0.14 * Math.sin(column / 23) + 0.08 * Math.sin(column / 9 + 2));
    canvas.rect(20 + column, top + 12 + imageHeight - hill, 1, hill - 8, mix(accent, white, 0.25));
  }
  let y = top + imageHeight + 28;
  canvas.text(
    14,
    y,
    `${subjects[wholeBetween(random, 0, subjects.length - 1)] ?? ''} no. ${wholeBetween(random, 1000, 9999)}`,
    ink,
    2,
  );
  y += 26;
  for (const label of ['Status', 'Amount', 'Date', 'Reference']) {
    if (y + 24 > bottom - 56) break;
    canvas.text(14, y + 8, label, faint);
    canvas.text(
      canvas.width - 90,
      y + 8,
      `${wholeBetween(random, 100, 999)} ${wholeBetween(random, 10, 99)}`,
      ink,
    );
    canvas.rect(14, y + 23, width - 4, 1, line);
    y += 24;
  }
  canvas.roundRect(24, bottom - 50, canvas.width - 48, 36, 18, accent);
  canvas.textCentred(canvas.width / 2, bottom - 39, 'Continue', white, 2);
}

function paintTiles(canvas: Canvas, { top, bottom, accent, random }: ScreenArea): void {
  const columns = Math.max(2, Math.floor(canvas.width / 130));
  const gap = 12;
  const width = (canvas.width - gap * (columns + 1)) / columns;
  const height = Math.min(width * 0.86, 110);
  for (let y = top + gap; y + height <= bottom; y += height + gap) {
    for (let column = 0; column < columns; column += 1) {
      const x = gap + column * (width + gap);
      canvas.roundRect(x, y, width, height, 9, line);
      canvas.roundRect(x + 1, y + 1, width - 2, height - 2, 8, card);
      canvas.roundRect(x + 10, y + 10, 30, 30, 8, mix(accent, white, random() * 0.6));
      canvas.text(x + 10, y + height - 34, subjects[wholeBetween(random, 0, subjects.length - 1)] ?? '', ink);
      canvas.text(x + 10, y + height - 20, details[wholeBetween(random, 0, details.length - 1)] ?? '', faint);
    }
  }
}
