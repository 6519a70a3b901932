import { fill } from '../../../invented.ts';
import type { InventedSettings } from '../../../invented.ts';
import type { GivenParameter } from '../../../server/parameters.ts';
import { Refusal } from '../../../refusal.ts';

/** What stands for the value of a secured parameter. It is encrypted, so the lab could do nothing with it. */
export const securedValue = '***';

/**
 * The parameters of one command, the names without their prefix. They are matched without regard to case; an empty value
 * counts as absent.
 */
export class CommandParameters {
  readonly given: readonly GivenParameter[];
  readonly #settings: InventedSettings;

  constructor(given: readonly GivenParameter[], settings: InventedSettings) {
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

  /** A number from 0; a secured one counts as absent. */
  number(name: string): number | undefined {
    const value = this.#readable(name);
    if (value === undefined) return undefined;
    if (!/^\d+(\.\d+)?$/.test(value)) this.refuse(name);
    return Number(value);
  }

  /** One of some words, in any case; a secured one counts as absent. */
  oneOf<Word extends string>(name: string, words: readonly Word[]): Word | undefined {
    const value = this.#readable(name)?.toLowerCase();
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

  #readable(name: string): string | undefined {
    const value = this.text(name);
    return value === securedValue ? undefined : value;
  }

  /** Refuses the value of a parameter by its name. */
  refuse(name: string): never {
    const { invalidParameterStatus, invalidValueText } = this.#settings;
    const value = this.text(name) ?? '';
    throw new Refusal(invalidParameterStatus, fill(invalidValueText, { name: `param.${name}`, value }));
  }
}
