import type { Readable } from 'node:stream';

/** A value of an answer before it is known whether it travels as JSON or XML. Absent members are left out. */
export type Tree =
  string | number | boolean | readonly Tree[] | { readonly [name: string]: Tree | undefined };

/** An XML element with what plain trees cannot say: attributes and mixed content. */
export interface XmlElement {
  name: string;
  attributes?: Readonly<Record<string, string | number>>;
  /** Text before the children. */
  text?: string;
  children?: readonly XmlElement[];
}

/** Bytes of a stored or generated file. */
export interface FileAnswer {
  kind: 'file';
  contentType: string;
  bytes: Buffer | (() => Readable);
  /** Length in bytes when `bytes` is a stream. */
  length?: number;
  fileName?: string;
}

/** What a handler gives back. */
export type Answer =
  /** `scalars`: text makes every leaf a string, native keeps numbers and booleans. By default text on /services, native on v1. */
  | { kind: 'tree'; tree: Tree; scalars?: 'text' | 'native'; status?: number }
  /** An operation whose only format is XML. */
  | { kind: 'xml'; root: XmlElement }
  | { kind: 'empty'; status?: number }
  | FileAnswer;

/** The usual answer to something that was done. */
export const success: Answer = { kind: 'tree', tree: { status: 'Success' } };

/** A data answer. */
export function treeAnswer(tree: Tree): Answer {
  return { kind: 'tree', tree };
}
