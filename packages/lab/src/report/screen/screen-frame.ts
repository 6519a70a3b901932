import type { Canvas, Rgb } from './canvas.ts';

/** What the frame of a phone needs to know of it. */
export interface PhoneFrame {
  ios: boolean;
  /** Shown as the clock, ms since 1970-01-01 UTC. */
  clockMs: number;
  batteryPercent: number;
  landscape: boolean;
}

const white: Rgb = [255, 255, 255];

/** Height of the status bar in pixels of the scaled picture. */
export function statusBarHeightPx({ ios, landscape }: PhoneFrame): number {
  return ios && !landscape ? 26 : 18;
}

/** Height of the strip at the bottom that belongs to the system. */
export function systemBarHeightPx({ ios }: PhoneFrame): number {
  return ios ? 12 : 22;
}

/** Clock, camera, signal and battery on a strip of the given colour. */
export function paintStatusBar(canvas: Canvas, frame: PhoneFrame, background: Rgb): void {
  const height = statusBarHeightPx(frame);
  const middle = Math.round(height / 2);
  canvas.rect(0, 0, canvas.width, height, background);
  canvas.text(frame.ios ? 24 : 10, middle - 3, clockText(frame.clockMs), white);
  if (frame.ios && !frame.landscape) canvas.roundRect(canvas.width / 2 - 27, 6, 54, 14, 7, [0, 0, 0]);
  else if (!frame.ios) canvas.circle(canvas.width / 2, middle, 4, [0, 0, 0]);
  const right = canvas.width - (frame.ios ? 20 : 10);
  canvas.roundRect(right - 19, middle - 4, 17, 9, 2.5, mix(background, white, 0.45));
  canvas.roundRect(right - 18, middle - 3, 15 * (frame.batteryPercent / 100), 7, 1.5, white);
  canvas.rect(right - 1, middle - 1, 2, 3, white);
  for (let bar = 0; bar < 4; bar += 1) {
    canvas.rect(right - 42 + bar * 4, middle + 3 - bar * 2, 3, 2 + bar * 2, white);
  }
}

/** The home line of an iPhone or the three keys of an Android device. */
export function paintSystemBar(canvas: Canvas, frame: PhoneFrame, background: Rgb): void {
  const height = systemBarHeightPx(frame);
  const top = canvas.height - height;
  const middle = canvas.width / 2;
  canvas.rect(0, top, canvas.width, height, background);
  if (frame.ios) {
    canvas.roundRect(middle - 46, top + 5, 92, 4, 2, [24, 24, 28]);
    return;
  }
  const grey: Rgb = [112, 116, 124];
  const row = top + height / 2;
  const step = canvas.width / 4;
  for (let column = 0; column < 8; column += 1) {
    canvas.rect(middle - step - 4 + column, row - column / 2, 1, Math.max(1, column), grey);
  }
  canvas.circle(middle, row, 4.5, grey);
  canvas.roundRect(middle + step - 4, row - 4, 8, 8, 1, grey);
}

/** A colour between two others; `share` 0 is the first, 1 the second. */
export function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const channel = (index: 0 | 1 | 2): number => from[index] + (to[index] - from[index]) * share;
  return [channel(0), channel(1), channel(2)];
}

function clockText(timeMs: number): string {
  const time = new Date(timeMs);
  if (Number.isNaN(time.getTime())) return '0:00';
  return `${time.getUTCHours()}:${String(time.getUTCMinutes()).padStart(2, '0')}`;
}
