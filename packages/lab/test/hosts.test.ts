import { describe, expect, it } from '@jest/globals';
import { XMLParser } from 'fast-xml-parser';
import { services } from './lab-client.ts';
import { openLab } from './open-lab.ts';

interface Host {
  id: string;
  location: string;
  cradles: { cradle: { id: string }[] };
}

function read(text: string): Record<string, { host: Host[] } & Host> {
  const parser = new XMLParser({ isArray: (name) => name === 'cradle' || name === 'host' });
  return parser.parse(text) as Record<string, { host: Host[] } & Host>;
}

describe('device hosts', () => {
  it('own every cradle of the lab once, as the cradles say', async () => {
    const { lab } = await openLab();
    const got = await services(lab, 'hosts', 'list', {}, lab.tokens.admin);
    expect(got.headers['content-type']).toBe('text/xml');
    const hosts = read(got.text)['hosts']?.host ?? [];
    const cradles = hosts.flatMap((host) =>
      host.cradles.cradle.map((cradle) => ({ ...cradle, host: host.id })),
    );
    expect(cradles.map(({ id }) => id).sort()).toEqual(
      [...lab.state.devices.all.values()].map(({ cradleId }) => cradleId).sort(),
    );
    const [{ id, host } = { id: 'none', host: 'none' }] = cradles;
    const cradle = await services(lab, `cradles/${id}`, 'info', {}, lab.tokens.admin);
    expect(cradle.text).toContain(`<host><id>${host}</id></host>`);
  });

  it('are told one by one', async () => {
    const { lab } = await openLab();
    const got = await services(lab, 'hosts/BOS-A1', 'info', {}, lab.tokens.lab);
    const text = got.text.replace(/^<\?xml.*?\?>/, '');
    expect(text).toMatch(
      /^<host modelVersion="[\d.]+" productVersion="master" time="2024-05-06:10-11-12 GMT"/,
    );
    expect(text).toContain('<id>BOS-A1</id>');
    expect(text).not.toContain('FRA-');
  });

  it.each([
    [
      'hosts',
      'list',
      'automation',
      'Failed to list device hosts - User ci.bot@example.com is not authorized',
    ],
    ['hosts/BOS-A1', 'info', 'automation', 'Failed to get device host info - User ci.bot@example.com'],
    ['hosts/BOS-Z9', 'info', 'admin', 'Failed to get device host info - Host not found - BOS-Z9'],
    ['hosts', 'info', 'admin', "Mandatory parameter 'hostId' is missing"],
  ] as const)('refuse %s %s to %s', async (path, operation, user, text) => {
    const { lab } = await openLab();
    const got = await services(lab, path, operation, { responseFormat: 'xml' }, lab.tokens[user]);
    expect(got.status).toBe(400);
    expect(got.text.replaceAll('&#39;', "'")).toContain(text);
  });
});
