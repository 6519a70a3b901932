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
