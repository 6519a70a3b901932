import { expect, it } from '@jest/globals';
import type { PageInput } from '@perfecto-actions/results/page';
import { attributes, inBrowser } from './in-browser.ts';
import { failedCheckout, media, node, pageOf, png, report } from './sample-run.ts';

/** Texts that try to leave the place they are put in, each of which would set `window.pwned`. */
const attacks = [
  '</script><script>window.pwned=1</script>',
  '<!--<script>window.pwned=1//',
  '"><img src=x onerror=window.pwned=1>',
  "'-window.pwned=1-'",
  '</title></style></noscript><svg onload=window.pwned=1>',
  'javascript:window.pwned=1',
  '\u2028window.pwned=1\u2029',
  '${window.pwned=1}',
  '\u202egnp.exe\u202c \ud800 \u0000 \u001b[31mred',
];
const attack = attacks.join(' ');

/** A page in which every text that comes from outside is an attack. */
function attackedPage(): PageInput {
  const texts = { name: attack, displayName: attack };
  const full = report(
    [
      node('step', attack, [0, 5], {
        ...texts,
        fails: attack,
        parameters: [{ ...texts, value: attack }],
        dataItems: [
          { type: 'image', format: attack, attachment: `images/${attack}.png`, label: attack },
          { type: attack, label: attack, value: attack },
        ],
      }),
    ],
    {
      name: attack,
      executionId: attack,
      owner: attack,
      status: { success: false, code: attack, description: attack },
      devices: [
        {
          deviceId: attack,
          manufacturer: attack,
          model: attack,
          os: attack,
          osVersion: attack,
          location: attack,
          properties: { [attack]: attack },
          recordings: [
            { format: attack, label: attack, url: 'javascript:window.pwned=1' },
            { url: 'https://cloud.example/"><script>window.pwned=1</script>' },
          ],
        },
      ],
      variables: [{ ...texts, value: attack }],
      timers: [{ id: attack, seconds: { [attack]: 1 } }],
    },
  );
  const input = pageOf(
    full,
    [
      media('image', `images/${attack}.png`, png, { path: `a/${attacks[2] ?? ''}.png`, deviceId: attack }),
      media('video', attack, '', { path: 'javascript:window.pwned=1', problem: attack, bytes: 1 }),
      media('log', attack, `${attack}\n${attack} E App: ${attack}`, { path: '../../outside.txt' }),
      media('vitals', attack, `Time,${attack.replaceAll(/[,"\u2028\u2029]/gu, '')} (%)\n1,2\n1001,3`),
      media('network', attack, 'x', { path: `data:text/html,${attacks[0] ?? ''}` }),
    ],
    {
      executionId: attack,
      scriptKey: attack,
      state: attack,
      flowEndCode: attack,
      reason: attack,
      description: attack,
      leg: attack,
      reportUrl: 'javascript:window.pwned=1',
    },
  );
  return { ...input, title: attack };
}

inBrowser('text of the service on the page', (visit) => {
  it('is never script or markup, wherever it stands', async () => {
    const input = attackedPage();
    const [result] = input.results.executions;
    const { page, complaints, requests, open } = await visit(input);
    const fragment = `#/execution/${encodeURIComponent((result?.executionId ?? '').toWellFormed())}`;
    const markup =
      "[...document.querySelectorAll('script:not([type]), iframe, object, embed, svg[onload], img[onerror]')].length";
    expect(await page.locator('.execution-table tbody tr').count()).toBe(1);
    expect(await page.evaluate(markup)).toBe(1); // the script of the page itself
    await open(fragment);
    await page.locator('.strip .thumb').first().waitFor();
    expect(await page.locator('.execution h1').innerText()).toContain(
      '</script><script>window.pwned=1</script>',
    );
    expect(await page.evaluate(markup)).toBe(1);
    await page.emulateMedia({ media: 'print' });
    await page.locator('.print-only article').waitFor();
    expect(await page.evaluate('window.pwned')).toBeUndefined();
    // A file that is not there is asked for below the folder of the page, whatever its name.
    expect(requests.filter((address) => !/^(?:file:.*\/a%20page%20%23|data:image)/u.test(address))).toEqual(
      [],
    );
    expect(complaints.filter((complaint) => !complaint.includes('ERR_FILE_NOT_FOUND'))).toEqual([]);
  });

  it('leads nowhere by a link but to the page, to files below its folder and to web addresses', async () => {
    const { page, open } = await visit(attackedPage());
    const [result] = attackedPage().results.executions;
    await open(`#/execution/${encodeURIComponent((result?.executionId ?? '').toWellFormed())}`);
    await page.locator('.file-list').waitFor();
    const addresses = await attributes(page.locator('a[href]'), 'href');
    expect(addresses.filter((address) => !/^(?:#\/|\.\/|https:\/\/cloud\.example\/)/u.test(address))).toEqual(
      [],
    );
    // Neither a scheme nor a way upwards survives in the path of a file.
    expect(addresses.filter((address) => address.startsWith('./') && /:|\.\.\//u.test(address))).toEqual([]);
  });

  it('shows no invisible control, direction mark or colour code', async () => {
    const { page } = await visit(attackedPage());
    const shown = await page.locator('main').innerText();
    expect(Array.from('\u202e\u202c\u0000\u001b\u2028').filter((mark) => shown.includes(mark))).toEqual([]);
    expect(shown).not.toContain('[31m');
  });
});

inBrowser('the policy of the page', (visit) => {
  it('lets nothing run but its own script, and takes no text for markup', async () => {
    const { page, complaints } = await visit(pageOf(failedCheckout()));
    const tried = await page.evaluate(`(() => {
      const script = document.createElement('script');
      script.append('window.pwned = 1');
      document.body.append(script);
      const image = new Image();
      image.src = 'https://tracker.example/pixel.png';
      try { document.body.innerHTML = '<b>x</b>'; return 'taken'; } catch (error) { return error.name; }
    })()`);
    expect(tried).toBe('TypeError');
    expect(await page.evaluate('window.pwned')).toBeUndefined();
    await expect(page.evaluate("fetch('https://tracker.example/')")).rejects.toThrow(/Failed to fetch/u);
    expect(complaints.join('\n')).toMatch(/Content Security Policy/u);
  });

  it('still tells verdict and executions where scripts are switched off', async () => {
    const { page } = await visit(pageOf(failedCheckout()), { javaScriptEnabled: false });
    const shown = await page.locator('body').innerText();
    expect(shown).toMatch(/failed\. 0 of 1 execution passed/u);
    expect(shown).toMatch(/checkout\s+Pixel 8 Pro.*Pay > Find text: Thank you was not found/su);
  });
});
