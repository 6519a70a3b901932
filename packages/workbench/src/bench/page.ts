import { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PageInput } from '@perfecto-actions/results/page';
import { renderPage } from '@perfecto-actions/results/page';
import type { Browser, Page } from 'playwright-core';
import { largeRun } from '../browser/large-run.ts';
import { openBrowser } from '../browser/page-visit.ts';
import { findProgram } from '../outside-programs/find-program.ts';
import { chromium } from '../outside-programs/programs.ts';
import { median, type Row } from '../measuring/table.ts';

const steps = 5000;
const rounds = 7;
const what = `page of ${steps.toLocaleString('en-US')} steps`;

/** Size of the page of a large run, how soon it is there, and whether it stays fluid. */
export async function benchPage(): Promise<Row[]> {
  let html = '';
  const began = performance.now();
  for await (const piece of renderPage(largeRun(steps))) html += piece;
  const renderedMs = performance.now() - began;
  const bytes = Buffer.byteLength(html);
  const rows: Row[] = [
    {
      what: `${what}: size without media`,
      measured: `${Math.round(bytes / 1000)} kB`,
      target: '<= 1000 kB',
      met: bytes <= 1e6,
    },
    { what: `${what}: made in`, measured: `${Math.round(renderedMs)} ms`, target: '' },
  ];
  const program = findProgram(chromium, process.env);
  if (program === undefined) {
    return [...rows, { what: `${what}: in a browser`, measured: 'no Chromium here', target: '' }];
  }
  const folder = await mkdtemp(join(tmpdir(), 'bench-page-'));
  const browser = await openBrowser(program);
  try {
    const file = join(folder, 'report.html');
    await writeFile(file, html);
    rows.push(...(await inBrowser(browser, pathToFileURL(file).href)));
    const full = join(folder, 'full.html');
    await writeFile(full, renderPage(withMedia(largeRun(steps))));
    rows.push(await fullPage(browser, pathToFileURL(full).href));
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
  return rows;
}

async function inBrowser(browser: Browser, address: string): Promise<Row[]> {
  const paints: number[] = [];
  const failures: number[] = [];
  const frames: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    paints.push(await firstPaintMs(browser, address));
    const { shownMs, frameMs } = await failedStep(browser, `${address}#/execution/bot_soak_1`);
    failures.push(shownMs);
    frames.push(frameMs);
  }
  return [
    row(`${what}: first paint in Chromium`, median(paints), 1500),
    row(`${what}: failed step on the screen`, median(failures), 1500),
    row(`${what}: slowest of 20 frames while all steps scroll past`, median(frames), 100),
  ];
}

/** Forty screens of 600 kB: more than a page takes by default. */
function withMedia(input: PageInput): PageInput {
  const bytes = Buffer.concat([Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'), randomBytes(600_000)]);
  const media = Array.from({ length: 40 }, (_, number) => ({
    kind: 'image' as const,
    attachment: `images/${number}.png`,
    bytes: bytes.length,
    read: () => Promise.resolve(bytes),
  }));
  return { ...input, details: (input.details ?? []).map((one) => ({ ...one, media })) };
}

async function fullPage(browser: Browser, address: string): Promise<Row> {
  const paints: number[] = [];
  for (let round = 0; round < rounds; round += 1) paints.push(await firstPaintMs(browser, address));
  return row(`${what}, full with 25 MB of media: first paint in Chromium`, median(paints), 1500);
}

function row(name: string, measuredMs: number, targetMs: number): Row {
  const measured = `${Math.round(measuredMs)} ms`;
  return { what: name, measured, target: `<= ${targetMs} ms`, met: measuredMs <= targetMs };
}

async function firstPaintMs(browser: Browser, address: string): Promise<number> {
  return inNewPage(browser, async (page) => {
    await page.goto(address);
    await page.locator('.execution-table').waitFor();
    return Number(await page.evaluate(firstContentfulPaint));
  });
}

async function failedStep(browser: Browser, address: string): Promise<{ shownMs: number; frameMs: number }> {
  return inNewPage(browser, async (page) => {
    // Frame by frame, from inside: a look from outside would measure itself.
    await page.addInitScript(`(function look() {
      if (document.querySelector('[role=treeitem][aria-selected=true]') === null) requestAnimationFrame(look);
      else window.shownMs = performance.now();
    })()`);
    await page.goto(address);
    await page.locator('[role=treeitem][aria-selected=true]').waitFor();
    const shownMs = Number(await page.evaluate('window.shownMs'));
    await page.getByLabel('Filter steps').fill('entry');
    const frameMs = Number(await page.evaluate(slowestFrame));
    return { shownMs, frameMs };
  });
}

const firstContentfulPaint = `new Promise((resolve) => {
  new PerformanceObserver((list) => {
    for (const { name, startTime } of list.getEntries()) if (name === 'first-contentful-paint') resolve(startTime);
  }).observe({ type: 'paint', buffered: true });
})`;

const slowestFrame = `new Promise((resolve) => {
  const tree = document.querySelector('[role=tree]');
  const times = [];
  let last = performance.now();
  requestAnimationFrame(function frame(now) {
    times.push(now - last);
    last = now;
    tree.scrollTop += tree.scrollHeight / 20;
    if (times.length <= 20) requestAnimationFrame(frame);
    else resolve(Math.max(...times.slice(1)));
  });
})`;

async function inNewPage<Result>(browser: Browser, use: (page: Page) => Promise<Result>): Promise<Result> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  try {
    return await use(page);
  } finally {
    await page.close();
  }
}
