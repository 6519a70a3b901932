import type { ClientOptions, CloudClient } from '@perfecto-actions/client';
import { readConnection, type ConnectionInputs } from './connection-inputs.ts';
import { InputReader } from './input-reader.ts';
import { logExchange, stepLog } from './log.ts';
import { runStep, type PlainContext, type PlainPostContext } from './run-step.ts';

/** What the work of an action gets. */
export interface StepContext<Client extends CloudClient = CloudClient> extends PlainContext {
  client: Client;
}

/** What the post step gets. */
export interface PostContext<Client extends CloudClient = CloudClient> extends PlainPostContext {
  client: Client;
}

/** One action on a cloud: its client, its inputs, its work, and what it shows at the end. */
export interface Action<
  Inputs extends { connection: ConnectionInputs },
  Result,
  Client extends CloudClient = CloudClient,
> {
  /** A client of the resources that the action uses: these are what its bundle holds. */
  Client: new (options: ClientOptions) => Client;
  readInputs(reader: InputReader): Inputs | Promise<Inputs>;
  run(inputs: Inputs, context: StepContext<Client>): Promise<Result>;
  /** The sentence why a result is red: the user's verdict, not a fault of the action. Undefined when it is green. */
  failure?(result: Result): string | undefined;
  /** Markdown for the job summary. */
  summarize(result: Result, inputs: Inputs): string | Promise<string>;
  /** Cleans up after the job; has 30 s and cannot fail the job (R32). */
  post?(context: PostContext<Client>): Promise<void>;
}

const postCallLimitMs = 8_000;

/** Runs an action's main or post step with a client of the cloud that its inputs name; see {@link runStep}. */
export async function runAction<
  Inputs extends { connection: ConnectionInputs },
  Result,
  Client extends CloudClient,
>(action: Action<Inputs, Result, Client>): Promise<void> {
  await runStep<Inputs, Result>({
    readInputs: (reader) => action.readInputs(reader),
    async run(inputs, context) {
      const { client: options, plan } = inputs.connection;
      const client = new action.Client({ ...options, onExchange: logExchange });
      try {
        if (options.password) {
          context.log.warning(
            'user and password are deprecated by Perfecto; use a security token where the cloud has them.',
          );
        }
        if (plan) stepLog.info('Plan: everything is checked, nothing is changed in the cloud.');
        return await action.run(inputs, { ...context, client });
      } finally {
        await client.close();
      }
    },
    failure: action.failure && ((result) => action.failure?.(result)),
    summarize: (result, inputs) => (inputs.connection.summary ? action.summarize(result, inputs) : ''),
    post: action.post && ((context) => runPost(action, context)),
  });
}

async function runPost<Inputs extends { connection: ConnectionInputs }, Result, Client extends CloudClient>(
  action: Action<Inputs, Result, Client>,
  context: PlainPostContext,
): Promise<void> {
  // Only the connection: a script or policy file may be gone by now, and must not keep anything running.
  const reader = new InputReader();
  const connection = readConnection(reader);
  reader.finish();
  // A call that hangs leaves time for another try.
  const limits = { ...connection.client.limits, callMs: postCallLimitMs };
  const client = new action.Client({ ...connection.client, limits, onExchange: logExchange });
  try {
    await action.post?.({ ...context, client });
  } finally {
    await client.close();
  }
}
