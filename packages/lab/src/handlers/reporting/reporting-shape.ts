import type { Tree } from '../../server/answer.ts';
import type { Call } from '../../server/call.ts';
import { videoSize } from '../../report/video/recording.ts';
import { timersOf } from '../../report/run-timers.ts';
import type { UsedDevice } from '../../state/executions/executions.ts';
import type { LabState } from '../../state/lab-state.ts';
import { browserOf } from '../../state/reporting/reporting-browser.ts';
import { filesOf } from '../../state/reporting/reporting-files.ts';
import type { TestFile } from '../../state/reporting/reporting-files.ts';
import { recordTest } from '../../state/reporting/reporting-tests.ts';
import type { ReportedTest } from '../../state/reporting/reporting-tests.ts';
import { fileUrl, labAddress } from './reporting-address.ts';

/** One entry of the list, its members in the order of the catalogue's example. */
export function testTree(call: Call, test: ReportedTest): Tree {
  const { execution, isProcessed, failureReason, job, project, automationFramework } = test;
  const { state } = call;
  const recorded = isProcessed ? recordTest(state, test) : undefined;
  const files = isProcessed ? filesOf(state, test) : [];
  return {
    id: test.id,
    externalId: execution.executionId,
    name: test.name,
    owner: execution.user,
    startTime: test.startMs,
    endTime: test.endMs,
    uxDuration: recorded ? Math.round(timersOf(recorded).uxS * 1000) : 0,
    status: test.status,
    ...(test.message === '' ? {} : { message: test.message }),
    ...(failureReason ? { failureReasonName: failureReason.name } : {}),
    platforms: platformsOf(state, test),
    tags: test.tags,
    ...(job ? { job } : {}),
    ...(project ? { project } : {}),
    ...(automationFramework === undefined ? {} : { automationFramework }),
    executionEngine: { version: state.settings.productVersion },
    parameters: test.parameters.map(({ name, value }) => ({ name, value })),
    customFields: test.customFields.map(({ name, value }) => ({ name, value })),
    videos: files.filter(({ type }) => type === 'VIDEO').map((file) => videoTree(call, test, file)),
    artifacts: files
      .filter(({ type }) => type !== 'VIDEO' && type !== 'IMAGE')
      .map((file) => ({
        type: file.type,
        path: fileUrl(call, test.id, file),
        contentType: file.contentType,
        fileName: file.fileName,
        zipped: file.zipped,
      })),
    reportURL: `${labAddress(call)}/reporting/test/${test.id}`,
  };
}

/** The devices of a test; the lab has mobile ones only. */
export function platformsOf(
  state: LabState,
  test: Pick<ReportedTest, 'execution' | 'devices' | 'usesBrowser'>,
): Tree[] {
  const { wantedDevice } = test.execution;
  return test.devices.map((used) => ({
    ...platformTree(state, used),
    ...(test.usesBrowser ? { browserInfo: { ...browserOf(state, used) } } : {}),
    selectionCriteriaV2: wantedDevice === '' ? [] : [{ name: 'deviceName', value: wantedDevice }],
  }));
}

function platformTree(state: LabState, used: UsedDevice): Record<string, Tree> {
  // What the recording of a device leaves out is looked up; a device that was removed since has none of it.
  const device = state.devices.find(used.deviceId);
  return {
    deviceId: used.deviceId,
    deviceType: 'MOBILE',
    os: used.os.toUpperCase(),
    osVersion: used.osVersion,
    screenResolution: used.resolution,
    location: used.location,
    mobileInfo: {
      imei: '',
      manufacturer: used.manufacturer,
      model: used.model,
      distributor: device?.distributer ?? '',
      firmware: used.firmware,
      phoneNumber: device?.phoneNumber ?? '',
      operator: device?.operator.name ?? '',
      operatorCountry: device?.operator.country ?? '',
    },
    customFields: (device?.dynamicFields ?? []).map(({ name, value }) => ({ name, value })),
  };
}

function videoTree(call: Call, test: ReportedTest, file: TestFile): Tree {
  const { execution, devices } = test;
  const filmed = devices.find(({ deviceId }) => deviceId === file.attachment.deviceId);
  const downloadUrl = fileUrl(call, test.id, file);
  const { width, height } = videoSize(filmed?.resolution ?? '');
  return {
    startTime: execution.runningFromMs ?? execution.startedMs,
    endTime: execution.runningUntilMs ?? execution.completedMs ?? 0,
    format: 'mp4',
    streamingUrl: `${downloadUrl}?stream=true`,
    downloadUrl,
    screen: { width, height },
  };
}
