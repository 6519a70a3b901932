import { mask, scrubber, type Log } from '@perfecto-actions/action-kit';
import { ApiError, type CallOptions } from '@perfecto-actions/client';
import type { StepContext } from './client.ts';
import type { Inputs } from './inputs.ts';
import { planText } from './plan.ts';
import { deliverAnswer, type Delivered } from './response.ts';

/** How much of an answer the log shows. */
const shownLines = 100;
const shownCharacters = 400;

export interface Result extends Delivered {
  /** Absent when nothing was sent. */
  status?: number;
  durationMs: number;
}

/** Makes the call and delivers what it answers; a plan says what would be sent and sends nothing. */
export async function run(inputs: Inputs, context: StepContext): Promise<Result> {
  const { log, setOutput, client } = context;
  if (inputs.connection.plan) {
    for (const line of planText(inputs)) log.info(line);
    return { durationMs: 0 };
  }
  const beganMs = performance.now();
  try {
    const delivered = await callAndDeliver(inputs, context);
    const durationMs = performance.now() - beganMs;
    await tell(log, inputs, client.status, delivered);
    return { ...delivered, durationMs, ...(client.status !== undefined && { status: client.status }) };
  } catch (error) {
    if (error instanceof ApiError) setOutput('status', error.status);
    throw error;
  }
}

async function callAndDeliver(inputs: Inputs, context: StepContext): Promise<Delivered> {
  const { client, setOutput, signal, lateSignal } = context;
  const { descriptor, request, upload, saveTo } = inputs;
  // A change that is under way when the job is cancelled gets a moment to be answered.
  const options: CallOptions = { signal: descriptor.effect === 'changes' ? lateSignal : signal };
  if (descriptor.body === 'binary' && saveTo !== undefined) {
    const saved = await client.download(descriptor, request, {
      ...options,
      path: saveTo,
      maxBytes: inputs.maxFileBytes,
      scrub: scrubber(inputs.secrets),
    });
    setOutput('status', client.status);
    setOutput('saved-file', saved.path);
    return { saved };
  }
  const answer = upload
    ? await client.upload(
        descriptor,
        request,
        { ...upload, contentType: typeOf(inputs) },
        {
          ...options,
          repeatable: replaces(request),
        },
      )
    : await client.call(descriptor, request, { ...options, format: inputs.responseFormat });
  setOutput('status', client.status);
  // Operations without a token hand out new ones.
  if (descriptor.anonymous) textsIn(answer).forEach(mask);
  return deliverAnswer(answer, inputs, context);
}

function typeOf({ request }: Inputs): string {
  // Scripts and data tables are XML; the type is what the client's own uploads send.
  return request['repository'] === 'media' ? 'application/octet-stream' : 'text/xml;charset=UTF-8';
}

/** Whether storing a file twice ends as storing it once. */
function replaces(request: Readonly<Record<string, unknown>>): boolean {
  const { overwrite, requestPart } = request;
  return overwrite === true || (requestPart as { override?: unknown } | undefined)?.override === true;
}

function textsIn(answer: unknown): string[] {
  if (typeof answer === 'string') return [answer];
  return typeof answer === 'object' && answer !== null ? Object.values(answer).flatMap(textsIn) : [];
}

/** The outcome in one line, and the beginning of the answer folded away below it. */
async function tell(
  log: Log,
  { operation }: Inputs,
  status: number | undefined,
  delivered: Delivered,
): Promise<void> {
  const { saved, text = '' } = delivered;
  const file = saved && `${saved.bytes} bytes in ${saved.path}`;
  const what = [text === '' ? '' : `${text.length} characters of JSON`, file].filter(Boolean).join(', ');
  log.info(`${operation.id} (${operation.title}): ${status ?? 'no status'}, ${what || 'no answer to show'}`);
  if (text === '') return;
  await log.group('Answer', () => {
    const lines = JSON.stringify(JSON.parse(text), null, 2).split('\n');
    for (const line of lines.slice(0, shownLines)) log.info(line.slice(0, shownCharacters));
    if (lines.length > shownLines) log.info(`... and ${lines.length - shownLines} lines`);
    return Promise.resolve();
  });
}
