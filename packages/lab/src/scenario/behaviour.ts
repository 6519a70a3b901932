/** How a run of a script goes on a device. */
export interface Behaviour {
  /** `inconclusive` ends with flowEndCode Unknown. */
  outcome: 'passed' | 'failed' | 'inconclusive';
  /** Length of a whole run; absent: what the script file says. */
  durationMs?: number;
  /** Name or number (from 1) of the step that fails. */
  failingStep?: string | number;
  /** Text of the failure. */
  message?: string;
  /** Status code of the action that fails, such as `ValidationFailure`; absent: `Failed`. */
  code?: string;
  /** The script does not start without the variable DUT. */
  needsDut: boolean;
  /** Delay of the report after the end; absent: the setting. */
  reportDelayMs?: number;
  /** Script keys that an execution of this one starts in turn, as its children. */
  starts?: string[];
}

/** One line of the scenario: which scripts it is for, and how they go. */
export interface ScriptRule extends Partial<Behaviour> {
  /** Pattern on the script key, `*` for any text. */
  match: string;
  /** Differences by device: the key is a device id or a regular expression on the model. */
  perDevice: Record<string, Partial<Behaviour>>;
}

/** The behaviour of a script on a device: the first rule that matches, and its part for the device. */
export function behaviourOf(
  rules: readonly ScriptRule[],
  scriptKey: string,
  device: { deviceId: string; model: string } | undefined,
): Behaviour {
  const rule = rules.find((candidate) => globMatches(candidate.match, scriptKey));
  const standard: Behaviour = { outcome: 'passed', needsDut: false };
  if (!rule) return standard;
  const { perDevice, ...common } = rule;
  const special = device && Object.entries(perDevice).find(([pattern]) => deviceMatches(pattern, device));
  return { ...standard, ...common, ...special?.[1] };
}

/** Whether a device is meant by its id or by a regular expression on its model. */
export function deviceMatches(pattern: string, device: { deviceId: string; model: string }): boolean {
  if (pattern.toLowerCase() === device.deviceId.toLowerCase()) return true;
  return new RegExp(`^(?:${pattern})$`, 'i').test(device.model);
}

/** Whether a text matches a pattern in which `*` stands for any text, `?` for one character; case does not count. */
export function globMatches(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 'is').test(text);
}
