/**
 * Replaces every registered secret by `***`, the longest first so that no secret that holds another
 * one shows its rest. Values of several lines are also registered line by line, as GitHub does.
 * GitHub masks Base64 and URL forms of repository secrets too; here only what was registered is
 * masked, so that a test sees when an action forgets a form.
 */
export class SecretMasker {
  private readonly values = new Set<string>();
  private longestFirst: readonly string[] = [];

  /** Registers a value; empty and blank ones are refused with `false`, they would mask everything. */
  add(value: string): boolean {
    if (value.trim() === '') return false;
    this.values.add(value);
    for (const line of value.split(/[\r\n]+/)) {
      if (line.trim() !== '') this.values.add(line);
    }
    this.longestFirst = [...this.values].sort((a, b) => b.length - a.length);
    return true;
  }

  mask(text: string): string {
    let masked = text;
    for (const value of this.longestFirst) masked = masked.replaceAll(value, '***');
    return masked;
  }
}
