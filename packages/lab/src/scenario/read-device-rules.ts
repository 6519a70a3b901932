import type { ApplicationRule, CommandRule, DeviceRules, ScreenRule } from './device-rules.ts';
import { defined } from './problems.ts';
import type { Problems } from './problems.ts';

/** Reads what a scenario says about screens, commands and applications. */
export function readDeviceRules(root: Record<string, unknown>, problems: Problems): DeviceRules {
  const items = <T>(name: string, read: (value: unknown, place: string) => T): T[] =>
    problems.items(name, root[name]).map((item, index) => read(item, `${name}[${index}]`));
  return {
    screens: items('screens', (item, place) => readScreen(item, place, problems)),
    commands: items('commands', (item, place) => readCommand(item, place, problems)),
    applications: items('applications', (item, place) => readApplication(item, place, problems)),
  };
}

function readScreen(value: unknown, place: string, problems: Problems): ScreenRule {
  const given = problems.members(place, value, ['device', 'app', 'texts', 'images', 'without']);
  return defined<ScreenRule>({
    device: problems.devicePattern(`${place}.device`, given['device']),
    app: problems.text(`${place}.app`, given['app']),
    texts: problems.texts(`${place}.texts`, given['texts']),
    images: problems.texts(`${place}.images`, given['images']),
    without: problems.texts(`${place}.without`, given['without']),
  });
}

function readCommand(value: unknown, place: string, problems: Problems): CommandRule {
  const given = problems.members(place, value, ['match', 'device', 'duration', 'fails']);
  const match = problems.text(`${place}.match`, given['match']);
  if (match === undefined) problems.add(place, 'match is missing');
  return defined<CommandRule>({
    match: match ?? '*',
    device: problems.devicePattern(`${place}.device`, given['device']),
    durationMs: problems.duration(`${place}.duration`, given['duration']),
    fails: problems.text(`${place}.fails`, given['fails']),
  });
}

function readApplication(value: unknown, place: string, problems: Problems): ApplicationRule {
  const given = problems.members(place, value, ['file', 'name', 'identifier', 'version']);
  const file = problems.text(`${place}.file`, given['file']);
  if (file === undefined) problems.add(place, 'file is missing');
  return defined<ApplicationRule>({
    file: file ?? '*',
    name: problems.text(`${place}.name`, given['name']),
    identifier: problems.text(`${place}.identifier`, given['identifier']),
    version: problems.text(`${place}.version`, given['version']),
  });
}
