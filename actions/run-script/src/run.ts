import {
  messageWithHint,
  resultsOfHandles,
  stopExecutions,
  watchExecutions,
  withoutSecrets,
  type ExecutionHandle,
} from '@perfecto-actions/action-kit';
import type { PerfectoError } from '@perfecto-actions/client';
import {
  CancelledError,
  NotFoundError,
  StartUnknownError,
  fileSource,
  type ScriptExecuteRequest,
  type StartedExecution,
} from '@perfecto-actions/client';
import { defaultPolicy, judge, resultsOf, type Results, type Verdict } from '@perfecto-actions/results';
import type { StepContext } from './client.ts';
import type { Inputs } from './inputs.ts';

export interface Result {
  scriptKey: string;
  handles: ExecutionHandle[];
  /** Devices whose start failed, with the sentence why. */
  failedStarts: { device: string; why: string }[];
  results?: Results;
  verdict?: Verdict;
  plan: boolean;
}

/** Starts the script on every device, exactly once each; waits and judges if asked to. */
export async function run(inputs: Inputs, context: StepContext): Promise<Result> {
  const requests = requestsOf(inputs);
  const result: Result = {
    scriptKey: inputs.script.key,
    handles: [],
    failedStarts: [],
    plan: inputs.connection.plan,
  };
  context.setOutput('script-key', inputs.script.key);
  if (inputs.connection.plan) {
    for (const request of requests) context.log.info(`Plan: would start ${describe(request, inputs)}.`);
    return result;
  }
  if (inputs.script.from === 'file') await uploadScript(inputs.script, context, inputs);
  // What is not known is not passed, also when this step ends before it knows (R21).
  if (inputs.wait)
    writeVerdict(
      { conclusion: 'inconclusive', sentence: 'The step ended before the executions did.' },
      context,
    );
  try {
    await start(inputs, requests, result, context);
    if (result.failedStarts.length === 0 && inputs.wait) await wait(inputs, result, context);
    return result;
  } catch (error) {
    if (inputs.onCancel === 'abort') await stopAll(result, context);
    throw error;
  }
}

function requestsOf(inputs: Inputs): ScriptExecuteRequest[] {
  const devices = inputs.deviceIds.length > 0 ? inputs.deviceIds : [undefined];
  return devices.map((deviceId) => ({
    scriptKey: inputs.script.key,
    param: { ...inputs.parameters, ...(deviceId !== undefined && { [inputs.deviceParameter]: deviceId }) },
    securedParam: inputs.securedParameters,
    'output.report': inputs.report,
    'output.video': inputs.video && inputs.report,
    'output.visibility': inputs.visibility,
    'handset.allocation.timeout': inputs.allocationTimeoutMs,
    'handset.allocation.retryInterval': inputs.allocationRetryIntervalMs,
  }));
}

/** v1 keeps the token out of the address; only labs without tokens get the legacy upload. */
async function uploadScript(
  script: { path: string; key: string },
  { client, log, signal }: StepContext,
  inputs: Inputs,
): Promise<void> {
  // A script is small: it is given no more time than a call without a file.
  const { callMs } = inputs.connection.client.limits ?? {};
  const options = { signal, ...(callMs !== undefined && { callMs }) };
  const file = await fileSource(script.path);
  log.info(`Sending the script to ${script.key}`);
  if (inputs.connection.client.securityToken !== undefined) {
    const artifactName = script.key.slice(script.key.lastIndexOf('/') + 1);
    const metadata = {
      artifactLocator: script.key,
      artifactType: 'SCRIPT' as const,
      artifactName,
      override: true,
    };
    await client.artifacts.upload(metadata, file, options);
  } else {
    const request = { repository: 'scripts' as const, repositoryItemKey: script.key, overwrite: true };
    await client.repositories.upload(request, file, options);
  }
}

