import { asJudged } from '../as-judged.ts';
import { latestAttempts } from '../attempts.ts';
import type { FailureGroup } from '../failures/failure-groups.ts';
import { groupFailures } from '../failures/failure-groups.ts';
import type { Comparison } from '../history/compare.ts';
import { changesIn } from '../history/compare.ts';
import type { ExecutionResult, Reason, Results, Verdict } from '../model.ts';
import { Budget, bytesOf } from './budget.ts';
import { causeRow, causesHead } from './causes.ts';
import { changeItems, changesSentence } from './changes.ts';
import { clip, escapeHtml, escapeMarkdownCell, oneLine } from '../text/escape.ts';
import { renderGrid } from './grid.ts';
import {
  caseItem,
  executionRow,
  executionSummary,
  passedItem,
  reasonItem,
  tableColumns,
  tableHead,
} from './summary-parts.ts';
import { renderTimeline } from './timeline.ts';
import { counted, marks, needsOwnCase } from '../text/wording.ts';

export interface SummaryOptions {
  /** Most bytes of the text, in UTF-8; less than 1,024 counts as 1,024. Default 1,000,000, GitHub takes 1 MiB a step. */
  budgetBytes?: number;
  /** Heading in front of the verdict. */
  title?: string;
  /** False leaves out the picture of the timeline, for places that draw none. */
  timeline?: boolean;
}

/** Room for the line that says what was left out. */
const lastLineBytes = 400;

/** Causes in the table; the most frequent come first. */
const shownCauses = 50;

/** Reasons that are spelled out in front of the table. */
const shownReasons = 10;

const order = { failed: 0, inconclusive: 1, passed: 2 } as const;

/**
 * The results as Markdown for a GitHub job summary: the verdict, why, what changed, the causes, a table, what failed, a
 * timeline, and what passed folded away. Stays inside its budget; when something did not fit, the last line says exactly
 * what. What is new is told when the results carry a history.
 */
export function renderSummary(results: Results, verdict: Verdict, options: SummaryOptions = {}): string {
  const budgetBytes = Math.max(1024, options.budgetBytes ?? 1_000_000);
  const page = new Budget(budgetBytes - lastLineBytes);
  const judged = { ...results, verdict };
  const groups = groupFailures(judged);
  const comparison = changesIn(judged, groups);
  const executions = asJudged(latestAttempts(results.executions), verdict.reasons).sort(
    (a, b) => order[a.outcome] - order[b.outcome],
  );
  const troubles = executions.filter(({ outcome }) => outcome !== 'passed');
  const passed = executions.filter(({ outcome }) => outcome === 'passed');
  const omitted = [
    ...addHead(page, verdict, options.title ?? 'Perfecto device tests'),
    ...addReasons(page, verdict),
    ...addChanges(page, comparison),
    ...addCauses(page, groups, comparison),
    ...addTable(page, executions, budgetBytes * 0.4),
    ...addTroubles(page, troubles),
    ...(options.timeline === false ? [] : addTimeline(page, executions)),
    ...addPassed(page, passed),
  ];
  if (omitted.length === 0) return page.text;
  return `${page.text}_Left out to stay within ${budgetBytes.toLocaleString('en-US')} bytes: ${omitted.join(', ')}._\n`;
}

function addHead(page: Budget, { conclusion, blocking, sentence, counts }: Verdict, title: string): string[] {
  const softened = conclusion !== 'passed' && !blocking ? ' (not blocking)' : '';
  const heading = `## ${marks[conclusion]} ${escapeMarkdownCell(clip(oneLine(title), 60))}: ${conclusion}${softened}\n\n`;
  page.add(heading);
  const said = page.add(`${escapeMarkdownCell(clip(oneLine(sentence), 500))}\n\n`);
  const words = [
    `${bold(counts.executions, 'execution')}: ${counts.passed} passed, ${counts.failed} failed, ${counts.inconclusive} inconclusive`,
    ...(counts.cases === 0
      ? []
      : [`${bold(counts.cases, 'case')}: ${counts.casesPassed} passed, ${counts.casesFailed} failed`]),
  ];
  const totals = page.add(`${words.join(' · ')}\n\n`);
  return [...(said ? [] : ['the sentence']), ...(totals ? [] : ['the counts'])];
}

function bold(count: number, noun: string): string {
  return counted(count, noun).replace(/^\S+/u, '**$&**');
}

