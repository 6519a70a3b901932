import type { ExampleCall, Examples, OperationExample, Stage } from '../example-call.ts';
import { textAt } from '../stage.ts';

/** Kinds of attachment with an ending the lab can make, and the container that lists them. */
const endings = {
  video: 'mp4',
  image: 'png',
  network: 'pcap',
  monitor: 'csv',
  log: 'zip',
  audioText: 'txt',
  accessibility: 'json',
  transactions: 'json',
};

/** A script that leaves one file of every kind on its device, and one that belongs to no device. */
const script = `<script name="files"><step name="Leave files"><action name="record">${Object.entries(endings)
  .map(
    ([type, ending]) =>
      `<attachment type="${type}" path="${type}/device_1.${ending}"/>` +
      `<attachment type="${type}" path="${type}/service_1.${ending}" device="none"/>`,
  )
  .join('')}</action></step></script>`;

async function reported(stage: Stage): Promise<{ reportKey: string }> {
  const item = { repository: 'scripts', repositoryItemKey: 'PRIVATE:files.xml' };
  await stage.call('repository.upload', item, { file: Buffer.from(script), fileType: 'text/xml' });
  const answer = await stage.call('script.execute', {
    scriptKey: 'PRIVATE:files.xml',
    'param.DUT': 'F52F82C4DEMO01',
  });
  await stage.clock.advance(60_000);
  return { reportKey: textAt(answer, 'reportKey') };
}

async function loginReported(stage: Stage): Promise<{ reportKey: string }> {
  const answer = await stage.call('script.execute', { scriptKey: 'PUBLIC:Samples/login.xml' });
  await stage.clock.advance(60_000);
  return { reportKey: textAt(answer, 'reportKey') };
}

function loadsByPath(type: keyof typeof endings): OperationExample {
  const attachment = `${type}/device_1.${endings[type]}`;
  return { calls: [{ arrange: reported, parameters: { attachment } }] };
}

function inFormat(format: string): ExampleCall {
  return { shows: format, arrange: loginReported, parameters: { format } };
}

export const examples: Examples = {
  'report.download': {
    calls: [
      inFormat('xml'),
      inFormat('html'),
      inFormat('csv'),
      inFormat('pdf'),
      {
        shows: "another user's report",
        as: 'admin',
        arrange: loginReported,
        parameters: { admin: true, owner: 'ci.bot@example.com' },
      },
    ],
  },
  'report.attachments': { calls: [{ arrange: reported }] },
  'report.image': loadsByPath('image'),
  'report.video': {
    calls: [
      {
        shows: 'a recording by its path',
        arrange: reported,
        parameters: { attachment: 'video/device_1.mp4' },
      },
      { shows: 'the only recording', arrange: loginReported, parameters: { format: 'mp4' } },
    ],
  },
  'report.network': loadsByPath('network'),
  'report.monitor': loadsByPath('monitor'),
  'report.log': loadsByPath('log'),
  'report.transactions': loadsByPath('transactions'),
  'report.audioText': loadsByPath('audioText'),
  'report.accessibility': loadsByPath('accessibility'),
};
