/** A policy cannot be used; `problems` lists everything that is wrong with it. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
  readonly code = 'policy-invalid';
  readonly problems: string[];
  readonly hint = 'Correct the policy; nothing was judged with it.';

  constructor(problems: string[]) {
    super(
      `The policy has ${problems.length} problem${problems.length === 1 ? '' : 's'}:\n- ${problems.join('\n- ')}`,
    );
    this.problems = problems;
  }
}
