import type { Reply } from '../server/reply.ts';

/** A page of the lab; never a stream. */
export type PageReply = Reply & { body: Buffer };
