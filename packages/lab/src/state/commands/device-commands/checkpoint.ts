import { fill } from '../../../invented.ts';
import { seededRandom, wholeBetween } from '../../../report/seeded-random.ts';
import { screenOf, showsImage, showsText, textOf } from '../../devices/device-screen.ts';
import type { DeviceScreen } from '../../devices/device-screen.ts';
import type { CommandOutcome, DeviceCommands, DeviceContext, Region, ScreenAnalysis } from './command.ts';
import type { CommandParameters } from './command-parameters.ts';
import { mediaItem } from './repository-files.ts';

/** Looking for something on the screen. The scenario says what is there; without a word of it everything is found. */
export const checkpointCommands: DeviceCommands = {
  'checkpoint.text': {
    needsDevice: true,
    mandatory: ['content'],
    check,
    run: (context) => {
      const content = context.parameters.required('content');
      const screen = lookAt(context);
      return look(context, content, showsText(screen, content), textOf(screen));
    },
  },
  'checkpoint.image': {
    needsDevice: true,
    mandatory: ['content'],
    check,
    run: (context) => {
      const content = context.parameters.required('content');
      mediaItem(context, content);
      const screen = lookAt(context);
      return look(context, content, showsImage(screen, content), screen.title);
    },
  },
};

// The lab looks once: it does not wait for the time-out, nor does it weigh the threshold.
function check(parameters: CommandParameters): void {
  parameters.number('timeout');
  parameters.number('threshold');
}

function lookAt({ state, device }: DeviceContext): DeviceScreen {
  return screenOf(device, state.deviceStates.of(device), state.deviceRules);
}

/** The outcome of a look at the screen; `instead` is what was seen where the content is not there. */
function look(context: DeviceContext, content: string, isThere: boolean, instead: string): CommandOutcome {
  const screenAnalysis = analysisOf(context, content, isThere);
  if (isThere) return { returnValue: 'true', actual: content, screenAnalysis };
  const { number, device } = context;
  const pictures = { image: 'failure', actualImage: 'actual', expectedImage: 'expected' } as const;
  return {
    failure: 'ValidationFailure',
    returnValue: 'false',
    actual: instead,
    description: fill(context.state.settings.notOnScreenText, { content }),
    screenAnalysis,
    attachments: (['image', 'actualImage', 'expectedImage'] as const).map((type) => ({
      type,
      format: 'png',
      path: `images/${pictures[type]}_${number}.png`,
      deviceId: device.deviceId,
    })),
  };
}

/** Where the hit is; the place is made up, and the same for the same content on the same device. */
function analysisOf({ state, device }: DeviceContext, content: string, isThere: boolean): ScreenAnalysis {
  const analyzedRegion = wholeScreen(device.resolution, state.deviceStates.of(device).orientation);
  if (!isThere) return { grade: 0, analyzedRegion };
  const random = seededRandom(device.deviceId, content);
  const width = wholeBetween(
    random,
    Math.ceil(analyzedRegion.width / 8),
    Math.ceil(analyzedRegion.width / 2),
  );
  const height = Math.ceil(analyzedRegion.height / 40);
  const left = wholeBetween(random, 0, analyzedRegion.width - width);
  const top = wholeBetween(random, 0, analyzedRegion.height - height);
  return { grade: 100, analyzedRegion, resultRegion: { left, top, width, height } };
}

function wholeScreen(resolution: string, orientation: string): Region {
  const [short = 1080, long = 2340] = resolution
    .split('x')
    .map(Number)
    .filter((side) => side > 0)
    .sort((a, b) => a - b);
  const [width, height] = orientation === 'landscape' ? [long, short] : [short, long];
  return { left: 0, top: 0, width, height };
}
