import type uPlot from 'uplot';

/** What is marked in every chart; times are ms from the start of the execution. */
export interface ChartMarks {
  failedMs: readonly number[];
  step: { fromMs: number; untilMs: number } | undefined;
  videoMs: number | undefined;
}

/** Draws the chosen step as a band and the failures as lines with a flag, behind the curve. */
export function drawMarks(
  chart: uPlot,
  { step, failedMs }: ChartMarks,
  colours: { band: string; failed: string },
): void {
  const { ctx, bbox } = chart;
  const x = (ms: number): number => chart.valToPos(ms / 1000, 'x', true);
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  if (step !== undefined) {
    ctx.fillStyle = colours.band;
    ctx.fillRect(x(step.fromMs), bbox.top, Math.max(2, x(step.untilMs) - x(step.fromMs)), bbox.height);
  }
  ctx.strokeStyle = colours.failed;
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([3 * devicePixelRatio, 3 * devicePixelRatio]);
  for (const ms of failedMs) line(ctx, x(ms), bbox);
  ctx.fillStyle = colours.failed;
  for (const ms of failedMs) flag(ctx, x(ms), bbox.top);
  ctx.restore();
}

/** Draws where the video is, over the curve. */
export function drawVideoTime(chart: uPlot, { videoMs }: ChartMarks, colour: string): void {
  if (videoMs === undefined) return;
  const { ctx, bbox } = chart;
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.lineWidth = devicePixelRatio;
  line(ctx, chart.valToPos(videoMs / 1000, 'x', true), bbox);
  ctx.restore();
}

function line(ctx: CanvasRenderingContext2D, x: number, { top, height }: uPlot.BBox): void {
  ctx.beginPath();
  ctx.moveTo(x, top);
  ctx.lineTo(x, top + height);
  ctx.stroke();
}

/** The same sign as in the lane of the video. */
function flag(ctx: CanvasRenderingContext2D, x: number, top: number): void {
  const half = 5 * devicePixelRatio;
  ctx.beginPath();
  ctx.moveTo(x - half, top);
  ctx.lineTo(x + half, top);
  ctx.lineTo(x, top + half * 1.6);
  ctx.fill();
}
