/**
 * Cuts a byte stream into lines at `\n`, `\r\n` and a lone `\r`, as GitHub's runner does, so that a
 * carriage return in foreign text can start a workflow command here exactly when it can there.
 */
export class LineSplitter {
  private readonly decoder = new TextDecoder('utf-8');
  private readonly onLine: (line: string) => void;
  private rest = '';

  constructor(onLine: (line: string) => void) {
    this.onLine = onLine;
  }

  push(chunk: Uint8Array): void {
    this.take(this.rest + this.decoder.decode(chunk, { stream: true }));
  }

  /** Delivers what is left after the last line break. */
  end(): void {
    const last = (this.rest + this.decoder.decode()).replace(/\r$/, '');
    this.rest = '';
    if (last !== '') this.onLine(last);
  }

  private take(text: string): void {
    // A \r at the very end may be the first half of \r\n; it waits for the next chunk.
    const lines = text.split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop() ?? '';
    for (const line of lines) this.onLine(line);
  }
}
