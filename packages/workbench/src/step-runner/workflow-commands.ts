/** A message that GitHub shows beside the run. Line and column count from 1. */
export interface Annotation {
  readonly level: 'notice' | 'warning' | 'error';
  readonly message: string;
  readonly title?: string;
  readonly file?: string;
  readonly line?: number;
  readonly endLine?: number;
  readonly column?: number;
  readonly endColumn?: number;
}

/** What one line of a step's output asks the runner to do; `text` is a line that is only shown. */
export type LineEffect =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'annotation'; readonly annotation: Annotation }
  | { readonly kind: 'debug' | 'group' | 'mask'; readonly text: string }
  | { readonly kind: 'output' | 'state'; readonly name: string; readonly value: string }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'endgroup' | 'nothing' };

interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

// Problem matchers are left out: their two commands stay visible as text.
const knownCommands = new Set([
  'add-mask',
  'add-path',
  'debug',
  'echo',
  'endgroup',
  'error',
  'group',
  'notice',
  'save-state',
  'set-env',
  'set-output',
  'stop-commands',
  'warning',
]);

/** Reads `::name key=value::data` lines of one step and remembers whether commands are stopped. */
export class WorkflowCommandReader {
  private resumeToken: string | undefined;

  read(line: string): LineEffect {
    const command = parseCommand(line);
    if (this.resumeToken !== undefined) {
      if (command?.name === this.resumeToken.toLowerCase()) this.resumeToken = undefined;
      return { kind: 'text', text: line };
    }
    if (command === undefined || !knownCommands.has(command.name)) return { kind: 'text', text: line };
    if (command.name === 'stop-commands') return this.stop(command.data);
    return effectOf(command);
  }

  private stop(token: string): LineEffect {
    if (token === '' || token === 'pause-logging' || knownCommands.has(token.toLowerCase())) {
      return {
        kind: 'refused',
        reason: `stop-commands was given "${token}". Give a random token that is no command, so that foreign text cannot guess it.`,
      };
    }
    this.resumeToken = token;
    return { kind: 'nothing' };
  }
}

function effectOf({ name, properties, data }: Command): LineEffect {
  switch (name) {
    case 'notice':
    case 'warning':
    case 'error':
      return { kind: 'annotation', annotation: annotationOf(name, properties, data) };
    case 'add-mask':
      return { kind: 'mask', text: data };
    case 'debug':
    case 'group':
      return { kind: name, text: data };
    case 'endgroup':
      return { kind: name };
    case 'set-output':
    case 'save-state':
      return properties['name']
        ? { kind: name === 'set-output' ? 'output' : 'state', name: properties['name'], value: data }
        : { kind: 'refused', reason: `${name} has no name.` };
    case 'set-env':
    case 'add-path':
      return {
        kind: 'refused',
        reason: `The command ${name} is disabled. Write to the command file instead.`,
      };
    default:
      return { kind: 'nothing' };
  }
}

function annotationOf(
  level: Annotation['level'],
  properties: Readonly<Record<string, string>>,
  message: string,
): Annotation {
  const line = position(properties['line']);
  const endLine = position(properties['endline']);
  const column = position(properties['col']);
  const endColumn = position(properties['endcolumn']);
  return {
    level,
    message,
    ...(properties['title'] !== undefined && { title: properties['title'] }),
    ...(properties['file'] !== undefined && { file: properties['file'] }),
    ...(line !== undefined && { line }),
    ...(endLine !== undefined && { endLine }),
    ...(column !== undefined && { column }),
    ...(endColumn !== undefined && { endColumn }),
  };
}

function position(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

/** Names of commands and properties are compared without case, so both come out in lower case. */
function parseCommand(line: string): Command | undefined {
  const text = line.trimStart();
  if (!text.startsWith('::')) return undefined;
  const end = text.indexOf('::', 2);
  if (end < 0) return undefined;
  const head = text.slice(2, end).trim();
  const space = head.indexOf(' ');
  const name = (space < 0 ? head : head.slice(0, space)).toLowerCase();
  const properties: Record<string, string> = {};
  for (const pair of space < 0 ? [] : head.slice(space).split(',')) {
    const at = pair.indexOf('=');
    if (at > 0 && at < pair.length - 1) {
      properties[pair.slice(0, at).trim().toLowerCase()] = unescapeProperty(pair.slice(at + 1));
    }
  }
  return { name, properties, data: unescapeData(text.slice(end + 2)) };
}

function unescapeData(text: string): string {
  // %25 last: an escaped percent sign must not make a new escape.
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}

function unescapeProperty(text: string): string {
  return unescapeData(text.replaceAll('%3A', ':').replaceAll('%2C', ','));
}
