import type { Behaviour } from '../../scenario/behaviour.ts';
import type { InventedSettings } from '../../invented.ts';
import type { ScriptNode } from './script-file.ts';

/** How a run of a script will go if nobody interferes. Offsets are ms from the start of Running. */
export interface ScriptPlan {
  /** Offset at which the script would end if every action ran. */
  totalMs: number;
  /** Offset at which it does end. */
  endMs: number;
  /** Position among the actions of the one that fails, or -1. */
  failingAction: number;
  /** Text of the failure, empty without one. */
  message: string;
  /** Status code of the failing action; absent: the reason of the execution. */
  code?: string;
  /** Factor on the durations of the file, so that the scenario's duration comes out. */
  scale: number;
}

/** All actions of a script in running order. A step without actions counts as one. */
export function actionsOf(nodes: readonly ScriptNode[]): ScriptNode[] {
  return nodes.flatMap((node) => (node.children.length > 0 ? actionsOf(node.children) : [node]));
}

/** Whether a function checks something, so that its failure is a failed validation. */
export function isValidation(actionName: string): boolean {
  return /^(checkpoint|validation|text\.checkpoint|image\.checkpoint)/i.test(actionName);
}

/** The nodes that a file of another format runs as. */
export function genericNodes(scriptName: string, settings: InventedSettings): ScriptNode[] {
  const action: ScriptNode = {
    kind: 'action',
    name: 'script.run',
    displayName: 'Run script',
    durationMs: settings.genericScriptMs,
    parameters: [],
    children: [],
  };
  return [{ kind: 'step', name: `Run ${scriptName}`, parameters: [], children: [action] }];
}

/** Lays a run out: durations, and where it fails if it does. */
export function planScript(
  nodes: readonly ScriptNode[],
  behaviour: Behaviour,
  settings: InventedSettings,
): ScriptPlan {
  const actions = actionsOf(nodes);
  const durations = actions.map((action) => action.durationMs ?? settings.actionMs);
  const writtenMs = durations.reduce((sum, ms) => sum + ms, 0);
  const scale = behaviour.durationMs === undefined || writtenMs === 0 ? 1 : behaviour.durationMs / writtenMs;
  const fromFile = actions.findIndex((action) => action.fails !== undefined);
  let failingAction = fromFile;
  let message = actions[fromFile]?.fails ?? '';
  let code: string | undefined;
  if (behaviour.outcome === 'failed') {
    const chosen = failingActionOf(nodes, behaviour.failingStep);
    if (fromFile < 0 || chosen < fromFile) {
      failingAction = chosen;
      code = behaviour.code;
      message =
        behaviour.message ?? `${actions[chosen]?.displayName ?? actions[chosen]?.name ?? 'Script'} failed`;
    }
  }
  const totalMs = Math.round(writtenMs * scale);
  const endMs =
    failingAction < 0
      ? totalMs
      : Math.round(durations.slice(0, failingAction + 1).reduce((sum, ms) => sum + ms, 0) * scale);
  return { totalMs, endMs, failingAction, message, scale, ...(code !== undefined && { code }) };
}

/** The part of an execution that says how far it is. */
interface PlannedRun {
  plan: ScriptPlan | null;
  runningFromMs: number | null;
  nodes: readonly ScriptNode[];
}

/** When an abort at `nowMs` takes effect: at once, or when a function that cannot be stopped is over. */
export function stoppableFromMs(run: PlannedRun, nowMs: number, settings: InventedSettings): number {
  const { plan, runningFromMs } = run;
  if (!plan || runningFromMs === null) return nowMs;
  let endMs = runningFromMs;
  for (const action of actionsOf(run.nodes)) {
    endMs += (action.durationMs ?? settings.actionMs) * plan.scale;
    if (endMs <= nowMs) continue;
    return action.uninterruptible ? Math.min(Math.ceil(endMs), runningFromMs + plan.endMs) : nowMs;
  }
  return nowMs;
}

// The failing step is given by its name or its number from 1; its last action fails. Without one: the last of all.
function failingActionOf(nodes: readonly ScriptNode[], failingStep: string | number | undefined): number {
  let position = 0;
  const steps: { name: string; last: number }[] = [];
  const walk = (node: ScriptNode): void => {
    if (node.children.length === 0) position += 1;
    else for (const child of node.children) walk(child);
    if (node.kind !== 'action') steps.push({ name: node.name, last: position - 1 });
  };
  for (const node of nodes) walk(node);
  const last = Math.max(0, position - 1);
  if (failingStep === undefined) return last;
  const step =
    typeof failingStep === 'number'
      ? steps[failingStep - 1]
      : steps.find(({ name }) => name.toLowerCase() === failingStep.toLowerCase());
  return step?.last ?? last;
}
