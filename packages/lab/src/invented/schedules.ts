/** What the lab invents about schedules. */
export interface ScheduleInventions {
  /** Second half of the text for a key that is not `<visibility>:<name>`. */
  scheduleKeyText: string;
  /** Second half of the text for a name that is taken; unique names are documented, the words are not. */
  scheduleExistsText: string;
  /** Second half of the text for one schedule more than the documented 20 of a user. */
  tooManySchedulesText: string;
  /** Second half of the text for a schedule that is not there. */
  scheduleNotFoundText: string;
  /** Second half of the text for changing a schedule of somebody else without `admin=true`. */
  scheduleOfOtherText: string;
  /** Second half of the text when an administrator creates a schedule for a user of another group. */
  scheduleOwnerText: string;
  /** Second half of the text for a recurrence that cannot be read. */
  recurrenceText: string;
  /** Second half of the text for `*` in the fields for seconds or minutes, which client code forbids. */
  recurrenceTooOftenText: string;
  /** Second half of the text for an end that is not after the start. */
  scheduleTimesText: string;
  /**
   * Whether days of the week count from 1 for Sunday, as in Quartz; false: from 0. The documents show only that there
   * is a field for seconds.
   */
  weekdaysFromOne: boolean;
  /** Whether a run that fell due while the lab was down happens once when it is up again; false: it is left out. */
  makesUpMissedRuns: boolean;
  /** Whether `info` with `owner` shows PRIVATE schedules of others to everybody; two documented pages disagree. */
  anyScheduleInfo: boolean;
  /** Whether a refused delete answers 200 with `status` failure (true) or with an error (false); not known. */
  deleteScheduleAnswersFailure: boolean;
  /** `lastRunStatus` when the script could not even be started. */
  scheduleNotRunText: string;
  /** Cause of that when the owner is gone or deactivated. */
  scheduleOwnerGoneText: string;
}

export const schedulesDefaults: ScheduleInventions = {
  scheduleKeyText: "Invalid schedule key '<key>'",
  scheduleExistsText: 'Schedule <key> already exists',
  tooManySchedulesText: 'User <user> already has <limit> schedules',
  scheduleNotFoundText: 'Schedule <key> was not found',
  scheduleOfOtherText: 'Schedule <key> belongs to another user',
  scheduleOwnerText: 'User <user> is not of the group of the administrator',
  recurrenceText: "Invalid recurrence '<recurrence>' - <detail>",
  recurrenceTooOftenText: 'the fields for seconds and minutes must not be *',
  scheduleTimesText: 'A schedule must end after its start',
  weekdaysFromOne: true,
  makesUpMissedRuns: false,
  anyScheduleInfo: true,
  deleteScheduleAnswersFailure: false,
  scheduleNotRunText: 'Failed - <reason>',
  scheduleOwnerGoneText: 'User <user> was not found or is not active',
};
