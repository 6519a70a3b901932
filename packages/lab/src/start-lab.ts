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
import { loadScenario } from './scenario/read-scenario.ts';
import type { Scenario } from './scenario/scenario.ts';
import { seed } from './scenario/seed.ts';
import { Faults } from './server/faults.ts';
import { listen } from './server/listener.ts';
import { RequestLog } from './server/request-log.ts';
import { serve } from './server/serve.ts';
import { Devices } from './state/devices.ts';
import { Executions } from './state/executions.ts';
import type { LabState } from './state/lab-state.ts';
import { Lifecycle } from './state/lifecycle.ts';
import { openStore } from './state/persistence.ts';
import { Repository } from './state/repository.ts';
import { Reservations } from './state/reservations.ts';
import { runSchedule } from './state/run-schedule.ts';
import { Schedules } from './state/schedules.ts';
import { Store } from './state/store.ts';
import { builtInUsers, Users } from './state/users.ts';

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
  state.repository.removeOrphans();
  seed(state, scenario);

  const faults = new Faults();
  for (const fault of scenario.faults) faults.add(fault);
  const log = new RequestLog();
  const certificates = await makeCertificates();
  const ownPage = ownPages(state, log);
  const listener = await listen(
    {
      port: options.port ?? 0,
      httpPort: options.httpPort ?? 0,
      hostname,
      certificates,
      securedChannelStatus: settings.invalidUrlStatus,
    },
    (incoming, outgoing, expectsContinue) =>
      serve({ state, handlers: allHandlers, faults, log, ownPage }, incoming, outgoing, expectsContinue),
  );
  const caFile = writeCaFile(dataDir ?? temporary, certificates.caPem);
  state.lifecycle.resume();
  state.schedules.resume();

  return {
    url: `https://localhost:${listener.port}`,
    httpUrl: `http://localhost:${listener.httpPort}`,
    cloud,
    caFile,
    tokens: {
      automation: builtInUsers.automation.token,
      admin: builtInUsers.admin.token,
      lab: builtInUsers.lab.token,
      other: builtInUsers.other.token,
    },
    users: builtInUsers,
    state,
    requests: log.records,
    clock,
    faults,
    async close() {
      state.schedules.stop();
      state.lifecycle.stop();
      await listener.close();
      opened?.close();
      removeTemporary();
    },
  };
}

function buildState(
  parts: { cloud: string; clock: LabClock; settings: LabState['settings']; store: Store; folder: string },
  scenario: Scenario,
): LabState {
  const { cloud, clock, settings, store, folder } = parts;
  const devices = new Devices(store);
  const reservations = new Reservations(store, clock);
  const executions = new Executions(store);
  const rules = scenario.scripts;
  const state: LabState = {
    cloud,
    clock,
    settings,
    rules,
    store,
    users: new Users(store),
    devices,
    reservations,
    repository: new Repository(store, folder, clock),
    executions,
    lifecycle: new Lifecycle({ clock, settings, rules, devices, reservations, executions }),
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
