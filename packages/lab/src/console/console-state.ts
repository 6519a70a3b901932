import { progressAt } from '../state/executions/executions.ts';
import type { LabState } from '../state/lab-state.ts';
import { keyOf } from '../state/repository/repository.ts';
import type { RequestLog } from '../server/request-log.ts';

const newest = 200;

/** What the console shows: no tokens, no passwords, no values of parameters. */
export function consoleState(state: LabState, log: RequestLog): object {
  const now = state.clock.now();
  const reserved = state.reservations.currentByDevice();
  const executions = [...state.executions.all.values()].slice(-newest).reverse();
  return {
    cloud: state.cloud,
    nowMs: now,
    devices: [...state.devices.all.values()].map((device) => ({
      deviceId: device.deviceId,
      name: `${device.manufacturer} ${device.model}`,
      os: `${device.os} ${device.osVersion}`,
      location: device.location,
      status: device.status,
      user: device.session?.user ?? '',
      execution: device.session?.executionId ?? '',
      reservedTo: reserved.get(device.deviceId)?.reservedTo ?? '',
    })),
    executions: executions.map((execution) => ({
      executionId: execution.executionId,
      scriptKey: execution.scriptKey,
      user: execution.user,
      device: execution.device
        ? `${execution.device.model} ${execution.device.deviceId}`
        : execution.wantedDevice,
      status: execution.status,
      progress: progressAt(execution, now).toFixed(1),
      flowEndCode: execution.flowEndCode ?? '',
      description: execution.completionDescription,
      startedMs: execution.startedMs,
    })),
    reservations: [...state.reservations.all.values()].slice(-newest).map((reservation) => ({
      id: reservation.id,
      deviceId: reservation.deviceId,
      reservedTo: reservation.reservedTo,
      startMs: reservation.startMs,
      endMs: reservation.endMs,
      status: state.reservations.status(reservation),
      description: reservation.description,
    })),
    repository: [...state.repository.all.values()].slice(-newest).map((item) => ({
      key: keyOf(item),
      area: item.area,
      type: item.artifactType,
      owner: item.owner,
      bytes: item.bytes,
      sha256: item.sha256,
      updatedMs: item.updatedMs,
    })),
    requests: log.records.slice(-newest).reverse(),
  };
}
