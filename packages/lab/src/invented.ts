/**
 * Everything the lab states that no document and no client shows. One place, so that a reader can tell what to trust,
 * and changeable with `startLab({settings})`, so that a client can be tried against another guess.
 * Texts are patterns: `<name>` is replaced.
 */
export interface InventedSettings {
  /** HTTP status of `The operation requires secured channel`, unknown resource and unknown operation; no document names one. */
  invalidUrlStatus: number;
  /** HTTP status of `... wasn't found` on /services; no document names one. */
  notFoundStatus: number;
  /** HTTP status of `User <user> is not authorized to ...`; no document names one. */
  notAuthorizedStatus: number;
  /** HTTP status of a refused parameter value; 400 is documented for "not valid parameters" in general. */
  invalidParameterStatus: number;
  /** HTTP status of a v1 address with a verb it does not have. */
  wrongVerbStatus: number;
  /** Second half of the text for a mandatory parameter that is absent. */
  missingParameterText: string;
  /** Second half of the text for a value outside the documented ones or of the wrong type. */
  invalidValueText: string;
  /** Second half of the text when a name comes twice with different values. */
  repeatedParameterText: string;
  /** Second half of the text when a name stands in the query and in the body. */
  parameterInBothText: string;
  /** Second half of the text for a path that the operation does not have, for example an id where none belongs. */
  invalidPathText: string;
  /** Second half of the text when `admin=true` comes from a user without the right, where no text is documented. */
  notAuthorizedText: string;
  /** Longest form or JSON body the lab reads. */
  maxParameterBytes: number;
  /** Answer to an operation of the catalogue which the lab does not serve. */
  notServedStatus: number;
  /** Words after `Failed decoding the offline token: ` (the first half is from client code). */
  tokenDetail: string;

  /** Second half of the text for a script that is not in the repository; clients look for "item not found" in it. */
  scriptNotFoundText: string;
  /** Whether aborting a completed execution is refused (true) or answered with Success (false); not known. */
  abortCompletedRefused: boolean;
  /** Second half of the text for aborting a completed execution. */
  abortCompletedText: string;
  /** How long an id stays usable after the end; documented only as "a short time", list pages say 24 h. */
  executionRetentionMs: number;
  /** How long an execution stays in Initializing. */
  initializingMs: number;
  /** How long an execution stays in Terminating. */
  terminatingMs: number;
  /** Duration of an action that says none in the script file. */
  actionMs: number;
  /** Duration of a script whose file is not of the lab's own format. */
  genericScriptMs: number;
  /** How long after Completed a report can be had; clients show only that it lags. */
  reportDelayMs: number;
  /** completionDescription when the device stayed taken; clients look for "device is in use" in it. */
  deviceInUseText: string;
  /** completionDescription when the device stayed disconnected or broken. */
  deviceNotConnectedText: string;
  /** completionDescription when no device at all was free. */
  noDeviceText: string;
  /** completionDescription of an execution whose device was released by force. */
  deviceReleasedText: string;
  /** completionDescription of an aborted execution. */
  abortedText: string;
  /** completionDescription of a script file that could not be parsed. */
  parseErrorText: string;
  /** Second half of the text for a report that is not there, or not yet. */
  reportNotFoundText: string;
  /** Second half of the text for an attachment that the report does not have. */
  attachmentNotFoundText: string;

  /** Largest application file in bytes; documented as 1 GB, taken as 2^30. */
  maxApplicationBytes: number;
  /** Largest other file in bytes; documented as 150 MB, taken as 150 * 2^20. */
  maxOtherFileBytes: number;
  /** artifactType is mandatory above this size in bytes; documented as 143 MB. */
  artifactTypeMandatoryAboveBytes: number;
  /** Text for a file above its limit. */
  tooLargeText: string;
  /** Text for a big file without artifactType. */
  artifactTypeMissingText: string;
  /** Second half of the text for an upload to a key that exists, without overwrite; status of the legacy call. */
  itemExistsText: string;
  itemExistsStatus: number;
  /** Text for an item that is not there. */
  itemNotFoundText: string;
  /** Text for a v1 locator that breaks the documented rules. */
  invalidLocatorText: string;
  /** Page size of the v1 list when none is asked for. */
  artifactsPageSize: number;

