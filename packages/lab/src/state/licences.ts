import type { InventedSettings } from '../invented.ts';
import type { Collection, Store } from './store/store.ts';

/** What licences are sold for. */
export type LicensedType = 'DESKTOP' | 'SIMULATOR';

/** How much of what was bought is used. */
export interface LicenceUse {
  inUse: number;
  usedMinutes: number;
}

/** Licences and pay-per-use minutes. What was bought is a setting; what is used is state that tests may put there. */
export class Licences {
  readonly use: Collection<LicenceUse>;
  readonly #settings: InventedSettings;

  constructor(store: Store, settings: InventedSettings) {
    this.use = store.collection<LicenceUse>('licenceUse');
    this.#settings = settings;
  }

  of(type: LicensedType): LicenceUse & { bought: number; boughtMinutes: number } {
    const { desktopLicences, desktopMinutes, simulatorLicences, simulatorMinutes } = this.#settings;
    const use = this.use.get(type) ?? { inUse: 0, usedMinutes: 0 };
    return type === 'DESKTOP'
      ? { ...use, bought: desktopLicences, boughtMinutes: desktopMinutes }
      : { ...use, bought: simulatorLicences, boughtMinutes: simulatorMinutes };
  }
}
