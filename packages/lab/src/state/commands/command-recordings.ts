import type { RecordedAttachment } from '../../report/recorded-execution.ts';

/** What can be recorded of a device between two commands: vitals, the device log, the traffic of a virtual network. */
export type RecordingKind = 'monitor' | 'logs' | 'vnetwork';

/** A recording under way. */
export interface RunningRecording {
  kind: RecordingKind;
  deviceId: string;
  startedMs: number;
  /** Number of the command that began it. */
  number: number;
  /** Time between two samples of vitals; absent: as the lab does it. */
  intervalMs?: number;
}

const files: Readonly<Record<RecordingKind, Pick<RecordedAttachment, 'type' | 'format'> & { stem: string }>> =
  {
    monitor: { type: 'monitor', format: 'csv', stem: 'vitals/monitor' },
    logs: { type: 'log', format: 'zip', stem: 'log/device' },
    vnetwork: { type: 'network', format: 'pcap', stem: 'network/capture' },
  };

/** The file of a recording that ends. */
export function attachmentOf(recording: RunningRecording, endedAtMs: number): RecordedAttachment {
  const { type, format, stem } = files[recording.kind];
  const { deviceId, number, startedMs, intervalMs } = recording;
  return {
    type,
    format,
    path: `${stem}_${number}.${format}`,
    deviceId,
    span: { startedAtMs: startedMs, endedAtMs },
    ...(intervalMs === undefined ? {} : { intervalMs }),
  };
}
