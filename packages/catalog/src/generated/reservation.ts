// Generated from api/reservation.yaml by `npm run generate`. Change the YAML, not this file.
import type { Operation } from '../operation.ts';

/** Parameters of `reservation.create`. */
export interface ReservationCreateRequest {
  /** true lets an administrator create reservations for users of the own group. Not available on a shared MCM. Default: false. */
  admin?: boolean;
  /** Device ids, comma separated; one reservation is made per device. */
  resourceIds: readonly string[];
  /** Start; -1 means now. Unit: ms since epoch (UTC). */
  startTime: number;
  /** End. Unit: ms since epoch (UTC). */
  endTime: number;
  /** User the device is reserved to; presumably the caller when left out. */
  reservedTo?: string;
  /** Free text. */
  description?: string;
}

/** Answer of `reservation.create`. */
export interface ReservationCreateAnswer {
  /** Ids of the new reservations. */
  reservationIds: string[];

  info?: {
    creationTime?: {
      /** When the answer was made (on create: when the reservation was registered), ISO with Z. */
      formatted?: string;
      /** Same in ms since the epoch, as a string. */
      millis?: number;
    };
    /** Number of entries, as a string; on create and list only. */
    items?: number;
    /** e.g. 2.6.0.0 */
    modelVersion?: string;
    /** e.g. master */
    productVersion?: string;
    /** Same as creationTime.formatted. */
    time?: string;
  };
}

/** Create reservation (legacy, documented). Permission: any user; administrators for users of their group. Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/create_reservation.htm */
export const reservationCreate: Operation<ReservationCreateRequest, ReservationCreateAnswer> = {
  id: 'reservation.create',
  style: 'services',
  host: 'cloud',
  method: 'POST',
  path: '/services/reservations',
  operation: 'create',
  effect: 'changes',
  parameters: {
    admin: 'query',
    resourceIds: 'query:comma',
    startTime: 'query',
    endTime: 'query',
    reservedTo: 'query',
    description: 'query',
  },
  body: 'object',
  answer: {
    'reservationIds!': ['string'],
    info: {
      creationTime: { formatted: 'string', millis: 'integer' },
      items: 'integer',
      modelVersion: 'string',
      productVersion: 'string',
      time: 'string',
    },
  },
};

/** Parameters of `reservation.list`. */
export interface ReservationListRequest {
  /** true lets an administrator list reservations of users of the own group. Default: false. */
  admin?: boolean;
  /** Device ids, comma separated. Marked mandatory (with the odd default true), yet clients list without it. */
  resourceIds?: readonly string[];
  /** Begin of the window. Marked mandatory on the page; clients also leave it out. Unit: ms since epoch (UTC). */
  startTime?: number;
  /** End of the window. Marked mandatory on the page; PerfectoActions leaves it out for an open end. Unit: ms since epoch (UTC). */
  endTime?: number;
  /** Only reservations of this user. */
  reservedTo?: string;
}

/** Answer of `reservation.list`. */
export interface ReservationListAnswer {
  /** The reservations. The documented sample shows an object with one member reservation, clients get an array. (from-client-code) */
  reservations?: {
    /** Reservation id. */
    id: string;
    /** Device id. */
    resourceId: string;
    /** User the device is reserved to; only for reservation administrators with admin=true, or for the own user. */
    reservedTo?: string;
    /** User who made it; same visibility rule. */
    reservedBy?: string;

    startTime?: {
      /** Start, ISO [YYYY]-[MM]-[DD]T[hh]:[mm]:[ss] (samples end in Z) and ms since the epoch as a string. */
      formatted?: string;
      /** Start, ISO [YYYY]-[MM]-[DD]T[hh]:[mm]:[ss] (samples end in Z) and ms since the epoch as a string. Unit: ms since epoch (UTC). */
      millis?: number;
    };

    endTime?: {
      /** End, same pair. */
      formatted?: string;
      /** End, same pair. Unit: ms since epoch (UTC). */
      millis?: number;
    };
    /** Documented value: STARTED. Client code adds SCHEDULED and EXPIRED (PerfectoActions reserve_limit.py sample data). */
    status?: string;

    created?: {
      /** When it was made. */
      formatted?: string;
      /** When it was made. Unit: ms since epoch (UTC). */
      millis?: number;
    };

    lastModified?: {
      /** Last change; epoch zero ("0") when never changed. */
      formatted?: string;
      /** Last change; epoch zero ("0") when never changed. Unit: ms since epoch (UTC). */
      millis?: number;
    };
    /** Free text; not in the documented samples, perhaps present when it was set. (inferred) */
    description?: string;
  }[];

