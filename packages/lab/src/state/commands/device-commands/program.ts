import { fill } from '../../../invented.ts';
import type { RecordedNode } from '../../../report/recorded-execution.ts';
import { behaviourOf } from '../../../scenario/behaviour.ts';
import type { Device } from '../../devices/devices.ts';
import type { ScriptNode } from '../../executions/script-file.ts';
import { actionsOf, genericNodes, planScript } from '../../executions/script-plan.ts';
import { scriptNameOf } from '../../executions/executions.ts';
import { findScript, readScript } from '../../executions/start-script.ts';
import { installApplication } from './application.ts';
import { CommandFailure } from './command.ts';
import type { CommandOutcome, DeviceCommands, DeviceContext } from './command.ts';

/** Whole programs inside of an execution: a script of the repository, an instrumented test. */
export const programCommands: DeviceCommands = {
  'execute.script': { needsDevice: true, mandatory: ['script'], run: runScript },
  'espresso.execute': {
    needsDevice: true,
    mandatory: ['testPackage', 'debugApp', 'testApp'],
    run: (context) => {
      for (const name of ['debugApp', 'testApp']) {
        installApplication(context, context.parameters.required(name));
      }
      return {};
    },
  },
};

/** Runs a script at once, as the scenario says it goes; what ran of it stands in the report under the command. */
function runScript({
  state,
  user,
  device,
  parameters,
  startedAtMs,
  endedAtMs,
}: DeviceContext): CommandOutcome {
  const key = parameters.required('script');
  const item = findScript(state, key, user);
  if (!item) throw new CommandFailure(fill(state.settings.scriptNotFoundText, { key }));
  const file = readScript(state, item);
  if (file.kind === 'malformed') {
    throw new CommandFailure(fill(state.settings.parseErrorText, { key, detail: file.detail }));
  }
  const nodes = file.kind === 'script' ? file.nodes : genericNodes(scriptNameOf(key), state.settings);
  const plan = planScript(nodes, behaviourOf(state.rules, key, device), state.settings);
  const failing = plan.failingAction < 0 ? undefined : actionsOf(nodes)[plan.failingAction];
  const children = recordNodes(nodes, { device, startedAtMs, endedAtMs, failing, message: plan.message });
  return failing ? { children, failure: 'Failed', description: plan.message } : { children };
}

interface Run {
  device: Device;
  startedAtMs: number;
  endedAtMs: number;
  failing: ScriptNode | undefined;
  message: string;
}

function recordNodes(nodes: readonly ScriptNode[], run: Run): RecordedNode[] {
  const recorded: RecordedNode[] = [];
  for (const node of nodes) {
    const children = recordNodes(node.children, run);
    const success = node !== run.failing && children.every((child) => child.success);
    const { kind, name, displayName, parameters } = node;
    recorded.push({
      kind,
      name,
      ...(displayName === undefined ? {} : { displayName }),
      startedAtMs: run.startedAtMs,
      endedAtMs: run.endedAtMs,
      success,
      code: success ? 'Success' : 'Failed',
      description: success ? 'Success' : run.message,
      parameters,
      attachments: [],
      deviceId: run.device.deviceId,
      children,
    });
    if (!success) break;
  }
  return recorded;
}
