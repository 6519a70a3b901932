import { wrapText } from './bitmap-font.ts';
import { Canvas, hsl } from './canvas.ts';
import type { Rgb } from './canvas.ts';
import { labelOf } from '../flow-walk.ts';
import type { RecordedDevice, RecordedNode } from '../recorded-execution.ts';
import { paintScreenBody, paintTexts, screenKindOf } from './screen-body.ts';
import { mix, paintStatusBar, paintSystemBar, statusBarHeightPx, systemBarHeightPx } from './screen-frame.ts';
import type { PhoneFrame } from './screen-frame.ts';
import { seededRandom, wholeBetween } from '../seeded-random.ts';

/** What a screen shows besides the step itself. */
export interface ScreenSetting {
  executionId: string;
  /** Name on the app bar. */
  scriptName: string;
  /** The screen as a checkpoint wanted it: a failed step then gets no banner. */
  expected?: boolean;
}

/** Width and height in pixels. */
export interface PictureSize {
  width: number;
  height: number;
}

const shortSidePx = 270;
const white: Rgb = [255, 255, 255];
const red: Rgb = [198, 40, 40];

/**
 * Size of a device's screenshot: the aspect of its resolution with a short side of 270 pixels. A resolution
 * that cannot be read, or one longer than 3:1, counts as 1080x2340.
 */
export function screenshotSize(resolution: string): PictureSize {
  const match = /^\s*(\d{2,5})\s*[x*\u00d7]\s*(\d{2,5})\s*$/i.exec(resolution);
  const width = Number(match?.[1] ?? 0);
  const height = Number(match?.[2] ?? 0);
  const long = Math.max(width, height);
  const short = Math.min(width, height);
  if (short === 0 || long / short > 3) return { width: shortSidePx, height: 585 };
  const longSidePx = Math.round((shortSidePx * long) / short);
  return width > height
    ? { width: longSidePx, height: shortSidePx }
    : { width: shortSidePx, height: longSidePx };
}

/** The screen of a device at a step as a PNG; the same arguments always give the same bytes. */
export function drawScreenshot(device: RecordedDevice, node: RecordedNode, setting: ScreenSetting): Buffer {
  return paintScreen(device, node, setting).toPng();
}

/** The picture behind a screenshot, for those that need pixels. */
export function paintScreen(device: RecordedDevice, node: RecordedNode, setting: ScreenSetting): Canvas {
  const { screen } = node;
  const size = turnedSize(screenshotSize(device.resolution), screen?.landscape === true);
  const label = screen?.title ?? labelOf(node);
  const random = seededRandom(
    setting.executionId,
    device.deviceId,
    node.kind,
    label,
    String(node.startedAtMs),
  );
  const accent = hsl(wholeBetween(random, 0, 359), 0.55, 0.42);
  const frame: PhoneFrame = {
    ios: /ios|ipad/i.test(device.os),
    clockMs: node.endedAtMs,
    batteryPercent: wholeBetween(random, 35, 96),
    landscape: size.width > size.height,
  };
  const background: Rgb = [244, 246, 249];
  const canvas = new Canvas(size.width, size.height, background);

  const barTop = statusBarHeightPx(frame);
  const title = wrapText(label, size.width - 24, 2, 2);
  const barHeight = 22 + Math.max(1, title.length) * 20;
  paintStatusBar(canvas, frame, mix(accent, [0, 0, 0], frame.ios ? 0 : 0.22));
  canvas.rect(0, barTop, size.width, barHeight, accent);
  const [app] = wrapText(setting.scriptName, size.width - 24, 1, 1);
  canvas.text(12, barTop + 5, app ?? [], mix(accent, white, 0.75));
  for (const [index, line] of title.entries()) canvas.text(12, barTop + 19 + index * 20, line, white, 2);

  const showsFailure = !node.success && setting.expected !== true;
  const top = barTop + barHeight + (showsFailure ? paintBanner(canvas, node, barTop + barHeight) : 0);
  const bottom = size.height - systemBarHeightPx(frame);
  const area = { top, bottom, accent, random };
  if (screen?.texts) paintTexts(canvas, area, screen.texts);
  else paintScreenBody(canvas, area, screenKindOf(label, random));
  paintSystemBar(canvas, frame, background);
  return canvas;
}

// A turned phone has its long side below; a tablet may stand on it from the start.
function turnedSize(size: PictureSize, landscape: boolean): PictureSize {
  return landscape && size.height > size.width ? { width: size.height, height: size.width } : size;
}

// Returns the height it took.
function paintBanner(canvas: Canvas, node: RecordedNode, top: number): number {
  const reason = wrapText(node.description || node.code, canvas.width - 72, 1, 3);
  const height = 38 + reason.length * 12;
  canvas.roundRect(10, top + 8, canvas.width - 20, height - 8, 7, red);
  canvas.circle(32, top + 8 + (height - 8) / 2, 11, white);
  canvas.textCentred(33, top + 1 + (height - 8) / 2, '!', red, 2);
  canvas.text(52, top + 15, 'FAILED', white, 2);
  for (const [index, line] of reason.entries()) canvas.text(52, top + 35 + index * 12, line, [255, 224, 224]);
  return height;
}