  info?: {
    creationTime?: {
      /** When the answer was made (on create: when the reservation was registered), ISO with Z. */
      formatted?: string;
      /** Same in ms since the epoch, as a string. */
      millis?: number;
    };
    /** Number of entries, as a string; on create and list only. */
    items?: number;
    /** e.g. 2.6.0.0 */
    modelVersion?: string;
    /** e.g. master */
    productVersion?: string;
    /** Same as creationTime.formatted. */
    time?: string;
  };
}

/** Get reservation list (legacy, documented). Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/get_reservation_list.htm */
export const reservationList: Operation<ReservationListRequest, ReservationListAnswer> = {
  id: 'reservation.list',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/reservations',
  operation: 'list',
  effect: 'reads',
  parameters: {
    admin: 'query',
    resourceIds: 'query:comma',
    startTime: 'query',
    endTime: 'query',
    reservedTo: 'query',
  },
  body: 'object',
  answer: {
    reservations: [
      {
        'id!': 'string',
        'resourceId!': 'string',
        reservedTo: 'string',
        reservedBy: 'string',
        startTime: { formatted: 'string', millis: 'integer' },
        endTime: { formatted: 'string', millis: 'integer' },
        status: 'string',
        created: { formatted: 'string', millis: 'integer' },
        lastModified: { formatted: 'string', millis: 'integer' },
        description: 'string',
      },
    ],
    info: {
      creationTime: { formatted: 'string', millis: 'integer' },
      items: 'integer',
      modelVersion: 'string',
      productVersion: 'string',
      time: 'string',
    },
  },
};

/** Parameters of `reservation.info`. */
export interface ReservationInfoRequest {
  /** Reservation id. */
  reservationId: string;
  /** true lets an administrator read reservations for users of the own group. Not available on a shared MCM. Default: false. */
  admin?: boolean;
}

/** Answer of `reservation.info`. */
export interface ReservationInfoAnswer {
  info?: {
    creationTime?: {
      /** When the answer was made (on create: when the reservation was registered), ISO with Z. */
      formatted?: string;
      /** Same in ms since the epoch, as a string. */
      millis?: number;
    };
    /** e.g. 2.6.0.0 */
    modelVersion?: string;
    /** e.g. master */
    productVersion?: string;
    /** Same as creationTime.formatted. */
    time?: string;
  };

  reservation: {
    /** Reservation id. */
    id: string;
    /** Device id. */
    resourceId: string;
    /** User the device is reserved to; only for reservation administrators with admin=true, or for the own user. */
    reservedTo?: string;
    /** User who made it; same visibility rule. */
    reservedBy?: string;

    startTime?: {
      /** Start, ISO [YYYY]-[MM]-[DD]T[hh]:[mm]:[ss] (samples end in Z) and ms since the epoch as a string. */
      formatted?: string;
      /** Start, ISO [YYYY]-[MM]-[DD]T[hh]:[mm]:[ss] (samples end in Z) and ms since the epoch as a string. Unit: ms since epoch (UTC). */
      millis?: number;
    };

    endTime?: {
      /** End, same pair. */
      formatted?: string;
      /** End, same pair. Unit: ms since epoch (UTC). */
      millis?: number;
    };
    /** Documented value: STARTED. Client code adds SCHEDULED and EXPIRED (PerfectoActions reserve_limit.py sample data). */
    status?: string;

    created?: {
      /** When it was made. */
      formatted?: string;
      /** When it was made. Unit: ms since epoch (UTC). */
      millis?: number;
    };

    lastModified?: {
      /** Last change; epoch zero ("0") when never changed. */
      formatted?: string;
      /** Last change; epoch zero ("0") when never changed. Unit: ms since epoch (UTC). */
      millis?: number;
    };
    /** Free text; not in the documented samples, perhaps present when it was set. (inferred) */
    description?: string;
  };
}

