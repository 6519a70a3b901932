import { describe, expect, it } from '@jest/globals';
import { XMLParser } from 'fast-xml-parser';
import type { Lab, LabOptions } from '../src/index.ts';
import { errorMessage, json, send, services, startScript } from './lab-client.ts';
import { openLab } from './open-lab.ts';

const checkout = 'PUBLIC:Samples/checkout.xml';

async function finished(
  options: LabOptions = {},
  query: Record<string, string> = {},
): Promise<{ lab: Lab; reportKey: string; executionId: string }> {
  const { lab, clock } = await openLab({ scenario: 'failing', ...options });
  const ids = await startScript(lab, checkout, { 'param.DUT': 'F52F82C4DEMO01', ...query });
  await clock.advance(60_000);
  return { lab, ...ids };
}

describe('reports', () => {
  it.each([
    ['xml', 'text/xml', '<?xml'],
    ['html', 'text/html', '<!doctype html'],
    ['csv', 'text/csv', ''],
    ['pdf', 'application/pdf', '%PDF-'],
  ])('come as %s', async (format, contentType, start) => {
    const { lab, reportKey } = await finished();
    const got = await services(lab, `reports/${reportKey}`, 'download', { format });
    expect([got.status, got.headers['content-type']]).toEqual([200, contentType]);
    expect(got.text.toLowerCase().startsWith(start.toLowerCase())).toBe(true);
  });

  it('are XML without a format, whatever responseFormat says, and tell what ran and what failed', async () => {
    const { lab, reportKey, executionId } = await finished();
    const got = await services(lab, `reports/${reportKey}`, 'download', { responseFormat: 'json' });
    const { execution } = new XMLParser().parse(got.text) as {
      execution: {
        info: { id: string };
        output: { status: object };
        flow: { step: { info: { name: string } }[] };
      };
    };
    expect(execution.info.id).toBe(executionId);
    expect(execution.output.status).toMatchObject({ success: false, failedActions: 1 });
    // What comes after the failing step did not run.
    expect(execution.flow.step.map(({ info }) => info.name)).toEqual([
      'Open the app',
      'Fill the basket',
      'Pay',
    ]);
  });

  it('never hold the value of a secured parameter', async () => {
    const { lab, reportKey } = await finished({}, { 'securedParam.pin': 'GEHEIM', 'param.user': 'dana' });
    for (const format of ['xml', 'html', 'csv']) {
      expect((await services(lab, `reports/${reportKey}`, 'download', { format })).text).not.toContain(
        'GEHEIM',
      );
    }
    expect((await services(lab, `reports/${reportKey}`, 'download')).text).toContain('<value>dana</value>');
    expect(JSON.stringify(lab.state.store.dump())).not.toContain('GEHEIM');
  });

  it('are there only after the delay, then stay', async () => {
    const { lab, clock } = await openLab({ settings: { reportDelayMs: 5000 } });
    const { reportKey } = await startScript(lab, checkout);
    const get = () => services(lab, `reports/${reportKey}`, 'download');
    const early = await get();
    expect([early.status, errorMessage(early)]).toEqual([
      400,
      `Failed to download report - Report ${reportKey} was not found`,
    ]);
    await clock.advance(4500);
    expect((await get()).status).toBe(400);
    await clock.advance(5000);
    expect((await get()).status).toBe(200);
    await clock.advance(100 * 24 * 3_600_000);
    expect((await get()).status).toBe(200);
  });

  it('are not made with output.report=false', async () => {
    const { lab, reportKey } = await finished({}, { 'output.report': 'false' });
    expect((await services(lab, `reports/${reportKey}`, 'download')).status).toBe(400);
  });

  it('of others are reached by visibility, or with admin=true and owner', async () => {
    const { lab, reportKey } = await finished();
    const get = async (key: string, query: Record<string, string>, token: string): Promise<number> =>
      (await services(lab, `reports/${key}`, 'download', query, token)).status;
    const owner = lab.users.automation.name;
    expect(await get(reportKey, {}, lab.tokens.other)).toBe(400);
    expect(await get(reportKey, { admin: 'true', owner }, lab.tokens.other)).toBe(400);
    expect(await get(reportKey, {}, lab.tokens.admin)).toBe(400);
    expect(await get(reportKey, { admin: 'true', owner }, lab.tokens.admin)).toBe(200);
    expect(await get(reportKey, { admin: 'true', owner: 'x@y' }, lab.tokens.admin)).toBe(400);
    const group = await finished({}, { 'output.visibility': 'group' });
    const status = async (token: string) =>
      (await services(group.lab, `reports/${group.reportKey}`, 'download', {}, token)).status;
    expect([await status(group.lab.tokens.admin), await status(group.lab.tokens.other)]).toEqual([200, 400]);
  });

  it.each([
    [
      'an unknown format',
      'download',
      { format: 'docx' },
      "Failed to download report - Invalid value 'docx' for parameter 'format'",
    ],
    ['no attachment', 'image', {}, "Failed to download image - Mandatory parameter 'attachment' is missing"],
    [
      'an attachment of another kind',
      'image',
      { attachment: 'vitals/monitor_1.csv' },
      'Failed to download image - Attachment vitals/monitor_1.csv was not found in report',
    ],
    [
      'transactions',
      'transactions',
      { attachment: 'x' },
      'Failed to download transactions attachment - Attachment x was not found',
    ],
  ])('refuse %s', async (_what, operation, query, text) => {
    const { lab, reportKey } = await finished();
    const got = await services(lab, `reports/${reportKey}`, operation, query);
    expect(got.status).toBe(400);
    expect(errorMessage(got)).toContain(text);
  });
});

