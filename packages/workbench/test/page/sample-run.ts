import { Buffer } from 'node:buffer';
import type { ExecutionReport, ExecutionResult, FlowNode, Results } from '@perfecto-actions/results';
import { defaultPolicy, judge, resultOfReport, resultsOf } from '@perfecto-actions/results';
import type { PageExecution, PageInput, PageMedia } from '@perfecto-actions/results/page';

const startedAtMs = Date.UTC(2026, 10, 24, 1, 54, 0);

/** A picture of two pixels. */
export const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAAD0lEQVR4nGM4ceIEAwMDAAojAt1Bi1WqAAAAAElFTkSuQmCC',
  'base64',
);

/** A node of a flow that began so many seconds after the start; a message makes it fail. */
export function node(
  kind: FlowNode['kind'],
  name: string,
  [fromS, tookS]: readonly [number, number],
  changes: Partial<FlowNode> & { fails?: string } = {},
): FlowNode {
  const { fails, ...rest } = changes;
  return {
    kind,
    name,
    startedAtMs: startedAtMs + fromS * 1000,
    endedAtMs: startedAtMs + (fromS + tookS) * 1000,
    status:
      fails === undefined
        ? { success: true, code: 'Success' }
        : { success: false, code: 'Failed', description: fails },
    dataItems: [],
    parameters: [],
    children: [],
    ...rest,
  };
}

export function report(flow: FlowNode[], changes: Partial<ExecutionReport> = {}): ExecutionReport {
  const failed = flow.find(({ status }) => status.success !== true);
  return {
    name: 'checkout',
    executionId: 'bot_checkout_1',
    startedAtMs,
    endedAtMs: startedAtMs + 60_000,
    status: failed?.status ?? { success: true, code: 'Success' },
    devices: [device('2ADEMO000001', 'Pixel 8 Pro')],
    variables: [{ name: 'DUT', value: '2ADEMO000001' }],
    timers: [{ id: 'auto', seconds: { elapsed: 60, ux: 12.5 } }],
    dataItems: [],
    flow,
    ...changes,
  };
}

function device(deviceId: string, model: string): ExecutionReport['devices'][number] {
  return { deviceId, model, os: 'Android', osVersion: '14', properties: {}, recordings: [] };
}

/** A checkout of three steps whose payment failed, with a screen at the second and at the failed one. */
export function failedCheckout(changes: Partial<ExecutionReport> = {}): ExecutionReport {
  return report(
    [
      node('step', 'Open the app', [1, 3], {
        children: [node('action', 'application.open', [1, 3], { displayName: 'Open application' })],
      }),
      node('step', 'Fill the basket', [4, 6], {
        dataItems: [{ type: 'image', format: 'png', attachment: 'images/step_2.png' }],
        children: [
          node('action', 'button.click', [4, 2], {
            displayName: 'Tap Add to basket',
            parameters: [{ name: 'label', displayName: 'Label', value: 'Add to basket' }],
          }),
        ],
      }),
      node('step', 'Pay', [10, 12], {
        fails: 'Thank you was not found',
        children: [
          node('action', 'edit.set', [10, 2], { displayName: 'Set card number' }),
          node('action', 'checkpoint.text', [12, 10], {
            displayName: 'Find text',
            fails: 'Thank you was not found',
            parameters: [{ name: 'content', displayName: 'Text', value: 'Thank you' }],
            dataItems: [
              { type: 'image', format: 'png', attachment: 'images/failure_5.png' },
              { type: 'actualImage', format: 'png', attachment: 'images/actual_5.png' },
              { label: 'actual', value: 'Pay now' },
            ],
          }),
        ],
      }),
    ],
    changes,
  );
}

export function media(
  kind: PageMedia['kind'],
  attachment: string,
  content: Uint8Array | string,
  changes: Partial<PageMedia> = {},
): PageMedia {
  const bytes = Buffer.from(content);
  return {
    kind,
    attachment,
    path: `bot/${attachment}`,
    bytes: bytes.length,
    read: () => Promise.resolve(bytes),
    ...changes,
  };
}

const vitalsCsv = [
  'Timestamp (ms),CPU (%),Memory (MB)',
  ...Array.from(
    { length: 60 },
    (_, second) => `${startedAtMs + second * 1000},${10 + second},${900 + second}`,
  ),
].join('\n');

const logText = Array.from({ length: 300 }, (_, line) =>
  line === 199
    ? '11-24 01:54:12.000 1 2 E App: payment refused'
    : `11-24 01:54:00.000 1 2 D App: line ${line + 1}`,
).join('\n');

/** What the checkout left: screens, vitals and a log. */
export function checkoutMedia(): PageMedia[] {
  return [
    media('image', 'images/step_2.png', png),
    media('image', 'images/failure_5.png', png),
    media('image', 'images/actual_5.png', png),
    media('vitals', 'vitals/monitor_1.csv', vitalsCsv),
    media('log', 'log/device_1.txt', logText),
    media('network', 'network/capture_1.pcap', 'pcap'),
  ];
}

/** A page of one execution. */
export function pageOf(
  one: ExecutionReport,
  given: PageMedia[] = [],
  changes: Partial<ExecutionResult> = {},
): PageInput {
  const result = { ...resultOfReport(one, { state: 'Completed' }), ...changes };
  return {
    title: 'demo/app: Device tests',
    results: judged([result]),
    details: [{ executionId: result.executionId, readReport: () => Promise.resolve(one), media: given }],
  };
}

/** A run of two scripts on three devices: one checkout failed, one login was lost, all others passed. */
export function nightlyRun(): PageInput {
  const devices = [device('A1', 'Pixel 8 Pro'), device('B2', 'Galaxy S24'), device('C3', 'iPhone-15')];
  const details: PageExecution[] = [];
  const executions = ['checkout', 'login'].flatMap((script, row) =>
    devices.map((one, column) => {
      const executionId = `bot_${script}_${one.deviceId ?? ''}`;
      const fails = row === 0 && column === 1;
      const names = { name: script, executionId, devices: [one] };
      const full = fails
        ? failedCheckout(names)
        : report([node('step', 'Open the app', [1, 3 + column])], names);
      details.push({
        executionId,
        readReport: () => Promise.resolve(full),
        media: fails ? checkoutMedia() : [],
      });
      const isLost = row === 1 && column === 2;
      return {
        ...resultOfReport(full, { state: isLost ? 'Running' : 'Completed' }),
        ...(isLost && { outcome: 'inconclusive' as const, timedOut: true }),
      };
    }),
  );
  return { title: 'demo/app: Nightly #128', results: judged(executions), details };
}

function judged(executions: readonly ExecutionResult[]): Results {
  const results = resultsOf(executions, startedAtMs + 3_600_000);
  return { ...results, verdict: judge(results, defaultPolicy, startedAtMs + 3_600_000) };
}
