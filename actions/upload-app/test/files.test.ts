import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { errorsOf } from '@perfecto-actions/workbench/step-runner';
import { Rehearsal } from './rehearsal.ts';

let rehearsal: Rehearsal;

beforeEach(async () => {
  rehearsal = await Rehearsal.open();
});
afterEach(() => rehearsal.close());

describe('files of upload-app', () => {
  it('sends an .apk, an .aab, an .ipa and a zipped simulator app under their types', async () => {
    await rehearsal.apk();
    await rehearsal.zip('app.aab', ['base/manifest/AndroidManifest.xml']);
    await rehearsal.zip('app.ipa', ['Payload/App.app/Info.plist']);
    await rehearsal.zip('sim.zip', ['App.app/Info.plist']);
    await rehearsal.zip('data.zip', ['data.json']);
    await rehearsal.file('shot.PNG', 'picture');
    await rehearsal.green({ path: '*' });
    const types = Object.fromEntries(
      rehearsal.stored().map(({ path, artifactType }) => [path, artifactType]),
    );
    expect(types).toEqual({
      'ci/app.apk': 'ANDROID',
      'ci/app.aab': 'ANDROID',
      'ci/app.ipa': 'IOS',
      'ci/sim.zip': 'SIMULATOR',
      'ci/data.zip': 'GENERAL',
      'ci/shot.PNG': 'IMAGE',
    });
  });

  const broken: [name: string, make: () => Promise<unknown>, message: RegExp][] = [
    [
      'a broken zip that is called .apk',
      () => rehearsal.file('app.apk', 'PK\u0003\u0004 cut off'),
      /path: app\.apk is not a zip file, as an Android app has to be; was the build cut off\?/,
    ],
    [
      'an .apk without AndroidManifest.xml',
      () => rehearsal.zip('app.apk', ['classes.dex', 'sub/AndroidManifest.xml']),
      /is a zip, but not an Android app: AndroidManifest\.xml is not in it/,
    ],
    [
      'an .aab with the manifest of an .apk',
      () => rehearsal.zip('app.aab', ['AndroidManifest.xml']),
      /not an Android app bundle: base\/manifest\/AndroidManifest\.xml is not in it/,
    ],
    [
      'an .ipa without Payload',
      () => rehearsal.zip('app.IPA', ['App.app/Info.plist']),
      /not an iOS app: Payload\/<name>\.app\/Info\.plist is not in it/,
    ],
    ['an empty file', () => rehearsal.file('app.png', ''), /is empty; was the build step skipped\?/],
    [
      'an app over the limit',
      () => rehearsal.sparse('app.apks', 2 ** 30 + 1),
      /has 1024 MB; the repository takes an app of at most 1024 MB/,
    ],
    [
      'another file over the limit',
      () => rehearsal.sparse('film.mp4', 151 * 2 ** 20),
      /has 151 MB; the repository takes a file of type VIDEO of at most 150 MB/,
    ],
  ];
  it.each(broken)('R14: is red for %s and sends nothing', async (_, make, message) => {
    await make();
    const step = await rehearsal.run({ path: '*' });
    expect(step.outcome).toBe('failure');
    expect(errorsOf(step)).toEqual([expect.stringMatching(message)]);
    expect(rehearsal.lab.requests).toEqual([]);
  });

  it('R14: names every bad file at once, and sends no good one either', async () => {
    await rehearsal.apk('good.apk');
    await rehearsal.file('a.apk', 'no zip');
    await rehearsal.file('b.png', '');
    const step = await rehearsal.run({ path: '*.apk\n*.png' });
    expect(errorsOf(step)).toHaveLength(2);
    expect(rehearsal.lab.requests).toEqual([]);
  });

  it('needs a folder for several files', async () => {
    await rehearsal.apk('a.apk');
    await rehearsal.apk('b.apk');
    const step = await rehearsal.run({ path: '*.apk', locator: 'PRIVATE:ci/app.apk' });
    expect(errorsOf(step)).toEqual([
      'locator: names one item, but path matches 2 files; end it in "/" to name a folder.',
    ]);
    expect(rehearsal.lab.requests).toEqual([]);
  });

  it('refuses two files that would become the same item', async () => {
    await rehearsal.apk('debug/app.apk');
    await rehearsal.apk('release/app.apk');
    const step = await rehearsal.run({ path: '**/*.apk' });
    expect(errorsOf(step)).toEqual([
      'path: several files would become PRIVATE:ci/app.apk; give them different names.',
    ]);
    expect(rehearsal.lab.requests).toEqual([]);
  });

  it('is green with a warning, or without one, when told so for a path without a match', async () => {
    const warned = await rehearsal.green({ path: 'none.apk', 'if-no-files-found': 'warn' });
    expect(warned.annotations.map(({ level }) => level)).toEqual(['warning']);
    expect(warned.outputs).toMatchObject({
      locator: '',
      locators: '[]',
      skipped: 'false',
      'bytes-sent': '0',
    });
    expect(warned.summary).toContain('No file matched.');
    const ignored = await rehearsal.green({ path: 'none.apk', 'if-no-files-found': 'ignore' });
    expect(ignored.annotations).toEqual([]);
    expect(rehearsal.lab.requests).toEqual([]);
  });

  it('R34: takes paths with spaces and brackets, absolute patterns, and a file that two patterns match once', async () => {
    await rehearsal.apk('out [x]/my app (1).apk');
    await rehearsal.apk('out [x]/other.apk');
    await rehearsal.apk('abs/deep/third.apk');
    const step = await rehearsal.green({
      path: ['out [x]/my app (1).apk', join(rehearsal.workspace, 'abs/**/*.apk'), 'abs/deep/third.apk'].join(
        '\n',
      ),
    });
    expect(JSON.parse(step.outputs['locators'] ?? '')).toEqual([
      'PRIVATE:ci/third.apk',
      'PRIVATE:ci/my app (1).apk',
    ]);
    expect(
      rehearsal
        .stored()
        .map(({ path }) => path)
        .sort(),
    ).toEqual(['ci/my app (1).apk', 'ci/third.apk']);
  });

  it('leaves out what a pattern with "!" excludes, also where a path names it', async () => {
    await rehearsal.apk('a.apk');
    await rehearsal.apk('b.apk');
    await rehearsal.apk('old/c.apk');
    await rehearsal.green({ path: '**/*.apk\nb.apk\n!b.apk\n!old/**' });
    expect(rehearsal.stored().map(({ path }) => path)).toEqual(['ci/a.apk']);
  });
});
