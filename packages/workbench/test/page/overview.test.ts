import { expect, it } from '@jest/globals';
import { attributes, inBrowser } from './in-browser.ts';
import { nightlyRun } from './sample-run.ts';

inBrowser('the overview of a run', (visit) => {
  it('shows the verdict, the causes, the grid and every execution, failures first', async () => {
    const { page, complaints, requests } = await visit(nightlyRun());
    expect(await page.locator('.verdict h1').innerText()).toBe('Failed');
    expect(await page.locator('.verdict .sentence').innerText()).toMatch(/4 of 6 executions passed/u);
    expect(await page.locator('.group-message').allInnerTexts()).toContain('Thank you was not found');
    const rows = await page.locator('.execution-table tbody tr').allInnerTexts();
    expect(rows).toHaveLength(6);
    expect(rows[0]).toMatch(/checkout.*Galaxy S24.*Pay > Find text.*Thank you was not found/su);
    expect(rows[1]).toMatch(/login.*iPhone-15/su);
    const cells = page.locator('.outcome-grid tbody a');
    expect(await cells.count()).toBe(6);
    expect(await page.locator('.outcome-grid tfoot td.rate').last().innerText()).toBe('67 %');
    expect(complaints).toEqual([]);
    expect(requests.every((address) => /^(?:file|data):/u.test(address))).toBe(true);
  });

  it('names each outcome for those who see no colours', async () => {
    const { page } = await visit(nightlyRun());
    const names = await attributes(page.locator('.execution-table .outcome svg[role=img]'), 'aria-label');
    expect(names).toEqual(['Failed', 'Inconclusive', 'Passed', 'Passed', 'Passed', 'Passed']);
    const outlines = await attributes(page.locator('.execution-table .outcome svg .outline'), 'd');
    expect(new Set(outlines).size).toBe(3);
  });

  it('narrows down by text, outcome, device and script, and keeps the choice in the address', async () => {
    const { page } = await visit(nightlyRun());
    const rows = page.locator('.execution-table tbody tr');
    await page.getByRole('searchbox').fill('thank');
    expect(await rows.count()).toBe(1);
    await page.getByRole('searchbox').fill('');
    await page.getByRole('button', { name: /^Failed/u }).click();
    await page.getByRole('button', { name: /^Inconclusive/u }).click();
    expect(await rows.count()).toBe(2);
    await page.getByLabel('Filter by script').selectOption('login');
    expect(await rows.allInnerTexts()).toEqual([expect.stringContaining('iPhone-15')]);
    expect(page.url()).toMatch(/#\/\?script=login&outcome=failed&outcome=inconclusive$/u);
    await page.getByLabel('Filter by device').selectOption('A1');
    expect(await page.locator('.table-holder').innerText()).toMatch(/No execution is left/u);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    expect(await rows.count()).toBe(6);
  });

  it('opens with the filter that its address names', async () => {
    const { page } = await visit(nightlyRun(), { fragment: '#/?outcome=passed&device=A1' });
    expect(await page.locator('.execution-table tbody tr').count()).toBe(2);
    expect(await page.getByRole('button', { name: /^Passed/u }).getAttribute('aria-pressed')).toBe('true');
  });

  it('is walked by keys: j and k go, Enter opens, Escape comes back, / filters, ? helps', async () => {
    const { page } = await visit(nightlyRun());
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await page.keyboard.press('j');
    expect(await page.locator('.execution-table tr.selected').innerText()).toMatch(/login.*iPhone/su);
    await page.keyboard.press('Enter');
    await page.locator('.execution h1').waitFor();
    expect(page.url()).toMatch(/#\/execution\/bot_login_C3$/u);
    await page.keyboard.press('Escape');
    await page.locator('.overview').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('galaxy');
    expect(await page.locator('.execution-table tbody tr').count()).toBe(2);
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    expect(await page.getByRole('dialog').innerText()).toMatch(/next, previous failed step/u);
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it('shows the focus of the keyboard', async () => {
    const { page } = await visit(nightlyRun());
    await page.keyboard.press('Tab');
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineWidth')).toBe('2px');
  });
});
