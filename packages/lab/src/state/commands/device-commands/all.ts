import { commands as seenCommands } from '@perfecto-actions/catalog/commands';
import { inventedCommandParameters, inventedCommands } from '../../../invented/commands.ts';
import { applicationCommands } from './application.ts';
import { browserCommands } from './browser.ts';
import { checkpointCommands } from './checkpoint.ts';
import type { DeviceCommands } from './command.ts';
import { deviceCommands } from './device.ts';
import { mediaCommands } from './media.ts';
import { programCommands } from './program.ts';
import { recordingCommands } from './recording.ts';
import { reportEntryCommands } from './report-entry.ts';
import { screenCommands } from './screen.ts';
import { surroundingsCommands } from './surroundings.ts';
import { timerCommands } from './timer.ts';

/** Every command that the lab carries out. A new topic is one file, and its line here. */
export const allCommands: DeviceCommands = {
  ...applicationCommands,
  ...browserCommands,
  ...checkpointCommands,
  ...deviceCommands,
  ...mediaCommands,
  ...programCommands,
  ...recordingCommands,
  ...reportEntryCommands,
  ...screenCommands,
  ...surroundingsCommands,
  ...timerCommands,
};

/** Names of the parameters of every command: those of the catalogue, and what the lab had to add. */
export const parametersOfCommands: ReadonlyMap<string, readonly string[]> = new Map(
  [...seenCommands, ...inventedCommands].map(({ command, subcommand, parameters }) => {
    const name = `${command}.${subcommand}`;
    // Both names of the device go with every command; some clients send it always.
    const all = ['deviceId', 'handsetId', ...parameters, ...(inventedCommandParameters[name] ?? [])];
    return [name, all];
  }),
);
