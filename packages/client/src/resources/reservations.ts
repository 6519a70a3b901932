import {
  reservationCreate,
  reservationDelete,
  reservationInfo,
  reservationList,
  reservationUpdate,
  reservationV1Create,
  reservationV1Delete,
  reservationV1Info,
  reservationV1Update,
  type ReservationCreateRequest,
  type ReservationDeleteRequest,
  type ReservationInfoRequest,
  type ReservationListRequest,
  type ReservationUpdateRequest,
  type ReservationV1CreateRequest,
  type ReservationV1DeleteRequest,
  type ReservationV1InfoRequest,
  type ReservationV1UpdateRequest,
} from '@perfecto-actions/catalog/reservation';
import type { CallOptions, Transport } from '../transport/transport.ts';

/** Reservations (`/services/reservations`). Times are ms since the epoch; acting for others needs `admin`. All documented. */
export class Reservations {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** One reservation per device; RefusedError when one of them overlaps another. `reservation.create`. */
  create(request: ReservationCreateRequest, options?: CallOptions) {
    return this.#transport.call(reservationCreate, request, options);
  }

  /** Reservations that touch a window. There is no v1 counterpart. `reservation.list`. */
  list(request: ReservationListRequest, options?: CallOptions) {
    return this.#transport.call(reservationList, request, options);
  }

  /** One reservation. `reservation.info`. */
  info(request: ReservationInfoRequest, options?: CallOptions) {
    return this.#transport.call(reservationInfo, request, options);
  }

  /** Replaces what is given. `reservation.update`. */
  update(request: ReservationUpdateRequest, options?: CallOptions) {
    return this.#transport.call(reservationUpdate, request, options);
  }

  /** Ends a reservation; `scope` entire is for administrators. `reservation.delete`. */
  delete(request: ReservationDeleteRequest, options?: CallOptions) {
    return this.#transport.call(reservationDelete, request, options);
  }
}

/** Reservations of the v1 API (`/api/v1/device-reservation`). Tokens only; times as above. All documented. */
export class ReservationsV1 {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** One reservation per device. `reservation.v1.create`. */
  create(request: ReservationV1CreateRequest, options?: CallOptions) {
    return this.#transport.call(reservationV1Create, request, options);
  }

  /** One reservation; NotFoundError when there is none. `reservation.v1.info`. */
  info(request: ReservationV1InfoRequest, options?: CallOptions) {
    return this.#transport.call(reservationV1Info, request, options);
  }

  /** Replaces what is given. `reservation.v1.update`. */
  update(request: ReservationV1UpdateRequest, options?: CallOptions) {
    return this.#transport.call(reservationV1Update, request, options);
  }

  /** Ends a reservation. `reservation.v1.delete`. */
  delete(request: ReservationV1DeleteRequest, options?: CallOptions) {
    return this.#transport.call(reservationV1Delete, request, options);
  }
}
