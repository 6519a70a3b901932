import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { readExpectations, type Expectation, type FaultRow, type NoCell } from './expectations.ts';
import { countInWords } from './judge-cell.ts';
import { otherSceneNames, sceneNames } from './scene-names.ts';

const page = 'docs/fault-matrix.md';

/** Writes the page on what each fault does to each action; with `check` only says whether it is stale. */
export async function generateFaultMatrix(root: string, { check }: { check: boolean }): Promise<string[]> {
  const path = join(root, page);
  const text = matrixPage(readExpectations());
  if (text === (await readFile(path, 'utf8').catch(() => undefined))) return [];
  if (!check) await writeFile(path, text);
  return [page];
}

function matrixPage(rows: readonly FaultRow[]): string {
  return [
    '# What a fault does to an action',
    '',
    '<!-- Generated from packages/workbench/src/chaos/faults/expectations.yaml by `npm run generate`. -->',
    '',
    '`npm run chaos -- faults` plays every cell with the bundle of the action and holds what it sees against this page.',
    '',
    'Each fault is played on the request that the action lives by: the upload of upload-app, the list of devices of',
    'select-devices and, as XML, of call-api, the reservation of reserve-device, the start of run-script, the status of',
    'wait-for-execution, the XML report of fetch-report, the release of sweep. It lasts for as long as the step does, unless',
    'it says otherwise. The number is how often that request is sent in all. start-lab is not here: it talks to no cloud. A',
    'name after a colon is another request of the action, on which some faults are played, too.',
    '',
    'In every cell besides: the lab did play the fault, no redirect is followed, and nothing is left behind: no execution or',
    'reservation that the step did not tell of, no temporary file, no half download. A pause that the service asks for is',
    'kept before every further try, by wait-for-execution as far as its error budget goes. Where an answer is slow or never',
    'ends, a request is given up within twice its limit of time and three seconds.',
    '',
    '<!-- prettier-ignore -->',
    `| fault | ${sceneNames.join(' | ')} |`,
    `| --- | ${sceneNames.map(() => '---').join(' | ')} |`,
    ...rows.map(
      ({ id, cells }) =>
        `| [${id}](#${anchorOf(id)}) | ${sceneNames.map((name) => short(cells[name])).join(' | ')} |`,
    ),
    '',
    ...rows.flatMap(sectionOf),
  ].join('\n');
}

function anchorOf(id: string): string {
  return id.replaceAll('.', '');
}

function short(cell: Expectation | NoCell): string {
  return 'none' in cell ? '-' : `${cell.colour}, ${countInWords(cell.requests)}`;
}

function sectionOf(row: FaultRow): string[] {
  return [
    `## ${row.id}`,
    '',
    `${row.title.charAt(0).toUpperCase()}${row.title.slice(1)}. ${howTo(row)}`,
    '',
    '<!-- prettier-ignore -->',
    '| action | step | requests | what it says |',
    '| --- | --- | --- | --- |',
    ...groupsOf(row).map(([cell, names]) => `| ${names.join(', ')} | ${line(cell)} |`),
    '',
  ];
}

/** How the lab is told to play it. */
function howTo({ play, certificate, isClosed }: FaultRow): string {
  if (isClosed) return 'The lab is stopped.';
  if (certificate !== undefined) return `In a scenario: \`certificate: ${certificate}\`.`;
  const flow = stringify(play, { collectionStyle: 'flow', lineWidth: 0 }).trim();
  return `In a scenario: \`${flow}\`.`;
}

/** Actions of which the same is expected, in order; those with a request after a colon last. */
function groupsOf({ cells, others }: FaultRow): [Expectation | NoCell, string[]][] {
  const groups = new Map<string, [Expectation | NoCell, string[]]>();
  const all = [
    ...sceneNames.map((name) => [name, cells[name]] as const),
    ...otherSceneNames.map((name) => [name, others[name]] as const),
  ];
  for (const [name, cell] of all) {
    if (cell === undefined) continue;
    const key = line(cell);
    const group = groups.get(key) ?? [cell, []];
    group[1].push(name);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function line(cell: Expectation | NoCell): string {
  if ('none' in cell) return `- | - | no such cell: ${cell.none}`;
  const warning = cell.warns === '' ? '' : `warns: ${cell.warns}`;
  const says = [cell.says, warning]
    .filter((text) => text !== '')
    .join('; ')
    .replaceAll('|', '\\|')
    .replaceAll('<', '&lt;');
  return `${cell.colour} | ${countInWords(cell.requests)} | ${says}`;
}
