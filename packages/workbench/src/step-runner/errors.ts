/**
 * A fault in what the runner was given: an action folder, a step, an expression.
 * Branch on `code`; `problems` lists every fault that was found, each as a sentence.
 */
export class RunnerError extends Error {
  override readonly name: string = 'RunnerError';
  readonly code: string;
  readonly problems: readonly string[];

  constructor(code: string, problems: readonly string[], options?: { cause?: unknown }) {
    super(problems.join('\n'), options);
    this.code = code;
    this.problems = problems;
  }
}

/** The action folder or its action.yml cannot be used. Codes: `ACTION_NOT_FOUND`, `ACTION_INVALID`. */
export class ActionManifestError extends RunnerError {
  override readonly name = 'ActionManifestError';
}

/** An expression holds something this runner does not know. Code: `EXPRESSION_INVALID`. */
export class ExpressionError extends RunnerError {
  override readonly name = 'ExpressionError';

  constructor(expression: string, problem: string) {
    super('EXPRESSION_INVALID', [`The expression "${expression}" is not usable: ${problem}`]);
  }
}

/** A command file holds a line in neither `name=value` nor `name<<DELIMITER` form. Code: `COMMAND_FILE_INVALID`. */
export class CommandFileError extends RunnerError {
  override readonly name = 'CommandFileError';

  constructor(problem: string) {
    super('COMMAND_FILE_INVALID', [problem]);
  }
}
