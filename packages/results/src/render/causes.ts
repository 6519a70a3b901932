import type { FailureGroup, FailureOccurrence } from '../failures/failure-groups.ts';
import type { Comparison } from '../history/compare.ts';
import type { Fault } from '../model.ts';
import { clip, escapeMarkdownCell, oneLine, safeLink } from '../text/escape.ts';
import { deviceText } from './summary-parts.ts';
import { counted, marks } from '../text/wording.ts';

const faultWords: Record<Fault, string> = {
  product: 'product',
  script: 'script',
  lab: 'lab',
  unknown: 'not known',
};

/** Places of one cause that are named and linked; the table below has all of them. */
const shownPlaces = 4;

export function causesHead(comparison: Comparison | undefined): string {
  return comparison === undefined
    ? '|   | Cause | Fault | Where |\n|:-:|---|---|---|\n'
    : '|   | Cause | Fault | Known | Where |\n|:-:|---|---|---|---|\n';
}

/** A cause as one row: what the service said, where in the script, whose fault, since when, and on what. */
export function causeRow(group: FailureGroup, comparison: Comparison | undefined): string {
  const { outcome, message, step, code, failureReasons, fault, because } = group;
  const place = [
    step === undefined ? '' : `at <code>${cell(step, 200)}</code>`,
    code === undefined ? '' : `<code>${cell(code, 60)}</code>`,
    ...failureReasons.slice(0, 3).map((reason) => cell(reason, 60)),
  ].filter((part) => part !== '');
  const cells = [
    marks[outcome],
    [cell(message, 300), place.join(' · ')].filter((part) => part !== '').join('<br>'),
    fault === 'unknown' ? faultWords[fault] : `${faultWords[fault]}: ${cell(because, 200)}`,
    ...(comparison === undefined ? [] : [knownText(group, comparison)]),
    placesText(group.occurrences),
  ];
  return `| ${cells.join(' | ')} |\n`;
}

/** `**new**`, or since which day a cause is known. */
function knownText({ id }: FailureGroup, { causes }: Comparison): string {
  const since = causes.get(id);
  return since === undefined ? '**new**' : `since ${escapeMarkdownCell(since.slice(0, 10))}`;
}

function placesText(occurrences: readonly FailureOccurrence[]): string {
  const named = occurrences.slice(0, shownPlaces).map((one) => {
    const { scriptName, executionId, devices, reportUrl } = one;
    const script = cell(scriptName === '' ? executionId : scriptName, 80);
    const link = safeLink(reportUrl);
    const on = devices.map((device) => deviceText(device, escapeMarkdownCell)).join(', ');
    return `${link === undefined ? script : `[${script}](${link})`}${on === '' ? '' : ` on ${on}`}`;
  });
  const others = occurrences.length - named.length;
  return [...named, ...(others === 0 ? [] : [`and ${counted(others, 'more place')}`])].join('<br>');
}

function cell(text: string, maxChars: number): string {
  return escapeMarkdownCell(clip(oneLine(text), maxChars));
}
