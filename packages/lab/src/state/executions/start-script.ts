import { readFileSync } from 'node:fs';
import { fill } from '../../invented.ts';
import { behaviourOf } from '../../scenario/behaviour.ts';
import { Refusal } from '../../refusal.ts';
import type { Execution } from './executions.ts';
import { notYet, scriptNameOf } from './executions.ts';
import type { LabState } from '../lab-state.ts';
import { parseKey } from '../repository/repository-key.ts';
import { keyOf } from '../repository/repository.ts';
import type { RepositoryItem } from '../repository/repository.ts';
import { readScriptFile } from './script-file.ts';
import type { ScriptFile } from './script-file.ts';
import { genericNodes } from './script-plan.ts';
import { sharingScopeOf } from '../people/users.ts';
import type { LabUser } from '../people/users.ts';

/** What is asked when a script is started. */
export interface ScriptStart {
  user: LabUser;
  scriptKey: string;
  variables: { name: string; value: string }[];
  hasReport: boolean;
  hasVideo: boolean;
  visibility: string;
  allocationTimeoutMs: number;
  allocationRetryMs: number;
  startedBy: string;
  /** The execution that starts this one, where it is no user. */
  parent?: string;
}

// Above this a file is no script of the lab's format, and parsing it would only hold up the lab.
const largestScriptBytes = 8 * 1024 * 1024;

/** Checks the script and puts a new execution on its way. All else that may be wrong shows up in its status. */
export function startScript(state: LabState, start: ScriptStart): Execution {
  const { settings, clock, executions, lifecycle } = state;
  const item = demandScript(state, start.scriptKey, start.user);
  const scriptName = scriptNameOf(start.scriptKey);
  const file = readScript(state, item);
  const now = clock.now();
  const ids = executions.nextIds(start.user.name, scriptName, start.visibility, now);
  const execution: Execution = {
    ...notYet,
    ...ids,
    user: start.user.name,
    group: sharingScopeOf(start.user),
    scriptKey: start.scriptKey,
    scriptName,
    status: 'Initializing',
    nextMs: now + settings.initializingMs,
    startedMs: now,
    runningFromMs: null,
    variables: start.variables,
    // The device variable is DUT by custom; the vendor's client writes it in lower case.
    wantedDevice: start.variables.find(({ name }) => name.toLowerCase() === 'dut')?.value ?? '',
    allocationTimeoutMs: start.allocationTimeoutMs,
    allocationRetryMs: start.allocationRetryMs,
    nodes: file.kind === 'script' ? file.nodes : genericNodes(scriptName, settings),
    parseError:
      file.kind === 'malformed'
        ? fill(settings.parseErrorText, { key: keyOf(item), detail: file.detail })
        : '',
    hasReport: start.hasReport,
    hasVideo: start.hasVideo,
    startedBy: start.startedBy,
    ...(start.parent === undefined ? {} : { parent: start.parent }),
  };
  lifecycle.start(execution);
  startChildren(state, start, execution.executionId);
  return execution;
}

/** Starts what the scenario says a script starts in turn. A child has no children, so a rule for all scripts ends. */
function startChildren(state: LabState, start: ScriptStart, parent: string): void {
  if (start.parent !== undefined) return;
  const { starts = [] } = behaviourOf(state.rules, start.scriptKey, undefined);
  for (const scriptKey of starts) startScript(state, { ...start, scriptKey, parent });
}

/** A script in the scripts area, or a v1 artifact of type SCRIPT, that the user can see. */
export function findScript(state: LabState, scriptKey: string, user: LabUser): RepositoryItem | undefined {
  // The list page shows a key with a backslash, PRIVATE:android\test.xml.
  const key = parseKey(scriptKey.replaceAll('\\', '/'));
  if ('invalidVisibility' in key) return undefined;
  const scope =
    key.visibility === 'PRIVATE' ? user.name : key.visibility === 'GROUP' ? sharingScopeOf(user) : '';
  const item = state.repository.at({ ...key, area: 'scripts', scope });
  if (item) return item;
  const other = state.repository.at({ ...key, area: 'media', scope });
  return other?.artifactType === 'SCRIPT' ? other : undefined;
}

/** The same for a call that cannot do without. */
export function demandScript(state: LabState, scriptKey: string, user: LabUser): RepositoryItem {
  const item = findScript(state, scriptKey, user);
  if (item) return item;
  const { notFoundStatus, scriptNotFoundText } = state.settings;
  throw new Refusal(notFoundStatus, fill(scriptNotFoundText, { key: scriptKey }));
}

const parsed = new Map<string, ScriptFile>();

/**
 * Reads the script of an item. Without waiting, so that a schedule starts its script at its own time; a file is small
 * and read once.
 */
export function readScript(state: LabState, item: RepositoryItem): ScriptFile {
  if (item.bytes > largestScriptBytes) return { kind: 'generic' };
  const known = parsed.get(item.sha256);
  if (known) return known;
  const file = readScriptFile(readFileSync(state.repository.pathOf(item.file), 'utf8'));
  // Nightly runs start one script thousands of times; the oldest entry makes room.
  if (parsed.size >= 100) parsed.delete(parsed.keys().next().value ?? '');
  parsed.set(item.sha256, file);
  return file;
}
