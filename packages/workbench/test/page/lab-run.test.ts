import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { inBrowser } from './in-browser.ts';
import { labRun } from './lab-run.ts';

async function videoNumber(page: Page, property: string): Promise<number> {
  return Number(await page.evaluate(`document.querySelector('video').${property}`));
}

inBrowser('a run of the lab on the page', (visit) => {
  it.each(['2ADEMO000001', 'F52F82C4DEMO01'])('shows all that was recorded on %s', async (deviceId) => {
    const input = await labRun(deviceId);
    const [result] = input.results.executions;
    const { holds, page, complaints, requests } = await visit(input, {
      fragment: `#/execution/${encodeURIComponent(result?.executionId ?? '')}`,
    });
    await input.close();
    // Playable, not only known: readyState 4 is HAVE_ENOUGH_DATA.
    await holds("document.querySelector('video')?.readyState === 4");
    const recordedS = ((result?.endedAtMs ?? 0) - (result?.startedAtMs ?? 0)) / 1000;
    expect(await videoNumber(page, 'duration')).toBeCloseTo(recordedS, 1);

    const failed = page.locator('[role=treeitem][aria-selected=true]');
    expect(await failed.innerText()).toMatch(/Button 'Pay now' was not found on the screen/u);
    const [, minutes = '', seconds = ''] = /(\d+):(\d+\.\d)/u.exec(await failed.innerText()) ?? [];
    await holds("document.querySelector('video').currentTime > 0");
    expect(await videoNumber(page, 'currentTime')).toBeCloseTo(Number(minutes) * 60 + Number(seconds), 0);

    await page.getByRole('treeitem', { name: /Open the app/u }).click();
    await holds("document.querySelector('video').currentTime < 1");
    await page.keyboard.press('v');
    await holds("document.querySelector('video').currentTime > 1.2");
    await page.keyboard.press('v');
    expect(await page.evaluate("document.querySelector('video').paused")).toBe(true);

    await holds('[...document.images].every((image) => image.naturalWidth > 100)');
    expect(await page.locator('.chart figcaption .name').allInnerTexts()).toEqual([
      'CPU',
      'Memory',
      'Battery',
      'Network',
    ]);
    expect(await page.locator('.log-line.error').count()).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
    expect(requests.filter((address) => !/^(?:file:.*report\.html|data:)/u.test(address))).toEqual([]);
  });
});
