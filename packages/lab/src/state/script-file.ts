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
  children: ScriptNode[];
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
  let root: XmlNode;
  try {
    root = readXml(content);
  } catch (error) {
    if (error instanceof XmlError) return { kind: 'malformed', detail: error.message };
    throw error;
  }
  const nodes = root.name === 'script' ? nodesIn(root) : [];
  return nodes.length === 0
    ? { kind: 'generic' }
    : { kind: 'script', name: root.attributes['name'] ?? '', nodes };
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
    children: kind === 'action' ? [] : nodesIn(element),
  };
}
