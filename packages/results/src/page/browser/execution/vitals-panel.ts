import type { ExecutionData } from '../../model/page-data.ts';
import type { StepTable } from '../../model/step-table.ts';
import { element } from '../element.ts';
import { onThemeChange } from '../theme.ts';
import type { ChartMarks } from './chart-marks.ts';
import { VitalsChart } from './vitals-chart.ts';

/** The vitals of the devices as small charts over one axis of time, with the chosen step and the failures marked. */
export class VitalsPanel {
  readonly root = element('section', { class: 'vitals-panel', 'aria-label': 'Vitals' });
  readonly #steps: StepTable;
  readonly #charts: VitalsChart[] = [];
  readonly #marks: ChartMarks = { failedMs: [], step: undefined, videoMs: undefined };
  readonly #stopListening: () => void;

  constructor(data: ExecutionData, steps: StepTable, onPick: (atMs: number) => void) {
    this.#steps = steps;
    this.#marks.failedMs = steps.causes.flatMap((step) => steps.startMs(step) ?? []);
    this.root.append(element('h2', {}, 'Vitals'));
    for (const vitals of data.vitals) {
      const charts = vitals.series.map(
        (series) => new VitalsChart(vitals.timesMs, series, data.tookMs, this.#marks, onPick),
      );
      this.#charts.push(...charts);
      if (data.vitals.length > 1) {
        this.root.append(element('h3', { class: 'quiet' }, vitals.device ?? vitals.name));
      }
      this.root.append(element('div', { class: 'charts' }, ...charts.map(({ root }) => root)));
      if (vitals.note !== undefined) this.root.append(element('p', { class: 'quiet' }, vitals.note));
    }
    if (data.vitals.length === 0)
      this.root.append(element('p', { class: 'empty' }, 'No vitals were fetched.'));
    this.#stopListening = onThemeChange(() => {
      for (const chart of this.#charts) chart.draw();
    });
  }

  shown(): void {
    for (const chart of this.#charts) chart.draw();
  }

  show(step: number): void {
    const fromMs = this.#steps.startMs(step);
    this.#marks.step =
      fromMs === undefined ? undefined : { fromMs, untilMs: fromMs + (this.#steps.tookMs(step) ?? 0) };
    this.#redraw();
  }

  /** The time that the video is at. */
  cursor(atMs: number): void {
    this.#marks.videoMs = atMs;
    this.#redraw();
  }

  close(): void {
    this.#stopListening();
    for (const chart of this.#charts) chart.close();
  }

  #redraw(): void {
    for (const chart of this.#charts) chart.redraw();
  }
}
