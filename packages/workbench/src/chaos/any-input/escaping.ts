import { stepLog } from '@perfecto-actions/action-kit';
import {
  escapeHtml,
  escapeMarkdownCell,
  escapeXml,
  escapeXmlAttribute,
  oneLine,
  safeLink,
} from '@perfecto-actions/results';
import { dataBlock } from '../../../../results/src/page/inline-data.ts';
import { XMLParser } from 'fast-xml-parser';
import fc from 'fast-check';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { WorkflowCommandReader, type LineEffect } from '../../step-runner/workflow-commands.ts';
import { corpusTexts } from './corpus.ts';
import { demand, property, type Property } from './property.ts';
import { anyText } from './texts.ts';

/** Places of a summary into which a text of the service is put, and what they look like to a reader. */
const places: readonly ((text: string) => string)[] = [
  (text) => `| a | b |\n|---|---|\n| ${text} | end |\n\nafter\n`,
  (text) => `- ${text}\n- end\n\nafter\n`,
  (text) => `## ${text}\n\nafter\n`,
  (text) => `[${text}](https://good.example/)\n\nafter\n`,
  (text) => `<details><summary>${text}</summary>\n\ninside\n\n</details>\n\nafter\n`,
  (text) => `${text}\n\nafter\n`,
];

/** Texts of the service, put into what people and the runner read (R28). */
export function escapingProperties(): Property[] {
  const examples = corpusTexts('markup');
  return [
    property(
      'Markdown: in each place a text is shown as it is and changes nothing around it, as GitHub reads it',
      fc.tuple(fc.constantFrom(...places), anyText),
      ([place, text]) => {
        const shown = oneLine(text);
        if (shown === '') return;
        const page = rendered(place(escapeMarkdownCell(text)));
        const calm = rendered(place('calm'));
        demand(marks(page) === marks(calm), `${marks(page)} instead of ${marks(calm)}`);
        demand(
          plain(page) === plain(calm).replace('calm', () => shown),
          `shown as ${JSON.stringify(plain(page))}`,
        );
      },
      {
        examples: examples.flatMap((text) =>
          places.map((place): [(text: string) => string, string] => [place, text]),
        ),
        share: 0.5,
      },
    ),
    property(
      'Markdown: a link leads where it says or nowhere',
      anyText,
      (text) => {
        for (const address of [text, `https://good.example/${text}`]) {
          const link = safeLink(address);
          if (link === undefined) continue;
          const page = rendered(`[name](${link}) after\n`);
          demand(marks(page) === '<p><a></a></p>', `${page} for ${link}`);
          const href = /href="([^"]*)"/.exec(page)?.[1] ?? '';
          demand(/^https?:\/\//.test(href), `leads to ${href}`);
        }
      },
      { examples },
    ),
    property(
      'HTML: a text is shown as it is, in an element and in an attribute',
      anyText,
      (text) => {
        const html = `<b title="${escapeHtml(text)}">${escapeHtml(text)}</b>`;
        demand(marks(html) === '<b></b>', html);
        demand(!/[<>]/.test(escapeHtml(text)), html);
      },
      { examples },
    ),
    property(
      'HTML: a block of data ends where it should and holds what was put in',
      anyText,
      (text) => {
        const block = dataBlock('x', { [text]: text });
        demand(block.indexOf('<', 1) === block.lastIndexOf('</script>'), block);
        const data: unknown = JSON.parse(block.slice(block.indexOf('>') + 1, block.lastIndexOf('</script>')));
        demand(JSON.stringify(data) === JSON.stringify({ [text]: text }), block);
      },
      { examples },
    ),
    property(
      'XML: a text survives in an element and in an attribute',
      anyText,
      (text) => {
        const xml = `<a b="${escapeXmlAttribute(text)}">${escapeXml(text)}</a>`;
        const parser = new XMLParser({
          ignoreAttributes: false,
          attributeNamePrefix: '',
          trimValues: false,
          parseTagValue: false,
          parseAttributeValue: false,
          htmlEntities: true,
        });
        const { a } = parser.parse(xml) as { a: { b?: string; '#text'?: string } | string };
        const inside = typeof a === 'string' ? a : (a['#text'] ?? '');
        demand(marks(xml) === '<a></a>', xml);
        demand(!/<|&(?!(?:amp|lt|gt|quot|#\d+);)/.test(escapeXml(text)), xml);
        // Others are left out: XML 1.0 has no place for them.
        if (/^[\t\n\u0020-\u007e\u00a0-\ud7ff]*$/.test(text))
          demand(inside === text && (typeof a === 'string' ? undefined : a.b) === text, xml);
      },
      { examples },
    ),
    property(
      'log: no text becomes a command of the runner, and a remark stays one remark',
      fc.tuple(anyText, anyText),
      async ([text, title]) => {
        const info = await effectsOf(() => {
          stepLog.info(text);
        });
        demand(
          info.every(({ kind }) => kind === 'text'),
          `info: ${JSON.stringify(info)}`,
        );
        demand(
          info.every((effect) => effect.kind !== 'text' || !effect.text.includes('##[')),
          `info: ${JSON.stringify(info)}`,
        );
        const remarks = await effectsOf(() => {
          stepLog.annotate({ level: 'error', title, message: text });
          stepLog.warning(text);
          stepLog.notice(text);
          stepLog.debug(text);
        });
        const kinds = remarks.map((effect) =>
          effect.kind === 'annotation' ? effect.annotation.level : effect.kind,
        );
        demand(kinds.join(' ') === 'error warning notice debug', `remarks: ${JSON.stringify(remarks)}`);
        const group = await effectsOf(() => stepLog.group(text, () => Promise.resolve()));
        demand(
          group.map(({ kind }) => kind).join(' ') === 'group endgroup',
          `group: ${JSON.stringify(group)}`,
        );
      },
      { examples: examples.map((text): [string, string] => [text, text]) },
    ),
  ];
}

function rendered(markdown: string): string {
  return micromark(markdown, {
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
}

/** The tags of a page in their order, without attributes. */
function marks(html: string): string {
  return [...html.matchAll(/<(\/?[a-z][\w-]*|!)[^>]*>/gi)].map(([, name]) => `<${name ?? ''}>`).join('');
}

/** The text of a page as a reader sees it. */
function plain(html: string): string {
  const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&' };
  return html
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&(?:#(\d+)|(\w+));/g, (_, code: string | undefined, name = '') =>
      code === undefined ? (named[String(name)] ?? '?') : String.fromCharCode(Number(code)),
    );
}

/** What the runner makes of each line that is written meanwhile; like the real one it also ends a line at a bare return. */
async function effectsOf(work: () => unknown): Promise<LineEffect[]> {
  const write = process.stdout.write.bind(process.stdout);
  let written = '';
  process.stdout.write = (text: string | Uint8Array): boolean => {
    written += String(text);
    return true;
  };
  try {
    await work();
  } finally {
    process.stdout.write = write;
  }
  const reader = new WorkflowCommandReader();
  return written
    .replace(/\n$/, '')
    .split(/\r\n|\r|\n/)
    .map((line) => reader.read(line.replace(/^[\s\u0085]+/, '')));
}
