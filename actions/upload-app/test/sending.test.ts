import { createHash } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { errorsOf } from '@perfecto-actions/workbench/step-runner';
import { Rehearsal } from './rehearsal.ts';

let rehearsal: Rehearsal;

beforeEach(async () => {
  rehearsal = await Rehearsal.open();
});
afterEach(() => rehearsal.close());

describe('sending with upload-app', () => {
  it('stores the very bytes, and writes outputs and a summary', async () => {
    const path = await rehearsal.apk('app.apk', 3 * 2 ** 20);
    const content = await readFile(path);
    const sha256 = createHash('sha256').update(content).digest('hex');
    const step = await rehearsal.green({
      path: 'app.apk',
      locator: 'GROUP:ci/shop.apk',
      tags: 'nightly, ui',
    });
    expect(step.outputs).toEqual({
      locator: 'GROUP:ci/shop.apk',
      locators: '["GROUP:ci/shop.apk"]',
      sha256,
      bytes: String(content.length),
      'bytes-sent': String(content.length),
      skipped: 'false',
      files: JSON.stringify([
        {
          path,
          locator: 'GROUP:ci/shop.apk',
          sha256,
          bytes: content.length,
          artifactType: 'ANDROID',
          skipped: false,
        },
      ]),
    });
    const [item] = rehearsal.stored();
    expect(item).toMatchObject({
      visibility: 'GROUP',
      path: 'ci/shop.apk',
      artifactName: 'shop.apk',
      sha256,
      tags: ['nightly', 'ui', `sha256:${sha256}`],
    });
    expect(step.log).not.toMatch(/ % /);
    expect(step.summary).toMatch(
      /^\| app\.apk \| GROUP&#58;ci\/shop\.apk \| 3\.0 MB \| ANDROID \| sent in /m,
    );
  });

  it('shows the progress of a large file, and the size of a small one in its own unit', async () => {
    await rehearsal.apk('large.apk', 12 * 2 ** 20);
    const { log } = await rehearsal.green({ path: 'large.apk' });
    expect(log.match(/^ {2}\d+ % .*$/gm)).toEqual(['  83 % (10 MB of 12 MB)', '  100 % (12 MB of 12 MB)']);
    await rehearsal.apk('small.apk', 700);
    expect((await rehearsal.green({ path: 'small.apk' })).summary).toMatch(/\| \d+ bytes \| ANDROID/);
  });

  it('R33: does not send an unchanged file again, and sends a changed one', async () => {
    await rehearsal.apk();
    await rehearsal.green({ path: 'app.apk' });
    expect(rehearsal.uploads()).toHaveLength(1);
    const again = await rehearsal.green({ path: 'app.apk' });
    expect(rehearsal.uploads()).toHaveLength(1);
    expect(again.outputs).toMatchObject({
      'bytes-sent': '0',
      skipped: 'true',
      locator: 'PRIVATE:ci/app.apk',
    });
    expect(again.summary).toContain('unchanged, not sent');
    await rehearsal.zip('app.apk', ['AndroidManifest.xml', 'more']);
    const changed = await rehearsal.green({ path: 'app.apk' });
    expect(rehearsal.uploads()).toHaveLength(2);
    expect(changed.outputs['skipped']).toBe('false');
    const forced = await rehearsal.green({ path: 'app.apk', 'skip-unchanged': 'false' });
    expect(rehearsal.uploads()).toHaveLength(3);
    expect(forced.outputs['skipped']).toBe('false');
  });

  it('R33: sends a file that differs from the stored one in its content alone', async () => {
    const path = await rehearsal.apk('app.apk', 2 ** 20);
    await rehearsal.green({ path: 'app.apk' });
    const changed = await open(path, 'r+');
    await changed.write('other', 1_000);
    await changed.close();
    const step = await rehearsal.green({ path: 'app.apk' });
    expect(step.outputs['skipped']).toBe('false');
    expect(rehearsal.stored()).toEqual([
      expect.objectContaining({
        sha256: step.outputs['sha256'],
        tags: [`sha256:${step.outputs['sha256']}`],
      }),
    ]);
  });

  it('leaves an item alone that exists when override is off, before any byte of the file is sent', async () => {
    await rehearsal.apk();
    await rehearsal.green({ path: 'app.apk' });
    await rehearsal.zip('app.apk', ['AndroidManifest.xml', 'more']);
    const step = await rehearsal.run({ path: 'app.apk', override: 'false' });
    expect(errorsOf(step)).toEqual([
      'locator: PRIVATE:ci/app.apk exists already; set override to true to replace it.',
    ]);
    // Only one input was wrong, but that something was sent is not for sure any more.
    expect(step.log).not.toContain('Nothing was sent');
    expect(rehearsal.uploads()).toHaveLength(1);
    const unchangedTag = rehearsal.stored()[0]?.tags;
    expect(unchangedTag).toHaveLength(1);
  });

  it('names the locator when somebody else takes it while the file is sent', async () => {
    await rehearsal.apk();
    rehearsal.lab.faults.add({
      kind: 'status',
      status: 409,
      body: '[{"userMessage":"Item exists","developerMessage":"1"}]',
      match: { operation: 'repository.v1.upload' },
    });
    const step = await rehearsal.run({ path: 'app.apk', override: 'false' });
    expect(errorsOf(step)).toEqual([expect.stringMatching(/^locator: PRIVATE:ci\/app\.apk exists already/)]);
  });

  it('R21: has the outputs of the first file when the second one fails', async () => {
    await rehearsal.apk('a.apk');
    await rehearsal.apk('b.apk');
    rehearsal.lab.faults.add({
      kind: 'status',
      status: 400,
      body: '[{"userMessage":"Quota exceeded","developerMessage":"1"}]',
      match: { operation: 'repository.v1.upload' },
      after: 1,
    });
    const step = await rehearsal.run({ path: '*.apk' });
    expect(step.outcome).toBe('failure');
    expect(errorsOf(step)).toEqual([expect.stringContaining('Quota exceeded')]);
    expect(step.outputs).toMatchObject({
      locator: 'PRIVATE:ci/a.apk',
      locators: '["PRIVATE:ci/a.apk"]',
      skipped: 'false',
    });
  });

  it('sends to an area of the legacy repository, with user and password as well', async () => {
    await rehearsal.file('flow.xml', '<scriptable/>');
    const { name, password } = rehearsal.lab.users.automation;
    const step = await rehearsal.green(
      {
        path: 'flow.xml',
        api: 'legacy',
        area: 'scripts',
        'security-token': '',
        user: name,
        password: '${{ secrets.TOKEN }}',
      },
      { secrets: { TOKEN: password } },
    );
    expect(rehearsal.stored()).toEqual([expect.objectContaining({ area: 'scripts', path: 'ci/flow.xml' })]);
    expect(rehearsal.operations()).toEqual(['repository.upload']);
    expect(step.log).not.toContain(password);
    expect(step.log).toContain('##[warning]user and password are deprecated');
  });

  it('is red when the legacy repository has the item and override is off', async () => {
    await rehearsal.apk();
    await rehearsal.green({ path: 'app.apk', api: 'legacy' });
    const step = await rehearsal.run({ path: 'app.apk', api: 'legacy', override: 'false' });
    expect(errorsOf(step)).toEqual([expect.stringContaining('already exists')]);
  });

  it('R14: a plan checks all and sends nothing that changes the cloud', async () => {
    await rehearsal.apk();
    const step = await rehearsal.green({ path: 'app.apk', plan: 'true' });
    expect(step.log).toContain('Plan: would send app.apk');
    expect(step.summary).toContain('planned');
    expect(rehearsal.operations()).toEqual(['repository.v1.info']);
    expect(rehearsal.stored()).toEqual([]);
    await rehearsal.green({ path: 'app.apk', plan: 'true', api: 'legacy' });
    expect(rehearsal.stored()).toEqual([]);
  });

  it('a plan is red for what the upload would be red for', async () => {
    await rehearsal.apk();
    await rehearsal.green({ path: 'app.apk' });
    await rehearsal.zip('app.apk', ['AndroidManifest.xml', 'more']);
    const step = await rehearsal.run({ path: 'app.apk', plan: 'true', override: 'false' });
    expect(errorsOf(step)).toEqual([expect.stringContaining('exists already')]);
  });

  it('writes no summary when told so', async () => {
    await rehearsal.apk();
    const step = await rehearsal.green({ path: 'app.apk', summary: 'false' });
    expect(step.summary).toBe('');
  });

  it('R28: keeps names that look like commands and markup harmless', async () => {
    await rehearsal.apk('a `code` [x](y).apk');
    await rehearsal.apk('##[error]b | c.apk');
    await rehearsal.apk('::warning::d.apk');
    const step = await rehearsal.run({ path: '*.apk', api: 'legacy' });
    expect(step.annotations.filter(({ level }) => level === 'warning')).toEqual([]);
    expect(step.log).not.toContain('##[error]b');
    expect(step.summary.split('\n').filter((line) => line.startsWith('|'))).toHaveLength(5);
    expect(step.summary).not.toMatch(/[`<]|\]b \|/);
  });
});
