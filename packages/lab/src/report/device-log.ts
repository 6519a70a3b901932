import { isWithin, labelOf, walkFlow } from './flow-walk.ts';
import type {
  RecordedAttachment,
  RecordedDevice,
  RecordedExecution,
  RecordedNode,
} from './recorded-execution.ts';
import { seededRandom, wholeBetween } from './seeded-random.ts';
import type { SeededRandom } from './seeded-random.ts';
import { zipOf } from './zip-file.ts';

/** Name of the file in the zip of a device log (the name is invented). */
const deviceLogFileName = 'device_log.txt';

/** The device log as the service gives it: a zip with one text file (from-client-code). */
export async function writeDeviceLog(
  execution: RecordedExecution,
  device: RecordedDevice,
  span?: RecordedAttachment['span'],
): Promise<Buffer> {
  return zipOf(deviceLogFileName, Buffer.from(deviceLogText(execution, device, span)), execution.endedAtMs);
}

/**
 * The text of the log: lines in the manner of logcat for Android and of the system log for iOS, two for each
 * node of the device in the run or a span of it, with a made-up error and its trace where an action failed.
 */
export function deviceLogText(
  execution: RecordedExecution,
  device: RecordedDevice,
  span?: RecordedAttachment['span'],
): string {
  const random = seededRandom(execution.executionId, device.deviceId, 'log');
  const processId = wholeBetween(random, 1200, 29_000);
  const write = /ios|ipad/i.test(device.os) ? iosLine : androidLine;
  const entries: { atMs: number; line: string }[] = [];
  const add = (atMs: number, level: Level, tag: string, message: string): void => {
    const text = oneLine(message);
    entries.push({ atMs, line: write({ atMs, level, tag, message: text, processId, model: device.model }) });
  };

  const { startedAtMs, endedAtMs } = span ?? execution;
  add(startedAtMs, 'I', 'DeviceAgent', `log opened on ${device.manufacturer} ${device.model}`);
  for (const { node } of walkFlow(execution.flow)) {
    if ((node.deviceId ?? device.deviceId) !== device.deviceId || !isWithin(node, span)) continue;
    logNode(node, add, random);
  }
  add(endedAtMs, 'I', 'DeviceAgent', 'log closed');
  // Ends of outer nodes come after their children; a stable sort keeps the order of equal times.
  entries.sort((a, b) => a.atMs - b.atMs);
  return `${entries.map(({ line }) => line).join('\n')}\n`;
}

type Level = 'D' | 'I' | 'E';

function logNode(
  node: RecordedNode,
  add: (atMs: number, level: Level, tag: string, message: string) => void,
  random: SeededRandom,
): void {
  const label = labelOf(node);
  if (node.kind !== 'action') {
    add(node.startedAtMs, 'I', 'TestRunner', `${node.kind} started: ${label}`);
    add(
      node.endedAtMs,
      node.success ? 'I' : 'E',
      'TestRunner',
      `${node.kind} ended: ${label} (${node.code})`,
    );
    return;
  }
  add(node.startedAtMs, 'D', 'App', `${node.name} begins, frame ${wholeBetween(random, 1000, 99_999)}`);
  if (node.success) {
    add(node.endedAtMs, 'D', 'App', `${node.name} done`);
    return;
  }
  add(node.endedAtMs, 'E', 'App', `${node.name} failed: ${node.description}`);
  add(
    node.endedAtMs,
    'E',
    'App',
    `    at com.example.app.Screen.find(Screen.java:${wholeBetween(random, 20, 400)})`,
  );
}

interface LogLine {
  atMs: number;
  level: Level;
  tag: string;
  message: string;
  processId: number;
  model: string;
}

function androidLine({ atMs, level, tag, message, processId }: LogLine): string {
  const [date = '', time = ''] = utcText(atMs).split('T');
  return `${date.slice(5)} ${time.slice(0, 12)} ${processId} ${processId + 7} ${level} ${tag}: ${message}`;
}

const iosLevels: Record<Level, string> = { D: 'Debug', I: 'Notice', E: 'Error' };

function iosLine({ atMs, level, tag, message, processId, model }: LogLine): string {
  const [date = '', time = ''] = utcText(atMs).split('T');
  const host = oneLine(model).replaceAll(' ', '-');
  return `${date} ${time.slice(0, 12)} ${host} ${tag}[${processId}] <${iosLevels[level]}>: ${message}`;
}

function utcText(atMs: number): string {
  const time = new Date(atMs);
  return Number.isNaN(time.getTime()) ? new Date(0).toISOString() : time.toISOString();
}

// A name with a line break must not forge a line of the log.
function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').toWellFormed();
}
