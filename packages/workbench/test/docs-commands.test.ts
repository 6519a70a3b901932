import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile, spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { demoScenarios } from '../src/demo/demo-options.ts';
import { workspaceRoot } from '../src/workspace.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docs '));
  await symlink(join(workspaceRoot, 'node_modules'), join(folder, 'node_modules'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What a reader of the page has: the workspace installed, its Node in front. */
const options = {
  get cwd() {
    return folder;
  },
  env: {
    ...process.env,
    NODE_OPTIONS: '',
    PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter),
  },
};

const pages = ['*.md', 'docs/*.md', 'packages/*/README.md', 'actions/*/README.md']
  .flatMap((pattern) => globSync(pattern, { cwd: workspaceRoot }))
  .sort();

/** The shell blocks of a page, continued lines joined, remarks taken off. */
async function shellBlocks(page: string): Promise<string[]> {
  const text = await readFile(join(workspaceRoot, page), 'utf8');
  return [...text.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = '']) =>
    block.replaceAll('\\\n', ' ').replaceAll(/\s+# .*$/gm, ''),
  );
}

async function lines(page: string): Promise<string[]> {
  const blocks = await shellBlocks(page);
  return blocks.flatMap((block) => block.trim().split('\n'));
}

/** Commands of the workspace, which other tests and CI run. */
const ownCommand = /^(?:[A-Z_]+=\S+ )?(npm test|npm run [a-z:]+|bash \.ci\/run)(?: -- (.*))?$/;
const labCommand = /^npx perfecto-lab(?: |$)/;

describe('the commands in the docs', () => {
  it('of the workspace exist, and the demo knows its scenarios', async () => {
    const { scripts } = JSON.parse(await readFile(join(workspaceRoot, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const commands = (await Promise.all(pages.map(lines))).flat().flatMap((line) => {
      const found = ownCommand.exec(line);
      return found ? [found] : [];
    });
    expect(commands.length).toBeGreaterThan(3);
    for (const [, command = '', rest = ''] of commands) {
      const name = command.replace(/^npm (run )?/, '');
      if (command !== 'bash .ci/run') expect(Object.keys(scripts)).toContain(name);
      if (name === 'demo' && rest !== '')
        expect(demoScenarios.map((word) => `--scenario ${word}`)).toContain(rest);
    }
  });

  it('that start the lab start it, and it ends when asked to', async () => {
    const commands = new Set(
      (await Promise.all(pages.map(lines))).flat().filter((line) => labCommand.test(line)),
    );
    const plain = [...commands].filter((line) => !line.includes('>'));
    expect(plain.length).toBeGreaterThan(2);
    for (const command of plain) {
      const bin = join(workspaceRoot, 'packages/lab/bin/perfecto-lab.mjs');
      const words = command.split(' ').slice(2);
      const lab = spawn(process.execPath, [bin, ...words, '--port', '0'], { ...options, stdio: 'pipe' });
      const ended = new Promise((resolve) => lab.once('exit', resolve));
      await new Promise((resolve, reject) => {
        lab.stdout.once('data', resolve);
        lab.once('exit', () => {
          reject(new Error(`${command} ended at once`));
        });
      });
      lab.kill('SIGTERM');
      expect([command, await ended]).toEqual([command, 0]);
    }
  });

  it.each(['docs/getting-started.md'])('of %s run one after the other', async (page) => {
    const session = (await shellBlocks(page)).filter(
      (block) =>
        !block
          .trim()
          .split('\n')
          .every((line) => ownCommand.test(line)),
    );
    const { stdout } = await promisify(execFile)(
      'bash',
      ['-euo', 'pipefail', '-c', session.join('\n')],
      options,
    );
    expect(JSON.parse(stdout)).toMatchObject({ status: 'Initializing', completed: 'false' });
  });

  it('are all of one of these kinds', async () => {
    const others: string[] = [];
    for (const page of pages) {
      if (page === 'docs/getting-started.md') continue;
      for (const line of await lines(page)) {
        if (!ownCommand.test(line) && !labCommand.test(line)) others.push(`${page}: ${line}`);
      }
    }
    expect(others).toEqual([]);
  });

  it('and the links lead somewhere', async () => {
    const broken: string[] = [];
    for (const page of pages) {
      const text = await readFile(join(workspaceRoot, page), 'utf8');
      for (const [, target = ''] of text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)/g)) {
        const found = globSync(join(dirname(page), target), { cwd: workspaceRoot });
        if (found.length === 0) broken.push(`${page}: ${target}`);
      }
    }
    expect(broken).toEqual([]);
  });
});
