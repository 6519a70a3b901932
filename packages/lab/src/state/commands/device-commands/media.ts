import { fill } from '../../../invented.ts';
import { CommandFailure } from './command.ts';
import type { CommandOutcome, DeviceCommands, DeviceContext } from './command.ts';
import { mediaItem, writablePlace } from './repository-files.ts';

/** Files on the way between a device and the repository. */
export const mediaCommands: DeviceCommands = {
  'media.put': { needsDevice: true, mandatory: ['repositoryFile', 'handsetFile'], run: put },
  'media.get': { needsDevice: true, mandatory: ['handsetFile', 'repositoryFile'], run: get },
};

function put(context: DeviceContext): CommandOutcome {
  const { state, device, parameters } = context;
  const item = mediaItem(context, parameters.required('repositoryFile'));
  const path = parameters.required('handsetFile');
  const { files } = state.deviceStates.of(device);
  const copy = state.repository.copy(item);
  state.deviceStates.change(device, { files: { ...files, [path]: copy } });
  const before = files[path];
  if (before) state.repository.discard(before.file);
  return {};
}

function get(context: DeviceContext): CommandOutcome {
  const { state, device, parameters, user } = context;
  const path = parameters.required('handsetFile');
  const stored = state.deviceStates.of(device).files[path];
  if (!stored) {
    const values = { file: path, deviceId: device.deviceId };
    throw new CommandFailure(fill(state.settings.deviceFileText, values));
  }
  const place = writablePlace(context, parameters.required('repositoryFile'));
  state.repository.put(place, state.repository.copy(stored), { owner: user.name, group: user.group });
  return {};
}
