/** What the lab invents about reservations. */
export interface ReservationInventions {
  /** Second half of the text for two reservations of one device at one time; status 500 is from client code. */
  reservationOverlapText: string;
  /** HTTP status of the v1 call for the same. */
  reservationOverlapV1Status: number;
  /** Whether the cloud has reservations; without them v1 answers `Reservation is disabled. Please contact support.` */
  reservationsEnabled: boolean;
  /** Longest reservation of a user who is no administrator; a limit is documented, its value is not. */
  maxReservationMs: number;
  /** Reservations that a lab keeps; beyond, the oldest of those that are over are forgotten. */
  reservationsKept: number;
  /** Second half of the text for a longer one. */
  reservationTooLongText: string;
  /** Second half of the text for an end that is not after the start, or not in the future. */
  reservationTimesText: string;
  /** Second half of the text for a user that does not exist. */
  userNotFoundText: string;
}

const day = 24 * 3600 * 1000;

export const reservationsDefaults: ReservationInventions = {
  reservationOverlapText: 'Device <deviceId> is already reserved between <start> and <end>',
  reservationOverlapV1Status: 400,
  reservationsEnabled: true,
  maxReservationMs: day,
  reservationsKept: 10_000,
  reservationTooLongText: 'Reservation is longer than the maximum of <minutes> minutes',
  reservationTimesText: 'Reservation must end after its start and after the present time',
  userNotFoundText: 'User <user> was not found',
};
