import { treeAnswer } from '../../server/answer.ts';
import type { Answer, Tree } from '../../server/answer.ts';
import type { Call } from '../../server/call.ts';
import { infoBlock } from '../times.ts';

/** Something was done: in lower case on the pages of users and groups. */
export const done: Answer = { kind: 'tree', tree: { status: 'success' } };

/** A list and its info block, which stands last in JSON and first in XML (lists of users and groups, client code). */
export function listAnswer(call: Call, name: string, items: readonly Tree[]): Answer {
  const info = infoBlock(call.state, items.length);
  const isXml = call.parameters.text('responseFormat')?.toLowerCase() === 'xml';
  return treeAnswer(isXml ? { info, [name]: items } : { [name]: items, info });
}
