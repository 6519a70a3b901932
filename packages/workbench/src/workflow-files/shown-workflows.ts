import { parse } from 'yaml';

/** A workflow on a Markdown page. */
export interface ShownWorkflow {
  /** Line of the page on which it begins. */
  readonly line: number;
  /** Made whole: a part of a workflow gets the rest around it. */
  readonly text: string;
}

/** The workflows, jobs and lists of steps that a Markdown page shows; other YAML is none of ours. */
export function shownWorkflows(page: string): ShownWorkflow[] {
  return [...page.matchAll(/^( *)```ya?ml\n(.*?)^\1```$/gms)].flatMap((block) => {
    const { 1: indent = '', 2: indented = '', index } = block;
    const text = indented.replaceAll(new RegExp(`^${indent}`, 'gm'), '');
    const whole = wholeOf(text);
    return whole === undefined ? [] : [{ line: page.slice(0, index).split('\n').length + 1, text: whole }];
  });
}

function wholeOf(text: string): string | undefined {
  const shown: unknown = parse(text);
  if (Array.isArray(shown)) return shown.every(isStep) ? aroundSteps(text) : undefined;
  if (typeof shown !== 'object' || shown === null) return undefined;
  if ('jobs' in shown) return 'on' in shown ? text : `on: push\n${text}`;
  return Object.values(shown).every(isJob) ? aroundJobs(text, shown) : undefined;
}

function isStep(item: unknown): boolean {
  return typeof item === 'object' && item !== null && ('uses' in item || 'run' in item);
}

function isJob(item: unknown): boolean {
  return typeof item === 'object' && item !== null && ('steps' in item || 'uses' in item);
}

/** Jobs that are needed and not shown come before, and every job runs somewhere. */
function aroundJobs(text: string, jobs: object): string {
  const needed = Object.values(jobs).flatMap((job: { needs?: string | string[] }) => job.needs ?? []);
  const absent = [...new Set(needed)].filter((name) => !(name in jobs));
  const placed = text.replaceAll(/^( +)(?=steps:$)/gm, '$1runs-on: ubuntu-latest\n$1');
  return [
    'on: push',
    'jobs:',
    ...absent.map((name) => `  ${name}: { runs-on: ubuntu-latest, steps: [{ run: 'true' }] }`),
    (text.includes('runs-on:') ? text : placed).replace(/^(?=.)/gm, '  '),
  ].join('\n');
}

/** Steps that are spoken of and not shown come before. */
function aroundSteps(steps: string): string {
  const spokenOf = [...steps.matchAll(/steps\.([\w-]+)\./g)].map(([, id = '']) => id);
  const absent = [...new Set(spokenOf)].filter((id) => !new RegExp(`id: ${id}$`, 'm').test(steps));
  return [
    'on: push',
    'jobs:',
    '  job:',
    '    runs-on: ubuntu-latest',
    '    steps:',
    ...absent.map((id) => `      - { id: ${id}, uses: owner/name@v1 }`),
    steps.replace(/^(?=.)/gm, '      '),
  ].join('\n');
}
