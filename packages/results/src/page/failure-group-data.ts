import { groupFailures, type FailureOccurrence } from '../failures/failure-groups.ts';
import type { Comparison } from '../history/compare.ts';
import type { Results } from '../model.ts';
import { oneLine } from '../text/escape.ts';
import type { FailureGroupData } from './model/page-data.ts';
import { deviceData, shortMessage } from './wording.ts';

/** The causes of failure; with earlier runs to compare with, those seen then are known and all others new, and first. */
export function failureGroupData(results: Results, comparison: Comparison | undefined): FailureGroupData[] {
  const groups = groupFailures(results).map(
    ({ id, message, outcome, fault, because, occurrences }): FailureGroupData => {
      const since = comparison?.causes.get(id);
      return {
        message: shortMessage(message),
        outcome,
        fault,
        because: oneLine(because),
        ...(comparison !== undefined && { cause: since === undefined ? 'new' : 'known' }),
        ...(since !== undefined && { since }),
        occurrences: occurrences.map((one) => ({
          executionId: one.executionId.toWellFormed(),
          label: labelOf(one),
        })),
      };
    },
  );
  const isKnown = ({ cause }: FailureGroupData): number => (cause === 'known' ? 1 : 0);
  return groups.sort((a, b) => isKnown(a) - isKnown(b));
}

function labelOf({ scriptName, caseName, devices, executionId }: FailureOccurrence): string {
  const parts = [scriptName, caseName ?? '', ...devices.map((device) => deviceData(device).name)];
  const label = parts.map(oneLine).filter((part) => part !== '');
  return label.length === 0 ? oneLine(executionId) : label.join(' \u00b7 ');
}
