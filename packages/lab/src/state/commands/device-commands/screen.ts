import { drawScreenshot } from '../../../report/screen/screenshot.ts';
import { usedDeviceOf } from '../../executions/executions.ts';
import { screenOf, textOf } from '../../devices/device-screen.ts';
import type { CommandOutcome, DeviceCommands, DeviceContext } from './command.ts';
import { putMedia } from './repository-files.ts';

/** The screen itself: its picture, its texts, its lock. */
export const screenCommands: DeviceCommands = {
  'screen.image': {
    needsDevice: true,
    check: (parameters) => {
      // The lab draws PNG and nothing else.
      parameters.oneOf('format', ['png']);
    },
    run: image,
  },
  'screen.text': {
    needsDevice: true,
    run: ({ state, device }) => ({
      returnValue: textOf(screenOf(device, state.deviceStates.of(device), state.deviceRules)),
    }),
  },
  'screen.lock': {
    needsDevice: true,
    run: ({ state, device }) => {
      state.deviceStates.change(device, { isLocked: true });
      return {};
    },
  },
};

/** Takes a picture for the report and, with `key`, for the repository; both are the same. */
function image(context: DeviceContext): CommandOutcome {
  const { device, execution, number, parameters, node } = context;
  const key = parameters.text('key');
  if (key !== undefined) {
    const { executionId, scriptName } = execution;
    putMedia(context, key, drawScreenshot(usedDeviceOf(device), node, { executionId, scriptName }));
  }
  const path = `images/screen_${number}.png`;
  return { attachments: [{ type: 'image', format: 'png', path, deviceId: device.deviceId }] };
}
