import { distinctExecutions } from '../distinct-executions.ts';
import { escapeHtml, oneLine } from '../text/escape.ts';
import { prepareExecution } from './execution-data.ts';
import { pageScript, pageScriptHash, pageStyle, pageStyleHash } from './generated/page-assets.ts';
import { dataBlock } from './inline-data.ts';
import { mediaBlocks } from './media-blocks.ts';
import { mediaInOrder, type MediaOfExecution } from './media-order.ts';
import { blockIds } from './model/page-data.ts';
import { overviewData } from './overview-data.ts';
import type { PageInput } from './page-input.ts';
import { staticSummary } from './static-summary.ts';

const defaultMaxBytes = 25_000_000;

/**
 * Only the page's own script and style run, nothing is loaded but pictures and videos, and those only from the page
 * itself or its folder. With trusted types a browser refuses to take text for markup even if the script tried.
 * `file:` is named because `'self'` is not the folder for every browser when a page is opened from disk.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  `script-src '${pageScriptHash}'`,
  `style-src '${pageStyleHash}'`,
  "img-src data: 'self' file:",
  "media-src data: 'self' file:",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/**
 * The results of a run as one HTML page that needs nothing else, in pieces. The overview comes first, so that a browser
 * shows it before it has the rest; then the executions; then the files that are embedded, failures first. Files are
 * read one at a time.
 */
export async function* renderPage(input: PageInput): AsyncGenerator<string> {
  let written = 0;
  const counted = (piece: string): string => {
    written += Buffer.byteLength(piece);
    return piece;
  };
  const overview = overviewData(input);
  yield counted(
    [
      '<!doctype html>',
      '<html lang="en">',
      '<head>',
      '<meta charset="utf-8">',
      `<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}">`,
      '<meta name="viewport" content="width=device-width, initial-scale=1">',
      '<meta name="color-scheme" content="light dark">',
      '<meta name="referrer" content="no-referrer">',
      `<title>${escapeHtml(oneLine(overview.title))}</title>`,
      `<style>${pageStyle}</style>`,
      '</head>',
      '<body>',
      `<noscript>${staticSummary(overview)}</noscript>`,
      dataBlock(blockIds.overview, overview),
    ].join('\n'),
  );
  yield counted(`<script>${pageScript}</script>\n`);

  let ids = 0;
  const details = new Map((input.details ?? []).map((one) => [one.executionId, one]));
  const media: MediaOfExecution[] = [];
  for (const [index, result] of distinctExecutions(input.results.executions).entries()) {
    const prepared = await prepareExecution(result, details.get(result.executionId), () => ids++);
    media.push({ result, media: prepared.media });
    yield counted(dataBlock(blockIds.execution(index), prepared.data));
  }
  yield* mediaBlocks(mediaInOrder(media), (input.maxBytes ?? defaultMaxBytes) - written);
  yield '</body>\n</html>\n';
}
