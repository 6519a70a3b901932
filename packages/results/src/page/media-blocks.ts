import { oneLine } from '../text/escape.ts';
import type { ListedMedia } from './execution-media.ts';
import { bytesBlock, dataBlock } from './inline-data.ts';
import { LogUnreadable, readLog } from './log-text.ts';
import { mediaType } from './media-type.ts';
import type { MediaState } from './model/page-data.ts';
import { blockIds } from './model/page-data.ts';

/** A log larger than this is not read for the page. */
const maxLogBytes = 64 * 2 ** 20;

/** Blocks with the bytes of files, as long as there is room, and last the table of what became of each file. */
export async function* mediaBlocks(media: readonly ListedMedia[], roomBytes: number): AsyncGenerator<string> {
  const states: Record<number, MediaState> = {};
  let room = roomBytes;
  for (const one of media) {
    const { block, state } = await embedded(one, room);
    states[one.data.id] = state;
    if (block === undefined) continue;
    room -= Buffer.byteLength(block);
    yield block;
  }
  yield dataBlock(blockIds.mediaStates, states);
}

interface Embedding {
  block?: string;
  state: MediaState;
}

async function embedded({ data, source }: ListedMedia, room: number): Promise<Embedding> {
  if (source === undefined) return { state: { note: 'It is named in the report, but was not fetched.' } };
  const { read, problem } = source;
  if (read === undefined) return { state: { note: oneLine(problem ?? 'It could not be fetched.') } };
  const beside = data.href === undefined ? 'It is not on this page' : 'It lies beside this page';
  if (data.kind === 'vitals' || data.kind === 'network' || data.kind === 'file') return { state: {} };
  const isLog = data.kind === 'log';
  if (isLog ? source.bytes > maxLogBytes : base64Chars(source.bytes) > room) {
    return { state: { note: `${beside}, since the page would have become too large.` } };
  }
  try {
    const bytes = await read();
    return isLog ? await logBlock(data.id, bytes, room, beside) : pictureBlock(data.id, bytes, room, beside);
  } catch (error) {
    const reason = oneLine(error instanceof Error ? error.message : String(error));
    return { state: { note: error instanceof LogUnreadable ? reason : `It could not be read: ${reason}` } };
  }
}

async function logBlock(id: number, bytes: Uint8Array, room: number, beside: string): Promise<Embedding> {
  const { text, note } = await readLog(bytes);
  const block = dataBlock(blockIds.media(id), text);
  if (Buffer.byteLength(block) > room) {
    return { state: { note: `${beside}, since the page would have become too large.` } };
  }
  return { block, state: { type: 'text/plain', ...(note !== undefined && { note }) } };
}

function pictureBlock(id: number, bytes: Uint8Array, room: number, beside: string): Embedding {
  const type = mediaType(bytes);
  if (type === undefined) return { state: { note: `${beside}; it is of a type that browsers do not show.` } };
  if (base64Chars(bytes.length) > room) {
    return { state: { note: `${beside}, since the page would have become too large.` } };
  }
  return { block: bytesBlock(blockIds.media(id), bytes), state: { type } };
}

function base64Chars(bytes: number): number {
  return Math.ceil(bytes / 3) * 4 + 60;
}
