import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { expect, it } from '@jest/globals';
import { remember } from '@perfecto-actions/results';
import type { Page } from 'playwright-core';
import { inBrowser } from './in-browser.ts';
import { checkoutMedia, failedCheckout, nightlyRun, pageOf } from './sample-run.ts';

const failed = '#/execution/bot_checkout_1';

/** Lightness of the page's background, 0 to 1. */
async function lightness(page: Page): Promise<number> {
  const colour = String(await page.evaluate('getComputedStyle(document.body).backgroundColor'));
  const [red = 0, green = 0, blue = 0] = (colour.match(/\d+/gu) ?? []).map(Number);
  return (red + green + blue) / 3 / 255;
}

/** The lowest contrast of a text with what is behind it (WCAG 2.2, 1.4.3), and which text that is. */
const lowestContrast = `(() => {
  const luminance = ([r, g, b]) => [r, g, b]
    .map((v) => v / 255).map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const numbers = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const [r, g, b, alpha = 1] = numbers(getComputedStyle(at).backgroundColor);
      if (alpha > 0.9) return [r, g, b];
    }
    return [255, 255, 255];
  };
  let lowest = [21, ''];
  for (const element of document.querySelectorAll('main *, header *')) {
    const text = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data.trim()).join('');
    if (text === '' || element.closest(':disabled, .stage') || !element.checkVisibility()) continue;
    const [light, dark] = [luminance(numbers(getComputedStyle(element).color)), luminance(behind(element))].sort((a, b) => b - a);
    const contrast = (light + 0.05) / (dark + 0.05);
    if (contrast < lowest[0]) lowest = [contrast, text];
  }
  return { contrast: lowest[0], text: lowest[1] };
})()`;

const axeFindings = `axe
  .run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
  .then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]))`;

inBrowser('the colours of the page', (visit) => {
  it.each(['light', 'dark'] as const)(
    'are those of the system: %s, readable everywhere',
    async (colorScheme) => {
      const { holds, page, open } = await visit(nightlyRun(), { colorScheme });
      expect((await lightness(page)) > 0.5).toBe(colorScheme === 'light');
      for (const fragment of ['', '#/execution/bot_checkout_B2']) {
        await open(fragment);
        await holds("document.querySelector('.overview, .file-list') !== null");
        const { contrast, text } = await page.evaluate<{ contrast: number; text: string }>(lowestContrast);
        expect([text, contrast >= 4.5]).toEqual([text, true]);
      }
    },
  );

  it('change with their button and stay so', async () => {
    const { page } = await visit(pageOf(failedCheckout()), { fragment: failed });
    const toggle = page.getByRole('button', { name: /^Colours/u });
    await toggle.click();
    await toggle.click();
    expect(await toggle.getAttribute('aria-label')).toBe('Colours: dark. Change');
    expect(await lightness(page)).toBeLessThan(0.3);
    await page.reload();
    expect(await lightness(page)).toBeLessThan(0.3);
  });

  it('never scroll sideways on a narrow screen', async () => {
    const { holds, page, open } = await visit(nightlyRun());
    await page.setViewportSize({ width: 380, height: 800 });
    for (const fragment of ['', '#/execution/bot_checkout_B2']) {
      await open(fragment);
      await holds("document.querySelector('.overview, .file-list') !== null");
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(380);
    }
  });

  it('leave the message of a cause more than half of a narrow screen, whatever stands beside it', async () => {
    const input = nightlyRun();
    const before = { ...input.results, createdAt: '2026-11-23T02:54:00.000Z' };
    const { page } = await visit({ ...input, results: remember(before, input.results) });
    await page.setViewportSize({ width: 380, height: 800 });
    expect(await page.locator('.groups .tag').first().innerText()).toMatch(/^known since /u);
    expect(await page.evaluate("document.querySelector('.group-text').clientWidth")).toBeGreaterThan(190);
  });
});

inBrowser('the page for everybody', (visit) => {
  it.each(['light', 'dark'] as const)(
    'meets WCAG 2.2 AA as far as axe can tell (%s)',
    async (colorScheme) => {
      const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
      const { holds, open, page } = await visit(nightlyRun(), { colorScheme });
      for (const fragment of ['', '#/execution/bot_checkout_B2']) {
        await open(fragment);
        await holds("document.querySelector('.overview, .file-list') !== null");
        await page.evaluate(axe);
        expect(await page.evaluate(axeFindings)).toEqual([]);
      }
    },
  );
});

inBrowser('the page on paper', (visit) => {
  it('opens what failed: steps, messages and screens, without controls', async () => {
    const { page } = await visit(nightlyRun());
    await page.locator('.print-only article').nth(1).waitFor({ state: 'attached' });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const paper = await page.locator('body').innerText();
    expect(paper).toMatch(/Pay › Find text\s+at 0:12\.0, Failed: Thank you was not found/u);
    expect(paper).toMatch(/login · iPhone-15/u);
    expect(await page.locator('.filter-bar').isVisible()).toBe(false);
    expect(await page.locator('.print-pictures img').first().isVisible()).toBe(true);
    expect(await page.evaluate('getComputedStyle(document.body).colorScheme')).toBe('light');
    const pdf = await page.pdf();
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('has the failure of an execution that is open', async () => {
    const { page } = await visit(pageOf(failedCheckout(), checkoutMedia()), { fragment: failed });
    await page.locator('.print-only article').waitFor({ state: 'attached' });
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.print-only').innerText()).toMatch(/Text: Thank you/u);
    expect(await page.locator('.step-panel').isVisible()).toBe(false);
  });
});
