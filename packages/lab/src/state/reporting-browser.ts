import { browserTypes } from '../invented/reporting.ts';
import type { Execution } from './executions.ts';
import type { LabState } from './lab-state.ts';
import { actionsOf } from './script-plan.ts';

/** The browser that a run used on its device: its script calls functions of the browser. */
export interface UsedBrowser {
  browserType: string;
  browserVersion: string;
}

/** The browser of an execution, if it used one. */
export function browserOf({ settings }: LabState, execution: Execution): UsedBrowser | undefined {
  const [browserType] = browserTypesOf(execution);
  if (browserType === undefined || !execution.device) return undefined;
  const isSafari = browserType === browserTypes.iOS;
  return { browserType, browserVersion: isSafari ? execution.device.osVersion : settings.chromeVersion };
}

/** Its type, as a list that may be empty. */
export function browserTypesOf({ device, nodes }: Execution): string[] {
  if (!device || !actionsOf(nodes).some(({ name }) => /^browser\./i.test(name))) return [];
  return [device.os === 'iOS' ? browserTypes.iOS : browserTypes.Android];
}
