import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PageInput } from '@perfecto-actions/results/page';
import { renderPage } from '@perfecto-actions/results/page';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

/** Guards against a hang; it measures nothing. */
const longestWaitMs = 20_000;

/** Chromium without a window. `executablePath` is what `findChromium` found. */
export function openBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: ['--autoplay-policy=no-user-gesture-required'] });
}

export interface VisitOptions {
  /** Fragment of the address, with its `#`. */
  fragment?: string;
  colorScheme?: 'light' | 'dark';
  /** Files beside the page, by path below its folder. */
  files?: Readonly<Record<string, Uint8Array | string>>;
  javaScriptEnabled?: boolean;
}

/** A results page, written to disk and opened from there. */
export interface PageVisit {
  page: Page;
  html: string;
  /** Everything that should be empty: console errors, errors of the script, refusals of the policy. */
  complaints: string[];
  /** Addresses that the page asked for, itself first. */
  requests: string[];
  /** The page at another fragment, loaded anew. */
  open: (fragment: string) => Promise<void>;
  /** Waits until an expression is true in the page, whose policy forbids Playwright's own way to wait for one. */
  holds: (expression: string) => Promise<void>;
  close: () => Promise<void>;
}

/**
 * Renders a page into a folder with a blank and a `#` in its name and opens it by its file address. Whatever is neither
 * of a file nor in the page itself is refused, and recorded like every request.
 */
export async function visit(
  browser: Browser,
  input: PageInput,
  options: VisitOptions = {},
): Promise<PageVisit> {
  const folder = await mkdtemp(join(tmpdir(), 'a page #'));
  const file = join(folder, 'report.html');
  let html = '';
  for await (const piece of renderPage(input)) html += piece;
  await writeFile(file, html);
  for (const [path, content] of Object.entries(options.files ?? {})) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    colorScheme: options.colorScheme ?? 'light',
    javaScriptEnabled: options.javaScriptEnabled ?? true,
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const { complaints, requests } = await watch(context, page);
  const address = pathToFileURL(file).href;
  const open = async (fragment: string): Promise<void> => {
    await page.goto('about:blank');
    await page.goto(`${address}${fragment}`);
  };
  await open(options.fragment ?? '');
  return {
    page,
    html,
    complaints,
    requests,
    open,
    holds: (expression) => holds(page, expression),
    async close() {
      await context.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function holds(page: Page, expression: string): Promise<void> {
  const untilMs = Date.now() + longestWaitMs;
  while ((await page.evaluate(`Boolean(${expression})`)) !== true) {
    if (Date.now() > untilMs) throw new Error(`It did not come true in the page: ${expression}`);
    await page.waitForTimeout(20);
  }
}

async function watch(
  context: BrowserContext,
  page: Page,
): Promise<Pick<PageVisit, 'complaints' | 'requests'>> {
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  context.on('page', (other) => complaints.push(`opened ${other.url()}`));
  page.on('request', (request) => {
    if (!request.url().startsWith('about:')) requests.push(request.url().slice(0, 300));
  });
  await context.route(/^(?!file:|data:|about:)/u, (route) => route.abort());
  return { complaints, requests };
}
