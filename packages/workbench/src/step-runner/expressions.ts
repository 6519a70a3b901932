import { ExpressionError } from './errors.ts';
import { parseExpression, type ExpressionNode } from './expression-syntax.ts';

/** State of the job as the status functions see it. A cancelled job stays cancelled. */
export type JobStatus = 'success' | 'failure' | 'cancelled';

/** What an expression may look at. A name that is missing reads as empty text, as on GitHub. */
export interface ExpressionContext {
  readonly status: JobStatus;
  readonly github: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  /** By step id: its outputs, and its result under `outcome` and `conclusion`. */
  readonly steps: Readonly<
    Record<
      string,
      {
        readonly outputs: Readonly<Record<string, string>>;
        readonly outcome: string;
        readonly conclusion: string;
      }
    >
  >;
}

/**
 * Evaluates a condition (`if`, `post-if`), with or without its `${{ }}`. A condition without a status
 * function holds only while the job succeeds, as on GitHub.
 * @throws ExpressionError when it holds anything but status functions, known contexts, text,
 * `==`, `!=`, `!`, `&&`, `||` and parentheses.
 */
export function evaluateCondition(condition: string, context: ExpressionContext): boolean {
  const inner = /^\s*\$\{\{(.*)\}\}\s*$/s.exec(condition)?.[1] ?? condition;
  const node = parseExpression(inner);
  checkReferences(node, inner);
  const value = truthy(evaluate(node, context));
  return usesStatusFunction(node) ? value : value && context.status === 'success';
}

/**
 * Replaces every `${{ }}` in a text.
 * @throws ExpressionError when one of them is not known or has no end.
 */
export function evaluateTemplate(template: string, context: ExpressionContext): string {
  return template.replaceAll(/\$\{\{(.*?)(\}\}|$)/gs, (_, inner: string, end: string) => {
    if (end === '') throw new ExpressionError(template, 'it has no closing "}}".');
    const node = parseExpression(inner);
    checkReferences(node, inner);
    if (usesStatusFunction(node)) {
      throw new ExpressionError(inner.trim(), 'status functions belong into if and post-if only.');
    }
    return String(evaluate(node, context));
  });
}

function evaluate(node: ExpressionNode, context: ExpressionContext): string | boolean {
  switch (node.kind) {
    case 'literal':
      return node.value;
    case 'status':
      return node.name === 'always' || node.name === context.status;
    case 'reference':
      return lookUp(node.path, context);
    case 'not':
      return !truthy(evaluate(node.operand, context));
    case 'and': {
      const left = evaluate(node.left, context);
      return truthy(left) ? evaluate(node.right, context) : left;
    }
    case 'or': {
      const left = evaluate(node.left, context);
      return truthy(left) ? left : evaluate(node.right, context);
    }
    case 'equals':
      return sameValue(evaluate(node.left, context), evaluate(node.right, context));
  }
}

/** A job run here has no matrix; GitHub gives such a job these values. */
const soleLeg: Readonly<Record<string, string>> = { 'job-index': '0', 'job-total': '1' };

/** Text is compared without case; operands of different types as numbers, as GitHub does. */
function sameValue(left: string | boolean, right: string | boolean): boolean {
  if (typeof left === 'string' && typeof right === 'string')
    return left.toLowerCase() === right.toLowerCase();
  return Number(left) === Number(right);
}

function truthy(value: string | boolean): boolean {
  return value !== false && value !== '';
}

function lookUp([root = '', name = '', kind = '', leaf = '']: readonly string[], context: ExpressionContext) {
  switch (root) {
    case 'job':
      return context.status;
    case 'strategy':
      return soleLeg[name] ?? '';
    case 'github':
      return named(context.github, name) ?? '';
    case 'env':
      return context.env[name] ?? '';
    case 'secrets': {
      const isToken = name.toUpperCase() === 'GITHUB_TOKEN';
      return named(context.secrets, name) ?? (isToken ? context.github['token'] : undefined) ?? '';
    }
    default: {
      const step = named(context.steps, name);
      if (step === undefined) return '';
      if (kind === 'outputs') return named(step.outputs, leaf) ?? '';
      return kind === 'outcome' ? step.outcome : step.conclusion;
    }
  }
}

/** Names in contexts have no case on GitHub, except those of environment variables. */
function named<T>(values: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.entries(values).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}

function usesStatusFunction(node: ExpressionNode): boolean {
  switch (node.kind) {
    case 'status':
      return true;
    case 'literal':
    case 'reference':
      return false;
    case 'not':
      return usesStatusFunction(node.operand);
    case 'and':
    case 'or':
    case 'equals':
      return usesStatusFunction(node.left) || usesStatusFunction(node.right);
  }
}

function checkReferences(node: ExpressionNode, expression: string): void {
  if (node.kind === 'reference' && !isKnown(node.path)) {
    throw new ExpressionError(
      expression.trim(),
      `"${node.path.join('.')}" is not known. Known: github.<field>, job.status, strategy.job-index, strategy.job-total, env.<name>, secrets.<name>, ` +
        'steps.<id>.outputs.<name>, steps.<id>.outcome, steps.<id>.conclusion.',
    );
  }
  if (node.kind === 'not') checkReferences(node.operand, expression);
  if (node.kind === 'and' || node.kind === 'or' || node.kind === 'equals') {
    checkReferences(node.left, expression);
    checkReferences(node.right, expression);
  }
}

function isKnown(path: readonly string[]): boolean {
  const [root, name, kind] = path;
  if (root === 'job') return path.length === 2 && name === 'status';
  if (root === 'strategy') return path.length === 2 && name !== undefined && name in soleLeg;
  if (root === 'github' || root === 'env' || root === 'secrets') return path.length === 2;
  if (root !== 'steps') return false;
  if (kind === 'outputs') return path.length === 4;
  return path.length === 3 && (kind === 'outcome' || kind === 'conclusion');
}
