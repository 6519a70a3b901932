import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { workspaceRoot } from '../src/index.ts';
import { findingsIn, type CheckedFile } from '../src/workflow-files/findings.ts';
import { shownWorkflows } from '../src/workflow-files/shown-workflows.ts';

async function filesOf(...patterns: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for await (const file of glob(patterns, { cwd: workspaceRoot })) found.push(file);
  return found.sort();
}

const read = (file: string) => readFile(join(workspaceRoot, file), 'utf8');

/** Findings as `path:line: message`. */
async function allFindings(files: readonly CheckedFile[]): Promise<string[]> {
  const findings = await findingsIn(files);
  return files.flatMap(({ path }, index) => (findings[index] ?? []).map((one) => `${path}:${one}`));
}

describe("GitHub's language service", () => {
  it('finds nothing in any workflow and any action.yml', async () => {
    const paths = await filesOf(
      '.github/workflows/*.yml',
      'examples/workflows/*.yml',
      'action.yml',
      'actions/*/action.yml',
    );
    expect(paths.length).toBeGreaterThan(20);
    const files = await Promise.all(paths.map(async (path) => ({ path, text: await read(path) })));
    expect(await allFindings(files)).toEqual([]);
  });

  it('finds nothing in the workflows that pages show', async () => {
    const pages = await filesOf('*.md', 'docs/**/*.md', 'actions/*/README.md', 'packages/*/README.md');
    const files: CheckedFile[] = [];
    for (const page of pages) {
      for (const { line, text } of shownWorkflows(await read(page))) {
        files.push({ path: `.github/workflows/${page}, line ${line}.yml`, text });
      }
    }
    expect(files.length).toBeGreaterThan(9);
    expect(await allFindings(files)).toEqual([]);
  });
});

const steps = (text: string) =>
  `on: push\njobs:\n  job:\n    runs-on: ubuntu-latest\n    steps:\n      - ${text}\n`;
const call = (text: string) =>
  `on: push\njobs:\n  call:\n    uses: perfecto-actions/perfecto-actions/.github/workflows/device-tests.yml@v1\n    ${text}\n`;
const action = (text: string) => `name: A\ndescription: B\n${text}\nruns: { using: node24, main: a.js }\n`;
const sweep = 'uses: perfecto-actions/perfecto-actions/actions/sweep@v1';

const wrongWorkflows = {
  'a word that there is not': [steps('runs: ./build.sh'), "Unexpected value 'runs'"],
  'an event that there is not': ['on: pushed\njobs: {}', "Unexpected value 'pushed'"],
  'a context that there is not': [steps('run: echo ${{ secret.A }}'), "Unrecognized named-value: 'secret'"],
  'an expression that does not end': [steps('run: echo ${{ format( }}'), 'Unexpected end of expression'],
  'a job that there is not': [`${steps('run: a')}    needs: [other]\n`, "Value 'other' is not valid"],
  'an input that the action does not have': [
    steps(`{ ${sweep}, with: { cloud: a, clod: b } }`),
    "Invalid action input 'clod'",
  ],
  'an input missing': [steps(sweep), 'Missing required input `cloud`'],
  'an action that there is not': [steps(sweep.replace('sweep', 'swap')), 'Unable to resolve action'],
  'an input that the reusable workflow does not have': [
    call('with: { cloud: a, scripts: b, clod: c }'),
    'clod is not defined',
  ],
  'a secret missing': [call('with: { cloud: a, scripts: b }'), 'Secret security-token is required'],
} as const;

const wrongActions = {
  'no description': ['name: A\nruns: { using: node24, main: a.js }', 'missing: description'],
  'a word that there is not': [action('outcome: {}'), "Unexpected value 'outcome'"],
  'a Node that there is not': [action('').replace('node24', 'node25'), 'node25'],
  'a default that is a list': [action('inputs: { a: { default: [b] } }'), 'sequence'],
} as const;

describe('a wrong file', () => {
  const found = new Map<string, string>();

  beforeAll(async () => {
    const files = [
      ...Object.values(wrongWorkflows).map(([text]) => ({ path: '.github/workflows/wrong.yml', text })),
      ...Object.values(wrongActions).map(([text]) => ({ path: 'actions/wrong/action.yml', text })),
    ];
    const findings = await findingsIn(files);
    for (const [index, { text }] of files.entries()) found.set(text, findings[index]?.join('\n') ?? '');
  });

  it.each(Object.entries(wrongWorkflows))('is refused as a workflow with %s', (_, [text, finding]) => {
    expect(found.get(text)).toContain(finding);
  });

  it.each(Object.entries(wrongActions))('is refused as an action.yml with %s', (_, [text, finding]) => {
    expect(found.get(text)).toContain(finding);
  });
});

describe('shownWorkflows', () => {
  const block = (text: string) => `# A page\n\n\`\`\`yaml\n${text}\n\`\`\`\n`;

  it('makes jobs and steps whole, and tells the line', () => {
    expect(shownWorkflows(block('jobs: {}'))).toEqual([{ line: 4, text: 'on: push\njobs: {}\n' }]);
    const [shown] = shownWorkflows(block('- run: echo ${{ steps.start.outputs.id }}'));
    expect(shown?.text).toContain('{ id: start, uses: owner/name@v1 }\n      - run: echo');
  });

  it('finds blocks in lists, and takes the indentation off', () => {
    const page =
      '1. First:\n\n   ```yaml\n   verdict:\n     needs: leg\n     steps:\n       - run: a\n   ```\n';
    expect(shownWorkflows(page)).toEqual([
      {
        line: 4,
        text: [
          'on: push',
          'jobs:',
          "  leg: { runs-on: ubuntu-latest, steps: [{ run: 'true' }] }",
          '  verdict:',
          '    needs: leg',
          '    runs-on: ubuntu-latest',
          '    steps:',
          '      - run: a',
          '',
        ].join('\n'),
      },
    ]);
  });

  it('leaves other YAML alone', () => {
    expect(shownWorkflows(block('min-tests: 3'))).toEqual([]);
    expect(shownWorkflows(block('- a\n- b'))).toEqual([]);
  });
});
