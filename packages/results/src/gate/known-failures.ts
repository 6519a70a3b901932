import type { ExecutionResult, Reason } from '../model.ts';
import type { KnownFailure } from './policy-model.ts';

/** The known failure that covers a failure, and whether it still holds. */
export interface KnownMatch {
  known: KnownFailure;
  expired: boolean;
}

/** Looks failures up among the known ones and remembers which of these were of use. */
export interface KnownFailureMatcher {
  /** `caseName` is absent when the execution failed as a whole. */
  find: (execution: ExecutionResult, caseName?: string) => KnownMatch | undefined;
  /** A note for each known failure that covered nothing so far. */
  unusedReasons: () => Reason[];
}

export function knownFailureMatcher(
  knownFailures: readonly KnownFailure[],
  nowMs: number,
): KnownFailureMatcher {
  const used = new Set<KnownFailure>();
  return {
    find: (execution, caseName) => {
      const matches = knownFailures.filter((known) => covers(known, execution, caseName));
      for (const match of matches) used.add(match);
      const valid = matches.find(({ expiredFromMs }) => nowMs < expiredFromMs);
      if (valid !== undefined) return { known: valid, expired: false };
      return matches[0] === undefined ? undefined : { known: matches[0], expired: true };
    },
    unusedReasons: () =>
      knownFailures
        .filter((known) => !used.has(known))
        .map((known) => ({
          kind: 'note',
          rule: 'known-failures',
          message: `The known failure "${known.reason}" (until ${known.expires}) did not occur; it may be fixed.`,
        })),
  };
}

function covers(known: KnownFailure, execution: ExecutionResult, caseName: string | undefined): boolean {
  const fits = (pattern: string | undefined, texts: readonly (string | undefined)[]): boolean =>
    pattern === undefined || texts.some((text) => text !== undefined && matchesPattern(pattern, text));
  return (
    fits(known.script, [execution.scriptName, execution.scriptKey]) &&
    fits(known.case, [caseName]) &&
    fits(
      known.device,
      execution.devices.flatMap(({ deviceId, model }) => [deviceId, model]),
    )
  );
}

/** Whether a text matches a pattern in which `*` stands for any text; in linear time, unlike a regular expression. */
function matchesPattern(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let from = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}
