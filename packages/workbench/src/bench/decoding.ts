import { XMLParser } from 'fast-xml-parser';
import { deviceList } from '@perfecto-actions/catalog/device';
import { scriptStatus } from '@perfecto-actions/catalog/script';
import { decodeAnswer } from '../../../client/src/decode/decode-answer.ts';
import { median, type Row } from '../measuring/table.ts';

const answers = 10_000;
const devices = 5_000;
const rounds = 25;
const target = 1.2;

/** Reading answers into the types of the catalogue, against plain parsers that check nothing. */
export async function benchDecoding(): Promise<Row[]> {
  const statuses = Array.from({ length: answers }, (_, index) => statusAnswer(index));
  const list = deviceListAnswer();
  const parser = new XMLParser({ ignoreAttributes: false, parseTagValue: false });
  return [
    await rowOf(
      `decode of ${answers.toLocaleString('en-US')} status answers`,
      () => {
        for (const text of statuses) void decodeAnswer(scriptStatus, text, 'json');
      },
      'JSON.parse',
      () => {
        for (const text of statuses) JSON.parse(text);
      },
    ),
    await rowOf(
      `decode of an XML list of ${devices.toLocaleString('en-US')} devices`,
      async () => {
        await decodeAnswer(deviceList, list, 'xml');
      },
      'fast-xml-parser',
      () => {
        parser.parse(list);
      },
    ),
  ];
}

async function rowOf(
  what: string,
  own: () => void | Promise<void>,
  theirName: string,
  theirs: () => void,
): Promise<Row> {
  const ownMs: number[] = [];
  const theirMs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    let began = process.cpuUsage();
    theirs();
    theirMs.push(cpuMsSince(began));
    began = process.cpuUsage();
    await own();
    ownMs.push(cpuMsSince(began));
  }
  const ratio = median(ownMs) / median(theirMs);
  return {
    what,
    measured: `${median(ownMs).toFixed(1)} ms, ${theirName} ${median(theirMs).toFixed(1)} ms: ${ratio.toFixed(2)} x`,
    target: `<= ${target} x ${theirName}`,
    met: ratio <= target,
  };
}

/** Time of the processor, which other work on the machine does not change. */
function cpuMsSince(began: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
}

function statusAnswer(index: number): string {
  return JSON.stringify({
    executionId: `ci.bot@example.com_login_26-11-25_02_00_00_${index}`,
    reportKey: `PRIVATE:261125/login_26-11-25_02_00_00_${index}.xml`,
    status: 'Running',
    description: 'Running step 7 of 12: open the app and pay',
    progressPercentage: String(index % 100),
    user: 'ci.bot@example.com',
    completed: 'false',
    failedActions: '0',
    failedValidations: '0',
    devices: [{ deviceId: `R3DEMO${index}`, model: 'Pixel 8', os: 'Android', osVersion: '16' }],
  });
}

function deviceListAnswer(): string {
  const handsets = Array.from(
    { length: devices },
    (_, index) =>
      `<handset><deviceId>R3DEMO${index}</deviceId><manufacturer>Google</manufacturer><model>Pixel 8</model><os>Android</os><osVersion>16</osVersion><status>Connected</status><inUse>false</inUse><available>true</available><description>On cradle ${index} in Boston</description><location>NA-US-BOS</location></handset>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?><handsets>${handsets.join('')}</handsets>`;
}
