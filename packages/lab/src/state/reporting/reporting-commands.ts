import { walkFlow } from '../../report/flow-walk.ts';
import type { RecordedAttachment, RecordedNode } from '../../report/recorded-execution.ts';
import { isValidation } from '../executions/script-plan.ts';

/** A command of a test with the pictures that were taken at it. */
export interface ReportedCommand {
  node: RecordedNode;
  screenshots: RecordedAttachment[];
  /** What a validation looked for and what it found; absent on other commands. */
  validation?: { expected: string; found: string };
}

/** A logical step of a test. */
export interface ReportedStep {
  name: string;
  commands: ReportedCommand[];
}

/** Name under which the report shows commands outside of any step (from client code). */
const withoutStep = 'Test step';

/** The commands of a test by step, in running order. A step within a step stands for itself. */
export function stepsOf(flow: readonly RecordedNode[]): ReportedStep[] {
  const steps: ReportedStep[] = [];
  collect(flow, undefined, steps);
  return steps.filter(({ commands }) => commands.length > 0);
}

function collect(
  nodes: readonly RecordedNode[],
  parent: RecordedNode | undefined,
  steps: ReportedStep[],
): void {
  let open: ReportedStep | undefined;
  for (const node of nodes) {
    if (node.children.length > 0) {
      collect(node.children, node.kind === 'step' ? node : parent, steps);
      addPictures(node, steps.at(-1));
      // What follows an inner step begins a new one of the outer name.
      open = undefined;
      continue;
    }
    if (!open) {
      open = { name: parent?.name ?? withoutStep, commands: [] };
      steps.push(open);
    }
    open.commands.push(commandOf(node));
  }
}

// The picture at the end of a step is of the screen that its last command left.
function addPictures(step: RecordedNode, reported: ReportedStep | undefined): void {
  reported?.commands.at(-1)?.screenshots.push(...picturesOf(step));
}

function commandOf(node: RecordedNode): ReportedCommand {
  const command = { node, screenshots: picturesOf(node) };
  if (!isValidation(node.name)) return command;
  const wanted = node.parameters.find(({ name }) => /^(content|expected|value)$/i.test(name));
  const expected = wanted?.value ?? '';
  return { ...command, validation: { expected, found: node.value ?? (node.success ? expected : '') } };
}

function picturesOf(node: RecordedNode): RecordedAttachment[] {
  return node.attachments.filter(({ type }) => /image/i.test(type));
}

/** How many commands of a test ran, and how many of them failed. */
export function countCommands(flow: readonly RecordedNode[]): { commands: number; failed: number } {
  let commands = 0;
  let failed = 0;
  for (const { node } of walkFlow(flow)) {
    if (node.children.length > 0) continue;
    commands += 1;
    if (!node.success) failed += 1;
  }
  return { commands, failed };
}
