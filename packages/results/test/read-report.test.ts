import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ReportLimits } from '../src/report/read-report.ts';
import { readReport } from '../src/report/read-report.ts';
import { ReportError, resultOfReport } from '../src/index.ts';
import { failed, fullReport, node, passed, report, streamOf, times } from './report-text.ts';

async function faultOf(text: string | Uint8Array, limits?: ReportLimits): Promise<ReportError> {
  const fault: unknown = await readReport(streamOf(text), limits).catch((error: unknown) => error);
  if (fault instanceof ReportError) return fault;
  throw new Error(`expected a ReportError, got ${JSON.stringify(fault)}`);
}

describe('readReport', () => {
  it('reads every known element', async () => {
    const read = await readReport(streamOf(Buffer.from(fullReport)));
    expect(read).toMatchObject({
      name: 'login',
      executionId: 'ci.bot@example.com_login_24-05-06_10_11_12_345',
      reportKey: 'PRIVATE:240506/login_1.xml',
      owner: 'ci.bot@example.com',
      startedAtMs: 1_714_990_272_345,
      endedAtMs: 1_714_990_331_020,
      status: {
        success: false,
        failedActions: 1,
        code: 'CompletedWithErrors',
        description: 'Completed with errors',
      },
      variables: [{ name: 'DUT', value: '0123456789ABCDEF' }],
      timers: [{ id: 'auto', seconds: { elapsed: 58.7, ux: 1.2 } }],
    });
    expect(read.devices).toEqual([
      {
        deviceId: '0123456789ABCDEF',
        manufacturer: 'Google',
        model: 'Pixel 8',
        os: 'Android',
        osVersion: '14',
        properties: { firmware: 'UP1A' },
        recordings: [
          { format: 'mp4', label: 'recordingDownload', url: 'https://mycloud.perfectomobile.com/rec-1.mp4' },
        ],
      },
    ]);
    expect(read.flow).toHaveLength(1);
    expect(read.flow[0]).toMatchObject({
      kind: 'step',
      name: 'Open the page',
      startedAtMs: 1_714_990_281_000,
    });
    expect(read.flow[0]?.children).toEqual([
      {
        kind: 'action',
        name: 'monitor.start',
        displayName: 'Start monitor',
        status: { success: true, code: 'Success' },
        dataItems: [
          { type: 'monitor', format: 'csv', attachment: 'vitals/monitor_1.csv' },
          { label: 'actual', value: 'ok & <raw>' },
        ],
        parameters: [{ name: 'sources', displayName: 'Sources', value: 'Device' }],
        children: [],
      },
    ]);
  });

  it('reads the same when every byte comes alone, characters of many bytes included', async () => {
    const bytes = Buffer.from(report(node('step', 'Grüße 日本 🚀', passed)));
    const alone = Array.from(bytes, (byte) => Uint8Array.of(byte));
    const read = await readReport(streamOf(...alone));
    expect(read.flow[0]?.name).toBe('Grüße 日本 🚀');
    expect(read).toEqual(await readReport(streamOf(bytes)));
  });

  it.each([
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${report(node('step', 'é', passed))}`)],
    ['a string with a byte order mark', `\uFEFF${report(node('step', 'é', passed))}`],
    ['UTF-16 with a byte order mark', Buffer.from(`\uFEFF${report(node('step', 'é', passed))}`, 'utf16le')],
    [
      'UTF-16 with the other byte order mark',
      Buffer.from(`\uFEFF${report(node('step', 'é', passed))}`, 'utf16le').swap16(),
    ],
    [
      'a declared ISO-8859-1',
      Buffer.from(
        `<?xml version="1.0" encoding="ISO-8859-1"?>${report(node('step', 'é', passed))}`,
        'latin1',
      ),
    ],
  ])('accepts %s', async (_, text) => {
    expect((await readReport(streamOf(text))).flow[0]?.name).toBe('é');
  });

  it('takes an entry without its value for one that is not there', async () => {
    const times =
      '<times><flowTimes><start><millis> soon </millis></start><end><millis></millis></end></flowTimes></times>';
    const timers =
      '<timers><timer><time label="elapsed">1.5</time><time label="none"></time><time>3</time><time label="word">x</time></timer></timers>';
    const text = `<execution><info><name>a</name><id> </id>${times}<dataItems><dataItem label="log"><key>PRIVATE:x</key></dataItem></dataItems></info><output><status><failedActions>some</failedActions></status>${timers}</output></execution>`;
    const read = await readReport(streamOf(text));
    expect(read).toMatchObject({ name: 'a', timers: [{ id: '', seconds: { elapsed: 1.5 } }] });
    expect(Object.keys(read.timers[0]?.seconds ?? {})).toEqual(['elapsed']);
    for (const absent of ['executionId', 'startedAtMs', 'endedAtMs', 'reportKey', 'owner']) {
      expect(read).not.toHaveProperty(absent);
    }
    expect(read.status).toEqual({});
  });

  it('takes the first of two names, whatever the second is', async () => {
    const parameter =
      '<parameter><name>first</name><name displayName="B">second</name><value>1</value></parameter>';
    const action = node('action', 'tap', passed)
      .replace('</name>', '</name><name>other</name>')
      .replace('</action>', `<parameters>${parameter}</parameters></action>`);
    const { flow } = await readReport(streamOf(report(action)));
    expect(flow).toMatchObject([{ name: 'tap', parameters: [{ name: 'first', value: '1' }] }]);
    expect(flow[0]?.parameters[0]).not.toHaveProperty('displayName');
  });

  it('reads an action with all that one may say of itself, its location included', async () => {
    const action = node('action', 'tap', passed).replace(
      '<name>tap</name>',
      `<name displayName="Tap">tap</name>${times(1000, 3000)}`,
    );
    const device =
      '<handset><properties><property><name>location</name><value>NA-US-BOS</value></property></properties></handset>';
    const text = report(action).replace('<output>', `<input><handsets>${device}</handsets></input><output>`);
    const { devices, flow } = await readReport(streamOf(text));
    expect(flow).toMatchObject([{ displayName: 'Tap', startedAtMs: 1000, endedAtMs: 3000 }]);
    expect(devices).toMatchObject([{ location: 'NA-US-BOS' }]);
  });

  it('keeps a report with broken UTF-8 and marks the broken character', async () => {
    const bytes = Buffer.from(report(node('step', 'a#b', failed('why'))));
    bytes[bytes.indexOf('#')] = 0xff;
    expect((await readReport(streamOf(bytes))).flow[0]?.name).toBe('a\uFFFDb');
  });

  it('keeps a reference to a control character as it was written', async () => {
    const read = await readReport(streamOf(report(node('step', 's', failed('&#27;[31mred')))));
    expect(read.flow[0]?.status.description).toBe('&#27;[31mred');
  });

  it('ignores what it does not know, at any depth and size', async () => {
    const noise = `<news><flow><step><info><name>no</name></info></step></flow>${'x'.repeat(300_000)}</news>`;
    const read = await readReport(streamOf(`<execution>${noise}${report('').slice('<execution>'.length)}`));
    expect(read).toMatchObject({ name: 'login', flow: [] });
  });

  it('does not take the input of a called script for that of the execution', async () => {
    const inner = `<script><info><name>sub</name><id>other</id></info><input><handsets><handset/></handsets>
      <variables><variable><name>A</name><value>1</value></variable></variables></input>
      <output><status>${passed}</status><timers><timer id="t"><time label="ux">1</time></timer></timers></output></script>`;
    const read = await readReport(streamOf(report(inner)));
    expect(read).toMatchObject({ executionId: 'bot_login_1', devices: [], variables: [], timers: [] });
    expect(read.flow).toMatchObject([{ kind: 'script', name: 'sub', status: { success: true } }]);
  });

  it('takes values it cannot read as missing, also when they name members of objects', async () => {
    const status = '<success>constructor</success><failedActions>many</failedActions>';
    const read = await readReport(streamOf(report(node('action', '__proto__', status))));
    expect(read.flow[0]).toMatchObject({ name: '__proto__', status: {} });
    expect(read.flow[0]?.status).toEqual({});
  });

  it('keeps a device property with the name __proto__ apart from the prototype', async () => {
    const property = '<property><name>__proto__</name><value>x</value></property>';
    const text = `<execution><input><handsets><handset><properties>${property}</properties></handset></handsets></input></execution>`;
    const read = await readReport(streamOf(text));
    expect(Object.entries(read.devices[0]?.properties ?? {})).toEqual([['__proto__', 'x']]);
  });

  it('passes an error of the source through unchanged', async () => {
    const broken = new TypeError('connection reset');
    async function* source(): AsyncGenerator<string> {
      yield await Promise.resolve('<execution>');
      throw broken;
    }
    await expect(readReport(source())).rejects.toBe(broken);
  });

  it.each([
    ['nothing', '', 'empty'],
    ['blanks only', ' \n\t ', 'empty'],
    ['a byte order mark only', '\uFEFF', 'empty'],
    ['plain text', 'Service Unavailable', 'not-xml'],
    ['a JSON error', '{"errorMessage":"Failed to download report - not found"}', 'not-xml'],
    ['an HTML page', '<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head></html>', 'html-page'],
    ['an HTML page without DOCTYPE', '<HTML><body>Login</body></HTML>', 'html-page'],
    ['XHTML', '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>', 'html-page'],
    ['an error answer in XML', '<errorMessage>Failed to download report</errorMessage>', 'wrong-root'],
    [
      'a DOCTYPE',
      '<?xml version="1.0"?><!DOCTYPE execution SYSTEM "file:///etc/passwd"><execution/>',
      'doctype',
    ],
    ['a short DOCTYPE', '<!DOCTYPE a><execution/>', 'doctype'],
    ['a lower-case DOCTYPE', '<!doctype execution><execution/>', 'doctype'],
    [
      'nested entities',
      '<!DOCTYPE e [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><execution>&b;</execution>',
      'doctype',
    ],
    ['an endless DOCTYPE', `<!DOCTYPE e [${'<!ENTITY a "aaaa">'.repeat(10_000)}`, 'doctype'],
    ['a DOCTYPE behind a comment', '<!-- x --><!DOCTYPE e><execution/>', 'doctype'],
    ['an entity of HTML', '<execution>&nbsp;</execution>', 'entity'],
    ['an entity nobody declared', '<execution a="&xxe;"/>', 'entity'],
    ['a wrong end tag', '<execution></flow></execution>', 'malformed'],
    ['an attribute without quotes', '<execution a=1/>', 'malformed'],
    ['text behind the end', '<execution/>more', 'malformed'],
    ['a second root', '<execution/><execution', 'truncated'],
    ['an attribute that trips sax', '<execution hasOwnProperty="1" b="2"/>', 'malformed'],
    ['an XML declaration alone', '<?xml version="1.0"?>', 'truncated'],
    ['half a start tag', '<execu', 'truncated'],
    ['an open comment', '<execution><!-- ', 'truncated'],
    ['an open CDATA section', '<execution><info><name><![CDATA[x', 'truncated'],
    ['a huge attribute', `<execution a="${'x'.repeat(200_000)}"/>`, 'too-big'],
    ['a huge tag name', `<${'x'.repeat(200_000)}/>`, 'too-big'],
    ['a huge comment', `<execution><!--${'x'.repeat(200_000)}--></execution>`, 'too-big'],
    [
      'a tag with very many attributes',
      `<execution ${Array.from({ length: 1000 }, (_, index) => `a${index}=""`).join(' ')}/>`,
      'too-big',
    ],
    ['a million open elements', `<execution>${'<a>'.repeat(1_000_000)}`, 'too-deep'],
    ['a million nested steps', `<execution>${'<flow><step>'.repeat(1_000_000)}`, 'too-deep'],
  ])('refuses %s', async (_, text, code) => {
    const fault = await faultOf(text);
    expect(fault.code).toBe(code);
    expect(fault.hint).not.toBe('');
    expect(fault.message.length).toBeLessThan(600);
  });

  it.each([
    ['bytes', { maxBytes: 100 }, 'too-big'],
    ['depth', { maxDepth: 5 }, 'too-deep'],
    ['nodes', { maxNodes: 3 }, 'too-many-nodes'],
    ['characters of one text', { maxTextChars: 10 }, 'too-big'],
    ['characters in all', { maxKeptChars: 50 }, 'too-big'],
  ])('stops at the limit of %s', async (_, limits, code) => {
    expect((await faultOf(fullReport, limits)).code).toBe(code);
  });

  it.each([
    ['', 'The report is empty (line 1, column 1).'],
    ['Not found', 'The report is not XML; it starts with "Not found" (line 1, column 1).'],
    [
      'Bad gateway. '.repeat(10),
      `The report is not XML; it starts with "${'Bad gateway. '.repeat(10).slice(0, 80)}..." (line 1, column 1).`,
    ],
    ['%PDF-1.7 \u0000\u0001', 'The report is not XML; it starts with "%PDF-1.7" (line 1, column 1).'],
    [
      '<!doctype html><html><title>Sign in</title>',
      'The report is an HTML page, "Sign in" (line 1, column 1).',
    ],
    ['<!DOCTYPE execution><execution/>', 'The report has a DOCTYPE (line 1, column 1).'],
    [
      '<errorMessage>Failed</errorMessage>',
      'The report starts with <errorMessage>, not <execution> (line 1, column 15).',
    ],
    ['<execution><flow>', 'The report ends in the middle (line 1, column 18, in execution/flow).'],
    [
      '<execution><flow></execution>',
      'The report is not well-formed: unexpected close tag (line 1, column 30, in execution/flow).',
    ],
    [
      '<execution>&nbsp;',
      'The report has an entity that XML does not define (line 1, column 18, in execution).',
    ],
  ])('says of %j in one sentence what it is', async (text, sentence) => {
    expect((await faultOf(text)).message).toBe(sentence);
  });

  it.each<[string, string, ReportLimits | undefined]>([
    ['is cut off', '', undefined],
    ['is not well-formed', '</step>', undefined],
    ['goes on as an HTML page', '<!doctype html><html><title>502 Bad Gateway</title></html>', undefined],
    ['nests a million deep', '<flow><step>'.repeat(1_000_000), undefined],
    ['has an entity nobody declared', '&xxe;', undefined],
    ['grows beyond its limit of bytes', 'x'.repeat(2000), { maxBytes: 1000 }],
    ['has more nodes than the limit', '<step/>'.repeat(20), { maxNodes: 10 }],
  ])('keeps what it read of a report that %s', async (_, rest, limits) => {
    const begun = report(node('step', 'One', passed)).replace('</flow></execution>', '');
    async function* source(): AsyncGenerator<string> {
      yield await Promise.resolve(begun);
      yield rest;
    }
    const fault: unknown = await readReport(source(), limits).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(ReportError);
    expect(fault).toMatchObject({ partial: { name: 'login', executionId: 'bot_login_1' } });
    expect((fault as ReportError).partial?.flow[0]).toMatchObject({ name: 'One', status: { success: true } });
  });

  it('refuses a text of 2 GiB without holding it', async () => {
    // Never touched, so the system gives no memory for it.
    const half = Buffer.alloc(2 ** 30);
    let given = 0;
    async function* source(): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(
        Buffer.from(report(node('step', 'One', passed)).replace('</execution>', '')),
      );
      for (; given < 2; given += 1) yield half;
    }
    await expect(readReport(source())).rejects.toMatchObject({
      code: 'too-big',
      message: expect.stringContaining('is larger than 1073741824 bytes'),
      partial: { name: 'login' },
    });
    expect(given).toBe(0);
  });

  it('stops reading the source at the limit of bytes', async () => {
    let given = 0;
    async function* endless(): AsyncGenerator<string> {
      yield await Promise.resolve('<execution>');
      for (;;) {
        given += 1;
        yield 'x'.repeat(1000);
      }
    }
    await expect(readReport(endless(), { maxBytes: 10_000 })).rejects.toMatchObject({ code: 'too-big' });
    expect(given).toBe(10);
  });

  it('refuses an encoding that cannot be decoded', async () => {
    const fault = await faultOf(Buffer.from('<?xml version="1.0" encoding="EBCDIC-X"?><execution/>'));
    expect(fault).toMatchObject({ code: 'unsupported-encoding' });
    expect(fault.message).toContain('EBCDIC-X');
  });

  it('names an HTML page by its title', async () => {
    const fault = await faultOf('<!doctype html>\n<html><title>502 Bad Gateway</title>');
    expect(fault.message).toContain('502 Bad Gateway');
  });

  it('recognises an HTML page that comes byte by byte', async () => {
    const bytes = Array.from(Buffer.from('<!doctype html><html></html>'), (byte) => Uint8Array.of(byte));
    await expect(readReport(streamOf(...bytes))).rejects.toMatchObject({ code: 'html-page' });
    const text = Array.from('<!doctype html><html></html>');
    await expect(readReport(streamOf(...text))).rejects.toMatchObject({ code: 'html-page' });
  });

  it('gives line, column and path of the fault', async () => {
    const fault = await faultOf('<execution>\n  <flow>\n    <step>&bad;</step></flow></execution>');
    expect(fault).toMatchObject({ code: 'entity', line: 3, path: 'execution/flow/step' });
    expect(fault.column).toBeGreaterThan(10);
    expect(fault.message).toContain('line 3');
  });

  it('gives what was read before the text broke off, open steps included', async () => {
    const whole = report(
      node('step', 'One', passed) + node('step', 'Two', passed, node('action', 'tap', passed)),
    );
    const fault = await faultOf(whole.slice(0, whole.indexOf('</action>')));
    expect(fault.code).toBe('truncated');
    expect(fault.partial).toMatchObject({
      name: 'login',
      flow: [{ name: 'One' }, { name: 'Two', children: [{ kind: 'action', name: 'tap' }] }],
    });
  });

  it('is truncated wherever the text is cut, and never whole', async () => {
    const whole = fullReport.trimEnd();
    for (let end = whole.indexOf('<execution>') + 1; end < whole.length; end += 13) {
      expect((await faultOf(whole.slice(0, end))).code).toBe('truncated');
    }
  });

  it('has no partial model when no report had begun', async () => {
    expect((await faultOf('<html>')).partial).toBeUndefined();
  });
});

describe('a report read for its failures', () => {
  const anyStatus = fc.constantFrom(passed, failed('why'), '', '<success>maybe</success>');
  const attachment =
    '<dataItems><dataItem type="image"><attachment>images/1.png</attachment></dataItem></dataItems>';
  const anyNode: fc.Memo<string> = fc.memo((depth) =>
    fc
      .tuple(
        fc.constantFrom('step' as const, 'action' as const, 'script' as const),
        anyStatus,
        depth > 1 ? fc.array(anyNode(depth - 1), { maxLength: 3 }) : fc.constant([]),
        fc.boolean(),
      )
      .map(([kind, status, children, hasPicture]) => {
        const text = node(kind, 'n', status, children.join(''));
        return hasPicture ? text.replace('</name></info>', `</name>${attachment}</info>`) : text;
      }),
  );

  it('makes the same result as one read whole', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyNode(3), { maxLength: 4 }), anyStatus, async (nodes, status) => {
        const text = report(nodes.join(''), status);
        const whole = await readReport(streamOf(text));
        const failures = await readReport(streamOf(text), { detail: 'failures' });
        expect(resultOfReport(failures)).toEqual(resultOfReport(whole));
      }),
      { numRuns: 200 },
    );
  });

  it('keeps the inside of a case that failed, and of one that passed only what was attached', async () => {
    const inner = node('action', 'tap', passed).replace('</name></info>', `</name>${attachment}</info>`);
    const text = report(
      node('step', 'Good', passed, inner) + node('step', 'Bad', passed, node('action', 'tap', failed('why'))),
    );
    const { flow } = await readReport(streamOf(text), { detail: 'failures' });
    expect(flow).toMatchObject([
      { name: 'Good', children: [], dataItems: [{ attachment: 'images/1.png' }] },
      { name: 'Bad', children: [{ name: 'tap', status: { success: false } }] },
    ]);
  });
});

describe('equal parts of a report', () => {
  it('share one copy, however often they come', async () => {
    const parameters = '<parameters><parameter><name>a</name><value>1</value></parameter></parameters>';
    const action = node('action', 'tap', passed).replace('</action>', `${parameters}</action>`);
    const { flow } = await readReport(streamOf(report(action.repeat(3))));
    expect(flow[0]).toMatchObject({ status: { success: true }, parameters: [{ name: 'a', value: '1' }] });
    expect(flow[2]?.status).toBe(flow[0]?.status);
    expect(flow[2]?.parameters).toBe(flow[0]?.parameters);
  });

  it('may be as long as they are: what is too long for sharing is whole all the same', async () => {
    const long = (letter: string): string => letter.repeat(500);
    const values = [long('v'), 'a', 'b', 'c', 'd', 'e'];
    const parameters = values.map(
      (value, index) => `<parameter><name>${long('n')}${index}</name><value>${value}</value></parameter>`,
    );
    const action = node('action', long('a'), failed(long('d'))).replace(
      '</action>',
      `<parameters>${parameters.join('')}</parameters></action>`,
    );
    const { flow } = await readReport(streamOf(report(action.repeat(2))));
    expect(flow[1]).toEqual(flow[0]);
    expect(flow[0]).toMatchObject({ name: long('a'), status: { description: long('d') } });
    expect(flow[0]?.parameters.map(({ name, value }) => `${name}=${value}`)).toEqual(
      values.map((value, index) => `${long('n')}${index}=${value}`),
    );
  });

  it('are told apart by every member, also when there are more than can be kept for sharing', async () => {
    const many = Array.from({ length: 10_000 }, (_, index) => {
      const value = `<parameters><parameter><name displayName="${index % 2 === 0 ? 'A' : 'B'}">a</name><value>${index}</value></parameter></parameters>`;
      return node('action', `n${index}`, failed(`why ${index}`)).replace('</action>', `${value}</action>`);
    });
    const { flow } = await readReport(streamOf(report(many.join(''))));
    expect(flow).toHaveLength(10_000);
    for (const [index, { name, status, parameters }] of flow.entries()) {
      expect([name, status.description]).toEqual([`n${index}`, `why ${index}`]);
      expect(parameters).toEqual([
        { name: 'a', displayName: index % 2 === 0 ? 'A' : 'B', value: String(index) },
      ]);
    }
  });
});