/** What decided and is not told by its cause below; notes are folded away. */
function addReasons(page: Budget, { conclusion, reasons }: Verdict): string[] {
  const decisive = reasons.filter((reason) => reason.kind !== 'note' && !isToldByCause(reason));
  const notes = reasons.filter(({ kind }) => kind === 'note');
  // The sentence of the verdict has said a single reason already.
  const said = decisive.length === 1 && conclusion !== 'passed';
  const shown = said ? [] : decisive.slice(0, shownReasons).map(reasonItem);
  if (decisive.length > shownReasons)
    shown.push(`- … and ${counted(decisive.length - shownReasons, 'more reason')}\n`);
  const taken = page.addList('', shown, '\n', page.left / 4);
  const items = notes.map(({ message }) => `<li>${escapeHtml(clip(oneLine(message), 400))}</li>\n`);
  const open = `<details><summary>${counted(notes.length, 'note')}</summary><ul>\n`;
  const takenNotes = page.addList(open, items, '</ul></details>\n\n', page.left / 8);
  const missing = shown.length - taken + items.length - takenNotes;
  return missing === 0 ? [] : [counted(missing, 'reason')];
}

/** A failure or doubt of one execution: the table of causes has it, once for all that it hit (R27). */
function isToldByCause({ kind, rule, executionId }: Reason): boolean {
  const isPlain = rule === 'min-pass-rate' || rule === 'allow-inconclusive';
  return isPlain && executionId !== undefined && (kind === 'failed' || kind === 'inconclusive');
}

function addChanges(page: Budget, comparison: Comparison | undefined): string[] {
  if (comparison === undefined) return [];
  const said = page.add(changesSentence(comparison));
  const items = changeItems(comparison);
  const open = '<details><summary>What changed</summary><ul>\n';
  const taken = page.addList(open, items, '</ul></details>\n\n', page.left / 8);
  const missing = items.length - taken;
  return [
    ...(said ? [] : ['what changed']),
    ...(missing === 0 ? [] : [`${counted(missing, 'line')} on what changed`]),
  ];
}

function addCauses(
  page: Budget,
  groups: readonly FailureGroup[],
  comparison: Comparison | undefined,
): string[] {
  const rows = groups.slice(0, shownCauses).map((group) => causeRow(group, comparison));
  const taken = page.addList(causesHead(comparison), rows, '\n', page.left / 4);
  const missing = groups.length - taken;
  return missing === 0 ? [] : [`${counted(missing, 'cause')} of ${groups.length.toLocaleString('en-US')}`];
}

/** Devices by scripts where there are several of both, else a row for each execution. */
function addTable(page: Budget, executions: readonly ExecutionResult[], room: number): string[] {
  const grid = renderGrid(executions);
  if (grid !== undefined && bytesOf(grid) <= room && page.add(grid)) return [];
  const columns = tableColumns(executions);
  const rows = executions.map((execution) => executionRow(execution, columns));
  const taken = page.addList(tableHead(columns), rows, '\n', room);
  const missing = executions.length - taken;
  return missing === 0 ? [] : [`${counted(missing, 'execution')} of ${executions.length} in the table`];
}

/** A block for each execution that did not pass. No blank line inside: that would let Markdown in. */
function addTroubles(page: Budget, executions: readonly ExecutionResult[]): string[] {
  let missingBlocks = 0;
  let missingCases = 0;
  for (const [index, execution] of executions.entries()) {
    const cases = (execution.cases ?? []).filter(({ outcome }) => outcome !== 'passed');
    const items = cases.map(caseItem);
    const own = needsOwnCase(execution) ? [executionSummary(execution).reason] : [];
    // A fair share each, so that one execution with very many failures does not hide the others.
    const room = Math.max(20_000, page.left / (executions.length - index));
    const open = `<details${index === 0 ? ' open' : ''}><summary>${executionSummary(execution).title}</summary>\n`;
    const taken = page.addList(open, [...own, ...items], '</details>\n\n', room);
    if (taken === 0) missingBlocks += 1;
    missingCases += items.length - Math.max(0, taken - own.length);
  }
  return [
    ...(missingBlocks === 0
      ? []
      : [`the details of ${counted(missingBlocks, 'execution')} that did not pass`]),
    ...(missingCases === 0 ? [] : [counted(missingCases, 'failed or inconclusive case')]),
  ];
}

function addTimeline(page: Budget, executions: readonly ExecutionResult[]): string[] {
  const timeline = renderTimeline(executions);
  return timeline === undefined || page.add(`${timeline}\n\n`) ? [] : ['the timeline'];
}

function addPassed(page: Budget, executions: readonly ExecutionResult[]): string[] {
  const count = (some: readonly ExecutionResult[]): number =>
    some.reduce((sum, { cases }) => sum + (cases?.length ?? 0), 0);
  const all = count(executions);
  // Without cases, the table above has said it all.
  if (all === 0) return [];
  const title = `${marks.passed} ${counted(executions.length, 'passed execution')}, ${counted(all, 'case')}`;
  const open = `<details><summary>${title}</summary>\n`;
  const taken = page.addList(open, executions.map(passedItem), '</details>\n', page.left);
  const missing = executions.slice(taken);
  if (missing.length === 0) return [];
  const cases = counted(count(missing), 'case');
  return [`the list of ${counted(missing.length, 'passed execution')} with ${cases}`];
}
