import { asJudged } from '../as-judged.ts';
import { latestAttempts } from '../attempts.ts';
import type { ExecutionResult, Results, Verdict } from '../model.ts';
import { Budget } from './budget.ts';
import { clip, escapeHtml, escapeMarkdownCell, oneLine } from './escape.ts';
import {
  caseItem,
  executionRow,
  executionSummary,
  passedItem,
  reasonItem,
  tableHead,
} from './summary-parts.ts';
import { renderTimeline } from './timeline.ts';
import { counted, marks, needsOwnCase } from './wording.ts';

export interface SummaryOptions {
  /** Most bytes of the text, in UTF-8; less than 1,024 counts as 1,024. Default 1,000,000, GitHub takes 1 MiB a step. */
  budgetBytes?: number;
  /** Heading in front of the verdict. */
  title?: string;
}

/** Room for the line that says what was left out. */
const lastLineBytes = 400;

/** Reasons that are spelled out in front of the table. */
const shownReasons = 10;

const order = { failed: 0, inconclusive: 1, passed: 2 } as const;

/**
 * The results as Markdown for a GitHub job summary: the verdict, why, a table, what failed, a timeline, and what passed
 * folded away. Stays inside its budget; when something did not fit, the last line says exactly what.
 */
export function renderSummary(results: Results, verdict: Verdict, options: SummaryOptions = {}): string {
  const budgetBytes = Math.max(1024, options.budgetBytes ?? 1_000_000);
  const page = new Budget(budgetBytes - lastLineBytes);
  const executions = asJudged(latestAttempts(results.executions), verdict.reasons).sort(
    (a, b) => order[a.outcome] - order[b.outcome],
  );
  const omitted = [
    ...addHead(page, verdict, options.title ?? 'Perfecto device tests'),
    ...addReasons(page, verdict),
    ...addTable(page, executions, budgetBytes * 0.4),
    ...addTroubles(
      page,
      executions.filter(({ outcome }) => outcome !== 'passed'),
    ),
    ...addTimeline(page, executions),
    ...addPassed(
      page,
      executions.filter(({ outcome }) => outcome === 'passed'),
    ),
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
    `**${counts.executions.toLocaleString('en-US')}** executions: ${counts.passed} passed, ${counts.failed} failed, ${counts.inconclusive} inconclusive`,
    `**${counts.cases.toLocaleString('en-US')}** cases: ${counts.casesPassed} passed, ${counts.casesFailed} failed`,
  ];
  const totals = page.add(`${words.join(' · ')}\n\n`);
  return [...(said ? [] : ['the sentence']), ...(totals ? [] : ['the counts'])];
}

/** What decided, first; notes are folded away. */
function addReasons(page: Budget, { conclusion, reasons }: Verdict): string[] {
  const decisive = reasons.filter(({ kind }) => kind !== 'note');
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

function addTable(page: Budget, executions: readonly ExecutionResult[], room: number): string[] {
  const taken = page.addList(tableHead, executions.map(executionRow), '\n', room);
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
  const title = `${marks.passed} ${counted(executions.length, 'passed execution')}, ${counted(all, 'case')}`;
  const open = `<details><summary>${title}</summary>\n`;
  const taken = page.addList(open, executions.map(passedItem), '</details>\n', page.left);
  const missing = executions.slice(taken);
  if (missing.length === 0) return [];
  const cases = counted(count(missing), 'case');
  return [`the list of ${counted(missing.length, 'passed execution')} with ${cases}`];
}
