import type { ExecutionData, MediaData, MediaState, OverviewData } from '../model/page-data.ts';
import { blockIds } from '../model/page-data.ts';

/** The block of the overview, which comes before the script. */
export function readOverview(): OverviewData {
  return parse(blockIds.overview) as OverviewData;
}

/** The block of an execution, by its place in the overview. Waits until the browser has read that far. */
export async function readExecution(index: number): Promise<ExecutionData> {
  const id = blockIds.execution(index);
  // The text of a block is whole only when something follows it.
  if (document.getElementById(id)?.nextElementSibling == null) await wholePage;
  return parse(id) as ExecutionData;
}

/** Files of the page: where their bytes are, and what is to be said of them. */
export class MediaShelf {
  readonly #states: Record<number, MediaState>;

  constructor(states: Record<number, MediaState>) {
    this.#states = states;
  }

  /** The bytes as an address if they are embedded, else the place of the file, if it has one. */
  address({ id, href }: MediaData): string | undefined {
    const type = this.#states[id]?.type;
    return type === undefined ? href : `data:${type};base64,${textOf(blockIds.media(id))}`;
  }

  /** The text of an embedded log. */
  text({ id }: MediaData): string | undefined {
    return this.#states[id]?.type === 'text/plain' ? String(parse(blockIds.media(id))) : undefined;
  }

  isEmbedded({ id }: MediaData): boolean {
    return this.#states[id]?.type !== undefined;
  }

  note({ id }: MediaData): string | undefined {
    return this.#states[id]?.note;
  }

  /** How many files are on the page, and how many only beside it. */
  counts(): { embedded: number; outside: number } {
    const states = Object.values(this.#states);
    return {
      embedded: states.filter(({ type }) => type !== undefined).length,
      outside: states.filter(({ type, note }) => type === undefined && note !== undefined).length,
    };
  }
}

const wholePage = new Promise<void>((resolve) => {
  if (document.readyState !== 'loading') resolve();
  else {
    document.addEventListener('DOMContentLoaded', () => {
      resolve();
    });
  }
});

/** The files of the page, once the browser has read all of it. A page that was cut off has none. */
export const mediaShelf: Promise<MediaShelf> = wholePage.then(
  () =>
    new MediaShelf(
      document.getElementById(blockIds.mediaStates) === null
        ? {}
        : (parse(blockIds.mediaStates) as Record<number, MediaState>),
    ),
);

/** The blocks are written by the same version that reads them, so their shape is taken on trust. */
function parse(id: string): unknown {
  return JSON.parse(textOf(id));
}

function textOf(id: string): string {
  return document.getElementById(id)?.textContent ?? '';
}
