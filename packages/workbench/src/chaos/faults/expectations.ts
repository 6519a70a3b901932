import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { otherSceneNames, sceneNames, type OtherSceneName, type SceneName } from './scene-names.ts';

/** What must be seen when a fault meets an action. */
export interface Expectation {
  colour: 'green' | 'red';
  /** Text that the errors of a red step hold; `…` stands for any text. */
  says: string;
  /** Text that the warnings of main and post stage hold. */
  warns: string;
  /** How often the action's request reaches the lab, exactly, or once to so many times. */
  requests: number | { atMost: number };
  /** Longest time for the step, in seconds of real time: a guard against a hang. */
  withinS: number;
}

/** A cell that does not exist, and why. */
export interface NoCell {
  none: string;
}

/** A fault, as a scenario of the lab would state it, and what is expected of every action. */
export interface FaultRow {
  id: string;
  title: string;
  /** Fault of a scenario file, to which the request is added; undefined where the fault is of another kind. */
  play?: Readonly<Record<string, unknown>>;
  /** The fault is played on every request, not only on the one that the action lives by. */
  everywhere?: boolean;
  /** The lab shows a bad certificate. */
  certificate?: 'expired' | 'other-authority';
  /** Nobody listens at the address of the lab. */
  isClosed?: boolean;
  /** Limits of time are set low, since the fault is one of time. */
  isSlow?: boolean;
  /** The action of the short form, where it matters which. */
  inShort?: SceneName;
  cells: Readonly<Record<SceneName, Expectation | NoCell>>;
  /** The same fault on other requests of the actions, where that is of interest. */
  others: Readonly<Partial<Record<OtherSceneName, Expectation>>>;
}

type Part = Partial<Omit<Expectation, 'requests'>> & { requests?: number | string; none?: string };

interface Written extends Part {
  fault: string;
  title: string;
  play?: Readonly<Record<string, unknown>>;
  everywhere?: boolean;
  certificate?: 'expired' | 'other-authority';
  closed?: boolean;
  slow?: boolean;
  short?: SceneName;
  but?: Partial<Record<SceneName, Part>>;
  others?: Partial<Record<OtherSceneName, Part>>;
}

const known = [
  'fault',
  'title',
  'play',
  'everywhere',
  'certificate',
  'closed',
  'slow',
  'short',
  'but',
  'others',
];
const knownOfPart = ['colour', 'says', 'warns', 'requests', 'withinS', 'none'];

/** Reads `expectations.yaml`. Throws for an unknown key and for a cell that does not say what is expected. */
export function readExpectations(): FaultRow[] {
  const path = fileURLToPath(new URL('expectations.yaml', import.meta.url));
  const { faults } = parse(readFileSync(path, 'utf8'), { merge: true }) as { faults: Written[] };
  return faults.map(readRow);
}

function readRow(written: Written): FaultRow {
  const {
    fault: id,
    title,
    play,
    everywhere,
    certificate,
    closed,
    slow,
    short,
    but = {},
    others = {},
    ...common
  } = written;
  refuseUnknown(id, written, [...known, ...knownOfPart]);
  refuseUnknown(`${id}.but`, but, sceneNames);
  const cells = sceneNames.map((name) => {
    const own = but[name];
    const part = own === undefined ? common : { ...withoutNone(common), ...own };
    refuseUnknown(`${id}.but.${name}`, own ?? {}, knownOfPart);
    return [name, readCell(`${id} of ${name}`, part)];
  });
  refuseUnknown(`${id}.others`, others, otherSceneNames);
  const otherCells = otherSceneNames.flatMap((name) => {
    const part = others[name];
    if (part === undefined) return [];
    refuseUnknown(`${id}.others.${name}`, part, knownOfPart);
    return [[name, readCell(`${id} of ${name}`, part)]];
  });
  return {
    id,
    title,
    ...(play && { play }),
    ...(everywhere !== undefined && { everywhere }),
    ...(certificate && { certificate }),
    ...(closed !== undefined && { isClosed: closed }),
    ...(slow !== undefined && { isSlow: slow }),
    ...(short !== undefined && { inShort: short }),
    cells: Object.fromEntries(cells) as FaultRow['cells'],
    others: Object.fromEntries(otherCells) as FaultRow['others'],
  };
}

/** What an action has in common with the others, though not that there is no such cell. */
function withoutNone(part: Part): Part {
  return Object.fromEntries(Object.entries(part).filter(([key]) => key !== 'none'));
}

function readCell(place: string, part: Part): Expectation | NoCell {
  const { colour, says = '', warns = '', requests, withinS = 30, none } = part;
  if (none !== undefined) return { none };
  if (colour === undefined || requests === undefined)
    throw new Error(`${place}: colour or requests is missing`);
  if (colour === 'red' && says === '') throw new Error(`${place}: a red step has to say something`);
  const count = readCount(place, requests);
  return { colour, says: colour === 'red' ? says : '', warns, requests: count, withinS };
}

function readCount(place: string, requests: number | string): Expectation['requests'] {
  if (typeof requests === 'number') return requests;
  const most = /^at most (\d+)$/.exec(requests)?.[1];
  if (most === undefined) throw new Error(`${place}: requests is neither a number nor "at most" one`);
  return { atMost: Number(most) };
}

function refuseUnknown(place: string, given: object, names: readonly string[]): void {
  const unknown = Object.keys(given).filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new Error(`${place}: unknown key ${unknown.join(', ')}`);
}
