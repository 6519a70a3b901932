import fc from 'fast-check';
import type { Row } from '../../measuring/table.ts';

/** How much is tried: a fixed number of inputs, or as many as the time gives. */
export interface Effort {
  readonly seed: number;
  /** Inputs of one property at most. */
  readonly maxInputs: number;
  /** After so long no further input is tried, once all examples and a few more were. */
  readonly maxMs: number;
}

/** One thing that must hold for any input. */
export interface Property {
  readonly what: string;
  /** Tries inputs until one is found for which it does not hold, and then looks for a small one. */
  readonly hold: (effort: Effort) => Promise<Row>;
}

/** Properties that share something, such as a lab. */
export interface Group {
  readonly properties: readonly Property[];
  readonly close?: () => Promise<void>;
}

/** What inputs are tried beside those that are made up, and how many compared with other properties. */
export interface Trying<Input> {
  readonly examples?: readonly Input[];
  /** Share of the inputs of {@link Effort}; 1 if absent. Below 1 where one input costs much. */
  readonly share?: number;
}

/** Inputs beside the examples that are tried however slow the machine is. */
const fewestInputs = 20;

/** What has not come to an end after so long hangs. What keeps the process busy for long is ended with it instead. */
const hangMs = 6_000;

/** How long a smaller input is looked for once one has failed. */
const shrinkMs = 4_000;

/**
 * A property of a reader: `check` throws when it does not hold, and has to come to an end. Whatever is read, the
 * prototypes that all objects share stay as they are.
 */
export function property<Input>(
  what: string,
  inputs: fc.Arbitrary<Input>,
  check: (input: Input) => void | Promise<void>,
  { examples = [], share = 1 }: Trying<Input> = {},
): Property {
  const hold = async ({ seed, maxInputs, maxMs }: Effort): Promise<Row> => {
    const before = sharedNames();
    const numRuns = Math.ceil(maxInputs * share) + examples.length;
    let runs = 0;
    let stopAtMs = performance.now() + maxMs;
    let hasFailed = false;
    const isEnough = (): boolean => hasFailed || runs >= examples.length + fewestInputs;
    const tried = fc.asyncProperty(inputs, async (input) => {
      // fast-check's own limit of time takes an input that is still being tried for one that holds.
      if (isEnough() && performance.now() > stopAtMs) throw new fc.PreconditionFailure(true);
      runs += 1;
      try {
        await endOf(check(input));
        const added = sharedNames().filter((name) => !before.includes(name));
        demand(added.length === 0, `every object now has ${added.map(String).join(', ')}`);
      } catch (error) {
        if (!hasFailed) stopAtMs = performance.now() + shrinkMs;
        hasFailed = true;
        throw error;
      }
    });
    const result = await fc.check(tried, {
      seed,
      numRuns,
      examples: examples.map((input): [Input] => [input]),
    });
    return {
      what,
      measured: result.failed ? told(result) : `holds for ${result.numRuns} inputs (seed ${seed})`,
      target: 'holds for any input',
      met: !result.failed,
    };
  };
  return { what, hold };
}

/** Fails if it never comes to an end. */
async function endOf(checking: void | Promise<void>): Promise<void> {
  const hangs = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    hangs.reject(new Error(`hangs: no end after ${hangMs / 1000} s`));
  }, hangMs);
  try {
    await Promise.race([checking, hangs.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** Fails with the reason unless it is true. */
export function demand(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}

/** Runs a reader that may refuse with errors of one kind only; undefined when it did. */
export async function readOrRefuse<Value>(
  read: () => Value | Promise<Value>,
  isDeclared: (error: unknown) => boolean,
): Promise<Value | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!isDeclared(error)) throw error;
    const { length } = String(error);
    demand(length <= mostSaid, `an error of ${length} characters`);
    return undefined;
  }
}

/** Nobody reads more, and a log cannot hold much more. */
const mostSaid = 20_000;

function sharedNames(): (string | symbol)[] {
  return [Object.prototype, Array.prototype, String.prototype, Function.prototype].flatMap((prototype) =>
    Reflect.ownKeys(prototype),
  );
}

function told<Input>({
  seed,
  counterexamplePath,
  counterexample,
  errorInstance,
}: fc.RunDetails<[Input]>): string {
  const [input] = counterexample ?? [];
  const error =
    errorInstance instanceof Error ? `${errorInstance.name}: ${errorInstance.message}` : 'no error';
  const at = `seed ${seed}, path ${counterexamplePath ?? ''}`;
  return `not for ${clipped(fc.stringify(input))} (${at}): ${clipped(error)}`.replaceAll(/[|\r\n]+/g, ' ');
}

function clipped(text: string): string {
  return text.length > 600 ? `${text.slice(0, 600)}... (${text.length} characters)` : text;
}
