import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PerfectoClient } from '../src/index.ts';
import { showsWifi } from './examples/drive-a-device.ts';
import { runLogin } from './examples/run-a-script.ts';
import { saveFailures } from './examples/save-the-failures.ts';
import { countDevices } from './examples/try-without-a-cloud.ts';
import { openLab, phone, scratchFolder, startMs } from './open-lab.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const examples = new URL('./examples/', import.meta.url);

/** The resources of a client with their methods, by the names that callers write. */
function resourcesOf(owner: object, prefix = ''): [name: string, methods: string[]][] {
  return Object.entries(owner).flatMap(([name, value]: [string, unknown]) => {
    if (typeof value !== 'object' || value === null || name === 'transport' || name === 'clock') return [];
    const methods = Object.getOwnPropertyNames(Object.getPrototypeOf(value)).filter(
      (method) => method !== 'constructor' && Object.getPrototypeOf(value) !== Object.prototype,
    );
    const own: [string, string[]][] = methods.length > 0 ? [[prefix + name, methods]] : [];
    return [...own, ...resourcesOf(value, `${prefix}${name}.`)];
  });
}

describe('the README', () => {
  it('has every resource with every method, and no other', () => {
    const client = new PerfectoClient({ cloud: 'mycloud', securityToken: 'not-a-secret' });
    const rows = [...readme.matchAll(/^\| `([\w.]+)` +\| (.+?) *\|$/gm)].map(
      ([, name = '', methods = '']) => [name, methods.replaceAll('`', '').split(', ').sort()],
    );
    const wanted = resourcesOf(client).map(([name, methods]) => [name, methods.sort()]);
    expect(rows.sort()).toEqual(wanted.sort());
  });

  it.each(readdirSync(examples))('shows %s as it is', (name) => {
    expect(readme).toContain(`\`\`\`ts\n${readFileSync(new URL(name, examples), 'utf8')}\`\`\``);
  });
});

describe('an example of the README', () => {
  it('runs a script', async () => {
    const { client } = await openLab();
    expect(await runLogin(client, phone)).toMatchObject({ outcome: 'passed', reportKey: expect.any(String) });
  });

  it.each([
    ['Wi-Fi', true],
    ['Bluetooth', false],
  ])('drives a device whose screen shows %s', async (text, expected) => {
    const { client, lab } = await openLab({ scenario: `screens: [{ texts: [${text}] }]` });
    const shown = await showsWifi(client, phone);
    expect(shown).toEqual({ showsWifi: expected, reportKey: expect.stringContaining('smoke') });
    expect(lab.state.devices.find(phone)?.session).toBeNull();
  });

  it('saves what failed', async () => {
    const { client, time } = await openLab({ scenario: "scripts: [{ match: '*', outcome: failed }]" });
    expect(await runLogin(client, phone)).toMatchObject({ outcome: 'failed' });
    // Reports come a little after the end.
    await time.advance(60_000);
    const folder = scratchFolder();
    const names = await saveFailures(client, startMs, folder);
    expect(names.length).toBeGreaterThan(0);
    const files = readdirSync(folder).map((file) => readFileSync(join(folder, file)).toString('latin1'));
    expect(files.some((bytes) => bytes.startsWith('%PDF-'))).toBe(true);
    expect(files.length).toBeGreaterThan(names.length);
  });

  it('counts the devices of a lab', async () => {
    expect(await countDevices()).toBeGreaterThan(30);
  });
});
