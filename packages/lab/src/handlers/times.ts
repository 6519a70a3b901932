import type { LabState } from '../state/lab-state.ts';
import type { Tree } from '../server/answer.ts';

/** `2016-11-17T12:33:29Z`, as legacy answers write times. */
export function isoSeconds(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** The pair in which legacy answers give a time. */
export function timePair(ms: number): { formatted: string; millis: number } {
  return { formatted: isoSeconds(ms), millis: ms };
}

/** `2016-12-01:13-32-30 GMT`, as device and cradle answers write the time. */
export function handsetTime(ms: number): string {
  const iso = new Date(ms).toISOString();
  return `${iso.slice(0, 10)}:${iso.slice(11, 19).replaceAll(':', '-')} GMT`;
}

/** The `info` block of list and info answers; `items` only on lists. */
export function infoBlock(state: LabState, items?: number): Tree {
  const now = state.clock.now();
  const { modelVersion, productVersion } = state.settings;
  return {
    creationTime: timePair(now),
    ...(items === undefined ? {} : { items }),
    modelVersion,
    productVersion,
    time: isoSeconds(now),
  };
}
