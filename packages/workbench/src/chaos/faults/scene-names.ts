/** The actions that talk to the cloud, which is all of them but start-lab: that one starts a cloud of its own. */
export const sceneNames = [
  'upload-app',
  'select-devices',
  'reserve-device',
  'run-script',
  'wait-for-execution',
  'fetch-report',
  'call-api',
  'sweep',
] as const;

export type SceneName = (typeof sceneNames)[number];

/** Requests beside the essential ones that actions live by: some faults are played on them, too. */
export const otherSceneNames = [
  'upload-app: look before',
  'reserve-device: list',
  'reserve-device: release',
  'run-script: upload',
  'run-script: look before',
  'run-script: wait',
  'fetch-report: status',
  'fetch-report: image',
  'sweep: list',
  'upload-app: legacy',
] as const;

export type OtherSceneName = (typeof otherSceneNames)[number];
