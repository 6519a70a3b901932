import { describe, expect, it } from '@jest/globals';
import { request } from 'node:http';
import { json, send, services } from '../lab-client.ts';
import type { Got } from '../lab-client.ts';
import { openLab } from '../open-lab.ts';
import { readXmlLeaves } from './xml-answer.ts';

/** The examples that the vendor's overview of the REST API prints (protocol.md, source [O]). */

const xml = (text: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><response><errorMessage>${text}</errorMessage></response>`;
const asJson = (text: string): string => JSON.stringify({ errorMessage: text });

describe('the start of an execution of the overview', () => {
  const executionId = 'ci.bot@example.com_controller_24-05-06_10_11_12_1';
  const reportKey = 'PRIVATE:controller/240506/controller_24-05-06_10_11_12_1.xml';
  const gridUrl = `https://mycloud.reporting.perfectomobile.com?externalId[0]=${executionId}`;

  it('answers in JSON unless told otherwise', async () => {
    const { lab } = await openLab();
    const got = await services(lab, 'executions', 'start');
    expect([got.status, got.headers['content-type']]).toEqual([200, 'application/json']);
    expect(json(got)).toMatchObject({
      executionId,
      reportKey,
      testGridReportUrl: expect.stringContaining(gridUrl) as unknown,
      singleTestReportUrl: expect.stringContaining('https://mycloud.') as unknown,
    });
  });

  it('answers in XML with responseFormat=xml', async () => {
    const { lab } = await openLab();
    const got = await services(lab, 'executions', 'start', { responseFormat: 'xml' });
    expect([got.status, got.headers['content-type']]).toEqual([200, 'text/xml']);
    const { root, leaves } = readXmlLeaves(got.text);
    expect([root, leaves]).toMatchObject([
      'response',
      { executionId, reportKey, testGridReportUrl: expect.stringContaining(gridUrl) as unknown },
    ]);
  });
});

describe('the error examples of the overview', () => {
  it('an execution that is not there', async () => {
    const { lab } = await openLab();
    const id = 'samb@perfectomobile.com_controller_16-11-03_08_32_32_4';
    const got = await services(lab, `executions/${id}`, 'status');
    expect(got.text).toBe(asJson(`Failed to get execution status - Execution ${id} wasn't found`));
  });

  it('a list of all executions for a user who may not see them', async () => {
    const { lab } = await openLab();
    const got = await services(lab, 'executions', 'list', { admin: 'true', 'time.offset': '60' });
    expect(got.text).toBe(
      asJson(
        'Failed to get execution list - User ci.bot@example.com is not authorized to get all script executions',
      ),
    );
  });

  it('a parameter that abort does not have', async () => {
    const { lab } = await openLab();
    const got = await services(lab, 'executions/some_id', 'abort', { 'time.offset': '60' });
    expect(got.text).toBe(
      asJson('Failed to abort script - Request contains unknown parameters: [time.offset]'),
    );
    const inXml = await services(lab, 'executions/some_id', 'abort', {
      'time.offset': '60',
      responseFormat: 'xml',
    });
    expect(inXml.text).toBe(
      xml('Failed to abort script - Request contains unknown parameters: [time.offset]'),
    );
  });
});

describe('the invalid addresses of the overview', () => {
  it('http in place of https', async () => {
    const { lab } = await openLab();
    const text = await new Promise<string>((resolve, reject) => {
      const { port } = new URL(lab.httpUrl);
      const path = `/services/executions?operation=list&securityToken=${lab.tokens.automation}`;
      request({ host: '127.0.0.1', port, path }, (incoming) => {
        let body = '';
        incoming.setEncoding('utf8').on('data', (piece: string) => (body += piece));
        incoming.on('end', () => {
          resolve(body);
        });
      })
        .on('error', reject)
        .end();
    });
    expect(text).toBe(asJson('The operation requires secured channel'));
  });

  it('a resource that does not exist', async () => {
    const { lab } = await openLab();
    expect((await services(lab, 'execution', 'list')).text).toBe(
      asJson("Could not find resource 'execution'"),
    );
  });

  it('an operation that the resource does not have, in the XML that the overview shows', async () => {
    const { lab } = await openLab();
    const got = await services(lab, 'executions', 'statu', { responseFormat: 'xml' });
    expect(got.text).toBe(xml("Could not find operation 'statu' for resource 'executions'"));
  });

  it('no operation at all', async () => {
    const { lab } = await openLab();
    const query = { securityToken: lab.tokens.automation };
    const got = await send(lab, '/services/executions', { query });
    expect(got.text).toBe(asJson("Could not find operation '' for resource 'executions'"));
  });
});

describe('the handset list of the overview', () => {
  const query = { operation: 'list', 'link.type': 'all', status: 'connected' };

  it('is the same by GET with a query and by POST with a form', async () => {
    const { lab } = await openLab();
    const given = { ...query, securityToken: lab.tokens.automation };
    const asked: Got[] = [
      await send(lab, '/services/handsets', { query: given }),
      await send(lab, '/services/handsets', { form: given }),
    ];
    expect(asked.map(({ status }) => status)).toEqual([200, 200]);
    expect(asked[1]?.text).toBe(asked[0]?.text);
    expect(asked[0]?.text).toMatch(
      /^<\?xml [^>]*><handsets modelVersion="[^>]+ items="\d+"><handset><deviceId>/,
    );
  });
});
