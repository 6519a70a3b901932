import { recordVideo } from '../report/video/recording.ts';
import { parseRecordingPath } from '../report/recording-address.ts';
import type { Reply } from '../server/reply.ts';
import type { LabState } from '../state/lab-state.ts';
import { recordExecution } from '../state/executions/record-execution.ts';

/**
 * The video behind the absolute address in an XML report. Clients load it without the API (from client code);
 * whether they need credentials is not known, so none are asked for.
 */
export function recordingAt(path: string, state: LabState): (Reply & { body: Buffer }) | undefined {
  const address = parseRecordingPath(path);
  if (!address) return undefined;
  const execution = state.executions.get(address.executionId);
  const isThere = execution?.hasVideo === true && (execution.reportFromMs ?? Infinity) <= state.clock.now();
  const recorded = isThere ? recordExecution(state, execution) : undefined;
  const device = recorded?.devices.find(({ deviceId }) => deviceId === address.deviceId);
  if (!recorded || !device) return { status: 404, headers: {}, body: Buffer.alloc(0) };
  return { status: 200, headers: { 'Content-Type': 'video/mp4' }, body: recordVideo(recorded, device) };
}
