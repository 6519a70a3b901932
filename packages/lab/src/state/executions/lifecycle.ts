import type { Cancel } from '../../clock.ts';
import { fill } from '../../invented.ts';
import { behaviourOf } from '../../scenario/behaviour.ts';
import { findFreeDevice, isReached, unavailableText } from './allocation.ts';
import type { LifecycleParts } from './allocation.ts';
import type { Device } from '../devices/devices.ts';
import { isCommandExecution, usedDeviceOf } from './executions.ts';
import type { Execution, FlowEndCode } from './executions.ts';
import { actionsOf, isValidation, planScript, stoppableFromMs } from './script-plan.ts';

interface End {
  code: FlowEndCode;
  reason: string;
  description: string;
}

/**
 * Takes executions through Initializing, Waiting for resources, Running, Terminating, Completed.
 * One timer for each execution, set for its next change; in between nothing happens.
 */
export class Lifecycle {
  readonly #parts: LifecycleParts;
  readonly #timers = new Map<string, Cancel>();

  constructor(parts: LifecycleParts) {
    this.#parts = parts;
  }

  /** Arms every execution that is under way; what fell due while the lab was down happens at once. */
  resume(): void {
    for (const execution of this.#parts.executions.all.values()) this.#arm(execution);
  }

  /** Starts a new execution on its way. */
  start(execution: Execution): void {
    this.#arm(this.#parts.executions.add(execution));
  }

  /** Stops an execution. A function that cannot be stopped is finished first. False: it has completed already. */
  abort(executionId: string, byUser: string): boolean {
    const execution = this.#parts.executions.get(executionId);
    if (!execution || execution.status === 'Completed') return false;
    if (isCommandExecution(execution)) return this.#parts.commandSessions.abort(executionId, byUser);
    const { abortedText } = this.#parts.settings;
    const end: End = {
      code: 'UserAborted',
      reason: 'UserAborted',
      description: fill(abortedText, { user: byUser }),
    };
    if (execution.status === 'Running')
      this.#terminate(
        execution,
        end,
        stoppableFromMs(execution, this.#parts.clock.now(), this.#parts.settings),
      );
    else if (execution.status === 'Terminating') this.#set(execution, endFields(end));
    else this.#complete(execution, end);
    return true;
  }

  /** Ends the execution that holds a device, because the device was released by force. */
  deviceReleased(deviceId: string): void {
    const { settings, executions, commandSessions } = this.#parts;
    commandSessions.deviceReleased(deviceId);
    for (const execution of executions.all.values()) {
      if (execution.status !== 'Running' || execution.device?.deviceId !== deviceId) continue;
      if (isCommandExecution(execution)) continue;
      const description = fill(settings.deviceReleasedText, { deviceId });
      this.#terminate(execution, { code: 'Failed', reason: 'Failed', description }, this.#parts.clock.now());
    }
  }

  /** Cancels all timers. */
  stop(): void {
    for (const cancel of this.#timers.values()) cancel();
    this.#timers.clear();
  }

  #arm(execution: Execution): void {
    this.#timers.get(execution.executionId)?.();
    this.#timers.delete(execution.executionId);
    if (execution.nextMs === null) return;
    const { executionId } = execution;
    this.#timers.set(
      executionId,
      this.#parts.clock.setTimer(execution.nextMs, () => {
        this.#timers.delete(executionId);
        this.#step(executionId);
      }),
    );
  }

  #set(execution: Execution, changes: Partial<Execution>): void {
    const changed = this.#parts.executions.all.patch(execution.executionId, changes);
    if (changed && 'nextMs' in changes) this.#arm(changed);
  }

  #step(executionId: string): void {
    const execution = this.#parts.executions.get(executionId);
    switch (execution?.status) {
      case 'Initializing':
        this.#leaveInitializing(execution);
        break;
      case 'Waiting for resources':
        this.#allocate(execution);
        break;
      case 'Running':
        this.#endRunning(execution);
        break;
      case 'Terminating':
        this.#complete(execution);
        break;
      case 'Completed':
      case undefined:
        break;
    }
  }

  #leaveInitializing(execution: Execution): void {
    if (execution.parseError !== '') {
      this.#complete(execution, { code: 'Failed', reason: 'ParseError', description: execution.parseError });
      return;
    }
    const { needsDut } = behaviourOf(this.#parts.rules, execution.scriptKey, undefined);
    if (needsDut && execution.wantedDevice === '') {
      // The sentence is from client code (VisualStudioLoadTest); its reason word is the general one.
      const description = 'variable/parameter DUT has no value';
      this.#complete(execution, { code: 'Failed', reason: 'Failed', description });
      return;
    }
    const wanted = this.#parts.devices.find(execution.wantedDevice);
    // A device out of reach is treated as if it were not there.
    if (execution.wantedDevice !== '' && !(wanted && isReached(execution, wanted, this.#parts))) {
      const description = `Device ${execution.wantedDevice} does not exist`;
      this.#complete(execution, { code: 'Failed', reason: 'ResourcesUnavailable', description });
      return;
    }
    this.#allocate(execution);
  }

  #allocate(execution: Execution): void {
    const { clock, devices } = this.#parts;
    const now = clock.now();
    const device = findFreeDevice(execution, this.#parts);
    if (device) {
      devices.take(device.deviceId, { user: execution.user, executionId: execution.executionId });
      this.#run(execution, device);
      return;
    }
    const untilMs = execution.allocationUntilMs ?? now + execution.allocationTimeoutMs;
    if (now >= untilMs) {
      const description = unavailableText(execution, this.#parts);
      this.#complete(execution, { code: 'Failed', reason: 'ResourcesUnavailable', description });
      return;
    }
    this.#set(execution, {
      status: 'Waiting for resources',
      allocationUntilMs: untilMs,
      nextMs: Math.min(untilMs, now + Math.max(1, execution.allocationRetryMs)),
    });
  }

  #run(execution: Execution, device: Device): void {
    const { clock, settings, rules } = this.#parts;
    const now = clock.now();
    const plan = planScript(execution.nodes, behaviourOf(rules, execution.scriptKey, device), settings);
    this.#set(execution, {
      status: 'Running',
      device: usedDeviceOf(device),
      plan,
      runningFromMs: now,
      nextMs: now + plan.endMs,
    });
  }

  #endRunning(execution: Execution): void {
    const { rules, clock } = this.#parts;
    const { plan, device } = execution;
    // An abort that waited for a function has decided the end already.
    if (!plan || execution.flowEndCode !== null) this.#terminate(execution, undefined, clock.now());
    else if (plan.failingAction >= 0) {
      const failing = actionsOf(execution.nodes)[plan.failingAction];
      const failedValidations = failing !== undefined && isValidation(failing.name) ? 1 : 0;
      this.#set(execution, { failedActions: 1, failedValidations });
      this.#terminate(
        execution,
        { code: 'Failed', reason: 'Failed', description: plan.message },
        clock.now(),
      );
    } else {
      const { outcome } = behaviourOf(rules, execution.scriptKey, device ?? undefined);
      const word = outcome === 'inconclusive' ? 'Unknown' : 'Success';
      this.#terminate(execution, { code: word, reason: word, description: word }, clock.now());
    }
  }

  /** Moves from Running to Terminating, now or, when a function has to end first, later. */
  #terminate(execution: Execution, end: End | undefined, atMs: number): void {
    const { clock, settings } = this.#parts;
    const now = clock.now();
    if (atMs > now) {
      this.#set(execution, { ...endFields(end), nextMs: atMs });
      return;
    }
    this.#set(execution, {
      ...endFields(end),
      status: 'Terminating',
      runningUntilMs: now,
      nextMs: now + settings.terminatingMs,
    });
  }

  #complete(execution: Execution, end?: End): void {
    const { clock, settings, devices, rules } = this.#parts;
    const now = clock.now();
    if (execution.device) devices.free(execution.device.deviceId, execution.executionId);
    const { reportDelayMs } = behaviourOf(rules, execution.scriptKey, execution.device ?? undefined);
    this.#set(execution, {
      ...endFields(end),
      status: 'Completed',
      completedMs: now,
      reportFromMs: now + (reportDelayMs ?? settings.reportDelayMs),
      nextMs: null,
    });
  }
}

function endFields(end: End | undefined): Partial<Execution> {
  if (!end) return {};
  return { flowEndCode: end.code, reason: end.reason, completionDescription: end.description };
}
