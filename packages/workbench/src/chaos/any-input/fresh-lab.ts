import { fastClock, startLab, type Lab } from '@perfecto-actions/lab';
import { readFileSync } from 'node:fs';

/** A lab in this process that is replaced now and then, since what is tried may take its users and devices away. */
export class FreshLab {
  #lab: { lab: Lab; ca: string } | undefined;
  #uses = 0;
  readonly #usesEach: number;
  readonly #onNew: () => void | Promise<void>;

  /** @param onNew Runs before a lab is replaced, to close what is connected to it. */
  constructor(usesEach: number, onNew: () => void | Promise<void> = () => undefined) {
    this.#usesEach = usesEach;
    this.#onNew = onNew;
  }

  async use(): Promise<{ lab: Lab; ca: string }> {
    this.#uses += 1;
    if (this.#uses % this.#usesEach === 0) await this.close();
    if (this.#lab === undefined) {
      // Its clock runs, so that a call that waits for a device comes to an end.
      const lab = await startLab({ clock: fastClock(100_000) });
      this.#lab = { lab, ca: readFileSync(lab.caFile, 'utf8') };
    }
    return this.#lab;
  }

  async close(): Promise<void> {
    await this.#onNew();
    await this.#lab?.lab.close();
    this.#lab = undefined;
  }
}
