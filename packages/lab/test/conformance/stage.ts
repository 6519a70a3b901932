import { findOperation } from '@perfecto-actions/catalog/facts';
import type { OperationFacts } from '@perfecto-actions/catalog/facts';
import { ManualClock, startLab } from '../../src/index.ts';
import type { BuiltInUser, Lab } from '../../src/index.ts';
import { send } from '../lab-client.ts';
import type { Got } from '../lab-client.ts';
import type { CallOptions, ExampleCall, Parameters, Stage } from './example-call.ts';
import { wireRequest } from './wire-request.ts';
import type { Writing } from './wire-request.ts';

/** Makes one request of an operation against a stage. */
export type Ask = (writing?: Partial<Writing>, over?: Parameters) => Promise<Got>;

/** Starts a lab, arranges it for the call, hands over a way to make the call and its parameters, and closes the lab again. */
export async function onStage<Result>(
  operation: OperationFacts,
  call: ExampleCall,
  play: (ask: Ask, lab: Lab, parameters: Parameters) => Promise<Result>,
): Promise<Result> {
  const clock = new ManualClock();
  const lab = await startLab({ clock, ...call.lab });
  try {
    const stage: Stage = { lab, clock, call: (id, given, options) => callOn(lab, id, given, options) };
    const parameters = { ...call.parameters, ...(await call.arrange?.(stage)) };
    const user = lab.users[call.as ?? 'automation'];
    return await play(
      async (writing, over) => {
        const wanted = { ...parameters, ...over };
        const { path, ask } = await wireRequest(operation, wanted, call, { user, ...writing });
        return send(lab, path, ask);
      },
      lab,
      parameters,
    );
  } finally {
    await lab.close();
  }
}

async function callOn(
  lab: Lab,
  id: string,
  parameters: Parameters = {},
  options: CallOptions = {},
): Promise<unknown> {
  const user = lab.users[options.as ?? ('automation' satisfies BuiltInUser)];
  const { path, ask } = await wireRequest(factsOf(id), parameters, options, { user });
  const got = await send(lab, path, ask);
  if (got.status >= 300) throw new TypeError(`${id} was refused with ${got.status}: ${got.text}`);
  try {
    return JSON.parse(got.text) as unknown;
  } catch {
    return got.text;
  }
}

/** The facts of an operation that must exist. */
function factsOf(id: string): OperationFacts {
  const facts = findOperation(id);
  if (!facts) throw new TypeError(`the catalogue has no operation ${id}`);
  return facts;
}

/** A text inside an answer: `textAt(answer, 'reservationIds', 0)`. Throws when it is not there. */
export function textAt(answer: unknown, ...path: readonly (string | number)[]): string {
  let value = answer;
  for (const step of path) value = (value as Record<string | number, unknown> | undefined)?.[step];
  if (typeof value !== 'string' && typeof value !== 'number') {
    throw new TypeError(`no ${path.join('.')} in ${JSON.stringify(answer)}`);
  }
  return String(value);
}
