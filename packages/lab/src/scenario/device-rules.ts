import { deviceMatches, globMatches } from './behaviour.ts';

/** What commands find on devices and how they go. The first rule that matches counts. */
export interface DeviceRules {
  screens: readonly ScreenRule[];
  commands: readonly CommandRule[];
  applications: readonly ApplicationRule[];
}

/** What holds where a scenario says nothing: every command goes well, every checkpoint finds what it looks for. */
export const noDeviceRules: DeviceRules = { screens: [], commands: [], applications: [] };

/** What is on the screen of a device. Without a rule a checkpoint finds whatever it looks for. */
export interface ScreenRule {
  /** Device id, or a regular expression on the model; absent: every device. */
  device?: string;
  /** Pattern on the name or identifier of the application in front, or on the address in the browser. */
  app?: string;
  /** All texts on the screen; absent: any text is found. */
  texts?: string[];
  /** Patterns on repository keys of all pictures on the screen; absent: any is found. */
  images?: string[];
  /** Texts and picture keys that are not there whatever the others say. */
  without?: string[];
}

/** How a command goes. */
export interface CommandRule {
  /** Pattern on `<command>.<subcommand>`. */
  match: string;
  device?: string;
  durationMs?: number;
  /** The command fails with this text. */
  fails?: string;
}

/** What an application file installs; the lab does not look into the file. */
export interface ApplicationRule {
  /** Pattern on the repository key. */
  file: string;
  name?: string;
  identifier?: string;
  version?: string;
}

/** A device as far as rules look at it. */
type RuledDevice = { deviceId: string; model: string } | undefined;

/** The rule for the screen of a device with an application in front, named in all the ways given. */
export function screenRuleOf(
  rules: DeviceRules,
  device: RuledDevice,
  inFront: readonly string[],
): ScreenRule | undefined {
  return rules.screens.find(
    ({ device: pattern, app }) =>
      isFor(pattern, device) && (app === undefined || inFront.some((name) => globMatches(app, name))),
  );
}

/** The rule for a command on a device, or on none. */
export function commandRuleOf(
  rules: DeviceRules,
  command: string,
  device: RuledDevice,
): CommandRule | undefined {
  return rules.commands.find(
    ({ match, device: pattern }) => globMatches(match, command) && isFor(pattern, device),
  );
}

/** The rule for an application file. */
export function applicationRuleOf(rules: DeviceRules, key: string): ApplicationRule | undefined {
  return rules.applications.find(({ file }) => globMatches(file, key));
}

function isFor(pattern: string | undefined, device: RuledDevice): boolean {
  return pattern === undefined || (device !== undefined && deviceMatches(pattern, device));
}
