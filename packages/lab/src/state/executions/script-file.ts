import { attachmentKindOf } from '../../report/attachment-types.ts';
import type { AttachmentType } from '../../report/recorded-execution.ts';
import { readXml, XmlError } from './xml-reader.ts';
import type { XmlNode } from './xml-reader.ts';

/** A node of a script: a step or a called script holds others, an action takes time. */
export interface ScriptNode {
  kind: 'step' | 'action' | 'script';
  name: string;
  displayName?: string;
  /** Duration of an action in ms; absent where the file says none. */
  durationMs?: number;
  /** An abort waits until such an action is over. */
  uninterruptible?: true;
  /** The action fails with this text, whatever the scenario says. */
  fails?: string;
  parameters: { name: string; displayName: string; value: string }[];
  /** Files the action leaves behind when it passes; absent for none. */
  attachments?: ScriptAttachment[];
  children: ScriptNode[];
}

/** A file that an action leaves behind. Its format is the ending of its path. */
export interface ScriptAttachment {
  type: AttachmentType;
  path: string;
  /** Whether it belongs to the device or, among the `services`, to none. */
  ofDevice: boolean;
}

/** What a script file turned out to be. `generic` files are of another format and run as one step. */
export type ScriptFile =
  | { kind: 'script'; name: string; nodes: ScriptNode[] }
  | { kind: 'generic' }
  | { kind: 'malformed'; detail: string };

/**
 * Reads a script file. Perfecto's own script format is not public; the lab runs a format of its own (see the README),
 * takes any other text or XML as one generic step, and calls XML that is not well-formed a parse error.
 */
export function readScriptFile(text: string): ScriptFile {
  const content = text.replace(/^\uFEFF/, '').trim();
  if (!content.startsWith('<')) return { kind: 'generic' };
  try {
    const root = readXml(content);
    const nodes = root.name === 'script' ? nodesIn(root) : [];
    return nodes.length === 0
      ? { kind: 'generic' }
      : { kind: 'script', name: root.attributes['name'] ?? '', nodes };
  } catch (error) {
    if (error instanceof XmlError) return { kind: 'malformed', detail: error.message };
    throw error;
  }
}

function nodesIn(element: XmlNode): ScriptNode[] {
  const nodes: ScriptNode[] = [];
  for (const child of element.children) {
    if (child.name === 'step' || child.name === 'action' || child.name === 'script')
      nodes.push(nodeOf(child, child.name));
  }
  return nodes;
}

function nodeOf(element: XmlNode, kind: ScriptNode['kind']): ScriptNode {
  const { attributes } = element;
  const durationMs = Number(attributes['durationMs']);
  const attachments = attachmentsIn(element);
  return {
    kind,
    name: attributes['name'] ?? kind,
    ...(attributes['displayName'] === undefined ? {} : { displayName: attributes['displayName'] }),
    ...(Number.isFinite(durationMs) && durationMs >= 0 ? { durationMs } : {}),
    ...(attributes['uninterruptible'] === 'true' ? { uninterruptible: true as const } : {}),
    ...(attributes['fails'] === undefined ? {} : { fails: attributes['fails'] }),
    parameters: element.children
      .filter((child) => child.name === 'parameter')
      .map((child) => ({
        name: child.attributes['name'] ?? '',
        displayName: child.attributes['displayName'] ?? child.attributes['name'] ?? '',
        value: child.attributes['value'] ?? '',
      })),
    ...(attachments.length === 0 ? {} : { attachments }),
    children: kind === 'action' ? [] : nodesIn(element),
  };
}

function attachmentsIn(element: XmlNode): ScriptAttachment[] {
  return element.children
    .filter(({ name }) => name === 'attachment')
    .map(({ attributes }) => {
      const { type = '', path = '', device } = attributes;
      const kind = attachmentKindOf(type);
      if (!kind) throw new XmlError(`'${type}' is no type of attachment`);
      const format = path.split('.').at(-1) ?? '';
      if (!kind.formats.includes(format)) {
        throw new XmlError(
          `the path of an attachment of type ${type} ends in .${kind.formats.join(' or .')}`,
        );
      }
      return { type: kind.type, path, ofDevice: device !== 'none' };
    });
}
