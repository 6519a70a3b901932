import { describe, expect, it } from '@jest/globals';
import { InputError, parseCloud, PerfectoClient } from '../src/index.ts';
import { failureOf } from './open-lab.ts';

const hosts = ['cloud', 'app', 'executions'] as const;

function addresses(text: string): string[] {
  const cloud = parseCloud(text);
  return hosts.map((host) => cloud.base(host));
}

describe('the cloud', () => {
  it.each([
    'mycloud',
    ' MyCloud ',
    'mycloud.perfectomobile.com',
    'MyCloud.PerfectoMobile.com/',
    'mycloud.app.perfectomobile.com',
    'mycloud.reporting.perfectomobile.com',
    'https://mycloud.perfectomobile.com',
    'https://mycloud.app.perfectomobile.com/dashboard',
  ])('is the same in every form of its name: %s', (text) => {
    expect(addresses(text)).toEqual([
      'https://mycloud.perfectomobile.com',
      'https://mycloud.app.perfectomobile.com',
      'https://mycloud.executions.perfectomobile.com',
    ]);
    expect(parseCloud(text)).toMatchObject({ name: 'mycloud', tenant: 'mycloud-perfectomobile-com' });
  });

  it.each([
    ['https://localhost:8443', 'https://localhost:8443', 'localhost:8443'],
    ['https://localhost:8443/', 'https://localhost:8443', 'localhost:8443'],
    ['https://gateway.example.com/perfecto/', 'https://gateway.example.com/perfecto', 'gateway.example.com'],
    [
      'https://mycloud.perfectomobile.com:8443',
      'https://mycloud.perfectomobile.com:8443',
      'mycloud.perfectomobile.com:8443',
    ],
    [
      'https://perfectomobile.com.example.com',
      'https://perfectomobile.com.example.com',
      'perfectomobile.com.example.com',
    ],
  ])('maps every kind of host onto a base address: %s', (text, base, name) => {
    expect(addresses(text)).toEqual([base, base, base]);
    expect(parseCloud(text).name).toBe(name);
  });

  it.each([
    ['', /is empty/],
    ['   ', /is empty/],
    ['http://mycloud.perfectomobile.com', /not https/],
    ['ftp://mycloud.perfectomobile.com', /not https/],
    ['https://', /not a valid address/],
    ['https://mycloud.perfectomobile.com/?securityToken=secret-text', /carries credentials or a query/],
    ['https://dana:secret-text@mycloud.perfectomobile.com', /carries credentials or a query/],
    ['https://dana:secret-text@my cloud', /not a valid address/],
    ['dana:secret-text@mycloud', /neither a name/],
    ['mycloud.example.com', /neither a name/],
    ['mycloud.evilperfectomobile.com', /neither a name/],
    ['mycloud.perfectomobile.com.evil.com', /neither a name/],
    ['my_cloud', /neither a name/],
    ['-mycloud', /neither a name/],
    ['../etc', /neither a name/],
    ['mycloud:8443', /neither a name/],
  ])('refuses %j and never repeats a secret', (text, message) => {
    expect(() => parseCloud(text)).toThrow(InputError);
    expect(() => parseCloud(text)).toThrow(message);
    expect(() => parseCloud(text)).not.toThrow(/secret-text/);
  });
});

describe('the credentials', () => {
  const make = (given: { securityToken?: string; user?: string; password?: string }) => () =>
    new PerfectoClient({ cloud: 'mycloud', ...given });

  it.each([
    [{}, /No credentials/],
    [{ securityToken: '' }, /No credentials/],
    [{ securityToken: '   ' }, /No credentials/],
    [{ user: 'dana' }, /go together/],
    [{ password: 'secret-text' }, /go together/],
    [{ user: 'dana', password: '' }, /go together/],
    [{ securityToken: 'secret-text', user: 'dana', password: 'p' }, /not both/],
    [{ securityToken: 'secret-text', user: 'dana' }, /not both/],
    [{ securityToken: 'secret-text\nmore' }, /a line break/],
    [{ securityToken: 'secret-text more' }, /holds a blank/],
    [{ securityToken: 'secret-text\u00e9\u{1f511}' }, /a character that no token has/],
  ])('are refused at once: %j', (given, message) => {
    expect(make(given)).toThrow(InputError);
    expect(make(given)).toThrow(message);
    expect(make(given)).not.toThrow(/secret-text/);
  });

  it('are a token, cut free of white space, or user and password', async () => {
    const withToken = make({ securityToken: ' token\n' })();
    const withPassword = make({ user: 'dana', password: 'p' })();
    expect([withToken.credentialsKind, withPassword.credentialsKind]).toEqual(['token', 'password']);
    expect(await failureOf(withPassword.artifacts.info('PRIVATE:a.apk'))).toMatchObject({
      code: 'INPUT_INVALID',
      message: expect.stringContaining('takes a security token only'),
    });
    await Promise.all([withToken.close(), withPassword.close()]);
  });
});
