import type { Row } from '../measuring/table.ts';

/** How much of a trial is run: `short` is part of `npm test`, `full` of `npm run chaos`. */
export type Extent = 'short' | 'full';

/** A trial breaks one thing on purpose and says in rows what was expected and what was seen. */
export type Trial = (extent: Extent) => Promise<Row[]>;
