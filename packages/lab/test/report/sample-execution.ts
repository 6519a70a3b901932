import type {
  RecordedAttachment,
  RecordedDevice,
  RecordedExecution,
  RecordedNode,
} from '../../src/report/recorded-execution.ts';

export const startMs = Date.UTC(2024, 4, 6, 10, 11, 12, 345);

/** Text that breaks out of whatever does not escape it. */
export const hostile = `<b>&amp; ]]> "x" 'y' <!-- --> <script>alert(1)</script> \u0000\u0007\u001b[31m \ud83d\ude80 \ud800 \u202e`;
export const veryLong = 'An exceedingly long name '.repeat(4000);

export const pixel: RecordedDevice = {
  deviceId: '0123456789ABCDEF',
  manufacturer: 'Google',
  model: 'Pixel 8',
  os: 'Android',
  osVersion: '14',
  firmware: 'AP1A.240505',
  location: 'NA-US-BOS',
  resolution: '1080x2400',
  description: 'Rack 4',
};

export const iphone: RecordedDevice = {
  ...pixel,
  deviceId: '00008110-00012345',
  manufacturer: 'Apple',
  model: 'iPhone 14',
  os: 'iOS',
  osVersion: '17.4',
  resolution: '1170x2532',
};

export function node(overrides: Partial<RecordedNode> = {}): RecordedNode {
  return {
    kind: 'action',
    name: 'button.click',
    startedAtMs: startMs,
    endedAtMs: startMs + 1500,
    success: true,
    code: 'Success',
    description: 'Success',
    parameters: [],
    attachments: [],
    deviceId: pixel.deviceId,
    children: [],
    ...overrides,
  };
}

export function attachment(overrides: Partial<RecordedAttachment> = {}): RecordedAttachment {
  return { type: 'image', format: 'png', path: 'images/1.png', deviceId: pixel.deviceId, ...overrides };
}

/** A login that opens the app, signs in and fails at a checkpoint. */
export function execution(overrides: Partial<RecordedExecution> = {}): RecordedExecution {
  return {
    executionId: 'ci.bot@example.com_login_24-05-06_10_11_12_345',
    reportKey: 'PRIVATE:240506/login_24-05-06_10_11_12_345.xml',
    owner: 'ci.bot@example.com',
    scriptName: 'login',
    scriptKey: 'PRIVATE:login.xml',
    startedAtMs: startMs,
    endedAtMs: startMs + 30_000,
    success: false,
    code: 'CompletedWithErrors',
    description: 'Completed with errors',
    failedActions: 1,
    failedValidations: 1,
    devices: [pixel],
    variables: [{ name: 'DUT', value: pixel.deviceId }],
    flow: [
      node({
        kind: 'step',
        name: 'Open the app',
        endedAtMs: startMs + 10_000,
        attachments: [attachment()],
        children: [
          node({
            name: 'monitor.start',
            displayName: 'Start monitor',
            startedAtMs: startMs + 2000,
            endedAtMs: startMs + 3000,
            parameters: [{ name: 'sources', displayName: 'Sources', value: 'Device' }],
            attachments: [attachment({ type: 'monitor', format: 'csv', path: 'vitals/monitor_1.csv' })],
          }),
        ],
      }),
      node({
        kind: 'step',
        name: 'Check the greeting',
        startedAtMs: startMs + 10_000,
        endedAtMs: startMs + 30_000,
        success: false,
        code: 'Failed',
        description: 'Welcome was not found',
        children: [
          node({
            name: 'checkpoint.text',
            startedAtMs: startMs + 12_000,
            endedAtMs: startMs + 25_000,
            success: false,
            code: 'Failed',
            description: 'Welcome was not found',
            value: 'false',
          }),
        ],
      }),
    ],
    video: true,
    cloudUrl: 'https://mycloud.perfectomobile.com',
    ...overrides,
  };
}

export function manySteps(count: number): RecordedNode[] {
  return Array.from({ length: count }, (_, index) =>
    node({
      kind: 'step',
      name: `Step ${index} & more`,
      startedAtMs: startMs + index * 5,
      endedAtMs: startMs + index * 5 + 4,
      success: index !== 4321,
      children: [node({ name: `action.${index}`, startedAtMs: startMs + index * 5 })],
    }),
  );
}

/** A flow of one node within another, `depth` levels down. */
export function nested(depth: number): RecordedNode {
  let inner = node({ name: 'innermost' });
  for (let level = depth; level > 0; level -= 1) {
    inner = node({ kind: 'script', name: `level ${level}`, children: [inner] });
  }
  return inner;
}

/** Every text of the execution replaced by `text`, and nothing else. */
export function saying(text: string): RecordedExecution {
  const said = node({
    kind: 'action',
    name: text,
    displayName: text,
    success: false,
    code: text,
    description: text,
    value: text,
    parameters: [{ name: text, displayName: text, value: text }],
    attachments: [attachment({ path: text })],
  });
  return execution({
    executionId: text,
    reportKey: text,
    owner: text,
    scriptName: text,
    scriptKey: text,
    code: text,
    description: text,
    devices: [
      {
        ...pixel,
        manufacturer: text,
        model: text,
        os: text,
        firmware: text,
        location: text,
        resolution: text,
      },
    ],
    variables: [{ name: text, value: text }],
    flow: [node({ kind: 'step', name: text, description: text, children: [said] })],
  });
}
