import type { Lab } from '@perfecto-actions/lab';
import fc from 'fast-check';
import { corpusOf } from './corpus.ts';
import { FreshLab } from './fresh-lab.ts';
import { demand, property, type Group } from './property.ts';
import { answerTo, asText, tripped, wireText, type Sent } from './raw-request.ts';
import { anyCuts, damaged, inPieces } from './texts.ts';

/** An upload to be sent to a lab. */
interface AnyUpload {
  readonly contentType: string;
  readonly body: string;
  /** Where the body is cut into pieces on its way. */
  readonly cuts: readonly number[];
  /** Bytes that are announced and never sent, since the client goes away within the body. */
  readonly missing: number;
}

const goodType = 'multipart/form-data; boundary=lab-form';
const metadata = '{"artifactLocator":"PRIVATE:any/form.txt","override":true,"tags":["one","two"]}';
const aboutPart = `--lab-form\r\nContent-Disposition: form-data; name="requestPart"\r\nContent-Type: application/json\r\n\r\n${metadata}\r\n`;
const filePart =
  '--lab-form\r\nContent-Disposition: form-data; name="inputStream"; filename="form.txt"\r\nContent-Type: application/octet-stream\r\n\r\nfirst line\r\n--not the end\r\n\r\n';
const bareAboutPart = `--lab-form\r\ncontent-disposition: form-data; name=requestPart\r\n\r\n${metadata}\r\n`;
const last = '--lab-form--\r\n';

/** Forms that a lab takes: their two parts in either order, with and without a type of the metadata. */
const goodBodies = [
  aboutPart + filePart + last,
  filePart + aboutPart + last,
  bareAboutPart + filePart + last,
  `before all parts\r\n${filePart}${bareAboutPart}${last}after all parts`,
];

const good: AnyUpload = { contentType: goodType, body: goodBodies[0] ?? '', cuts: [], missing: 0 };

const anyUpload: fc.Arbitrary<AnyUpload> = fc.record({
  contentType: fc.oneof(
    { weight: 8, arbitrary: fc.constant(goodType) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        'Multipart/Form-Data ;charset=x; boundary="lab-form"',
        'multipart/form-data; boundary=another',
        'multipart/form-data; boundary="lab-form',
        'multipart/form-data; boundary=lab-form; boundary=lab',
        `multipart/form-data; boundary=${'lab-form'.repeat(100)}`,
        "multipart/form-data; boundary*=utf-8''lab-form; x=boundary=",
        'multipart/mixed; boundary=lab-form',
      ),
    },
  ),
  body: fc
    .tuple(damaged(goodBodies), fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })))
    .map(([body, kept]) => wireText(body.slice(0, Math.round(kept * body.length)))),
  cuts: anyCuts,
  missing: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(5_000) }),
});

/** Uploads in forms, whose framing a lab reads while it stores the file. */
export function uploadForms(): Group {
  const fresh = new FreshLab(500);
  return {
    close: () => fresh.close(),
    properties: [
      property(
        'lab: an upload whose form is damaged is taken or refused, never tripped over, and the next one is taken',
        anyUpload,
        async (upload) => {
          const { lab, ca } = await fresh.use();
          const answer = await answerTo(lab, ca, request(lab, upload));
          const isAnswered = /^HTTP\/1\.1 [24]\d\d /.test(answer) || (answer === '' && upload.missing > 0);
          demand(isAnswered && !answer.includes(tripped), `answered '${answer.slice(0, 600)}'`);
          const isGood =
            upload.contentType === goodType && upload.missing === 0 && goodBodies.includes(upload.body);
          if (isGood) demand(answer.startsWith('HTTP/1.1 200 '), `a good form got ${answer.slice(0, 600)}`);
          const next = await answerTo(lab, ca, request(lab, good));
          demand(next.startsWith('HTTP/1.1 200 '), `the next upload got ${next.slice(0, 600)}`);
        },
        {
          examples: [
            ...goodBodies.map((body) => ({ ...good, body })),
            ...corpusOf('multipart').map((body) => ({ ...good, body: asText(body) })),
            { ...good, missing: 1 },
            { ...good, body: filePart, missing: 1 },
          ],
          share: 0.1,
        },
      ),
    ],
  };
}

function request(lab: Lab, { contentType, body, cuts, missing }: AnyUpload): Sent {
  const bytes = Buffer.from(body, 'latin1');
  const head = [
    'POST /repository/api/v1/artifacts HTTP/1.1',
    'Host: a',
    `Perfecto-Authorization: ${lab.tokens.admin}`,
    `Content-Type: ${contentType}`,
    `Content-Length: ${bytes.length + missing}`,
    'Connection: close',
  ];
  return {
    isSecure: true,
    pieces: [Buffer.from(`${head.join('\r\n')}\r\n\r\n`), ...inPieces(bytes, cuts)],
    isWhole: missing === 0,
  };
}