/** Get reservation info (legacy, documented). Source: https://developers.perfectomobile.com/display/PD/Get+Reservation+Info */
export const reservationInfo: Operation<ReservationInfoRequest, ReservationInfoAnswer> = {
  id: 'reservation.info',
  style: 'services',
  host: 'cloud',
  method: 'POST',
  path: '/services/reservations/{reservationId}',
  operation: 'info',
  effect: 'reads',
  parameters: { reservationId: 'path', admin: 'query' },
  body: 'object',
  answer: {
    info: {
      creationTime: { formatted: 'string', millis: 'integer' },
      modelVersion: 'string',
      productVersion: 'string',
      time: 'string',
    },
    'reservation!': {
      'id!': 'string',
      'resourceId!': 'string',
      reservedTo: 'string',
      reservedBy: 'string',
      startTime: { formatted: 'string', millis: 'integer' },
      endTime: { formatted: 'string', millis: 'integer' },
      status: 'string',
      created: { formatted: 'string', millis: 'integer' },
      lastModified: { formatted: 'string', millis: 'integer' },
      description: 'string',
    },
  },
};

/** Parameters of `reservation.update`. */
export interface ReservationUpdateRequest {
  /** Reservation id. */
  reservationId: string;
  /** true lets an administrator update reservations for users of the own group. Not available on a shared MCM. Default: false. */
  admin?: boolean;
  /** New start. Unit: ms since epoch (UTC). */
  startTime?: number;
  /** New end. Unit: ms since epoch (UTC). */
  endTime?: number;
  /** New user. */
  reservedTo?: string;
  /** New text. */
  description?: string;
}

/** Answer of `reservation.update`. */
export interface ReservationUpdateAnswer {
  /** Success or failure (the page writes success / failure in lower case). */
  status: string;
}

/** Update reservation (legacy, documented). Source: https://developers.perfectomobile.com/display/PD/Update+Reservation */
export const reservationUpdate: Operation<ReservationUpdateRequest, ReservationUpdateAnswer> = {
  id: 'reservation.update',
  style: 'services',
  host: 'cloud',
  method: 'POST',
  path: '/services/reservations/{reservationId}',
  operation: 'update',
  effect: 'changes',
  parameters: {
    reservationId: 'path',
    admin: 'query',
    startTime: 'query',
    endTime: 'query',
    reservedTo: 'query',
    description: 'query',
  },
  body: 'object',
  answer: { 'status!': 'string' },
};

/** Parameters of `reservation.delete`. */
export interface ReservationDeleteRequest {
  /** Reservation id. */
  reservationId: string;
  /** true lets an administrator delete reservations for users of the own group. Not available on a shared MCM. Default: false. */
  admin?: boolean;
  /** Active reservations only. remaining drops the rest and refunds tokens; entire (administrators only) drops the whole reservation without refund, tokens are then adjusted by hand. Default: remaining. */
  scope?: 'remaining' | 'entire';
}

/** Answer of `reservation.delete`. */
export interface ReservationDeleteAnswer {
  /** Success or failure; PerfectoActions looks for the word Success. */
  status: string;
}

/** Delete reservation (legacy, documented). Permission: own reservation; administrators for users of their group. Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/delete_reservation.htm */
export const reservationDelete: Operation<ReservationDeleteRequest, ReservationDeleteAnswer> = {
  id: 'reservation.delete',
  style: 'services',
  host: 'cloud',
  method: 'POST',
  path: '/services/reservations/{reservationId}',
  operation: 'delete',
  effect: 'changes',
  parameters: { reservationId: 'path', admin: 'query', scope: 'query' },
  body: 'object',
  answer: { 'status!': 'string' },
};

