import { findChromium } from './find-chromium.ts';

/** Whether tests in a browser can run here, and what is to be said of it. */
export type BrowserTests =
  | { decision: 'run'; chromium: string }
  /** They count as skipped. */
  | { decision: 'skip'; line: string }
  /** They count as failed: `REQUIRE_BROWSER=1` asks for them. */
  | { decision: 'fail'; line: string };

/** Decides once, before any test is collected, so that the count is the same for every file. */
export function decideBrowserTests(env: Readonly<Record<string, string | undefined>>): BrowserTests {
  const chromium = findChromium(env);
  if (chromium !== undefined) return { decision: 'run', chromium };
  if (env['REQUIRE_BROWSER'] === '1') {
    return { decision: 'fail', line: 'No Chromium was found, and REQUIRE_BROWSER=1 asks for its tests.' };
  }
  return {
    decision: 'skip',
    line: 'No Chromium was found: the browser tests are skipped. Install chromium or set CHROMIUM_PATH to run them.',
  };
}
