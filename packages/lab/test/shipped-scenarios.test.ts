import { describe, expect, it } from '@jest/globals';
import { scenarios } from '../src/generated/assets.ts';
import { startLab } from '../src/index.ts';
import { services, startScript, statusOf } from './lab-client.ts';
import { openLab } from './open-lab.ts';

const scripts = ['login', 'checkout', 'search'] as const;
const phones = { iPhone: 'F52F82C4DEMO01', pixel: '2ADEMO000001', galaxy: 'R3DEMO000008' };

/** How every script ended on every phone, and the report of each. */
async function night(scenario: string) {
  const { lab, clock } = await openLab({ scenario });
  const runs = await Promise.all(
    scripts.flatMap((script) =>
      Object.entries(phones).map(async ([phone, deviceId]) => ({
        name: `${script} on ${phone}`,
        ...(await startScript(lab, `PUBLIC:Samples/${script}.xml`, {
          'param.DUT': deviceId,
        })),
      })),
    ),
  );
  await clock.advance(3_600_000);
  const ended = await Promise.all(
    runs.map(async ({ name, executionId, reportKey }) => {
      const { flowEndCode } = await statusOf(lab, executionId);
      const report = await services(lab, `reports/${reportKey}`, 'download', { format: 'xml' });
      return { name, flowEndCode, report: report.text };
    }),
  );
  const failed = ended.filter(({ flowEndCode }) => flowEndCode !== 'Success').map(({ name }) => name);
  const reportOf = (name: string) => ended.find((run) => run.name === name)?.report ?? '';
  return { failed: failed.sort(), reportOf };
}

describe('the shipped scenarios', () => {
  it.each(Object.keys(scenarios))('can all be loaded: %s', async (name) => {
    const lab = await startLab({ scenario: name });
    await expect(lab.close()).resolves.toBeUndefined();
  });

  it('let everything pass on a green night', async () => {
    expect((await night('green-night')).failed).toEqual([]);
  });

  it('let the login and the search fail on the night before', async () => {
    expect((await night('two-failures')).failed).toEqual(['login on galaxy', 'search on iPhone']);
  });

  it('bring three new causes the night after, told apart by their codes', async () => {
    const { failed, reportOf } = await night('three-new-failures');
    expect(failed).toEqual([
      'checkout on galaxy',
      'checkout on iPhone',
      'checkout on pixel',
      'login on galaxy',
      'search on pixel',
    ]);
    expect(reportOf('checkout on pixel')).toContain('<code>ValidationFailure</code>');
    expect(reportOf('search on pixel')).toContain('<code>HandsetStaleElementReferenceError</code>');
    expect(reportOf('search on iPhone')).not.toContain('HandsetStaleElementReferenceError');
  });

  it('hold back a phone of the night after for ever', async () => {
    const { lab, clock } = await openLab({ scenario: 'three-new-failures' });
    const { executionId } = await startScript(lab, 'PUBLIC:Samples/login.xml', {
      'param.DUT': 'F52F82C4DEMO03',
    });
    await clock.advance(6_000_000);
    expect(await statusOf(lab, executionId)).toMatchObject({ reason: 'ResourcesUnavailable' });
  });

  it('answer 503 for a while during an outage, and have no phones of the site', async () => {
    const { lab, clock } = await openLab({ scenario: 'lab-outage' });
    const { executionId } = await startScript(lab, 'PUBLIC:Samples/login.xml', {
      'param.DUT': phones.iPhone,
    });
    await clock.advance(6_000_000);
    const path = `executions/${executionId}`;
    const statuses: number[] = [];
    for (let look = 0; look < 4; look += 1) statuses.push((await services(lab, path, 'status')).status);
    expect(statuses).toEqual([503, 503, 503, 200]);
    expect(await statusOf(lab, executionId)).toMatchObject({ reason: 'ResourcesUnavailable' });
  });

  it('nest the steps of the search, down to a called script', async () => {
    const { reportOf } = await night('green-night');
    expect(reportOf('search on pixel')).toMatch(/<script>.*?sign in.*?<step>/s);
  });
});
