import { expect, it } from '@jest/globals';
import { attributes, inBrowser } from './in-browser.ts';
import { checkoutMedia, failedCheckout, media, nightlyRun, node, pageOf, png, report } from './sample-run.ts';

const opened = '#/execution/bot_checkout_1';

inBrowser('an execution on the page', (visit) => {
  it('opens at the failed step, with its second, its message and its screen first', async () => {
    const { holds, page, complaints } = await visit(pageOf(failedCheckout(), checkoutMedia()), {
      fragment: opened,
    });
    const selected = page.locator('[role=treeitem][aria-selected=true]');
    expect(await selected.innerText()).toMatch(/Find text.*Thank you was not found.*0:12\.0.*10 s/su);
    expect(await page.locator('.callout').innerText()).toMatch(/Pay › Find text.*at 0:12\.0/su);
    expect(await page.locator('.step-details').innerText()).toMatch(/Text\s+Thank you/u);
    expect(await page.locator('.step-details').innerText()).toMatch(/actual\s+Pay now/u);
    const strip = page.locator('.strip .thumb');
    await strip.first().waitFor();
    expect(await attributes(strip, 'title')).toEqual(['Find text', 'Find text (actual)', 'Fill the basket']);
    expect(await strip.first().innerText()).toBe('0:12.0');
    await holds('[...document.images].every((image) => image.complete && image.naturalWidth === 2)');
    expect(complaints).toEqual([]);
  });

  it('shows one step as it shows many', async () => {
    const { page, complaints } = await visit(pageOf(report([node('step', 'Open', [0, 1])])), {
      fragment: opened,
    });
    expect(await page.getByRole('treeitem').count()).toBe(1);
    expect(await page.locator('.execution h1').innerText()).toBe('checkout');
    expect(complaints).toEqual([]);
  });

  it('opens the step of a link, and links to the step that was chosen', async () => {
    const { page } = await visit(pageOf(failedCheckout(), checkoutMedia()), {
      fragment: `${opened}/step/2.1`,
    });
    const selected = page.locator('[role=treeitem][aria-selected=true]');
    expect(await selected.innerText()).toMatch(/Tap Add to basket/u);
    await page.getByRole('treeitem', { name: /Set card number/u }).click();
    expect(page.url()).toMatch(/#\/execution\/bot_checkout_1\/step\/3\.1$/u);
    await page.reload();
    expect(await selected.innerText()).toMatch(/Set card number/u);
  });

  it('falls back to the overview for an execution or a step that is not there', async () => {
    const { page, open, complaints } = await visit(pageOf(failedCheckout()), {
      fragment: '#/execution/nobody',
    });
    expect(await page.locator('.overview').count()).toBe(1);
    await open(`${opened}/step/9.9`);
    expect(await page.locator('[aria-selected=true]').innerText()).toMatch(/Find text/u);
    expect(complaints).toEqual([]);
  });

  it('is a tree for keys and for readers of the screen', async () => {
    const { page } = await visit(pageOf(failedCheckout(), checkoutMedia()), { fragment: opened });
    const selected = page.locator('[role=treeitem][aria-selected=true]');
    const press = async (...keys: string[]): Promise<string> => {
      for (const key of keys) await page.keyboard.press(key);
      return selected.innerText();
    };
    expect(await selected.getAttribute('aria-level')).toBe('2');
    expect(await selected.getAttribute('aria-posinset')).toBe('2');
    expect(await selected.getAttribute('aria-setsize')).toBe('2');
    expect(await page.getByRole('tree').getAttribute('aria-activedescendant')).toBe(
      await selected.getAttribute('id'),
    );
    expect(await press('Home')).toMatch(/Open the app/u);
    expect(await press('ArrowDown')).toMatch(/Open application/u);
    expect(await press('ArrowLeft')).toMatch(/Open the app/u);
    await press('ArrowLeft');
    expect(await selected.getAttribute('aria-expanded')).toBe('false');
    expect(await press('j')).toMatch(/Fill the basket/u);
    expect(await press('k', 'ArrowRight', 'ArrowRight')).toMatch(/Open application/u);
    expect(await press('n')).toMatch(/Find text/u);
    expect(await press('Home', 'End')).toMatch(/Find text/u);
  });

  it('filters steps with what holds them, and shows failed ones only', async () => {
    const { page } = await visit(pageOf(failedCheckout(), checkoutMedia()), { fragment: opened });
    const names = page.locator('[role=treeitem] .step-name > .name');
    await page.keyboard.press('/');
    await page.keyboard.type('basket');
    expect(await names.allInnerTexts()).toEqual(['Fill the basket', 'Tap Add to basket']);
    expect(await page.locator('.step-panel output').innerText()).toBe('2 of 7 steps');
    await page.getByLabel('Filter steps').fill('');
    await page.getByRole('button', { name: 'Failed only' }).click();
    expect(await names.allInnerTexts()).toEqual(['Pay', 'Find text']);
  });

  it('draws the vitals, and a click there goes to the step of that time', async () => {
    const { page } = await visit(pageOf(failedCheckout(), checkoutMedia()), { fragment: opened });
    const charts = page.locator('.chart');
    expect(await charts.locator('figcaption .name').allInnerTexts()).toEqual(['CPU', 'Memory']);
    expect(await charts.first().locator('[role=img]').getAttribute('aria-label')).toBe(
      'CPU: 10 – 69 % over 1:00.0',
    );
    const plot = charts.first().locator('.u-over');
    const box = await plot.boundingBox();
    if (box === null) throw new Error('The chart is not drawn.');
    await plot.click({ position: { x: box.width * (5 / 60), y: 20 } });
    expect(await page.locator('[aria-selected=true]').innerText()).toMatch(/Tap Add to basket/u);
  });

  it('searches the log, and begins it where it broke', async () => {
    const { page } = await visit(pageOf(failedCheckout(), checkoutMedia()), { fragment: opened });
    const log = page.locator('.log-panel');
    expect(await log.locator('.log-line.error').innerText()).toMatch(/200.*payment refused/su);
    await log.getByLabel('Search the log').fill('line 27');
    expect(await log.locator('.count-line').innerText()).toBe('1 of 11 lines');
    expect(await log.locator('.log-line.current mark').innerText()).toBe('line 27');
    await page.keyboard.press('Enter');
    expect(await log.locator('.log-line.current').innerText()).toMatch(/line 270/u);
    await log.getByRole('button', { name: 'Next error (1)' }).click();
    expect(await log.locator('.log-line.current').innerText()).toMatch(/payment refused/u);
  });

  it('shows device, parameters, timers and files', async () => {
    const { page } = await visit(pageOf(failedCheckout(), checkoutMedia()), { fragment: opened });
    const facts = await page.locator('.fact-lists').innerText();
    for (const fact of ['Pixel 8 Pro', 'Android 14', '2ADEMO000001', 'DUT', '12.5 s', 'bot_checkout_1']) {
      expect(facts).toContain(fact);
    }
    const files = page.locator('.file-list');
    expect(await files.locator('tr').count()).toBe(6);
    expect(await files.getByRole('link', { name: 'network/capture_1.pcap' }).getAttribute('href')).toBe(
      './bot/network/capture_1.pcap',
    );
  });

  it('enlarges a screen and walks through all of them', async () => {
    const { page } = await visit(pageOf(failedCheckout(), checkoutMedia()), { fragment: opened });
    await page.locator('.strip .thumb').first().waitFor();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    expect(await dialog.innerText()).toMatch(/Find text.*2 \/ 3/su);
    await page.keyboard.press('ArrowLeft');
    expect(await dialog.innerText()).toMatch(/Fill the basket.*1 \/ 3/su);
    await page.keyboard.press('Escape');
    expect(await page.locator('.execution').count()).toBe(1);
  });

  it('comes back to the overview as it was left, by key or by link', async () => {
    const { page } = await visit(nightlyRun(), { fragment: '#/?script=login' });
    await page.getByRole('link', { name: 'login' }).last().click();
    await page.locator('.execution h1').waitFor();
    const id = /execution\/(.*)$/u.exec(page.url())?.[1] ?? '';
    await page.getByRole('link', { name: 'All executions' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('.overview').waitFor();
    expect(page.url()).toMatch(/#\/\?script=login$/u);
    expect(await page.locator('tr.selected a').getAttribute('href')).toBe(`#/execution/${id}`);
    await page.keyboard.press('Enter');
    await page.locator('.execution h1').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.overview').waitFor();
    expect(await page.locator('.execution-table tbody tr').count()).toBe(3);
  });

  it('goes to the neighbours with brackets and back through the history', async () => {
    const { holds, page } = await visit(nightlyRun(), { fragment: '#/execution/bot_checkout_B2' });
    await page.keyboard.press(']');
    await holds("document.querySelector('h1').textContent.includes('login')");
    await page.goBack();
    await holds("document.querySelector('h1').textContent.includes('checkout')");
    expect(await page.locator('.callout').innerText()).toMatch(/Thank you was not found/u);
  });

  it('says what is missing instead of showing nothing', async () => {
    const given = [
      media('image', 'images/step_2.png', png, { path: 'bot/gone.png', bytes: 30_000_000 }),
      media('image', 'images/failure_5.png', 'no picture at all'),
      media('vitals', 'vitals/monitor_1.csv', '<html>Sign in</html>'),
      media('log', 'log/device_1.zip', 'PK\u0003\u0004 broken'),
      media('video', 'video/1.mp4', '', {
        read: () => Promise.reject(new Error('EIO: the disk is tired')),
      }),
    ];
    const { page, complaints } = await visit(pageOf(failedCheckout(), given), { fragment: opened });
    await page.locator('.strip .thumb').first().waitFor();
    expect(await page.locator('.stage').innerText()).toMatch(/of a type that browsers do not show/u);
    expect(await page.locator('.stage').innerText()).toMatch(/named in the report, but was not fetched/u);
    expect(await page.locator('.remark').allInnerTexts()).toEqual([
      expect.stringMatching(/vitals\/monitor_1\.csv: The vitals are no CSV/u),
    ]);
    expect(await page.locator('.video-panel').innerText()).toMatch(
      /could not be read: EIO: the disk is tired/u,
    );
    expect(await page.locator('.log-panel').innerText()).toMatch(/The log could not be unpacked/u);
    await page.getByRole('treeitem', { name: /Fill the basket/u }).click();
    await page
      .getByText(/From there it could not be shown: images\/step_2\.png/u)
      .first()
      .waitFor();
    expect(complaints.filter((complaint) => !complaint.includes('ERR_FILE_NOT_FOUND'))).toEqual([]);
  });

  it('shows a linked picture that lies beside the page', async () => {
    const name = 'a b#c%d.png';
    const given = [
      media('image', 'images/failure_5.png', png, { path: `bot #1/${name}`, bytes: 30_000_000 }),
    ];
    const { holds, complaints, requests } = await visit(pageOf(failedCheckout(), given), {
      fragment: opened,
      files: { [`bot #1/${name}`]: png },
    });
    await holds("document.querySelector('.stage img')?.naturalWidth === 2");
    expect(requests.some((address) => address.endsWith('/bot%20%231/a%20b%23c%25d.png'))).toBe(true);
    expect(complaints).toEqual([]);
  });

  it('shows an execution whose report was not read', async () => {
    const input = { ...pageOf(failedCheckout()), details: [] };
    const { page, complaints } = await visit(input, { fragment: opened });
    expect(await page.locator('.remark').innerText()).toMatch(/was not read, so its steps are not known/u);
    expect(await page.locator('.callout').innerText()).toMatch(/Thank you was not found/u);
    expect(complaints).toEqual([]);
  });

  it('leaves out what belongs to steps where there is none, and says an id once that stands for a model', async () => {
    const lost = { ...report([]), devices: [{ deviceId: 'A1', properties: {}, recordings: [] }] };
    const { page, complaints } = await visit(pageOf(lost), { fragment: opened });
    expect(await page.locator('.step-panel').innerText()).toBe('Steps\n\nThe report holds no step.');
    expect(await page.locator('.step-details, .step-panel input, .step-panel button').count()).toBe(0);
    expect(await page.locator('.head-facts span').first().innerText()).toBe('A1');
    expect(complaints).toEqual([]);
  });
});
