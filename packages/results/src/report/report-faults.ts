import type { ReportErrorCode } from './report-error.ts';

/** What is wrong with a text, in the middle of the sentence "The report ... (line 1, column 1)." */
export interface Fault {
  code: ReportErrorCode;
  what: string;
}

/** Tells from the start of a text that it cannot be a report, or nothing when it may be one. */
export function notXml(head: string): Fault | undefined {
  const start = head.replace(/^\uFEFF/u, '').trimStart();
  if (start === '') return undefined;
  if (/^<!doctype\s+html|^<html[\s>]/iu.test(start)) {
    const title = /<title[^>]*>([^<]*)/iu.exec(start)?.[1];
    return {
      code: 'html-page',
      what: `is an HTML page${title === undefined ? '' : `, "${excerpt(title)}"`}`,
    };
  }
  // Four letters of its name tell it from an HTML page, however small the chunks are.
  if (/^(?:<\?[^>]*>\s*)?<!doctype\s+(?!html)\S{4}/iu.test(start))
    return { code: 'doctype', what: 'has a DOCTYPE' };
  if (!start.startsWith('<'))
    return { code: 'not-xml', what: `is not XML; it starts with "${excerpt(start)}"` };
  return undefined;
}

/** Sorts an error of sax. It has no codes, so its text is all there is to go by; anything unknown is malformed. */
export function saxFault(error: Error): Fault {
  const text = error.message.replace(/\n.*/su, '');
  const buffer = /^Max buffer length exceeded: (\w+)/u.exec(text)?.[1];
  if (buffer === 'doctype' || /doctype/iu.test(text)) return { code: 'doctype', what: 'has a DOCTYPE' };
  if (buffer !== undefined)
    return { code: 'too-big', what: `has a part (${buffer}) of more than 64 Ki characters` };
  if (/^Unclosed root tag|^Unexpected end/u.test(text))
    return { code: 'truncated', what: 'ends in the middle' };
  if (/entity/iu.test(text)) return { code: 'entity', what: 'has an entity that XML does not define' };
  return { code: 'malformed', what: `is not well-formed: ${text.toLowerCase()}` };
}

function excerpt(text: string): string {
  const line = text.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 80)}...` : line;
}

const tooLarge =
  'If the report really is that large, raise the limit; otherwise look at what the service sent.';
const notAReport =
  'Check the report key, and that the execution has ended: the service writes its report then.';

/** What to do next, by fault. */
export const hints: Record<ReportErrorCode, string> = {
  empty: 'The report may not be written yet; try again a little later.',
  'not-xml': notAReport,
  'html-page':
    'A proxy, a login page or an error page answered. Check the cloud name, the token and the proxy.',
  'wrong-root': notAReport,
  'unsupported-encoding': 'Ask for the report again; reports are expected in UTF-8.',
  doctype: 'Reports have no DOCTYPE; it is refused because it can make a parser load or build anything.',
  entity: 'Only the five entities of XML are accepted: amp, lt, gt, quot and apos.',
  malformed: 'Fetch the report again. If it stays so, keep the file and report it to the lab.',
  truncated: 'The transfer broke or the report is still being written. Fetch it again.',
  'too-big': tooLarge,
  'too-deep': tooLarge,
  'too-many-nodes': tooLarge,
};
