/** What the lab invents about command executions. */
export interface CommandInventions {
  /** How long a command execution may lie idle before it expires; that it expires is documented. */
  commandIdleMs: number;
  /** How long a command takes; 0: it is answered at once. A scenario can say it for single commands. */
  commandMs: number;
  /** How long after `end` the report can be had; clients load it right after. */
  commandReportDelayMs: number;
  /** Whether status, list and abort of the Script group know command executions. */
  scriptGroupSeesCommands: boolean;
  /** `flowEndCode` of a command that failed; only the word for success is known. */
  commandFailedCode: string;
  /** Second half of the text for a command that does not exist. */
  unknownCommandText: string;
  /** Second half of the text for `stopPlay` without `startPlay`. */
  notPlayingText: string;
  /** completionDescription of an execution that was idle too long. */
  executionExpiredText: string;
  /** Description when a command names a device that the execution has not opened. */
  deviceNotOpenText: string;
  /** Description when a command needs a device and the execution has several open, or none. */
  deviceNotNamedText: string;
  /** Description of a checkpoint that did not find its text or picture. */
  notOnScreenText: string;
  /** Description when an application is not on the device. */
  applicationNotInstalledText: string;
  /** Description when an application is on the device but does not run. */
  applicationNotRunningText: string;
  /** Description when the file to install is no application for the device. */
  applicationFileText: string;
  /** Description when an application of the system is to be removed. */
  systemApplicationText: string;
  /** Description when there is no file of that name on the device. */
  deviceFileText: string;
  /** Description when something is stopped that does not run. */
  notRecordingText: string;
  /** Description when something is started that runs already. */
  alreadyRecordingText: string;
  /** Description when a timer does not exist. */
  timerNotFoundText: string;
}

export const commandsDefaults: CommandInventions = {
  commandIdleMs: 10 * 60_000,
  commandMs: 0,
  commandReportDelayMs: 0,
  scriptGroupSeesCommands: true,
  commandFailedCode: 'FAILED',
  unknownCommandText: "Could not find subcommand '<subcommand>' for command '<command>'",
  notPlayingText: 'Execution <executionId> is not being played',
  executionExpiredText: 'The execution expired after <minutes> minutes without a command',
  deviceNotOpenText: 'Device <deviceId> is not open in this execution',
  deviceNotNamedText: 'The device has to be named: <count> devices are open in this execution',
  notOnScreenText: "'<content>' was not found on the screen",
  applicationNotInstalledText: 'Application <application> is not installed on device <deviceId>',
  applicationNotRunningText: 'Application <application> does not run on device <deviceId>',
  applicationFileText: 'Item <key> is not an application for <os>',
  systemApplicationText: 'Application <application> belongs to the system of device <deviceId>',
  deviceFileText: 'File <file> was not found on device <deviceId>',
  notRecordingText: '<what> is not running on device <deviceId>',
  alreadyRecordingText: '<what> is already running on device <deviceId>',
  timerNotFoundText: 'Timer <timer> was not found',
};

/**
 * Commands that no client was seen to send, though they belong to ones that were: opening the browser before `goto`,
 * checking a timer, ending what `test start` began.
 */
export const inventedCommands: readonly { command: string; subcommand: string; parameters: string[] }[] = [
  { command: 'browser', subcommand: 'open', parameters: [] },
  { command: 'timer', subcommand: 'validate', parameters: ['timerId', 'type', 'threshold'] },
  { command: 'test', subcommand: 'end', parameters: [] },
];

/** Parameters that a command needs to make sense and that no client was seen to send with it. */
export const inventedCommandParameters: Readonly<Record<string, readonly string[]>> = {
  'application.find': ['name', 'identifier'],
  'application.info': ['name', 'identifier'],
  'browser.goto': ['url'],
  'browser.execute': ['script'],
};

/** Applications that every device has; models of phones have others. */
export const systemApplications: Readonly<
  Record<'iOS' | 'Android', readonly { name: string; identifier: string; isBrowser?: true }[]>
> = {
  Android: [
    { name: 'Settings', identifier: 'com.android.settings' },
    { name: 'Camera', identifier: 'com.android.camera' },
    { name: 'Chrome', identifier: 'com.android.chrome', isBrowser: true },
  ],
  iOS: [
    { name: 'Settings', identifier: 'com.apple.Preferences' },
    { name: 'Camera', identifier: 'com.apple.camera' },
    { name: 'Safari', identifier: 'com.apple.mobilesafari', isBrowser: true },
  ],
};
