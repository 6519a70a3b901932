import type { Row } from './coverage.ts';

/** `docs/api-coverage.md`: totals, then a table for each file of the catalogue. */
export function coveragePage(rows: readonly Row[]): string {
  const called = rows.filter(({ methods }) => methods.length > 0).length;
  const served = rows.filter(({ handler }) => handler !== undefined).length;
  const tested = rows.filter(
    ({ tests: { conformance, client } }) => conformance !== undefined && client !== undefined,
  ).length;
  const files = [...new Set(rows.map(({ operation }) => operation.file))];
  return [
    '# Coverage of the API',
    '',
    '<!-- Generated from the sources by `npm run generate`. Change the sources, not this file. -->',
    '',
    `Of ${rows.length} operations in the catalogue the client calls, the lab serves, and tests in both try:`,
    `**${called} / ${served} / ${tested}**.`,
    '',
    'A method is one of `PerfectoClient`; those after the first call the operation on the way. Actions are those whose',
    'sources lead to the operation; [call-api](../actions/call-api/README.md) calls every one. Tests of the lab hold its',
    'answers, refusals and ways of being called against the catalogue; tests of the client call the lab by the method.',
    'Confidence says how sure the collectors of the facts were: printed by the vendor, seen in client code, or inferred.',
    ...files.flatMap((file) => [
      '',
      `## ${file}`,
      '',
      ...table(rows.filter(({ operation }) => operation.file === file)),
    ]),
    '',
  ].join('\n');
}

function table(rows: readonly Row[]): string[] {
  const head = ['Operation', 'Client method', 'Lab', 'Actions', 'Tests', 'Confidence', 'Source'];
  return [
    // Prettier would pad every column to its widest cell, so that one new operation changes every line.
    '<!-- prettier-ignore -->',
    `| ${head.join(' | ')} |`,
    `| ${head.map(() => '---').join(' | ')} |`,
    ...rows.map((row) => `| ${cells(row).join(' | ')} |`),
  ];
}

function cells({ operation, methods, handler, actions, tests }: Row): string[] {
  return [
    `\`${operation.id}\`<br>${escaped(operation.title)}`,
    methods.map((method) => `\`${method}\``).join('<br>') || 'none',
    handler === undefined ? 'none' : link(handler),
    actions.map((action) => `[${action}](../actions/${action}/README.md)`).join('<br>'),
    [link(tests.conformance, 'lab'), link(tests.client, 'client')].join('<br>'),
    `${operation.confidence}${operation.status === 'legacy' ? ', legacy' : ''}`,
    sourceOf(operation.source),
  ];
}

function link(path: string | undefined, name = path?.split('/').at(-1) ?? ''): string {
  return path === undefined ? `no ${name}`.trim() : `[${name}](../${path})`;
}

function sourceOf(source: string): string {
  const text = escaped(source);
  return /^https:\/\/\S+$/.test(source) ? `[${new URL(source).hostname}](${source})` : text;
}

function escaped(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}
