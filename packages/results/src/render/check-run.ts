import type { Results, Verdict } from '../model.ts';
import type { Annotation, AnnotationLevel } from './annotations.ts';
import { annotationsOf, withRest } from './annotations.ts';
import { clip, oneLine } from '../text/escape.ts';
import { renderSummary } from './summary.ts';
import { marks } from '../text/wording.ts';

/** An annotation in the members that the checks API wants. */
export interface CheckAnnotation {
  path: string;
  start_line: number;
  end_line: number;
  annotation_level: 'failure' | 'warning' | 'notice';
  title: string;
  message: string;
}

/**
 * What a check run says, within the limits of the checks API: `summary` has at most 65,535 bytes, a batch at most 50
 * annotations, each for a request of its own; the first goes with the creation, the others are updates.
 */
export interface CheckRun {
  conclusion: 'success' | 'failure' | 'neutral';
  title: string;
  summary: string;
  annotationBatches: CheckAnnotation[][];
}

export interface CheckRunOptions {
  /** Heading in front of the verdict. */
  title?: string;
  /**
   * The file that annotations are put on, since each must have one and a script has none in the repository. Default
   * `.github`.
   */
  path?: string;
}

const summaryBytes = 65_535;
const titleChars = 255;
const batchSize = 50;

/** Annotations of a check run; more would take more requests than they are worth. */
const maxAnnotations = 250;

const levels: Record<AnnotationLevel, CheckAnnotation['annotation_level']> = {
  error: 'failure',
  warning: 'warning',
  notice: 'notice',
};

/**
 * The verdict as a check run. A conclusion that does not block is neutral, which lets a required check pass; one that
 * blocks is a failure, also when it is inconclusive.
 */
export function renderCheckRun(results: Results, verdict: Verdict, options: CheckRunOptions = {}): CheckRun {
  const { conclusion, blocking, sentence } = verdict;
  const heading = options.title === undefined ? {} : { title: options.title };
  const all = annotationsOf(results, verdict);
  const shown = all.length <= maxAnnotations ? all : withRest(all, maxAnnotations);
  const annotations = shown.map((one) => checkAnnotation(one, options.path ?? '.github'));
  const batches = Math.ceil(annotations.length / batchSize);
  return {
    conclusion: conclusion === 'passed' ? 'success' : blocking ? 'failure' : 'neutral',
    title: clip(oneLine(`${marks[conclusion]} ${sentence}`), titleChars),
    summary: renderSummary(results, verdict, { ...heading, budgetBytes: summaryBytes, timeline: false }),
    annotationBatches: Array.from({ length: batches }, (_, index) =>
      annotations.slice(index * batchSize, (index + 1) * batchSize),
    ),
  };
}

function checkAnnotation({ level, title, message }: Annotation, path: string): CheckAnnotation {
  return {
    path,
    start_line: 1,
    end_line: 1,
    annotation_level: levels[level],
    title: clip(title, titleChars),
    message,
  };
}
