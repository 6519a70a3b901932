import { fill } from '../../../invented.ts';
import { applicationRuleOf } from '../../../scenario/device-rules.ts';
import { escapeXml } from '../../../server/encode-xml.ts';
import { applicationInFront, withInFront } from '../../devices/device-states.ts';
import type { DeviceApplication, DeviceState } from '../../devices/device-states.ts';
import { keyOf } from '../../repository/repository.ts';
import { CommandFailure } from './command.ts';
import type { CommandOutcome, DeviceCommands, DeviceContext } from './command.ts';
import { mediaItem } from './repository-files.ts';

/** Applications on a device. A name or an identifier tells which; without one it is the application in front. */
export const applicationCommands: DeviceCommands = {
  'application.install': { needsDevice: true, mandatory: ['file'], run: install },
  'application.uninstall': { needsDevice: true, mandatory: ['name or identifier'], run: uninstall },
  'application.open': {
    needsDevice: true,
    mandatory: ['name or identifier'],
    run: (context) => {
      openApplication(context, demandInstalled(context));
      return {};
    },
  },
  'application.close': { needsDevice: true, mandatory: ['name or identifier'], run: close },
  'application.find': {
    needsDevice: true,
    mandatory: ['name or identifier'],
    run: (context) => ({ returnValue: String(findApplication(context) !== undefined) }),
  },
  'application.info': {
    needsDevice: true,
    check: (parameters) => {
      parameters.oneOf('property', properties);
    },
    run: info,
  },
  'application.reset': { needsDevice: true, run: reset },
  'application.clean': { needsDevice: true, mandatory: ['name or identifier'], run: clean },
};

const properties = ['name', 'identifier', 'version', 'file', 'instrumented', 'hasData', 'running'] as const;

/** Brings an application to the front. */
export function openApplication({ state, device }: DeviceContext, { identifier }: DeviceApplication): void {
  const { running, applications } = state.deviceStates.of(device);
  state.deviceStates.change(device, {
    running: withInFront(running, identifier),
    applications: applications.map((other) =>
      other.identifier === identifier ? { ...other, hasData: true } : other,
    ),
  });
}

/** Puts the application of a repository key on the device; an older one of the same identifier gives way. */
export function installApplication(context: DeviceContext, key: string): DeviceApplication {
  const { state, device, parameters } = context;
  const item = mediaItem(context, key);
  if (item.artifactType !== device.os.toUpperCase()) {
    const text = fill(state.settings.applicationFileText, { key: keyOf(item), os: device.os });
    throw new CommandFailure(text);
  }
  const { applications, running } = state.deviceStates.of(device);
  const stem = (item.path.split('/').at(-1) ?? item.path).replace(/\.[^.]*$/, '');
  const {
    name = stem,
    identifier,
    version = '1.0',
  } = applicationRuleOf(state.deviceRules, keyOf(item)) ?? {};
  const application: DeviceApplication = {
    name,
    identifier: identifier ?? `com.example.${stem.toLowerCase().replace(/[^a-z0-9]+/g, '') || 'app'}`,
    version,
    key: keyOf(item),
    isInstrumented: isWanted(parameters.text('instrument')) || isWanted(parameters.text('sensorInstrument')),
    hasData: false,
  };
  const before = applications.find((other) => other.identifier === application.identifier);
  const keepsData = before?.hasData === true && !isWanted(parameters.text('dataReset'));
  state.deviceStates.change(device, {
    applications: [
      ...applications.filter((other) => other !== before),
      { ...application, hasData: keepsData },
    ],
    running: running.filter((other) => other !== application.identifier),
  });
  return application;
}

// The words for such switches are not known; a no in any form is none.
function isWanted(word: string | undefined): boolean {
  return word !== undefined && !/^(no|false|off|disabled)/i.test(word);
}

function install(context: DeviceContext): CommandOutcome {
  installApplication(context, context.parameters.required('file'));
  return {};
}

function uninstall(context: DeviceContext): CommandOutcome {
  const { state, device } = context;
  const { identifier, name, key } = demandInstalled(context);
  if (key === '') {
    const values = { application: name, deviceId: device.deviceId };
    throw new CommandFailure(fill(state.settings.systemApplicationText, values));
  }
  const { applications, running } = state.deviceStates.of(device);
  state.deviceStates.change(device, {
    applications: applications.filter((other) => other.identifier !== identifier),
    running: running.filter((other) => other !== identifier),
  });
  return {};
}

function close(context: DeviceContext): CommandOutcome {
  const { state, device } = context;
  const { identifier, name } = demandInstalled(context);
  const { running } = state.deviceStates.of(device);
  if (!running.includes(identifier)) {
    const values = { application: name, deviceId: device.deviceId };
    throw new CommandFailure(fill(state.settings.applicationNotRunningText, values));
  }
  state.deviceStates.change(device, { running: running.filter((other) => other !== identifier) });
  return {};
}

// What reset does is not known: here it ends all that runs and leaves no data of it.
function reset({ state, device }: DeviceContext): CommandOutcome {
  const { applications } = state.deviceStates.of(device);
  state.deviceStates.change(device, {
    applications: applications.map(withoutData),
    running: [],
    address: '',
  });
  return {};
}

function clean(context: DeviceContext): CommandOutcome {
  const { state, device } = context;
  const { identifier } = demandInstalled(context);
  const { applications } = state.deviceStates.of(device);
  state.deviceStates.change(device, {
    applications: applications.map((other) => (other.identifier === identifier ? withoutData(other) : other)),
  });
  return {};
}

function withoutData(application: DeviceApplication): DeviceApplication {
  return { ...application, hasData: false };
}

function info(context: DeviceContext): CommandOutcome {
  const { state, device, parameters } = context;
  const inside = state.deviceStates.of(device);
  const facts = factsOf(demandInstalled(context), inside);
  const property = parameters.oneOf('property', properties);
  if (property !== undefined) return { returnValue: facts[property] };
  const elements = properties.map((name) => `<${name}>${escapeXml(facts[name])}</${name}>`);
  return { returnValue: `<application>${elements.join('')}</application>` };
}

function factsOf(
  application: DeviceApplication,
  { running }: DeviceState,
): Record<(typeof properties)[number], string> {
  const { name, identifier, version, key, isInstrumented, hasData } = application;
  return {
    name,
    identifier,
    version,
    file: key,
    instrumented: String(isInstrumented),
    hasData: String(hasData),
    running: String(running.includes(identifier)),
  };
}

function findApplication({ state, device, parameters }: DeviceContext): DeviceApplication | undefined {
  const inside = state.deviceStates.of(device);
  const identifier = parameters.text('identifier')?.toLowerCase();
  const name = parameters.text('name')?.toLowerCase();
  if (identifier === undefined && name === undefined) return applicationInFront(inside);
  return inside.applications.find((application) =>
    identifier === undefined
      ? application.name.toLowerCase() === name
      : application.identifier.toLowerCase() === identifier,
  );
}

function demandInstalled(context: DeviceContext): DeviceApplication {
  const application = findApplication(context);
  if (application) return application;
  const { state, device, parameters } = context;
  const wanted = parameters.text('identifier') ?? parameters.text('name') ?? 'in front';
  const values = { application: wanted, deviceId: device.deviceId };
  throw new CommandFailure(fill(state.settings.applicationNotInstalledText, values));
}
