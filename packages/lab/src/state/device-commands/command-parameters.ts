import { fill } from '../../invented.ts';
import type { InventedSettings } from '../../invented.ts';
import { Refusal } from '../../server/refusal.ts';

/** A parameter of a command, the name without its prefix. Of a secured one the value is not kept. */
export interface CommandParameter {
  name: string;
  value: string;
  isSecured: boolean;
}

/** The parameters of one command. Names are matched without regard to case; an empty value counts as absent. */
export class CommandParameters {
  readonly given: readonly CommandParameter[];
  readonly #settings: InventedSettings;

  constructor(given: readonly CommandParameter[], settings: InventedSettings) {
    this.given = given;
    this.#settings = settings;
  }

  text(name: string): string | undefined {
    const lower = name.toLowerCase();
    const value = this.given.find((parameter) => parameter.name.toLowerCase() === lower)?.value;
    return value === '' ? undefined : value;
  }

  /** A mandatory value; its presence was checked before the command ran. */
  required(name: string): string {
    return this.text(name) ?? '';
  }

  /** A number from 0. */
  number(name: string): number | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    if (!/^\d+(\.\d+)?$/.test(value)) this.refuse(name);
    return Number(value);
  }

  /** One of some words, in any case. */
  oneOf<Word extends string>(name: string, words: readonly Word[]): Word | undefined {
    const value = this.text(name)?.toLowerCase();
    if (value === undefined) return undefined;
    return words.find((word) => word.toLowerCase() === value) ?? this.refuse(name);
  }

  /** A switch, in the words that clients use for one. */
  flag(name: string): boolean | undefined {
    const word = this.oneOf(name, ['true', 'false', 'enabled', 'disabled', 'on', 'off']);
    return word === undefined ? undefined : ['true', 'enabled', 'on'].includes(word);
  }

  /** The device: newer clients write deviceId, older ones handsetId. */
  get deviceId(): string | undefined {
    return this.text('deviceId') ?? this.text('handsetId');
  }

  /** Refuses the value of a parameter by its name. */
  refuse(name: string): never {
    const { invalidParameterStatus, invalidValueText } = this.#settings;
    const value = this.text(name) ?? '';
    throw new Refusal(invalidParameterStatus, fill(invalidValueText, { name: `param.${name}`, value }));
  }
}
