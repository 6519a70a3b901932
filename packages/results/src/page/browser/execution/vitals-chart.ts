import uPlot from 'uplot';
import type { VitalsData } from '../../model/page-data.ts';
import { offsetText } from '../../model/time-text.ts';
import { element } from '../element.ts';
import { drawMarks, drawVideoTime, type ChartMarks } from './chart-marks.ts';

const heightPx = 104;
/** Charts with this key show their cursors together. */
const syncKey = 'vitals';

/** One curve. A click takes the page to its time, a drag looks closer, a double click shows all again. */
export class VitalsChart {
  readonly root: HTMLElement;
  readonly #series: VitalsData['series'][number];
  readonly #data: uPlot.AlignedData;
  readonly #wholeMs: number;
  readonly #marks: ChartMarks;
  readonly #onPick: (atMs: number) => void;
  readonly #plot = element('div', { class: 'plot' });
  readonly #value = element('span', { class: 'number' });
  readonly #resizes: ResizeObserver;
  #chart: uPlot | undefined;

  constructor(
    timesMs: number[],
    series: VitalsData['series'][number],
    tookMs: number | undefined,
    marks: ChartMarks,
    onPick: (atMs: number) => void,
  ) {
    this.#series = series;
    this.#data = [timesMs.map((ms) => ms / 1000), series.values];
    this.#wholeMs = Math.max(tookMs ?? 0, timesMs.at(-1) ?? 0);
    this.#marks = marks;
    this.#onPick = onPick;
    this.root = element(
      'figure',
      { class: 'chart' },
      element(
        'figcaption',
        {},
        element('span', { class: 'name' }, series.label),
        element('span', { class: 'quiet' }, series.unit),
        element('span', { class: 'spring' }),
        this.#value,
      ),
      this.#plot,
    );
    this.#plot.setAttribute('role', 'img');
    this.#plot.setAttribute('aria-label', this.#inWords());
    this.#value.textContent = this.#range();
    this.#resizes = new ResizeObserver(() => {
      if (this.#plot.clientWidth > 0)
        this.#chart?.setSize({ width: this.#plot.clientWidth, height: heightPx });
    });
    this.#resizes.observe(this.#plot);
  }

  /** Draws from scratch, in the colours of the moment. */
  draw(): void {
    this.#chart?.destroy();
    this.#chart = new uPlot(this.#options(), this.#data, this.#plot);
    this.#plot.querySelector('.u-over')?.addEventListener('click', () => {
      this.#click();
    });
  }

  redraw(): void {
    this.#chart?.redraw(false, false);
  }

  close(): void {
    this.#resizes.disconnect();
    this.#chart?.destroy();
  }

  #click(): void {
    const left = this.#chart?.cursor.left;
    if (this.#chart === undefined || left === undefined || left < 0 || this.#chart.select.width > 2) return;
    this.#onPick(this.#chart.posToVal(left, 'x') * 1000);
  }

  #options(): uPlot.Options {
    const colour = (name: string): string => resolvedColour(this.root, name);
    const axis = {
      stroke: colour('--quiet'),
      font: '11px system-ui, sans-serif',
      ticks: { show: false },
      grid: { stroke: colour('--line'), width: 1 },
    };
    return {
      width: Math.max(120, this.#plot.clientWidth),
      height: heightPx,
      padding: [6, 18, 0, 0],
      legend: { show: false },
      cursor: { sync: { key: syncKey }, drag: { x: true, y: false }, y: false, points: { size: 5 } },
      scales: {
        x: { time: false, range: (_, low, high) => this.#xRange(low, high) },
        y: this.#yScale(),
      },
      axes: [
        { ...axis, size: 22, space: 70, values: (_, ticks) => ticks.map((seconds) => clockText(seconds)) },
        { ...axis, size: 44, space: 26 },
      ],
      series: [
        {},
        {
          stroke: colour('--curve'),
          fill: colour('--curve-fill'),
          width: 1.5,
          points: { show: false },
          label: this.#series.label,
        },
      ],
      hooks: {
        drawClear: [
          (chart) => {
            drawMarks(chart, this.#marks, { band: colour('--step-band'), failed: colour('--failed') });
          },
        ],
        draw: [
          (chart) => {
            drawVideoTime(chart, this.#marks, colour('--accent'));
          },
        ],
        setCursor: [
          (chart) => {
            this.#tell(chart);
          },
        ],
      },
    };
  }

  /** A share is shown as one: of 59 and 58.9 % the eye must not make a fall. Other curves fill their height. */
  #yScale(): uPlot.Scale {
    const isShare = this.#series.unit === '%' && this.#series.values.every((value) => (value ?? 0) <= 100);
    return isShare ? { range: [0, 100] } : {};
  }

  /** The whole execution at first, so that all charts and the lanes of the steps agree; then what was dragged over. */
  #xRange(low: number, high: number): [number, number] {
    const [times] = this.#data;
    const isWhole = low <= (times[0] ?? 0) && high >= (times.at(-1) ?? 0);
    return isWhole ? [Math.min(0, low), Math.max(this.#wholeMs / 1000, high, low + 0.001)] : [low, high];
  }

  #tell({ cursor, data }: uPlot): void {
    const { idx } = cursor;
    const value = idx == null ? undefined : data[1]?.[idx];
    this.#value.textContent =
      idx == null || value == null
        ? this.#range()
        : `${offsetText((data[0][idx] ?? 0) * 1000)}  ${value} ${this.#series.unit}`;
  }

  #range(): string {
    const known = this.#series.values.filter((value) => value !== null);
    const [low, high] = [Math.min(...known), Math.max(...known)].map((value) =>
      value.toLocaleString('en-US'),
    );
    return `${low ?? ''} \u2013 ${high ?? ''} ${this.#series.unit}`;
  }

  #inWords(): string {
    return `${this.#series.label}: ${this.#range()} over ${offsetText(this.#wholeMs)}`;
  }
}

function clockText(seconds: number): string {
  return offsetText(seconds * 1000).replace(/\.0$/u, '');
}

/** A canvas knows no custom properties, so the browser is asked what one comes to as a colour. */
function resolvedColour(place: HTMLElement, name: string): string {
  const probe = element('span');
  probe.style.color = `var(${name})`;
  place.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
