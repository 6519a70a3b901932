import type { LabClock } from '../clock.ts';
import type { Collection, Store } from './store/store.ts';

/** A stretch of time in which a device belongs to one user. */
export interface Reservation {
  id: string;
  deviceId: string;
  reservedTo: string;
  reservedBy: string;
  startMs: number;
  endMs: number;
  description: string;
  createdMs: number;
  /** 0: never changed. */
  modifiedMs: number;
}

/** STARTED is documented; the other two are from client code. */
export type ReservationStatus = 'SCHEDULED' | 'STARTED' | 'EXPIRED';

/** The reservations of the lab. Their status follows the clock, nothing is stored. */
export class Reservations {
  readonly all: Collection<Reservation>;
  readonly #store: Store;
  readonly #clock: LabClock;
  readonly #kept: number;

  /** @param kept So many are kept; beyond, the oldest of those that are over are forgotten. */
  constructor(store: Store, clock: LabClock, kept: number) {
    this.#store = store;
    this.#kept = kept;
    this.#clock = clock;
    this.all = store.collection<Reservation>('reservations');
  }

  create(reservation: Omit<Reservation, 'id' | 'createdMs' | 'modifiedMs'>): Reservation {
    const id = String(this.#store.nextNumber('reservations', 87_640));
    const created = this.all.put(id, { ...reservation, id, createdMs: this.#clock.now(), modifiedMs: 0 });
    this.#forgetOldest();
    return created;
  }

  status(reservation: Reservation): ReservationStatus {
    const now = this.#clock.now();
    if (now >= reservation.endMs) return 'EXPIRED';
    return now >= reservation.startMs ? 'STARTED' : 'SCHEDULED';
  }

  /** The reservation that clashes with a stretch of time on a device. One that only touches it does not. */
  overlapping(deviceId: string, startMs: number, endMs: number, exceptId?: string): Reservation | undefined {
    for (const other of this.all.values()) {
      if (other.deviceId !== deviceId || other.id === exceptId) continue;
      if (other.startMs < endMs && other.endMs > startMs) return other;
    }
    return undefined;
  }

  /** The reservation that holds the device now. */
  current(deviceId: string): Reservation | undefined {
    for (const reservation of this.all.values()) {
      if (reservation.deviceId === deviceId && this.status(reservation) === 'STARTED') return reservation;
    }
    return undefined;
  }

  /** Current reservations by device id, for lists of devices. */
  currentByDevice(): Map<string, Reservation> {
    const current = new Map<string, Reservation>();
    for (const reservation of this.all.values()) {
      if (this.status(reservation) === 'STARTED') current.set(reservation.deviceId, reservation);
    }
    return current;
  }

  #forgetOldest(): void {
    for (const reservation of this.all.values()) {
      if (this.all.size <= this.#kept) return;
      if (this.status(reservation) === 'EXPIRED') this.all.remove(reservation.id);
    }
  }
}
