import { afterAll, beforeAll } from '@jest/globals';
import type { PageInput } from '@perfecto-actions/results/page';
import type { Browser, Locator } from 'playwright-core';
import { openBrowser, visit, type PageVisit, type VisitOptions } from '../../src/browser/page-visit.ts';
import { chromium } from '../../src/outside-programs/programs.ts';
import { describeWith } from '../describe-with.ts';

/** Opens a page in the browser of the suite. */
export type Visit = (input: PageInput, options?: VisitOptions) => Promise<PageVisit>;

/** Tests that need Chromium: skipped where there is none, failed where one is required. */
export function inBrowser(name: string, suite: (open: Visit) => void): void {
  describeWith(chromium, name, (path) => {
    let browser: Browser | undefined;
    const visits: PageVisit[] = [];
    beforeAll(async () => {
      browser = await openBrowser(path());
    });
    afterAll(async () => {
      for (const one of visits) await one.close();
      await browser?.close();
    });
    suite(async (input, options) => {
      if (browser === undefined) throw new Error('The browser is opened before the first test.');
      const opened = await visit(browser, input, options);
      visits.push(opened);
      return opened;
    });
  });
}

/** An attribute of every element that a locator finds; an empty text where it is missing. */
export async function attributes(locator: Locator, name: string): Promise<string[]> {
  const elements = await locator.all();
  return Promise.all(elements.map(async (one) => (await one.getAttribute(name)) ?? ''));
}