describe('attachments', () => {
  it('are listed by device, all or of one type, in JSON and XML', async () => {
    const { lab, reportKey } = await finished();
    const list = (query: Record<string, string>) =>
      services(lab, `reports/${reportKey}`, 'attachments', query);
    const all = json(await list({})) as { devices: Record<string, unknown>[]; services: object };
    expect(all.devices[0]).toMatchObject({
      id: 'F52F82C4DEMO01',
      images: ['images/step_1.png', 'images/step_2.png', 'images/failure_5.png'],
      monitors: ['vitals/monitor_1.csv'],
      networks: ['network/capture_1.pcap'],
      logs: ['log/device_1.zip'],
    });
    expect((await list({ type: 'network', responseFormat: 'xml' })).text).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><response><devices><device><id>F52F82C4DEMO01</id><networks>' +
        '<network>network/capture_1.pcap</network></networks></device></devices><services></services></response>',
    );
    expect((await list({ type: 'smell' })).status).toBe(400);
  });

  it.each([
    ['image', 'images/failure_5.png', 'image/png', [0x89, 0x50, 0x4e, 0x47]],
    ['monitor', 'vitals/monitor_1.csv', 'text/csv', []],
    ['network', 'network/capture_1.pcap', 'application/octet-stream', []],
    ['log', 'log/device_1.zip', 'application/zip', [0x50, 0x4b]],
  ])('of kind %s are real files', async (operation, attachment, contentType, magic) => {
    const { lab, reportKey } = await finished();
    const got = await services(lab, `reports/${reportKey}`, operation, { attachment });
    expect([got.status, got.headers['content-type']]).toEqual([200, contentType]);
    expect([...got.bytes.subarray(0, magic.length)]).toEqual(magic);
    expect(got.bytes.length).toBeGreaterThan(50);
  });

  it('hold a video under its path and under the absolute address of the report', async () => {
    const { lab, reportKey } = await finished();
    const listed = json(await services(lab, `reports/${reportKey}`, 'attachments', { type: 'video' })) as {
      devices: { videos: string[] }[];
    };
    const attachment = listed.devices[0]?.videos[0] ?? '';
    const video = await services(lab, `reports/${reportKey}`, 'video', { attachment });
    expect(video.bytes.subarray(4, 8).toString()).toBe('ftyp');
    const xml = (await services(lab, `reports/${reportKey}`, 'download')).text;
    const address = /<file>https:\/\/mycloud\.perfectomobile\.com([^<]+)<\/file>/.exec(xml)?.[1] ?? '';
    expect((await send(lab, address)).bytes.equals(video.bytes)).toBe(true);
    expect((await send(lab, '/media/recordings/nobody/NOPE.mp4')).status).toBe(404);
  });

  it('hold no video when none was recorded', async () => {
    const { lab, reportKey } = await finished({}, { 'output.video': 'false' });
    expect((await services(lab, `reports/${reportKey}`, 'attachments', { type: 'video' })).text).toBe(
      '{"devices":[],"services":{}}',
    );
  });

  it('show actual and expected picture of a failed checkpoint', async () => {
    const { lab, reportKey } = await finished({
      scenario: "scripts: [{match: '*', outcome: failed, failing-step: 4, message: 'Thank you is missing'}]",
    });
    const got = await services(lab, `reports/${reportKey}`, 'image', { attachment: 'images/expected_6.png' });
    expect(got.headers['content-type']).toBe('image/png');
  });
});
