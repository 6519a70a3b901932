import { browserTypes } from '../../invented/reporting.ts';
import type { UsedDevice } from '../executions/executions.ts';
import type { LabState } from '../lab-state.ts';

/** The browser that a run used on a device. */
export interface UsedBrowser {
  browserType: string;
  browserVersion: string;
}

/** The browser of a device, as a run that used one found it. */
export function browserOf({ settings }: LabState, device: UsedDevice): UsedBrowser {
  const browserType = browserTypeOf(device);
  const isSafari = browserType === browserTypes.iOS;
  return { browserType, browserVersion: isSafari ? device.osVersion : settings.chromeVersion };
}

/** Its type. */
export function browserTypeOf({ os }: UsedDevice): string {
  return os === 'iOS' ? browserTypes.iOS : browserTypes.Android;
}

/** What of a node tells that a browser is used; script files and recordings have it alike. */
interface Named {
  name: string;
  children: readonly Named[];
}

/** Whether functions of the browser are called anywhere in a run. */
export function usesBrowser(nodes: readonly Named[]): boolean {
  return nodes.some(({ name, children }) => /^browser\./i.test(name) || usesBrowser(children));
}
