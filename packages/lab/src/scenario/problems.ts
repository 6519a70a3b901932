/** Collects everything that is wrong with a document while it is read, each with the place where it stands. */
export class Problems {
  readonly list: string[] = [];

  add(place: string, text: string): void {
    this.list.push(`${place}: ${text}`);
  }

  /** The members of a mapping; unknown ones are problems, with the known ones named. */
  members(place: string, value: unknown, known: readonly string[]): Record<string, unknown> {
    const members = this.mapping(place, value);
    for (const name of Object.keys(members)) {
      if (!known.includes(name)) this.add(place, `unknown key "${name}"; known are ${known.join(', ')}`);
    }
    return members;
  }

  /** The members of a mapping, whatever their names. */
  mapping(place: string, value: unknown): Record<string, unknown> {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>;
    }
    this.add(place, `expected a mapping, found ${describe(value)}`);
    return {};
  }

  items(place: string, value: unknown): unknown[] {
    if (value === undefined || value === null) return [];
    if (Array.isArray(value)) return value;
    this.add(place, `expected a list, found ${describe(value)}`);
    return [];
  }

  text(place: string, value: unknown): string | undefined {
    if (value === undefined) return undefined;
    if (typeof value === 'string') return value;
    if (typeof value === 'number') return String(value);
    this.add(place, `expected a text, found ${describe(value)}`);
    return undefined;
  }

  /** A list of texts. */
  texts(place: string, value: unknown): string[] | undefined {
    if (value === undefined) return undefined;
    return this.items(place, value).map((item, index) => this.text(`${place}[${index}]`, item) ?? '');
  }

  /** A device id, or a regular expression on the model. */
  devicePattern(place: string, value: unknown): string | undefined {
    const pattern = this.text(place, value);
    if (pattern === undefined) return undefined;
    try {
      new RegExp(pattern);
      return pattern;
    } catch {
      this.add(place, 'is neither a device id nor a regular expression');
      return undefined;
    }
  }

  wholeNumber(place: string, value: unknown): number | undefined {
    if (value === undefined) return undefined;
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
    this.add(place, `expected a whole number from 0, found ${describe(value)}`);
    return undefined;
  }

  /** A whole number of either sign. */
  signedNumber(place: string, value: unknown): number | undefined {
    if (value === undefined) return undefined;
    if (typeof value === 'number' && Number.isInteger(value)) return value;
    this.add(place, `expected a whole number, found ${describe(value)}`);
    return undefined;
  }

  flag(place: string, value: unknown): boolean | undefined {
    if (value === undefined || typeof value === 'boolean') return value;
    this.add(place, `expected true or false, found ${describe(value)}`);
    return undefined;
  }

  oneOf<T extends string>(place: string, value: unknown, words: readonly T[]): T | undefined {
    if (value === undefined) return undefined;
    const word = words.find((candidate) => candidate === value);
    if (word === undefined) this.add(place, `expected one of ${words.join(', ')}, found ${describe(value)}`);
    return word;
  }

  /** Milliseconds from a number of ms or a text such as `500ms`, `2s`, `1.5m`, `1h`. */
  duration(place: string, value: unknown): number | undefined {
    if (value === undefined) return undefined;
    if (typeof value === 'number' && value >= 0 && isCountable(value)) return Math.round(value);
    const match = typeof value === 'string' ? /^(\d+(?:\.\d+)?)\s*(ms|s|m|h)$/.exec(value) : null;
    const unit = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }[match?.[2] ?? ''];
    const ms = match && unit !== undefined ? Math.round(Number(match[1]) * unit) : Number.NaN;
    if (isCountable(ms)) return ms;
    this.add(place, `expected a duration such as 500ms, 2s or 1.5m, found ${describe(value)}`);
    return undefined;
  }
}

/** A value as a sentence shows it, clipped. */
export function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  try {
    const text = JSON.stringify(value);
    return text.length > 100 ? `${text.slice(0, 100)}...` : text;
  } catch {
    // YAML can name a list inside of itself.
    return 'something that holds itself';
  }
}

/** Whether a clock can count so far. */
function isCountable(ms: number): boolean {
  return ms <= Number.MAX_SAFE_INTEGER;
}

/** An object without its undefined members, for types whose optional members may not be undefined. */
export function defined<T extends object>(value: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
}
