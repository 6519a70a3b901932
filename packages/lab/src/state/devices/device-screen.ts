import type { RecordedScreen } from '../../report/recorded-execution.ts';
import { globMatches } from '../../scenario/behaviour.ts';
import { screenRuleOf } from '../../scenario/device-rules.ts';
import type { DeviceRules, ScreenRule } from '../../scenario/device-rules.ts';
import { applicationInFront } from './device-states.ts';
import type { DeviceState } from './device-states.ts';
import type { Device } from './devices.ts';

/** What is on the screen of a device now. */
export interface DeviceScreen extends RecordedScreen {
  /** What the scenario says of it. */
  rule: ScreenRule;
}

const nothing: ScreenRule = { texts: [], images: [] };

/** Looks at the screen of a device: the application or page in front, and what the scenario has on it. */
export function screenOf(device: Device, state: DeviceState, rules: DeviceRules): DeviceScreen {
  const landscape = state.orientation === 'landscape';
  if (state.isLocked) return { title: 'Locked', landscape, texts: [], rule: nothing };
  const application = applicationInFront(state);
  const address = application?.isBrowser === true ? state.address : '';
  const title = address === '' ? (application?.name ?? 'Home') : address;
  const names = application ? [application.name, application.identifier, address] : [''];
  const rule = screenRuleOf(rules, device, names) ?? {};
  return { title, landscape, ...(rule.texts ? { texts: rule.texts } : {}), rule };
}

/** The texts of a screen as far as they are known, a line each; else its title. */
export function textOf({ title, texts }: DeviceScreen): string {
  return (texts ?? [title]).join('\n');
}

/** Whether a text is on the screen; case does not count. */
export function showsText({ rule }: DeviceScreen, content: string): boolean {
  const holds = (text: string): boolean => text.toLowerCase().includes(content.toLowerCase());
  if (rule.without?.some(holds) === true) return false;
  return rule.texts === undefined || rule.texts.some(holds);
}

/** Whether the picture of a repository key is on the screen. */
export function showsImage({ rule }: DeviceScreen, key: string): boolean {
  const isMeant = (pattern: string): boolean => globMatches(pattern, key);
  if (rule.without?.some(isMeant) === true) return false;
  return rule.images === undefined || rule.images.some(isMeant);
}
