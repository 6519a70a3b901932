import type { Outcome } from '../../model.ts';
import type { FlowNodeKind } from '../../report/report-model.ts';
import type { ExecutionData } from './page-data.ts';
import { flowKinds, flowOutcomes } from './page-data.ts';

/** A step among those that hang from the same one. */
interface Place {
  parent: number;
  /** From 1. */
  position: number;
  /** The first step that is not inside. */
  end: number;
}

/** The steps of an execution by number, in running order; `-1` is what holds the outermost. */
export class StepTable {
  readonly count: number;
  /** Failed steps with no failed one inside: causes, not their echo. In running order. */
  readonly causes: readonly number[];
  readonly #data: ExecutionData;
  readonly #places: Place[];
  readonly #siblings = new Map<number, number>();

  constructor(data: ExecutionData) {
    this.#data = data;
    this.count = data.flow.depth.length;
    this.#places = this.#placesOf(data.flow.depth);
    this.causes = this.#findCauses();
  }

  name = (step: number): string => this.#text(this.#data.flow.name[step]);
  technical = (step: number): string => this.#text(this.#data.flow.technical[step]);
  code = (step: number): string => this.#text(this.#data.flow.code[step]);
  message = (step: number): string => this.#text(this.#data.flow.message[step]);
  depth = (step: number): number => this.#data.flow.depth[step] ?? 0;
  kind = (step: number): FlowNodeKind => flowKinds[this.#data.flow.kind[step] ?? 0] ?? 'step';
  outcome = (step: number): Outcome => flowOutcomes[this.#data.flow.outcome[step] ?? 2] ?? 'inconclusive';
  startMs = (step: number): number | undefined => this.#data.flow.startMs[step] ?? undefined;
  tookMs = (step: number): number | undefined => this.#data.flow.tookMs[step] ?? undefined;
  /** Numbers of its files among those of the execution. */
  media = (step: number): readonly number[] => this.#data.flow.media[step] ?? [];
  parameters = (step: number): [string, string][] => this.#pairs(this.#data.flow.parameters[step]);
  values = (step: number): [string, string][] => this.#pairs(this.#data.flow.values[step]);

  parent = (step: number): number => this.#places[step]?.parent ?? -1;
  position = (step: number): number => this.#places[step]?.position ?? 1;
  siblings = (step: number): number => this.#siblings.get(this.parent(step)) ?? 1;
  end = (step: number): number => this.#places[step]?.end ?? this.count;
  isParent = (step: number): boolean => this.end(step) > step + 1;

  /** The step and what it hangs from, the outermost first. */
  path(step: number): number[] {
    const path: number[] = [];
    for (let at = step; at >= 0; at = this.parent(at)) path.unshift(at);
    return path;
  }

  /** A name for addresses: its position and those of what holds it, as in `3.1.2`. */
  address(step: number): string {
    return this.path(step).map(this.position).join('.');
  }

  /** The step of an address, if there is one. */
  at(address: string): number | undefined {
    let found = -1;
    for (const part of address.split('.')) {
      const position = Number(part);
      let child = found + 1;
      const end = this.end(found);
      while (child < end && this.position(child) !== position) child = this.end(child);
      if (child >= end) return undefined;
      found = child;
    }
    return found;
  }

  /** The innermost step that was going on at a time, or the last that had begun: in a pause the one before stays. */
  atTime(atMs: number): number | undefined {
    let last: { step: number; startMs: number } | undefined;
    for (let step = 0; step < this.count; step += 1) {
      const startMs = this.startMs(step);
      if (startMs === undefined || startMs > atMs) continue;
      const isOver = startMs + (this.tookMs(step) ?? 0) < atMs;
      if (!isOver || last === undefined || startMs >= last.startMs) last = { step, startMs };
    }
    return last?.step;
  }

  /** Steps that no collapsed one hides. */
  unfolded(isExpanded: (step: number) => boolean): number[] {
    const rows: number[] = [];
    for (let step = 0; step < this.count;) {
      rows.push(step);
      step = this.isParent(step) && !isExpanded(step) ? this.end(step) : step + 1;
    }
    return rows;
  }

  /** Steps that match, each with what it hangs from. */
  matching(isMatch: (step: number) => boolean): { rows: number[]; matches: number } {
    const rows = new Set<number>();
    let matches = 0;
    for (let step = 0; step < this.count; step += 1) {
      if (!isMatch(step)) continue;
      matches += 1;
      for (const part of this.path(step)) rows.add(part);
    }
    return { rows: [...rows].sort((a, b) => a - b), matches };
  }

  /** Whether a step speaks of a text, in any of its own words. */
  mentions(step: number, text: string): boolean {
    const wanted = text.toLowerCase();
    return [this.name(step), this.technical(step), this.message(step), this.code(step)].some((word) =>
      word.toLowerCase().includes(wanted),
    );
  }

  #placesOf(depths: readonly number[]): Place[] {
    const places: Place[] = [];
    const open: { step: number; place: Place }[] = [];
    for (const [step, depth] of depths.entries()) {
      for (const ended of open.splice(depth)) ended.place.end = step;
      const parent = open.at(-1)?.step ?? -1;
      const position = (this.#siblings.get(parent) ?? 0) + 1;
      this.#siblings.set(parent, position);
      const place = { parent, position, end: depths.length };
      places.push(place);
      open.push({ step, place });
    }
    return places;
  }

  #findCauses(): number[] {
    const echoes = new Set<number>();
    const failed = this.#data.flow.outcome.flatMap((_, step) =>
      this.outcome(step) === 'failed' ? [step] : [],
    );
    for (const step of failed) for (const above of this.path(step).slice(0, -1)) echoes.add(above);
    return failed.filter((step) => !echoes.has(step));
  }

  #text(number = 0): string {
    return this.#data.texts[number] ?? '';
  }

  #pairs(numbers: readonly number[] = []): [string, string][] {
    const pairs: [string, string][] = [];
    for (let at = 0; at < numbers.length; at += 2) {
      pairs.push([this.#text(numbers[at]), this.#text(numbers[at + 1])]);
    }
    return pairs;
  }
}
