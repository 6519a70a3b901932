import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateReadmeTables } from '../src/generate/readme-tables.ts';

const markers =
  '# Upload\n\n<!-- inputs -->\nold\n<!-- /inputs -->\n\n<!-- outputs --><!-- /outputs -->\n\nEnd\n';
const action = `name: Upload
inputs:
  path:
    description: |
      Files to send,
      a|b or <all>
    required: true
  mode:
    description: How
    default: a|b \`quoted\`
  old:
    description: Was used
    deprecationMessage: use mode
runs: { using: node24, main: dist/index.js }
`;

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'readme-tables-'));
  await mkdir(join(root, 'actions/upload'), { recursive: true });
  await mkdir(join(root, 'actions/without-readme'));
  await writeFile(join(root, 'actions/upload/action.yml'), action);
});
afterEach(async () => {
  await rm(root, { recursive: true });
});

async function readme(text?: string): Promise<string> {
  const path = join(root, 'actions/upload/README.md');
  if (text !== undefined) await writeFile(path, text);
  return readFile(path, 'utf8');
}

describe('generateReadmeTables', () => {
  it('writes both tables from action.yml, though the action is not bundled', async () => {
    await readme(markers);
    expect(await generateReadmeTables(root, { check: false })).toEqual(['actions/upload/README.md']);
    expect(await readme()).toBe(`# Upload

<!-- inputs -->

<!-- prettier-ignore -->
| Name | Description | Default | Required |
| --- | --- | --- | --- |
| \`path\` | Files to send, a\\|b or &lt;all> |  | yes |
| \`mode\` | How | \`\` a\\|b \`quoted\` \`\` |  |
| \`old\` | Deprecated: use mode. Was used |  |  |

<!-- /inputs -->

<!-- outputs -->

This action has no outputs.

<!-- /outputs -->

End
`);
    expect(await generateReadmeTables(root, { check: true })).toEqual([]);
  });

  it('only names a stale README when checking', async () => {
    await readme(markers);
    expect(await generateReadmeTables(root, { check: true })).toEqual(['actions/upload/README.md']);
    expect(await readme()).toBe(markers);
  });

  it.each([
    ['inputs', '<!-- outputs --><!-- /outputs -->'],
    ['outputs', '<!-- inputs --><!-- /inputs --> <!-- /outputs --> <!-- outputs -->'],
  ])('refuses a README without the markers for %s', async (marker, text) => {
    await readme(text);
    await expect(generateReadmeTables(root, { check: true })).rejects.toMatchObject({
      code: 'README_MARKER_MISSING',
      message: expect.stringContaining(`<!-- ${marker} -->`),
    });
  });

  it('refuses an action.yml with faults', async () => {
    await readme(markers);
    await writeFile(join(root, 'actions/upload/action.yml'), 'inputs: [a]\n bad: yaml:');
    await expect(generateReadmeTables(root, { check: true })).rejects.toMatchObject({
      code: 'ACTION_INVALID',
    });
  });
});