async function start(
  inputs: Inputs,
  requests: readonly ScriptExecuteRequest[],
  result: Result,
  context: StepContext,
): Promise<void> {
  const { client, log, signal, lateSignal, saveState } = context;
  const keyIsOurs = inputs.script.from === 'file';
  saveState('on-cancel', inputs.onCancel);
  // Kept before the first start: should this process die in it, the post step can look for executions of the key.
  if (keyIsOurs) saveState('own-script-key', inputs.script.key);
  // Of a shared key it can only tell that some may be running.
  else saveState('shared-starts', `${requests.length} ${inputs.script.key}`);
  const byIndex = new Map<number, ExecutionHandle>();
  const starts = await client.executions.startOnce(requests, {
    keyIsOurs,
    deviceParameter: inputs.deviceParameter,
    signal,
    lateSignal,
    onStarted: (index, execution) => {
      byIndex.set(index, handleOf(execution, inputs, inputs.deviceIds[index]));
      result.handles = [...byIndex].sort(([a], [b]) => a - b).map(([, handle]) => handle);
      const how = execution.found ? 'Found after its answer was lost' : 'Started';
      log.info(`${how}: ${execution.executionId}${on(inputs.deviceIds[index])}`);
      if (execution.singleTestReportUrl) log.info(`  Report: ${execution.singleTestReportUrl}`);
      writeOutputs(result, context);
    },
  });
  saveState('shared-starts', '');
  starts.forEach((outcome, index) => {
    if ('execution' in outcome) return;
    const device = inputs.deviceIds[index] ?? '';
    const why = withoutSecrets(explain(outcome.error, inputs), inputs.connection.secrets);
    log.info(`The start${on(device)} failed: ${why}`);
    result.failedStarts.push({ device, why });
  });
  signal.throwIfAborted();
  if (result.failedStarts.length === 0) return;
  const left = inputs.onStartFailure === 'stop' ? await stopAll(result, context) : [];
  // With a key of its own the post step can look, whatever the service said of the start.
  const isUnknown =
    keyIsOurs || starts.some((outcome) => 'error' in outcome && outcome.error instanceof StartUnknownError);
  // The step is red, so the post step will run: it looks again for what may be ours, but keeps what is to be kept.
  if (inputs.onStartFailure === 'keep' || (left.length === 0 && !isUnknown)) saveState('settled', 'true');
}

async function wait(inputs: Inputs, result: Result, context: StepContext): Promise<void> {
  const { ended, notStopped } = await watchExecutions(result.handles, inputs, context);
  result.results = resultsOf(resultsOfHandles(result.handles, ended), context.clock.now());
  result.verdict = judge(result.results, defaultPolicy, context.clock.now(), { reports: 'not-read' });
  writeVerdict(result.verdict, context);
  if (notStopped.length === 0) context.saveState('settled', 'true');
}

function writeVerdict(verdict: Pick<Verdict, 'conclusion' | 'sentence'>, { setOutput }: StepContext): void {
  setOutput('conclusion', verdict.conclusion);
  setOutput('reason', verdict.sentence);
}

/** Ends what was started; answers what could not be ended. The job's signal may be aborted, so this has its own limit. */
async function stopAll({ handles }: Result, { client, log }: StepContext): Promise<string[]> {
  return stopExecutions(
    handles.map(({ executionId }) => executionId),
    { client, log, signal: AbortSignal.timeout(6_000) },
  );
}

function handleOf(
  execution: StartedExecution,
  inputs: Inputs,
  deviceId: string | undefined,
): ExecutionHandle {
  const reportUrl = execution.singleTestReportUrl ?? execution.testGridReportUrl;
  return {
    executionId: execution.executionId,
    ...(execution.reportKey !== '' && { reportKey: execution.reportKey }),
    scriptKey: inputs.script.key,
    ...(deviceId !== undefined && { deviceId }),
    ...(reportUrl !== undefined && { reportUrl }),
  };
}

function explain(error: PerfectoError, inputs: Inputs): string {
  if (error instanceof CancelledError) {
    return 'The job was cancelled before it was started.';
  }
  return messageWithHint({ message: error.message, hint: hintOf(error, inputs) });
}

function hintOf(error: PerfectoError, { script, onCancel }: Inputs): string | undefined {
  if (error instanceof NotFoundError && error.sentence !== undefined) {
    return `Check that ${script.key} exists in the repository, with its .xml.`;
  }
  if (error instanceof StartUnknownError && script.from === 'file' && onCancel === 'abort') {
    return 'Repeat the step; should an execution of this one appear late, the end of this job stops it.';
  }
  return error.hint;
}

function describe(request: ScriptExecuteRequest, inputs: Inputs): string {
  const names = [...Object.keys(request.param ?? {}), ...Object.keys(request.securedParam ?? {})];
  const device = request.param?.[inputs.deviceParameter];
  return `${request.scriptKey}${on(device === undefined ? undefined : String(device))} with ${names.length === 0 ? 'no parameters' : `parameters ${names.join(', ')}`}`;
}

function on(device: string | undefined): string {
  return device ? ` on ${device}` : '';
}

function writeOutputs({ handles }: Result, { setOutput, saveState }: StepContext): void {
  const [first] = handles;
  // Ids alone: the state travels in one variable of the environment, which Linux limits to 128 KiB.
  saveState(
    'executions',
    handles.map((handle) => handle.executionId),
  );
  setOutput('execution-id', first?.executionId ?? '');
  setOutput(
    'execution-ids',
    handles.map((handle) => handle.executionId),
  );
  setOutput('report-key', first?.reportKey ?? '');
  setOutput(
    'report-keys',
    handles.map((handle) => handle.reportKey ?? ''),
  );
  setOutput('report-url', first?.reportUrl ?? '');
  setOutput('executions', handles);
}
