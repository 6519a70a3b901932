import type { CaseChange, ChangeKind, Comparison } from '../history/compare.ts';
import { clip, escapeHtml, oneLine } from '../text/escape.ts';
import { counted } from '../text/wording.ts';

/** Kinds that are worth a word, with it. What passes as before is no change. */
const words: Record<Exclude<ChangeKind, 'passing'>, readonly [one: string, many: string]> = {
  'new-failure': ['new failure', 'new failures'],
  'still-failing': ['still failing', 'still failing'],
  flaky: ['flaky', 'flaky'],
  fixed: ['fixed', 'fixed'],
  inconclusive: ['inconclusive', 'inconclusive'],
  'not-run': ['not run this time', 'not run this time'],
};

/** Kinds whose cases are named; what still fails is named by its cause. */
const named = ['new-failure', 'flaky', 'fixed', 'not-run'] as const;

/** Cases of one kind that are named. */
const shownCases = 25;

/** One sentence on what changed since the run before. */
export function changesSentence({ previousAt, counts }: Comparison): string {
  const parts = Object.entries(words).flatMap(([kind, [one, many]]) => {
    const count = counts[kind as ChangeKind];
    if (count === 0) return [];
    const text = `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
    return [kind === 'new-failure' ? `**${text}**` : text];
  });
  const said = parts.length === 0 ? 'nothing changed' : parts.join(', ');
  return `Since ${dateText(previousAt)}: ${said}.\n\n`;
}

/** The named cases as HTML list items, the new failures first; the last of a kind says how many more there are. */
export function changeItems({ changes }: Comparison): string[] {
  return named.flatMap((kind) => {
    const all = changes.filter((change) => change.kind === kind);
    const texts = kind === 'not-run' ? missingTexts(all) : all.map(placeText);
    const items = texts.slice(0, shownCases).map((text) => `<li>${words[kind][0]}: ${text}</li>\n`);
    const others = texts.length - items.length;
    if (others > 0) items.push(`<li>${words[kind][0]}: ${counted(others, 'more line')}</li>\n`);
    return items;
  });
}

/** Where many cases of one script are missing on a device, their number says more than their names. */
function missingTexts(changes: readonly CaseChange[]): string[] {
  const byPlace = new Map<string, CaseChange[]>();
  for (const change of changes) {
    const whole = placeText({ ...change, case: '' });
    byPlace.set(whole, [...(byPlace.get(whole) ?? []), change]);
  }
  return [...byPlace].flatMap(([whole, missing]) =>
    missing.length > 2 ? [`${whole}, ${counted(missing.length, 'case')}`] : missing.map(placeText),
  );
}

/** `2026-11-24 02:40 UTC`. */
function dateText(iso: string): string {
  const ms = Date.parse(iso);
  if (Number.isNaN(ms)) return 'the run before';
  return `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function placeText({ leg, script, device, model, case: name, now }: CaseChange): string {
  const on = [model, device].filter((part) => part !== undefined && part !== '');
  const parts = [leg ?? '', script, name ?? '', [...new Set(on)].join(' ')]
    .filter((part) => part !== '')
    .map((part) => escapeHtml(clip(oneLine(part), 80)));
  return `${parts.join(' · ')}${now === 'failed' ? ' (failed)' : ''}`;
}
