import { describe, expect, it } from '@jest/globals';
import { android, failed, onDevice, startSession, succeeded, told, uploadMedia } from './command-client.ts';
import type { CommandFields } from './command-client.ts';
import { services } from './lab-client.ts';
import { openLab } from './open-lab.ts';

describe('checkpoints', () => {
  const screens = `screens:
    - { app: Settings, texts: [Wi-Fi, Bluetooth], images: ['*logo*'] }
    - { app: 'https://shop.example.com/*', without: [Out of stock, '*error*'] }
    - { device: 'no such model', texts: [] }`;

  it('find whatever they look for when the scenario says nothing', async () => {
    const { run } = await onDevice();
    const answer = await run('checkpoint.text', { content: 'Welcome', timeout: '10', threshold: '80' });
    expect(answer).toMatchObject({ flowEndCode: 'SUCCEEDED', returnValue: 'true' });
    expect(answer['screenAnalysis.grade']).toBe('100');
  });

  it('that fail are an ordinary answer with the reason ValidationFailure', async () => {
    const { session } = await onDevice({ scenario: screens });
    await session.run('application.open', { name: 'Settings' });
    const got = await session.ask('checkpoint.text', { content: 'Weather' });
    expect(got.status).toBe(200);
    const answer = JSON.parse(got.text) as CommandFields;
    expect(answer).toMatchObject({
      flowEndCode: 'FAILED',
      reason: 'ValidationFailure',
      description: "'Weather' was not found on the screen",
      returnValue: 'false',
      'screenAnalysis.grade': '0',
      'screenAnalysis.analyzedRegion.left': '0',
    });
    expect(Object.keys(answer).some((name) => name.includes('resultRegion'))).toBe(false);
  });

  it('find texts of the screen in any case, and as parts', async () => {
    const { run } = await onDevice({ scenario: screens });
    await run('application.open', { name: 'Settings' });
    const found = async (content: string) => (await run('checkpoint.text', { content }))['returnValue'];
    expect([await found('wi-fi'), await found('tooth'), await found('GPS')]).toEqual([
      'true',
      'true',
      'false',
    ]);
    expect((await run('screen.text'))['returnValue']).toBe('Wi-Fi\nBluetooth');
  });

  it('go by what is in front: an application, a page, the home screen', async () => {
    const { run } = await onDevice({ scenario: screens });
    const found = async (content: string) => (await run('checkpoint.text', { content }))['returnValue'];
    expect(await found('Out of stock')).toBe('true');
    await run('browser.goto', { url: 'shop.example.com/basket' });
    expect([await found('Out of stock'), await found('Pay')]).toEqual(['false', 'true']);
    await run('browser.goto', { url: 'https://other.example.com/' });
    expect(await found('Out of stock')).toBe('true');
  });

  it('find nothing on a locked device', async () => {
    const { run } = await onDevice();
    await run('screen.lock');
    expect((await run('checkpoint.text', { content: 'Home' }))['returnValue']).toBe('false');
    await run('device.ready');
    expect((await run('checkpoint.text', { content: 'Home' }))['returnValue']).toBe('true');
  });

  it('on pictures need the picture in the repository, and find those of the screen', async () => {
    const { lab, run } = await onDevice({ scenario: screens });
    await uploadMedia(lab, 'PRIVATE:img/logo.png');
    await uploadMedia(lab, 'PRIVATE:img/other.png');
    await run('application.open', { name: 'Settings' });
    const image = (content: string) => run('checkpoint.image', { content, match: 'bounded', timeout: '5' });
    expect((await image('PRIVATE:img/logo.png'))['returnValue']).toBe('true');
    expect(await image('PRIVATE:img/other.png')).toMatchObject({
      reason: 'ValidationFailure',
      returnValue: 'false',
    });
    expect(told(await image('PRIVATE:img/none.png'))).toEqual(
      failed('Item PRIVATE:img/none.png was not found'),
    );
    await run('browser.goto', { url: 'https://shop.example.com/' });
    await uploadMedia(lab, 'PRIVATE:img/error.png');
    expect((await image('PRIVATE:img/error.png'))['returnValue']).toBe('false');
  });
});

describe('the screen', () => {
  it('turns, and shows so in the device list and in what is analysed', async () => {
    const { lab, run } = await onDevice();
    const position = async () =>
      /<position>.*<\/position>/.exec((await services(lab, `handsets/${android}`, 'info')).text)?.[0];
    const width = async () =>
      Number((await run('checkpoint.text', { content: 'x' }))['screenAnalysis.analyzedRegion.width']);
    const narrow = await width();
    await run('device.rotate', { state: 'Landscape' });
    expect(await position()).toContain('<id>landscape</id>');
    expect(await width()).toBeGreaterThan(narrow);
    await run('device.rotate');
    expect(await position()).toContain('<id>portrait</id>');
  });

  it('is kept as a picture in the repository under the key that is asked for', async () => {
    const { lab, run } = await onDevice();
    const picture = (key: string) => services(lab, `repositories/media/${key}`, 'download');
    expect(told(await run('screen.image', { key: 'PRIVATE:shots/one.png', format: 'PNG' }))).toEqual(
      succeeded,
    );
    const portrait = await picture('PRIVATE:shots/one.png');
    expect(portrait.bytes.subarray(1, 4).toString()).toBe('PNG');
    const size = (bytes: Buffer) => [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
    await run('device.rotate', { state: 'landscape' });
    await run('screen.image', { key: 'PRIVATE:shots/one.png' });
    const landscape = await picture('PRIVATE:shots/one.png');
    expect(size(landscape.bytes)).toEqual(size(portrait.bytes).reverse());
  });

  it('is not kept over an item of another user', async () => {
    const { lab } = await openLab();
    await uploadMedia(lab, 'PUBLIC:shot.png');
    const theirs = await startSession(lab, android, {}, lab.tokens.other);
    const answer = await theirs.run('screen.image', { key: 'PUBLIC:shot.png' });
    expect(told(answer)).toEqual(failed('Item PUBLIC:shot.png already exists'));
  });

  it('is empty again after reboot and recover', async () => {
    const { run } = await onDevice();
    for (const name of ['device.reboot', 'device.recover']) {
      await run('application.open', { name: 'Settings' });
      expect((await run('screen.text'))['returnValue']).toBe('Settings');
      await run(name);
      expect((await run('screen.text'))['returnValue']).toBe('Home');
    }
  });
});

describe('the browser', () => {
  it('opens, goes to an address and stays there behind other applications', async () => {
    const { run } = await onDevice();
    await run('browser.open');
    expect((await run('screen.text'))['returnValue']).toBe('Chrome');
    await run('browser.goto', { url: 'example.com/a' });
    await run('application.open', { name: 'Settings' });
    await run('browser.execute');
    expect((await run('screen.text'))['returnValue']).toBe('https://example.com/a');
  });
});
