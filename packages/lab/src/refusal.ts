/**
 * The lab says no, in the words of the service. `text` is the second half of a legacy error; the pipeline puts the
 * operation's first half before it, unless the text is `whole`.
 */
export class Refusal extends Error {
  readonly code = 'REFUSED';
  readonly status: number;
  readonly whole: boolean;

  constructor(status: number, text: string, options: { whole?: boolean } = {}) {
    super(text);
    this.name = 'Refusal';
    this.status = status;
    this.whole = options.whole ?? false;
  }
}
