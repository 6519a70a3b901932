import { ReportError } from '@perfecto-actions/results';
import { readReport } from '@perfecto-actions/results/read-report';
import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { corpusOf, corpusTexts } from './corpus.ts';
import { demand, property, readOrRefuse, type Property } from './property.ts';
import { anyCuts, anyText, damaged, inPieces } from './texts.ts';

const limits = { maxNodes: 10_000, maxKeptChars: 1_000_000, maxTextChars: 100_000 };

/** Execution reports, which the service writes and lines cut off. */
export function reportProperties(): Property[] {
  return [
    property(
      'reports: any bytes are a report or a ReportError, and where they are cut makes no difference',
      fc.tuple(
        fc.oneof(
          anyText.map(utf8),
          damaged(corpusTexts('reports-good')).map(utf8),
          fc.uint8Array().map((bytes) => Buffer.from(bytes)),
        ),
        anyCuts,
      ),
      async ([bytes, cuts]) => {
        const whole = await read([bytes]);
        const pieces = await read(inPieces(bytes, cuts));
        demand(
          isDeepStrictEqual(whole, pieces),
          `whole ${JSON.stringify(whole)}, in pieces ${JSON.stringify(pieces)}`,
        );
      },
      { examples: corpusOf('reports').map((bytes): [Buffer, number[]] => [bytes, [0.3, 0.7]]) },
    ),
  ];
}

function utf8(text: string): Buffer {
  return Buffer.from(text, 'utf8');
}

/** The report, or the code and place of the error. */
async function read(pieces: readonly Buffer[]): Promise<unknown> {
  let refusal: ReportError | undefined;
  const found = await readOrRefuse(
    () => readReport(streamOf(pieces), limits),
    (error) => {
      if (error instanceof ReportError) refusal = error;
      return refusal !== undefined;
    },
  );
  return refusal === undefined ? found : { code: refusal.code };
}

async function* streamOf(pieces: readonly Buffer[]): AsyncGenerator<Buffer> {
  for (const piece of pieces) yield await Promise.resolve(piece);
}
