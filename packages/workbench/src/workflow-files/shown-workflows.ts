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
  return [...page.matchAll(/^```ya?ml\n(.*?)^```$/gms)].flatMap(({ 1: text = '', index }) => {
    const line = page.slice(0, index).split('\n').length + 1;
    const shown: unknown = parse(text);
    if (Array.isArray(shown)) return shown.every(isStep) ? [{ line, text: aroundSteps(text) }] : [];
    if (typeof shown !== 'object' || shown === null || !('jobs' in shown)) return [];
    return [{ line, text: 'on' in shown ? text : `on: push\n${text}` }];
  });
}

function isStep(item: unknown): boolean {
  return typeof item === 'object' && item !== null && ('uses' in item || 'run' in item);
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