/** Parameters of `reservation.v1.create`. */
export interface ReservationV1CreateRequest {
  /** true lets an administrator create reservations for users of the own group. Not available on a shared MCM. Default: false. */
  admin?: boolean;
  /** Device ids. */
  resourceIds: readonly string[];
  /** Start; -1 means now. The sample sends it as a string, client code as a number. Unit: ms since epoch (UTC). */
  startTime: number;
  /** End; string or number. Unit: ms since epoch (UTC). */
  endTime: number;
  /** User the device is reserved to. */
  reservedTo?: string;
  /** Free text. */
  description?: string;
}

/** Answer of `reservation.v1.create`. */
export interface ReservationV1CreateAnswer {
  /** Ids of the new reservations. */
  reservationIds: string[];

  info?: {
    creationTime?: {
      /** When the answer was made (on create: when the reservation was registered), ISO with Z. */
      formatted?: string;
      /** Same in ms since the epoch, as a string. */
      millis?: number;
    };
    /** Number of entries, as a string; on create and list only. */
    items?: number;
    /** e.g. 2.6.0.0 */
    modelVersion?: string;
    /** e.g. master */
    productVersion?: string;
    /** Same as creationTime.formatted. */
    time?: string;
  };
}

/** Create reservation (current, documented). Permission: any user; administrators for users of their group. Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/create-reservation.htm */
export const reservationV1Create: Operation<ReservationV1CreateRequest, ReservationV1CreateAnswer> = {
  id: 'reservation.v1.create',
  style: 'rest',
  host: 'app',
  method: 'POST',
  path: '/api/v1/device-reservation/reservations',
  effect: 'changes',
  parameters: {
    admin: 'query',
    resourceIds: 'body',
    startTime: 'body',
    endTime: 'body',
    reservedTo: 'body',
    description: 'body',
  },
  body: 'object',
  answer: {
    'reservationIds!': ['string'],
    info: {
      creationTime: { formatted: 'string', millis: 'integer' },
      items: 'integer',
      modelVersion: 'string',
      productVersion: 'string',
      time: 'string',
    },
  },
};

/** Parameters of `reservation.v1.info`. */
export interface ReservationV1InfoRequest {
  /** Reservation id. */
  reservationId: string;
  /** true lets an administrator read reservations of users of the own group. Default: false. */
  admin?: boolean;
}

/** Answer of `reservation.v1.info`. */
export interface ReservationV1InfoAnswer {
  info?: {
    creationTime?: {
      /** When the answer was made (on create: when the reservation was registered), ISO with Z. */
      formatted?: string;
      /** Same in ms since the epoch, as a string. */
      millis?: number;
    };
    /** e.g. 2.6.0.0 */
    modelVersion?: string;
    /** e.g. master */
    productVersion?: string;
    /** Same as creationTime.formatted. */
    time?: string;
  };

  reservation: {
    /** Reservation id. */
    id: string;
    /** Device id. */
    resourceId: string;
    /** User the device is reserved to; only for reservation administrators with admin=true, or for the own user. */
    reservedTo?: string;
    /** User who made it; same visibility rule. */
    reservedBy?: string;

    startTime?: {
      /** Start, ISO [YYYY]-[MM]-[DD]T[hh]:[mm]:[ss] (samples end in Z) and ms since the epoch as a string. */
      formatted?: string;
      /** Start, ISO [YYYY]-[MM]-[DD]T[hh]:[mm]:[ss] (samples end in Z) and ms since the epoch as a string. Unit: ms since epoch (UTC). */
      millis?: number;
    };

    endTime?: {
      /** End, same pair. */
      formatted?: string;
      /** End, same pair. Unit: ms since epoch (UTC). */
      millis?: number;
    };
    /** Documented value: STARTED. Client code adds SCHEDULED and EXPIRED (PerfectoActions reserve_limit.py sample data). */
    status?: string;

    created?: {
      /** When it was made. */
      formatted?: string;
      /** When it was made. Unit: ms since epoch (UTC). */
      millis?: number;
    };

    lastModified?: {
      /** Last change; epoch zero ("0") when never changed. */
      formatted?: string;
      /** Last change; epoch zero ("0") when never changed. Unit: ms since epoch (UTC). */
      millis?: number;
    };
    /** Free text; not in the documented samples, perhaps present when it was set. (inferred) */
    description?: string;
  };
}

