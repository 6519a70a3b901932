import { openApplication } from './application.ts';
import { CommandFailure } from './command.ts';
import type { CommandOutcome, DeviceCommands, DeviceContext } from './command.ts';

/** The browser of a device. The lab loads no page: it knows the address, and the scenario what is on the screen there. */
export const browserCommands: DeviceCommands = {
  'browser.open': {
    needsDevice: true,
    run: (context) => openBrowser(context),
  },
  'browser.goto': {
    needsDevice: true,
    mandatory: ['url'],
    check: (parameters) => {
      if (!URL.canParse(withScheme(parameters.required('url')))) parameters.refuse('url');
    },
    run: (context) => {
      openBrowser(context);
      const address = withScheme(context.parameters.required('url'));
      context.state.deviceStates.change(context.device, { address });
      return {};
    },
  },
  // No script runs on a page that is not there; clients read no value.
  'browser.execute': { needsDevice: true, run: (context) => openBrowser(context) },
};

function openBrowser(context: DeviceContext): CommandOutcome {
  const { state, device } = context;
  const browser = state.deviceStates.of(device).applications.find(({ isBrowser }) => isBrowser === true);
  if (!browser) throw new CommandFailure(`Device ${device.deviceId} has no browser`);
  openApplication(context, browser);
  return {};
}

function withScheme(url: string): string {
  return /^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `https://${url}`;
}
