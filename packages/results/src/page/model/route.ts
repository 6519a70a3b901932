import type { Outcome } from '../../model.ts';

/** Which executions the overview shows. An empty text or list leaves all of them. */
export interface ExecutionFilter {
  text: string;
  outcomes: Outcome[];
  /** Key of a device, as `deviceKey` makes it. */
  device: string;
  script: string;
}

/** What the page shows; it stands in the fragment of the address, so that a link leads there. */
export type Route =
  { view: 'overview'; filter: ExecutionFilter } | { view: 'execution'; id: string; step?: string };

export const noFilter: ExecutionFilter = { text: '', outcomes: [], device: '', script: '' };

const outcomes: readonly Outcome[] = ['failed', 'inconclusive', 'passed'];

/** Reads a fragment, with or without its `#`. Whatever it does not know leads to the overview. */
export function parseRoute(fragment: string): Route {
  const [path = '', query = ''] = fragment.replace(/^#/u, '').split('?', 2);
  const [, section, id, subsection, step] = path.split('/');
  if (section === 'execution' && id !== undefined) {
    const isStep = subsection === 'step' && step !== undefined && /^\d+(?:\.\d+)*$/u.test(step);
    return { view: 'execution', id: decoded(id), ...(isStep && { step }) };
  }
  const given = new URLSearchParams(query);
  return {
    view: 'overview',
    filter: {
      text: given.get('text') ?? '',
      outcomes: outcomes.filter((outcome) => given.getAll('outcome').includes(outcome)),
      device: given.get('device') ?? '',
      script: given.get('script') ?? '',
    },
  };
}

/** The fragment of a route, with its `#`. */
export function routeAddress(route: Route): string {
  if (route.view === 'execution') {
    const step = route.step === undefined ? '' : `/step/${route.step}`;
    return `#/execution/${encodeURIComponent(route.id.toWellFormed())}${step}`;
  }
  const { text, device, script } = route.filter;
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ text, device, script })) {
    if (value !== '') query.set(name, value);
  }
  for (const outcome of route.filter.outcomes) query.append('outcome', outcome);
  return query.size === 0 ? '#/' : `#/?${query.toString()}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a stray percent sign
  }
}
