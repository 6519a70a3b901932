/** Texts by number, each once: steps of a loop repeat theirs. Number 0 is the empty text. */
export class TextTable {
  readonly texts: string[] = [''];
  readonly #numbers = new Map<string, number>([['', 0]]);

  number(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.texts.push(text) - 1;
    this.#numbers.set(text, number);
    return number;
  }
}
