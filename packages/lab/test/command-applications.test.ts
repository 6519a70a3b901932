import { describe, expect, it } from '@jest/globals';
import {
  android,
  failed,
  iphone,
  onDevice,
  otherAndroid,
  startSession,
  succeeded,
  told,
  uploadMedia,
} from './command-client.ts';
import { openLab } from './open-lab.ts';

describe('applications', () => {
  it('are installed from the repository, found, opened, asked about, closed and uninstalled', async () => {
    const { lab, run } = await onDevice();
    await uploadMedia(lab, 'PRIVATE:apps/DemoShop.apk');
    const shop = { name: 'DemoShop' };
    expect((await run('application.find', shop))['returnValue']).toBe('false');
    expect(told(await run('application.install', { file: 'PRIVATE:apps/DemoShop.apk' }))).toEqual(succeeded);
    expect((await run('application.find', { identifier: 'com.example.demoshop' }))['returnValue']).toBe(
      'true',
    );
    const property = async (name: string) =>
      (await run('application.info', { ...shop, property: name }))['returnValue'];
    expect([await property('running'), await property('hasData')]).toEqual(['false', 'false']);
    expect(told(await run('application.open', shop))).toEqual(succeeded);
    expect([await property('running'), await property('hasData')]).toEqual(['true', 'true']);
    expect((await run('screen.text'))['returnValue']).toBe('DemoShop');
    expect(told(await run('application.close', shop))).toEqual(succeeded);
    expect(told(await run('application.close', shop))).toEqual(
      failed(`Application DemoShop does not run on device ${android}`),
    );
    expect((await run('screen.text'))['returnValue']).toBe('Home');
    expect(told(await run('application.uninstall', shop))).toEqual(succeeded);
    expect(told(await run('application.open', shop))).toEqual(
      failed(`Application DemoShop is not installed on device ${android}`),
    );
  });

  it('stay on the device for the next session, and on that device alone', async () => {
    const { lab, session } = await onDevice();
    await uploadMedia(lab, 'PRIVATE:a.apk');
    await session.run('application.install', { file: 'PRIVATE:a.apk' });
    await session.end();
    const next = await startSession(lab, android);
    expect((await next.run('application.find', { name: 'a' }))['returnValue']).toBe('true');
    const other = await startSession(lab, otherAndroid);
    expect((await other.run('application.find', { name: 'a' }))['returnValue']).toBe('false');
  });

  it('have the name, identifier and version that the scenario gives their file', async () => {
    const scenario =
      "applications: [{file: '*demos*.apk', name: API Demos, identifier: io.example.apis, version: 2.1.0}]";
    const { lab, run } = await onDevice({ scenario });
    await uploadMedia(lab, 'PRIVATE:ApiDemos.apk');
    await run('application.install', { file: 'PRIVATE:ApiDemos.apk' });
    await run('application.open', { identifier: 'io.example.apis' });
    const info = await run('application.info');
    expect(info['returnValue']).toContain(
      '<application><name>API Demos</name><identifier>io.example.apis</identifier><version>2.1.0</version>',
    );
  });

  it.each([
    ['PRIVATE:none.apk', 'Item PRIVATE:none.apk was not found'],
    ['SECRET:a.apk', "Invalid visibility 'SECRET' in repository key SECRET:a.apk"],
    ['PRIVATE:a.ipa', 'Item PRIVATE:a.ipa is not an application for Android'],
    ['PRIVATE:a.txt', 'Item PRIVATE:a.txt is not an application for Android'],
  ])('are not installed from %s', async (file, text) => {
    const { lab, run } = await onDevice();
    await uploadMedia(lab, 'PRIVATE:a.ipa');
    await uploadMedia(lab, 'PRIVATE:a.txt');
    expect(told(await run('application.install', { file }))).toEqual(failed(text));
  });

  it('of another user are not found in the repository', async () => {
    const { lab } = await openLab();
    await uploadMedia(lab, 'PRIVATE:a.apk');
    const theirs = await startSession(lab, android, {}, lab.tokens.other);
    const answer = await theirs.run('application.install', { file: 'PRIVATE:a.apk' });
    expect(told(answer)).toEqual(failed('Item PRIVATE:a.apk was not found'));
  });

  it('of the system are there, and cannot be removed', async () => {
    const { run } = await onDevice({}, iphone);
    expect(told(await run('application.open', { identifier: 'com.apple.mobilesafari' }))).toEqual(succeeded);
    expect(told(await run('application.uninstall', { name: 'safari' }))).toEqual(
      failed(`Application Safari belongs to the system of device ${iphone}`),
    );
  });

  it('keep their data over an update, and lose it by dataReset, clean and reset', async () => {
    const { lab, run } = await onDevice();
    await uploadMedia(lab, 'PRIVATE:a.apk');
    const app = { name: 'a' };
    const install = (more: Record<string, string> = {}) =>
      run('application.install', { file: 'PRIVATE:a.apk', ...more });
    const hasData = async () =>
      (await run('application.info', { ...app, property: 'hasData' }))['returnValue'];
    await install();
    await run('application.open', app);
    await install();
    expect(await hasData()).toBe('true');
    await install({ dataReset: 'true' });
    expect(await hasData()).toBe('false');
    await run('application.open', app);
    await run('application.clean', app);
    expect(await hasData()).toBe('false');
    await run('application.open', app);
    await run('application.reset');
    expect(await hasData()).toBe('false');
    expect((await run('application.info', { ...app, property: 'running' }))['returnValue']).toBe('false');
  });

  it('remember whether they were instrumented', async () => {
    const { lab, run } = await onDevice();
    await uploadMedia(lab, 'PRIVATE:a.apk');
    const instrumented = async (more: Record<string, string>) => {
      await run('application.install', { file: 'PRIVATE:a.apk', ...more });
      return (await run('application.info', { name: 'a', property: 'instrumented' }))['returnValue'];
    };
    expect(await instrumented({ instrument: 'instrument' })).toBe('true');
    expect(await instrumented({ instrument: 'noinstrument', sensorInstrument: 'nosensor' })).toBe('false');
  });

  it('are not asked about on the home screen without a name', async () => {
    const { run } = await onDevice();
    expect(told(await run('application.info'))).toEqual(
      failed(`Application in front is not installed on device ${android}`),
    );
  });
});
