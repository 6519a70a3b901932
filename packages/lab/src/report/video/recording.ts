import { drawableCharacters, wrapText } from '../screen/bitmap-font.ts';
import type { Canvas, Rgb } from '../screen/canvas.ts';
import { labelOf, screensOf } from '../flow-walk.ts';
import { codedSide, keyPicture, pictureParameters, sequenceParameters } from './h264-stream.ts';
import type { YuvPicture } from './h264-stream.ts';
import { mp4File } from './mp4-file.ts';
import type { RecordedDevice, RecordedExecution, RecordedNode } from '../recorded-execution.ts';
import { paintScreen, screenshotSize } from '../screen/screenshot.ts';
import type { PictureSize } from '../screen/screenshot.ts';

const longSidePx = 208;
const maxPictures = 24;
const longestMs = 86_400_000;

/**
 * The video of a device as an MP4 that browsers play (H.264, no sound): the screen of each step with a
 * caption, shown for as long as the step took, so that the time line of the video is that of the run. It has
 * at most 24 pictures of some 30 kB each; a longer run shows an even choice of its steps and always the first
 * that failed. A run longer than a day is cut to one.
 */
export function recordVideo(execution: RecordedExecution, device: RecordedDevice): Buffer {
  const size = videoSize(device.resolution);
  const screens = chosenScreens(execution, device);
  const durationsMs = showTimesMs(execution, screens);
  const samples = screens.map((node, index) => ({
    bytes: keyPicture(toYuv(paintFrame(execution, device, node, size)), index),
    durationMs: durationsMs[index] ?? 1,
  }));
  return mp4File({
    size,
    sequenceParameters: sequenceParameters(size),
    pictureParameters: pictureParameters(),
    samples,
    // The field has 32 bits and counts from 1904: it ends in 2040.
    createdAtMs: Math.min(Math.max(0, execution.startedAtMs), 2_212_122_495_000),
  });
}

/** Size of the pictures of a device's video. */
export function videoSize(resolution: string): PictureSize {
  const { width, height } = screenshotSize(resolution);
  const even = (side: number): number => Math.round((side * longSidePx) / Math.max(width, height) / 2) * 2;
  return { width: even(width), height: even(height) };
}

function chosenScreens(execution: RecordedExecution, device: RecordedDevice): RecordedNode[] {
  const all = screensOf(execution.flow).filter(
    (node) => (node.deviceId ?? device.deviceId) === device.deviceId,
  );
  if (all.length === 0) return [wholeRun(execution)];
  const count = Math.min(maxPictures, all.length);
  const indexes = Array.from({ length: count }, (_, position) => Math.floor((position * all.length) / count));
  const failed = all.findIndex((node) => !node.success);
  if (failed >= 0 && !indexes.includes(failed)) {
    indexes[indexes.findLastIndex((index) => index < failed)] = failed;
  }
  return indexes.flatMap((index) => all[index] ?? []);
}

// A run that never reached a step on the device, e.g. because the device was lost, still has a picture.
function wholeRun(execution: RecordedExecution): RecordedNode {
  const { scriptName, startedAtMs, endedAtMs, success, code, description } = execution;
  return {
    kind: 'script',
    name: scriptName,
    startedAtMs,
    endedAtMs,
    success,
    code,
    description,
    parameters: [],
    attachments: [],
    children: [],
  };
}

// A picture stays until the next step starts; the first is there from the start of the run.
function showTimesMs(execution: RecordedExecution, screens: readonly RecordedNode[]): number[] {
  const wholeMs = Math.min(longestMs, Math.round(execution.endedAtMs - execution.startedAtMs));
  if (!(wholeMs >= screens.length)) return screens.map(() => 1000);
  let shownMs = 0;
  return screens.map((_, index) => {
    const next = screens[index + 1];
    const untilMs = next === undefined ? wholeMs : Math.round(next.startedAtMs - execution.startedAtMs);
    // Each of the pictures still to come needs one ms at least.
    const latestMs = wholeMs - (screens.length - 1 - index);
    const endMs = Math.min(latestMs, Math.max(shownMs + 1, untilMs));
    const durationMs = endMs - shownMs;
    shownMs = endMs;
    return durationMs;
  });
}

function paintFrame(
  execution: RecordedExecution,
  device: RecordedDevice,
  node: RecordedNode,
  size: PictureSize,
): Canvas {
  const setting = { executionId: execution.executionId, scriptName: execution.scriptName };
  // A video keeps its shape, however the device is turned.
  const upright = node.screen ? { ...node, screen: { ...node.screen, landscape: false } } : node;
  const frame = paintScreen(device, upright, setting).shrunkTo(size.width, size.height);
  const band: Rgb = node.success ? [20, 24, 32] : [150, 24, 24];
  const top = size.height - 34;
  frame.rect(0, top, size.width, 34, band);
  const elapsedS = Math.max(0, Math.floor((node.startedAtMs - execution.startedAtMs) / 1000));
  const clock = `${Math.floor(elapsedS / 60)}:${String(elapsedS % 60).padStart(2, '0')}`;
  frame.text(3, top + 3, drawableCharacters(clock), [170, 180, 196]);
  for (const [index, line] of wrapText(labelOf(node), size.width - 6, 1, 2).entries()) {
    frame.text(3, top + 13 + index * 10, line, [255, 255, 255]);
  }
  return frame;
}

// BT.601 in video range; beyond the shown part the last row and column repeat, as encoders do.
function toYuv(canvas: Canvas): YuvPicture {
  const width = codedSide(canvas.width);
  const height = codedSide(canvas.height);
  const luma = new Uint8Array(width * height);
  const blue = new Uint8Array((width * height) / 4);
  const red = new Uint8Array((width * height) / 4);
  const { rgb } = canvas;
  for (let y = 0; y < height; y += 1) {
    const row = Math.min(y, canvas.height - 1) * canvas.width;
    for (let x = 0; x < width; x += 1) {
      const at = (row + (x < canvas.width ? x : canvas.width - 1)) * 3;
      const r = rgb[at] ?? 0;
      const g = rgb[at + 1] ?? 0;
      const b = rgb[at + 2] ?? 0;
      // The arrays cut fractions off, so the half makes them round.
      luma[y * width + x] = 16.5 + 0.257 * r + 0.504 * g + 0.098 * b;
      if (x % 2 === 1 || y % 2 === 1) continue;
      const half = (y / 2) * (width / 2) + x / 2;
      blue[half] = 128.5 - 0.148 * r - 0.291 * g + 0.439 * b;
      red[half] = 128.5 + 0.439 * r - 0.368 * g - 0.071 * b;
    }
  }
  return { width, height, luma, blue, red };
}