/** Get reservation information (current, documented). Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/get-reservation-info.htm */
export const reservationV1Info: Operation<ReservationV1InfoRequest, ReservationV1InfoAnswer> = {
  id: 'reservation.v1.info',
  style: 'rest',
  host: 'app',
  method: 'GET',
  path: '/api/v1/device-reservation/reservations/{reservationId}',
  effect: 'reads',
  parameters: { reservationId: 'path', admin: 'query' },
  body: 'object',
  answer: {
    info: {
      creationTime: { formatted: 'string', millis: 'integer' },
      modelVersion: 'string',
      productVersion: 'string',
      time: 'string',
    },
    'reservation!': {
      'id!': 'string',
      'resourceId!': 'string',
      reservedTo: 'string',
      reservedBy: 'string',
      startTime: { formatted: 'string', millis: 'integer' },
      endTime: { formatted: 'string', millis: 'integer' },
      status: 'string',
      created: { formatted: 'string', millis: 'integer' },
      lastModified: { formatted: 'string', millis: 'integer' },
      description: 'string',
    },
  },
};

/** Parameters of `reservation.v1.update`. */
export interface ReservationV1UpdateRequest {
  /** Reservation id. */
  reservationId: string;
  /** true lets an administrator act for users of the own group and exceed the maximum time frame. Not available on a shared MCM. Default: false. */
  admin?: boolean;
  /** New start (sample: string). Unit: ms since epoch (UTC). */
  startTime?: number;
  /** New end (sample: string). Unit: ms since epoch (UTC). */
  endTime?: number;
  /** New user. */
  reservedTo?: string;
  /** New text. */
  description?: string;
}

/** Answer of `reservation.v1.update`. */
export interface ReservationV1UpdateAnswer {
  /** Success. */
  status: string;
}

/** Update reservation (current, documented). Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/update-reservation.htm */
export const reservationV1Update: Operation<ReservationV1UpdateRequest, ReservationV1UpdateAnswer> = {
  id: 'reservation.v1.update',
  style: 'rest',
  host: 'app',
  method: 'PUT',
  path: '/api/v1/device-reservation/reservations/{reservationId}',
  effect: 'changes',
  parameters: {
    reservationId: 'path',
    admin: 'query',
    startTime: 'body',
    endTime: 'body',
    reservedTo: 'body',
    description: 'body',
  },
  body: 'object',
  answer: { 'status!': 'string' },
};

/** Parameters of `reservation.v1.delete`. */
export interface ReservationV1DeleteRequest {
  /** Reservation id. */
  reservationId: string;
  /** true lets an administrator delete reservations for users of the own group. Not available on a shared MCM. Default: false. */
  admin?: boolean;
  /** Active reservations only. remaining drops the rest and refunds tokens; entire (administrators only) drops the whole reservation without refund, tokens are then adjusted by hand. Default: remaining. */
  scope?: 'remaining' | 'entire';
}

/** Answer of `reservation.v1.delete`. */
export interface ReservationV1DeleteAnswer {
  /** Success. */
  status: string;
}

/** Delete reservation (current, documented). Permission: own reservation; administrators for users of their group. Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/delete-reservation.htm */
export const reservationV1Delete: Operation<ReservationV1DeleteRequest, ReservationV1DeleteAnswer> = {
  id: 'reservation.v1.delete',
  style: 'rest',
  host: 'app',
  method: 'DELETE',
  path: '/api/v1/device-reservation/reservations/{reservationId}',
  effect: 'changes',
  parameters: { reservationId: 'path', admin: 'query', scope: 'query' },
  body: 'object',
  answer: { 'status!': 'string' },
};