  /** Second half of the text for two reservations of one device at one time; status 500 is from client code. */
  reservationOverlapText: string;
  /** HTTP status of the v1 call for the same. */
  reservationOverlapV1Status: number;
  /** Whether the cloud has reservations; without them v1 answers `Reservation is disabled. Please contact support.` */
  reservationsEnabled: boolean;
  /** Longest reservation of a user who is no administrator; a limit is documented, its value is not. */
  maxReservationMs: number;
  /** Second half of the text for a longer one. */
  reservationTooLongText: string;
  /** Second half of the text for an end that is not after the start, or not in the future. */
  reservationTimesText: string;
  /** Second half of the text for a user that does not exist. */
  userNotFoundText: string;

  /** Second half of the text when a device is in use by somebody else and admin=true was not sent. */
  deviceOfOtherText: string;
  /** How long connecting a device to a cradle takes. */
  connectMs: number;
  /** Version strings of the answers. */
  modelVersion: string;
  productVersion: string;
}

const day = 24 * 3600 * 1000;

/** The values a lab uses unless told otherwise. */
export const inventedDefaults: Readonly<InventedSettings> = {
  invalidUrlStatus: 400,
  notFoundStatus: 400,
  notAuthorizedStatus: 400,
  invalidParameterStatus: 400,
  wrongVerbStatus: 405,
  missingParameterText: "Mandatory parameter '<name>' is missing",
  invalidValueText: "Invalid value '<value>' for parameter '<name>'",
  repeatedParameterText: "Parameter '<name>' is given more than once with different values",
  parameterInBothText: "Parameter '<name>' is given in the query and in the body",
  invalidPathText: "Invalid path '<path>'",
  notAuthorizedText: 'User <user> is not authorized to act as administrator',
  maxParameterBytes: 4 * 1024 * 1024,
  notServedStatus: 501,
  tokenDetail: 'it is no token of this cloud',
  scriptNotFoundText: 'Repository item not found: <key>',
  abortCompletedRefused: true,
  abortCompletedText: 'Execution <executionId> has already completed',
  executionRetentionMs: day,
  initializingMs: 500,
  terminatingMs: 500,
  actionMs: 1_000,
  genericScriptMs: 3_000,
  reportDelayMs: 500,
  deviceInUseText: 'Device <deviceId> is not available - device is in use',
  deviceNotConnectedText: 'Device <deviceId> is not available - device is not connected',
  noDeviceText: 'No device is available - every device is in use',
  deviceReleasedText: 'Device <deviceId> was released while the script was running',
  abortedText: 'The execution was aborted by user <user>',
  parseErrorText: 'Failed to parse script <key>: <detail>',
  reportNotFoundText: 'Report <key> was not found',
  attachmentNotFoundText: 'Attachment <attachment> was not found in report <key>',
  maxApplicationBytes: 2 ** 30,
  maxOtherFileBytes: 150 * 2 ** 20,
  artifactTypeMandatoryAboveBytes: 143 * 2 ** 20,
  tooLargeText: 'File is larger than the limit of <limit> bytes',
  artifactTypeMissingText: 'artifactType is mandatory for files larger than <limit> bytes',
  itemExistsText: 'Item <key> already exists',
  itemExistsStatus: 400,
  itemNotFoundText: 'Item <key> was not found',
  invalidLocatorText: "Invalid artifact locator '<locator>'",
  artifactsPageSize: 500,
  reservationOverlapText: 'Device <deviceId> is already reserved between <start> and <end>',
  reservationOverlapV1Status: 400,
  reservationsEnabled: true,
  maxReservationMs: day,
  reservationTooLongText: 'Reservation is longer than the maximum of <minutes> minutes',
  reservationTimesText: 'Reservation must end after its start and after the present time',
  userNotFoundText: 'User <user> was not found',
  deviceOfOtherText: 'Device <deviceId> is in use by another user',
  connectMs: 30_000,
  modelVersion: '2.21.0.0',
  productVersion: 'master',
};

/** First halves of error texts that the catalogue does not give, by operation id. */
export const inventedPrefixes: Readonly<Record<string, string>> = {
  'cradle.list': 'Failed to list cradles',
  'cradle.info': 'Failed to get cradle info',
  'host.list': 'Failed to list device hosts',
  'host.info': 'Failed to get device host info',
  'repository.clean': 'Failed to clean repository',
};

/** Puts values into the `<name>` places of a text. */
export function fill(pattern: string, values: Readonly<Record<string, string | number>>): string {
  return pattern.replace(/<([a-zA-Z]+)>/g, (place, name: string) => String(values[name] ?? place));
}
