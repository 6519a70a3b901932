import { Buffer } from 'node:buffer';
import { expect, it } from '@jest/globals';
import { largeRun } from '../../src/browser/large-run.ts';
import { inBrowser } from './in-browser.ts';

inBrowser('a page of 5,000 steps', (visit) => {
  it('stays below 1 MB without media', async () => {
    const { html } = await visit(largeRun(5000));
    expect(Buffer.byteLength(html)).toBeLessThanOrEqual(1_000_000);
  });

  it('shows the failed step at once and makes only the rows that are seen', async () => {
    const { page, complaints } = await visit(largeRun(5000), { fragment: '#/execution/bot_soak_1' });
    expect(await page.locator('.step-panel output').innerText()).toBe('5,000 steps');
    expect(await page.locator('[aria-selected=true]').innerText()).toMatch(/Step 4,?\d+.*was not found/su);
    expect(await page.getByRole('treeitem').count()).toBeLessThan(60);
    expect(complaints).toEqual([]);
  });

  it('walks to its ends, unfolds and filters', async () => {
    const { page } = await visit(largeRun(5000), { fragment: '#/execution/bot_soak_1' });
    const selected = page.locator('[role=treeitem][aria-selected=true]');
    await page.keyboard.press('End');
    expect(await selected.innerText()).toMatch(/Round 50/u);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('End');
    expect(await selected.innerText()).toMatch(/Step 5000/u);
    await page.keyboard.press('/');
    await page.keyboard.type('step 43');
    expect(await page.locator('.step-panel output').innerText()).toMatch(/^1\d\d of 5,000 steps$/u);
    await page.getByRole('tree').evaluate('(tree) => { tree.scrollTop = tree.scrollHeight; }');
    expect(await page.getByRole('treeitem').count()).toBeLessThan(60);
  });
});
