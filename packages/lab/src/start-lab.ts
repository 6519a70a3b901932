import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCertificates } from './certificates.ts';
import { realClock } from './clock.ts';
import type { LabClock } from './clock.ts';
import { ownPages } from './console/own-pages.ts';
import { allHandlers } from './handlers/all.ts';
import { inventedDefaults } from './invented.ts';
import type { Lab, LabOptions } from './lab.ts';
import { noDeviceRules } from './scenario/device-rules.ts';
import { loadScenario } from './scenario/read-scenario.ts';
import type { Scenario } from './scenario/scenario.ts';
import { seed } from './scenario/seed.ts';
import { Faults } from './server/faults.ts';
import { listen } from './server/listener.ts';
import { RequestLog } from './server/request-log.ts';
import { serve } from './server/serve.ts';
import { Accounts } from './state/people/accounts.ts';
import { builtInUsers } from './state/people/built-in-users.ts';
import type { BuiltInUser } from './state/people/built-in-users.ts';
import { DeviceGroups } from './state/people/device-groups.ts';
import { CommandSessions } from './state/commands/command-sessions.ts';
import { DeviceStates } from './state/devices/device-states.ts';
import { Devices } from './state/devices/devices.ts';
import { Executions } from './state/executions/executions.ts';
import type { LabState } from './state/lab-state.ts';
import { Groups } from './state/people/groups.ts';
import { Licences } from './state/licences.ts';
import { Lifecycle } from './state/executions/lifecycle.ts';
import { openStore } from './state/store/persistence.ts';
import { Repository } from './state/repository/repository.ts';
import { Reservations } from './state/reservations.ts';
import { runSchedule } from './state/schedules/run-schedule.ts';
import { Schedules } from './state/schedules/schedules.ts';
import { Store } from './state/store/store.ts';
import { SecurityTokens } from './state/people/security-tokens.ts';
import { Users } from './state/people/users.ts';

/**
 * Starts a local Perfecto cloud. Throws ScenarioError for a wrong scenario, DataDirectoryError for a damaged data
 * directory and ListenError for a port that is taken.
 */
export async function startLab(options: LabOptions = {}): Promise<Lab> {
  const scenario = loadScenario(options.scenario ?? 'default');
  const temporary = mkdtempSync(join(tmpdir(), 'perfecto-lab-'));
  const removeTemporary = (): void => {
    rmSync(temporary, { recursive: true, force: true });
  };
  try {
    return await startIn(temporary, removeTemporary, scenario, options);
  } catch (error) {
    removeTemporary();
    throw error;
  }
}

async function startIn(
  temporary: string,
  removeTemporary: () => void,
  scenario: Scenario,
  options: LabOptions,
): Promise<Lab> {
  const { dataDir, hostname = '127.0.0.1', cloud = 'mycloud' } = options;
  const clock = options.clock ?? realClock();
  const settings = { ...inventedDefaults, ...scenario.settings, ...options.settings };
  const opened = dataDir === undefined ? undefined : openStore(dataDir);
  const store = opened?.store ?? new Store();
  const state = buildState(
    { cloud, clock, settings, store, folder: join(dataDir ?? temporary, 'files') },
    scenario,
  );
  state.repository.removeOrphans(state.deviceStates.files());
  seed(state, scenario);

  const faults = new Faults();
  for (const fault of scenario.faults) faults.add(fault);
  const log = new RequestLog();
  const certificates = await makeCertificates(options.certificate ?? scenario.certificate);
  const { onRequest = () => undefined } = options;
  const parts = {
    state,
    handlers: allHandlers,
    faults,
    log,
    ownPage: ownPages(state, log),
    onRequest,
    hold: options.hold,
  };
  const listener = await listen(
    {
      port: options.port ?? 0,
      httpPort: options.httpPort ?? 0,
      hostname,
      certificates,
      securedChannelStatus: settings.invalidUrlStatus,
    },
    (incoming, outgoing, expectsContinue) => serve(parts, incoming, outgoing, expectsContinue),
  );
  const caFile = writeCaFile(dataDir ?? temporary, certificates.caPem);
  state.lifecycle.resume();
  state.commandSessions.resume();
  state.schedules.resume();

  return {
    url: `https://localhost:${listener.port}`,
    httpUrl: `http://localhost:${listener.httpPort}`,
    cloud,
    caFile,
    tokens: tokensOf(state),
    users: builtInUsers,
    state,
    requests: log.records,
    clock,
    faults,
    async close() {
      state.schedules.stop();
      state.commandSessions.stop();
      state.lifecycle.stop();
      await listener.close();
      opened?.close();
      removeTemporary();
    },
  };
}

// A data directory may hold a token that was generated later, or none any more.
function tokensOf(state: LabState): Record<BuiltInUser, string> {
  const entries = Object.entries(builtInUsers).map(([who, { name }]) => [
    who,
    state.users.byName(name)?.token,
  ]);
  return Object.fromEntries(entries) as Record<BuiltInUser, string>;
}

function buildState(
  parts: { cloud: string; clock: LabClock; settings: LabState['settings']; store: Store; folder: string },
  scenario: Scenario,
): LabState {
  const { cloud, clock, settings, store, folder } = parts;
  const devices = new Devices(store);
  const reservations = new Reservations(store, clock, settings.reservationsKept);
  const executions = new Executions(store, settings.executionsKept);
  const users = new Users(store, clock);
  const deviceGroups = new DeviceGroups(store);
  const commandSessions = new CommandSessions({ store, clock, settings, devices, executions });
  const rules = scenario.scripts;
  const state: LabState = {
    cloud,
    clock,
    settings,
    rules,
    deviceRules: scenario.deviceRules ?? noDeviceRules,
    store,
    users,
    tokens: new SecurityTokens(store, users, clock, settings),
    accounts: new Accounts(store, clock, settings),
    groups: new Groups(store),
    deviceGroups,
    licences: new Licences(store, settings),
    devices,
    deviceStates: new DeviceStates(store),
    reservations,
    repository: new Repository(store, folder, clock),
    executions,
    lifecycle: new Lifecycle({
      clock,
      settings,
      rules,
      devices,
      reservations,
      executions,
      users,
      deviceGroups,
      commandSessions,
    }),
    commandSessions,
    schedules: new Schedules({ store, clock, settings, run: (schedule) => runSchedule(state, schedule) }),
  };
  return state;
}

function writeCaFile(folder: string, caPem: string): string {
  mkdirSync(folder, { recursive: true });
  const caFile = join(folder, 'ca.pem');
  writeFileSync(caFile, caPem);
  return caFile;
}
