// Generated from api/device.yaml by `npm run generate`. Change the YAML, not this file.
import type { Operation } from '../operation.ts';

/** Parameters of `device.list`. */
export interface DeviceListRequest {
  /** true lists only devices the caller may administrate and adds administrative information. Default: false. */
  admin?: boolean;
  /** Device id (the pages say IMEI or ESN; real ids are UDIDs or Android serials). */
  deviceId?: string;
  /** Maker, e.g. Apple, Samsung. Clients pass regular expressions here (Samsung|Google). */
  manufacturer?: string;
  /** Model, e.g. Galaxy S8, iPhone-8 Plus. Clients pass regular expressions here. */
  model?: string;
  /** Distributor. Note the spelling: the answer says distributer. */
  distributor?: string;
  /** Firmware version. */
  firmware?: string;
  /** Mobile network operator. */
  'operator.name'?: string;
  /** Country of the operator. */
  'operator.country'?: string;
  /** Operator code. */
  'operator.code'?: string;
  /** Description of the device. */
  description?: string;
  /** Location, e.g. NA-US-BOS. */
  location?: string;
  /** Current language, e.g. English. */
  language?: string;
  /** Connectivity class; unavailable = connected but not usable (initialising, in error). Clients send connected and Connected, so case seems to be ignored. */
  status?: 'disconnected' | 'connected' | 'unavailable';
  /** User who is using the device now. */
  allocatedTo?: string;
  /** User who has the device reserved now. */
  reservedTo?: string;
  /** User for whom the device is available now. */
  availableTo?: string;
  /** User id; an administrator lists what this user can reach through roles. (inferred) */
  owner?: string;
  /** true = in use now. In the legacy call clients combine status=connected with inUse=false or true. (from-client-code) */
  inUse?: boolean;
  /** Cradle the device is connected to. (inferred) */
  cradleId?: string;
  /** Operating system name: iOS, Android (also seen: Windows Phone). (from-client-code) */
  os?: string;
  /** OS version. Clients pass regular expressions here (13.*, 10|11|12|13). (from-client-code) */
  osVersion?: string;
  /** Screen resolution, <width>x<height>. (from-client-code) */
  resolution?: string;
  /** Phone number. (inferred) */
  phoneNumber?: string;
  /** Kind of device link. The page documents such a filter; its exact name is not in the excerpt (named after the cradle calls). Default: lab. (inferred) */
  'link.type'?: 'all' | 'local' | 'lab';
}

/** Answer of `device.list`. */
export interface DeviceListAnswer {
  /** Root. */
  handsets?: {
    /** e.g. 2.21.0.0 */
    modelVersion?: string;
    /** master or a release such as 19.3 */
    productVersion?: string;
    /** yyyy-MM-dd:HH-mm-ss GMT (colon between date and time, dashes inside the time) */
    time?: string;
    /** Same in ms since the epoch. */
    timeStamp?: number;
    /** Number of handsets. */
    items?: number;

    handset?: {
      /** UDID, serial or a made-up id. */
      deviceId: string;

      manufacturer?: string;
      /** e.g. iPhone-8 Plus, Galaxy S7 Edge */
      model?: string;
      /** Sic. */
      distributer?: string;
      /** May be empty. */
      description?: string;
      /** iOS version, or the long Android build string. */
      firmware?: string;
      /** Often empty. */
      imsi?: string;
      /** IMEI, NOT-AVAILABLE when unknown. */
      nativeImei?: string;
      /** e.g. 15A432; newer than the documented sample. (from-client-code) */
      osBuild?: string;
      /** e.g. arm64; newer than the documented sample. (from-client-code) */
      cpuArch?: string;
      /** Lower-case hex with colons, or empty. */
      wifiMacAddress?: string;

      link?: {
        /** lab, local or unknown. */
        type?: string;
      };
      /** name, country, code. In XML the element is mixed content: the text <name>-<country> comes before the children when an operator is known. */
      operator?: {
        name?: string;

        country?: string;

        code?: string;
      };
      /** Free form. */
      phoneNumber?: string;
      /** e.g. NA-US-BOS. */
      location?: string;
      /** Cradle it was on last, e.g. BOS-C2-F6-6/VIRTUAL/01. */
      lastCradleId?: string;

      language?: string;
      /** One of: Never Connected, Not Connected, Ready, Connected, Loading, Error, Unknown, Invalid, Ready to connect, Unsupported. */
      status?: string;
      /** One of: NEVER_CONNECTED, NOT_CONNECTED, CONNECTED, LOADING, ERROR, READY_TO_CONNECT, UNSUPPORTED. */
      mode?: string;
      /** true when the caller could open it now; false while it is in use. */
      available?: boolean;
      /** Reserved now. */
      reserved?: boolean;
      /** User of the reservation; only then. (from-client-code) */
      reservedTo?: string;
      /** Only present on connected devices. */
      inUse?: boolean;
      /** User of the session; only while in use and to those who may see it. (from-client-code) */
      allocatedTo?: string;
      /** Last user; read from the v1 list. (from-client-code) */
      lastUsedBy?: string;

      operabilityRating?: {
        /** 0 to 100; only on connected devices. (from-client-code) */
        score?: number;
      };
      /** Only on connected devices. (from-client-code) */
      cradleId?: string;
      /** id (portrait or landscape), method (rotate), rotation (degrees); only on connected devices and not on all of them. (from-client-code) */
      position?: {
        /** (from-client-code) */
        id?: string;
        /** (from-client-code) */
        method?: string;
        /** (from-client-code) */
        rotation?: number;
      };

      debugLogs?: {
        /** Only on connected devices. (from-client-code) */
        collecting?: boolean;
      };
      /** iOS, Android, Windows Phone. (from-client-code) */
      os?: string;
      /** (from-client-code) */
      osVersion?: string;
      /** <width>x<height>. (from-client-code) */
      resolution?: string;

      dynamicFields?: {
        /** Custom fields: element property with attribute name and the value as text; absent when there are none. (from-client-code) */
        property?: {
          /** Name of the field; an attribute in XML. (from-client-code) */
          name?: string;
          /** Value; the text of the element in XML. (from-client-code) */
          value?: string;
        }[];
      };
      /** Listed among the properties in old client code. (inferred) */
      additionalParams?: unknown;
      /** Device roles; settable through update; where they show up in the answer is not known (admin=true). (inferred) */
      roles?: string[];
    }[];
  };
}

/** Get devices list (legacy, documented). Permission: devices are limited to those the user's roles reach. Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/get_devices_list.htm */
export const deviceList: Operation<DeviceListRequest, DeviceListAnswer> = {
  id: 'device.list',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/handsets',
  operation: 'list',
  effect: 'reads',
  parameters: {
    admin: 'query',
    deviceId: 'query',
    manufacturer: 'query',
    model: 'query',
    distributor: 'query',
    firmware: 'query',
    'operator.name': 'query',
    'operator.country': 'query',
    'operator.code': 'query',
    description: 'query',
    location: 'query',
    language: 'query',
    status: 'query',
    allocatedTo: 'query',
    reservedTo: 'query',
    availableTo: 'query',
    owner: 'query',
    inUse: 'query',
    cradleId: 'query',
    os: 'query',
    osVersion: 'query',
    resolution: 'query',
    phoneNumber: 'query',
    'link.type': 'query',
  },
  body: 'object',
  xmlOnly: true,
  answer: {
    handsets: {
      modelVersion: 'string',
      productVersion: 'string',
      time: 'string',
      timeStamp: 'integer',
      items: 'integer',
      handset: [
        {
          'deviceId!': 'string',
          manufacturer: 'string',
          model: 'string',
          distributer: 'string',
          description: 'string',
          firmware: 'string',
          imsi: 'string',
          nativeImei: 'string',
          osBuild: 'string',
          cpuArch: 'string',
          wifiMacAddress: 'string',
          link: { type: 'string' },
          operator: { name: 'string', country: 'string', code: 'string' },
          phoneNumber: 'string',
          location: 'string',
          lastCradleId: 'string',
          language: 'string',
          status: 'string',
          mode: 'string',
          available: 'boolean',
          reserved: 'boolean',
          reservedTo: 'string',
          inUse: 'boolean',
          allocatedTo: 'string',
          lastUsedBy: 'string',
          operabilityRating: { score: 'integer' },
          cradleId: 'string',
          position: { id: 'string', method: 'string', rotation: 'integer' },
          debugLogs: { collecting: 'boolean' },
          os: 'string',
          osVersion: 'string',
          resolution: 'string',
          dynamicFields: { property: [{ name: 'string', value: 'string' }] },
          additionalParams: 'unknown',
          roles: ['string'],
        },
      ],
    },
  },
};

/** Parameters of `device.info`. */
export interface DeviceInfoRequest {
  /** Device id. */
  deviceId: string;
  /** true adds administrative information; only for administrators, for devices they administrate. Default: false. */
  admin?: boolean;
}

/** Answer of `device.info`. */
export interface DeviceInfoAnswer {
  /** Root; carries the four attributes below. */
  handset: {
    /** e.g. 2.21.0.0 */
    modelVersion?: string;
    /** master or a release such as 19.3 */
    productVersion?: string;
    /** yyyy-MM-dd:HH-mm-ss GMT (colon between date and time, dashes inside the time) */
    time?: string;
    /** Same in ms since the epoch. */
    timeStamp?: number;
    /** UDID, serial or a made-up id. */
    deviceId: string;

    manufacturer?: string;
    /** e.g. iPhone-8 Plus, Galaxy S7 Edge */
    model?: string;
    /** Sic. */
    distributer?: string;
    /** May be empty. */
    description?: string;
    /** iOS version, or the long Android build string. */
    firmware?: string;
    /** Often empty. */
    imsi?: string;
    /** IMEI, NOT-AVAILABLE when unknown. */
    nativeImei?: string;
    /** e.g. 15A432; newer than the documented sample. (from-client-code) */
    osBuild?: string;
    /** e.g. arm64; newer than the documented sample. (from-client-code) */
    cpuArch?: string;
    /** Lower-case hex with colons, or empty. */
    wifiMacAddress?: string;

    link?: {
      /** lab, local or unknown. */
      type?: string;
    };
    /** name, country, code. In XML the element is mixed content: the text <name>-<country> comes before the children when an operator is known. */
    operator?: {
      name?: string;

      country?: string;

      code?: string;
    };
    /** Free form. */
    phoneNumber?: string;
    /** e.g. NA-US-BOS. */
    location?: string;
    /** Cradle it was on last, e.g. BOS-C2-F6-6/VIRTUAL/01. */
    lastCradleId?: string;

    language?: string;
    /** One of: Never Connected, Not Connected, Ready, Connected, Loading, Error, Unknown, Invalid, Ready to connect, Unsupported. */
    status?: string;
    /** One of: NEVER_CONNECTED, NOT_CONNECTED, CONNECTED, LOADING, ERROR, READY_TO_CONNECT, UNSUPPORTED. */
    mode?: string;
    /** true when the caller could open it now; false while it is in use. */
    available?: boolean;
    /** Reserved now. */
    reserved?: boolean;
    /** User of the reservation; only then. (from-client-code) */
    reservedTo?: string;
    /** Only present on connected devices. */
    inUse?: boolean;
    /** User of the session; only while in use and to those who may see it. (from-client-code) */
    allocatedTo?: string;
    /** Last user; read from the v1 list. (from-client-code) */
    lastUsedBy?: string;

    operabilityRating?: {
      /** 0 to 100; only on connected devices. (from-client-code) */
      score?: number;
    };
    /** Only on connected devices. (from-client-code) */
    cradleId?: string;
    /** id (portrait or landscape), method (rotate), rotation (degrees); only on connected devices and not on all of them. (from-client-code) */
    position?: {
      /** (from-client-code) */
      id?: string;
      /** (from-client-code) */
      method?: string;
      /** (from-client-code) */
      rotation?: number;
    };

    debugLogs?: {
      /** Only on connected devices. (from-client-code) */
      collecting?: boolean;
    };
    /** iOS, Android, Windows Phone. (from-client-code) */
    os?: string;
    /** (from-client-code) */
    osVersion?: string;
    /** <width>x<height>. (from-client-code) */
    resolution?: string;

    dynamicFields?: {
      /** Custom fields: element property with attribute name and the value as text; absent when there are none. (from-client-code) */
      property?: {
        /** Name of the field; an attribute in XML. (from-client-code) */
        name?: string;
        /** Value; the text of the element in XML. (from-client-code) */
        value?: string;
      }[];
    };
    /** Listed among the properties in old client code. (inferred) */
    additionalParams?: unknown;
    /** Device roles; settable through update; where they show up in the answer is not known (admin=true). (inferred) */
    roles?: string[];
  };
}

/** Get device information (legacy, documented). Permission: device must be reachable through the user's roles. Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/get_device_information.htm */
export const deviceInfo: Operation<DeviceInfoRequest, DeviceInfoAnswer> = {
  id: 'device.info',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/handsets/{deviceId}',
  operation: 'info',
  effect: 'reads',
  parameters: { deviceId: 'path', admin: 'query' },
  body: 'object',
  xmlOnly: true,
  answer: {
    'handset!': {
      modelVersion: 'string',
      productVersion: 'string',
      time: 'string',
      timeStamp: 'integer',
      'deviceId!': 'string',
      manufacturer: 'string',
      model: 'string',
      distributer: 'string',
      description: 'string',
      firmware: 'string',
      imsi: 'string',
      nativeImei: 'string',
      osBuild: 'string',
      cpuArch: 'string',
      wifiMacAddress: 'string',
      link: { type: 'string' },
      operator: { name: 'string', country: 'string', code: 'string' },
      phoneNumber: 'string',
      location: 'string',
      lastCradleId: 'string',
      language: 'string',
      status: 'string',
      mode: 'string',
      available: 'boolean',
      reserved: 'boolean',
      reservedTo: 'string',
      inUse: 'boolean',
      allocatedTo: 'string',
      lastUsedBy: 'string',
      operabilityRating: { score: 'integer' },
      cradleId: 'string',
      position: { id: 'string', method: 'string', rotation: 'integer' },
      debugLogs: { collecting: 'boolean' },
      os: 'string',
      osVersion: 'string',
      resolution: 'string',
      dynamicFields: { property: [{ name: 'string', value: 'string' }] },
      additionalParams: 'unknown',
      roles: ['string'],
    },
  },
};

/** Parameters of `device.update`. */
export interface DeviceUpdateRequest {
  /** Device id. */
  deviceId: string;
  /** New description. */
  description?: string;
  /** Device roles, comma separated; replaces all roles, an empty value removes them. */
  roles?: readonly string[];
  /** Wildcard, repeatable. Sets dynamic field <name>, e.g. dynamicField.timeout=10. The given fields replace the existing ones; all of them cannot be removed. */
  dynamicField?: Readonly<Record<string, string | number | boolean>>;
  /** Wildcard, repeatable. Category of dynamic field <name>, e.g. dynamicField.category.timeout=runtime. */
  'dynamicField.category'?: Readonly<Record<string, string | number | boolean>>;
}

/** Answer of `device.update`. */
export interface DeviceUpdateAnswer {
  /** Success or failure (lower case on the page). */
  status: string;
}

/** Update device (legacy, documented). Permission: device must be reachable through the user's roles. Source: https://developers.perfectomobile.com/display/PD/Update+Device */
export const deviceUpdate: Operation<DeviceUpdateRequest, DeviceUpdateAnswer> = {
  id: 'device.update',
  style: 'services',
  host: 'cloud',
  method: 'POST',
  path: '/services/handsets/{deviceId}',
  operation: 'update',
  effect: 'changes',
  parameters: {
    deviceId: 'path',
    description: 'query',
    roles: 'query:comma',
    dynamicField: 'query:family',
    'dynamicField.category': 'query:family',
  },
  body: 'object',
  answer: { 'status!': 'string' },
};

/** Parameters of `device.release`. */
export interface DeviceReleaseRequest {
  /** Device id. */
  deviceId: string;
  /** true lets an administrator release a device allocated to a user he administers. Default: false. */
  admin?: boolean;
}

/** Answer of `device.release`. */
export interface DeviceReleaseAnswer {
  /** success in the documented sample (lower case). */
  status: string;
}

/** Release device (legacy, documented). Permission: user of the running session, or administrator of that user. Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/release_device.htm */
export const deviceRelease: Operation<DeviceReleaseRequest, DeviceReleaseAnswer> = {
  id: 'device.release',
  style: 'services',
  host: 'cloud',
  method: 'POST',
  path: '/services/handsets/{deviceId}',
  operation: 'release',
  effect: 'changes',
  parameters: { deviceId: 'path', admin: 'query' },
  body: 'object',
  answer: { 'status!': 'string' },
};

/** Parameters of `device.v1.list`. */
export interface DeviceV1ListRequest {
  /** true lists only devices the caller may administrate and adds administrative information. Default: false. */
  admin?: boolean;
  /** Wrapper object of all filters below; may be empty. Both known clients send it ({"device":{}}); the page texts that were read list the filters without showing the wrapper. (from-client-code) */
  device: {
    /** Device id (the pages say IMEI or ESN; real ids are UDIDs or Android serials). */
    deviceId?: string;
    /** Maker, e.g. Apple, Samsung. Clients pass regular expressions here (Samsung|Google). */
    manufacturer?: string;
    /** Model, e.g. Galaxy S8, iPhone-8 Plus. Clients pass regular expressions here. */
    model?: string;
    /** Distributor. Note the spelling: the answer says distributer. */
    distributor?: string;
    /** Firmware version. */
    firmware?: string;
    /** Description of the device. */
    description?: string;
    /** Location, e.g. NA-US-BOS. */
    location?: string;
    /** Current language, e.g. English. */
    language?: string;
    /** Connectivity class; unavailable = connected but not usable (initialising, in error). Clients send connected and Connected, so case seems to be ignored. */
    status?: 'disconnected' | 'connected' | 'unavailable';
    /** User who is using the device now. */
    allocatedTo?: string;
    /** User who has the device reserved now. */
    reservedTo?: string;
    /** User for whom the device is available now. */
    availableTo?: string;
    /** User id; an administrator lists what this user can reach through roles. */
    owner?: string;
    /** true = in use now. In the legacy call clients combine status=connected with inUse=false or true. */
    inUse?: boolean;
    /** Cradle the device is connected to. */
    cradleId?: string;
    /** Operating system name: iOS, Android (also seen: Windows Phone). */
    os?: string;
    /** OS version. Clients pass regular expressions here (13.*, 10|11|12|13). */
    osVersion?: string;
    /** Screen resolution, <width>x<height>. */
    resolution?: string;
    /** Phone number. */
    phoneNumber?: string;
    /** Kind of device link. The page documents such a filter; its exact name is not in the excerpt (named after the cradle calls). Default: lab. (inferred) */
    linkType?: 'all' | 'local' | 'lab';
  };
}

/** Answer of `device.v1.list`. */
export interface DeviceV1ListAnswer {
  /** Root. (from-client-code) */
  handsets?: {
    /** The devices. (from-client-code) */
    handset?: {
      /** UDID, serial or a made-up id. */
      deviceId: string;

      manufacturer?: string;
      /** e.g. iPhone-8 Plus, Galaxy S7 Edge */
      model?: string;
      /** Sic. */
      distributer?: string;
      /** May be empty. */
      description?: string;
      /** iOS version, or the long Android build string. */
      firmware?: string;
      /** Often empty. */
      imsi?: string;
      /** IMEI, NOT-AVAILABLE when unknown. */
      nativeImei?: string;
      /** e.g. 15A432; newer than the documented sample. (from-client-code) */
      osBuild?: string;
      /** e.g. arm64; newer than the documented sample. (from-client-code) */
      cpuArch?: string;
      /** Lower-case hex with colons, or empty. */
      wifiMacAddress?: string;

      link?: {
        /** lab, local or unknown. */
        type?: string;
      };
      /** name, country, code. In XML the element is mixed content: the text <name>-<country> comes before the children when an operator is known. */
      operator?: {
        name?: string;

        country?: string;

        code?: string;
      };
      /** Free form. */
      phoneNumber?: string;
      /** e.g. NA-US-BOS. */
      location?: string;
      /** Cradle it was on last, e.g. BOS-C2-F6-6/VIRTUAL/01. */
      lastCradleId?: string;

      language?: string;
      /** One of: Never Connected, Not Connected, Ready, Connected, Loading, Error, Unknown, Invalid, Ready to connect, Unsupported. */
      status?: string;
      /** One of: NEVER_CONNECTED, NOT_CONNECTED, CONNECTED, LOADING, ERROR, READY_TO_CONNECT, UNSUPPORTED. */
      mode?: string;
      /** true when the caller could open it now; false while it is in use. */
      available?: boolean;
      /** Reserved now. */
      reserved?: boolean;
      /** User of the reservation; only then. (from-client-code) */
      reservedTo?: string;
      /** Only present on connected devices. */
      inUse?: boolean;
      /** User of the session; only while in use and to those who may see it. (from-client-code) */
      allocatedTo?: string;
      /** Last user; read from the v1 list. (from-client-code) */
      lastUsedBy?: string;

      operabilityRating?: {
        /** 0 to 100; only on connected devices. (from-client-code) */
        score?: number;
      };
      /** Only on connected devices. (from-client-code) */
      cradleId?: string;
      /** id (portrait or landscape), method (rotate), rotation (degrees); only on connected devices and not on all of them. (from-client-code) */
      position?: {
        /** (from-client-code) */
        id?: string;
        /** (from-client-code) */
        method?: string;
        /** (from-client-code) */
        rotation?: number;
      };

      debugLogs?: {
        /** Only on connected devices. (from-client-code) */
        collecting?: boolean;
      };
      /** iOS, Android, Windows Phone. (from-client-code) */
      os?: string;
      /** (from-client-code) */
      osVersion?: string;
      /** <width>x<height>. (from-client-code) */
      resolution?: string;

      dynamicFields?: {
        /** Custom fields: element property with attribute name and the value as text; absent when there are none. (from-client-code) */
        property?: {
          /** Name of the field; an attribute in XML. (from-client-code) */
          name?: string;
          /** Value; the text of the element in XML. (from-client-code) */
          value?: string;
        }[];
      };
      /** Listed among the properties in old client code. (inferred) */
      additionalParams?: unknown;
      /** Device roles; settable through update; where they show up in the answer is not known (admin=true). (inferred) */
      roles?: string[];
    }[];
    /** As on the cradles answer. (inferred) */
    items?: number;
    /** As on the cradles answer. (inferred) */
    timeStamp?: number;
    /** As on the cradles answer. (inferred) */
    time?: string;
    /** As on the cradles answer. (inferred) */
    modelVersion?: string;
    /** As on the cradles answer. (inferred) */
    productVersion?: string;
  };
}

/** Get devices list (current, documented). Permission: devices are limited to those the user's roles reach. Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/get-devices-list.htm */
export const deviceV1List: Operation<DeviceV1ListRequest, DeviceV1ListAnswer> = {
  id: 'device.v1.list',
  style: 'rest',
  host: 'app',
  method: 'POST',
  path: '/api/v1/device-management/devices',
  effect: 'reads',
  parameters: { admin: 'query', device: 'body' },
  body: 'object',
  answer: {
    handsets: {
      handset: [
        {
          'deviceId!': 'string',
          manufacturer: 'string',
          model: 'string',
          distributer: 'string',
          description: 'string',
          firmware: 'string',
          imsi: 'string',
          nativeImei: 'string',
          osBuild: 'string',
          cpuArch: 'string',
          wifiMacAddress: 'string',
          link: { type: 'string' },
          operator: { name: 'string', country: 'string', code: 'string' },
          phoneNumber: 'string',
          location: 'string',
          lastCradleId: 'string',
          language: 'string',
          status: 'string',
          mode: 'string',
          available: 'boolean',
          reserved: 'boolean',
          reservedTo: 'string',
          inUse: 'boolean',
          allocatedTo: 'string',
          lastUsedBy: 'string',
          operabilityRating: { score: 'integer' },
          cradleId: 'string',
          position: { id: 'string', method: 'string', rotation: 'integer' },
          debugLogs: { collecting: 'boolean' },
          os: 'string',
          osVersion: 'string',
          resolution: 'string',
          dynamicFields: { property: [{ name: 'string', value: 'string' }] },
          additionalParams: 'unknown',
          roles: ['string'],
        },
      ],
      items: 'integer',
      timeStamp: 'integer',
      time: 'string',
      modelVersion: 'string',
      productVersion: 'string',
    },
  },
};

/** Parameters of `device.v1.info`. */
export interface DeviceV1InfoRequest {
  /** Device id. */
  deviceId: string;
  /** true adds administrative information; only for administrators, for devices they administrate. Default: false. */
  admin?: boolean;
}

/** Answer of `device.v1.info`. */
export interface DeviceV1InfoAnswer {
  /** Wrapper, by analogy with {"cradle": ...}. (inferred) */
  handset: {
    /** UDID, serial or a made-up id. */
    deviceId: string;

    manufacturer?: string;
    /** e.g. iPhone-8 Plus, Galaxy S7 Edge */
    model?: string;
    /** Sic. */
    distributer?: string;
    /** May be empty. */
    description?: string;
    /** iOS version, or the long Android build string. */
    firmware?: string;
    /** Often empty. */
    imsi?: string;
    /** IMEI, NOT-AVAILABLE when unknown. */
    nativeImei?: string;
    /** e.g. 15A432; newer than the documented sample. (from-client-code) */
    osBuild?: string;
    /** e.g. arm64; newer than the documented sample. (from-client-code) */
    cpuArch?: string;
    /** Lower-case hex with colons, or empty. */
    wifiMacAddress?: string;

    link?: {
      /** lab, local or unknown. */
      type?: string;
    };
    /** name, country, code. In XML the element is mixed content: the text <name>-<country> comes before the children when an operator is known. */
    operator?: {
      name?: string;

      country?: string;

      code?: string;
    };
    /** Free form. */
    phoneNumber?: string;
    /** e.g. NA-US-BOS. */
    location?: string;
    /** Cradle it was on last, e.g. BOS-C2-F6-6/VIRTUAL/01. */
    lastCradleId?: string;

    language?: string;
    /** One of: Never Connected, Not Connected, Ready, Connected, Loading, Error, Unknown, Invalid, Ready to connect, Unsupported. */
    status?: string;
    /** One of: NEVER_CONNECTED, NOT_CONNECTED, CONNECTED, LOADING, ERROR, READY_TO_CONNECT, UNSUPPORTED. */
    mode?: string;
    /** true when the caller could open it now; false while it is in use. */
    available?: boolean;
    /** Reserved now. */
    reserved?: boolean;
    /** User of the reservation; only then. (from-client-code) */
    reservedTo?: string;
    /** Only present on connected devices. */
    inUse?: boolean;
    /** User of the session; only while in use and to those who may see it. (from-client-code) */
    allocatedTo?: string;
    /** Last user; read from the v1 list. (from-client-code) */
    lastUsedBy?: string;

    operabilityRating?: {
      /** 0 to 100; only on connected devices. (from-client-code) */
      score?: number;
    };
    /** Only on connected devices. (from-client-code) */
    cradleId?: string;
    /** id (portrait or landscape), method (rotate), rotation (degrees); only on connected devices and not on all of them. (from-client-code) */
    position?: {
      /** (from-client-code) */
      id?: string;
      /** (from-client-code) */
      method?: string;
      /** (from-client-code) */
      rotation?: number;
    };

    debugLogs?: {
      /** Only on connected devices. (from-client-code) */
      collecting?: boolean;
    };
    /** iOS, Android, Windows Phone. (from-client-code) */
    os?: string;
    /** (from-client-code) */
    osVersion?: string;
    /** <width>x<height>. (from-client-code) */
    resolution?: string;

    dynamicFields?: {
      /** Custom fields: element property with attribute name and the value as text; absent when there are none. (from-client-code) */
      property?: {
        /** Name of the field; an attribute in XML. (from-client-code) */
        name?: string;
        /** Value; the text of the element in XML. (from-client-code) */
        value?: string;
      }[];
    };
    /** Listed among the properties in old client code. (inferred) */
    additionalParams?: unknown;
    /** Device roles; settable through update; where they show up in the answer is not known (admin=true). (inferred) */
    roles?: string[];
    /** As on the cradle answer. (inferred) */
    modelVersion?: string;
    /** As on the cradle answer. (inferred) */
    productVersion?: string;
    /** As on the cradle answer. (inferred) */
    time?: string;
    /** As on the cradle answer. (inferred) */
    timeStamp?: number;
  };
}

/** Get device information (current, documented). Permission: device must be reachable through the user's roles. Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/get-device-information.htm */
export const deviceV1Info: Operation<DeviceV1InfoRequest, DeviceV1InfoAnswer> = {
  id: 'device.v1.info',
  style: 'rest',
  host: 'app',
  method: 'GET',
  path: '/api/v1/device-management/devices/{deviceId}',
  effect: 'reads',
  parameters: { deviceId: 'path', admin: 'query' },
  body: 'object',
  answer: {
    'handset!': {
      'deviceId!': 'string',
      manufacturer: 'string',
      model: 'string',
      distributer: 'string',
      description: 'string',
      firmware: 'string',
      imsi: 'string',
      nativeImei: 'string',
      osBuild: 'string',
      cpuArch: 'string',
      wifiMacAddress: 'string',
      link: { type: 'string' },
      operator: { name: 'string', country: 'string', code: 'string' },
      phoneNumber: 'string',
      location: 'string',
      lastCradleId: 'string',
      language: 'string',
      status: 'string',
      mode: 'string',
      available: 'boolean',
      reserved: 'boolean',
      reservedTo: 'string',
      inUse: 'boolean',
      allocatedTo: 'string',
      lastUsedBy: 'string',
      operabilityRating: { score: 'integer' },
      cradleId: 'string',
      position: { id: 'string', method: 'string', rotation: 'integer' },
      debugLogs: { collecting: 'boolean' },
      os: 'string',
      osVersion: 'string',
      resolution: 'string',
      dynamicFields: { property: [{ name: 'string', value: 'string' }] },
      additionalParams: 'unknown',
      roles: ['string'],
      modelVersion: 'string',
      productVersion: 'string',
      time: 'string',
      timeStamp: 'integer',
    },
  },
};

/** Parameters of `device.v1.update`. */
export interface DeviceV1UpdateRequest {
  /** Device id. */
  deviceId: string;
  /** New description. */
  description?: string;
  /** Replaces all roles; empty removes them. */
  roles?: readonly string[];
  /** Objects with name, value and category; replaces the existing ones. All dynamic fields cannot be removed. */
  customFields?: {
    /** Must not be empty. */
    name: string;
    /** Value. */
    value?: string;
    /** Where the field shows up. */
    category: 'DEVICE_TAGS' | 'DYNAMIC_FIELDS' | 'ADMIN_FIELDS';
  }[];
}

/** Answer of `device.v1.update`. */
export interface DeviceV1UpdateAnswer {
  /** Success, as on release. (inferred) */
  status: string;
}

/** Update device (current, documented). Permission: device must be reachable through the user's roles. Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/update-device.htm */
export const deviceV1Update: Operation<DeviceV1UpdateRequest, DeviceV1UpdateAnswer> = {
  id: 'device.v1.update',
  style: 'rest',
  host: 'app',
  method: 'PUT',
  path: '/api/v1/device-management/devices/{deviceId}',
  effect: 'changes',
  parameters: { deviceId: 'path', description: 'body', roles: 'body', customFields: 'body' },
  body: 'object',
  answer: { 'status!': 'string' },
};

/** Parameters of `device.v1.release`. */
export interface DeviceV1ReleaseRequest {
  /** Device id. */
  deviceId: string;
  /** true lets an administrator release a device allocated to a user he administers. Default: false. */
  admin?: boolean;
}

/** Answer of `device.v1.release`. */
export interface DeviceV1ReleaseAnswer {
  /** Success. */
  status: string;
}

/** Release device (current, documented). Permission: user of the running session, or administrator of that user. Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/release-device.htm */
export const deviceV1Release: Operation<DeviceV1ReleaseRequest, DeviceV1ReleaseAnswer> = {
  id: 'device.v1.release',
  style: 'rest',
  host: 'app',
  method: 'PATCH',
  path: '/api/v1/device-management/devices/{deviceId}/release',
  effect: 'changes',
  parameters: { deviceId: 'path', admin: 'query' },
  body: 'object',
  answer: { 'status!': 'string' },
};

/** Parameters of `device.v1.connect`. */
export interface DeviceV1ConnectRequest {
  /** Device id. */
  id: string;
  /** Cradle to use; any free one when left out. */
  cradleId?: string;
  /** Maker. */
  manufacturer: string;
  /** Model. */
  model: string;
  /** Distributor. */
  distributor: string;
  /** Location. */
  location?: string;
  /** IP address of the device. */
  ipAddress: string;
}

/** Answer of `device.v1.connect`. */
export interface DeviceV1ConnectAnswer {
  /** UUID of the task. */
  taskId: string;
  /** NEW or IN_PROGRESS. */
  status: string;
}

/** Connect device to cradle (current, documented). Permission: lab administrator. Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/connect-device-to-craddle.htm */
export const deviceV1Connect: Operation<DeviceV1ConnectRequest, DeviceV1ConnectAnswer> = {
  id: 'device.v1.connect',
  style: 'rest',
  host: 'app',
  method: 'POST',
  path: '/api/v1/device-management/devices/connect',
  effect: 'changes',
  parameters: {
    id: 'body',
    cradleId: 'body',
    manufacturer: 'body',
    model: 'body',
    distributor: 'body',
    location: 'body',
    ipAddress: 'body',
  },
  body: 'object',
  answer: { 'taskId!': 'string', 'status!': 'string' },
};

/** Parameters of `device.v1.connectStatus`. */
export interface DeviceV1ConnectStatusRequest {
  /** Task id of the connect call. (inferred) */
  taskId: string;
}

/** Answer of `device.v1.connectStatus`. */
export interface DeviceV1ConnectStatusAnswer {
  taskId?: string;
  /** NEW, IN_PROGRESS, COMPLETE or ERROR. */
  status: string;
}

/** Get state of a connect task (current, inferred). Permission: lab administrator. Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/connect-device-to-craddle.htm */
export const deviceV1ConnectStatus: Operation<DeviceV1ConnectStatusRequest, DeviceV1ConnectStatusAnswer> = {
  id: 'device.v1.connectStatus',
  style: 'rest',
  host: 'app',
  method: 'GET',
  path: '/api/v1/device-management/devices/connect/{taskId}',
  effect: 'reads',
  parameters: { taskId: 'path' },
  body: 'object',
  answer: { taskId: 'string', 'status!': 'string' },
};

/** Parameters of `cradle.list`. */
export interface CradleListRequest {
  /** Kind of cradle. Default: lab. */
  'link.type'?: 'all' | 'local' | 'lab';
}

/** Answer of `cradle.list`. */
export interface CradleListAnswer {
  /** Root. */
  cradles?: {
    /** e.g. 2.21.0.0 */
    modelVersion?: string;
    /** master or a release such as 19.3 */
    productVersion?: string;
    /** yyyy-MM-dd:HH-mm-ss GMT (colon between date and time, dashes inside the time) */
    time?: string;
    /** Same in ms since the epoch. */
    timeStamp?: number;
    /** Number of cradles. */
    items?: number;

    cradle?: {
      /** Cradle id, e.g. BOS-A1-1-1/VIRTUAL/01. */
      id?: string;
      /** Configured text. */
      description?: string;
      /** Diagnostics URL. */
      url?: string;

      link?: {
        /** lab, local or unknown. */
        type?: string;
      };

      status?: {
        /** READY, CONNECTED, LOADING or ERROR. */
        mode?: string;
        /** Text; on ERROR the cause. */
        description?: string;
        /** Code. */
        code?: string;

        changeTime?: {
          /** Time of the last state change in ms; clients find changeTime and millis below it, the parent is inferred. (from-client-code) */
          millis?: number;
          /** The same time in ISO form. (inferred) */
          formatted?: string;
        };
      };
      /** Location. (from-client-code) */
      location?: string;
      /** Network host (device host) of the cradle. */
      host?: object;
      /** Camera, if any. */
      camera?: object;
      /** Physical connection. */
      dock?: object;
      /** Board the cradle supports. */
      board?: object;
      /** hasAudio (boolean), recordingStatus (OFF|ON), id, imageMode {active (boolean), description}, streamStatus (OFF|ON), audioDevice; more beyond the excerpt. */
      stream?: object;
      /** Device on the cradle. */
      handset?: object;
      /** offlineCharging, source. */
      powerSupply?: object;
    }[];
  };
}

/** Get cradles list (legacy, documented). Permission: system administrator; result is limited to the user's location. Source: https://developers.perfectomobile.com/display/PD/Get+Cradles+List */
export const cradleList: Operation<CradleListRequest, CradleListAnswer> = {
  id: 'cradle.list',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/cradles',
  operation: 'list',
  effect: 'reads',
  parameters: { 'link.type': 'query' },
  body: 'object',
  xmlOnly: true,
  answer: {
    cradles: {
      modelVersion: 'string',
      productVersion: 'string',
      time: 'string',
      timeStamp: 'integer',
      items: 'integer',
      cradle: [
        {
          id: 'string',
          description: 'string',
          url: 'string',
          link: { type: 'string' },
          status: {
            mode: 'string',
            description: 'string',
            code: 'string',
            changeTime: { millis: 'integer', formatted: 'string' },
          },
          location: 'string',
          host: 'unknown',
          camera: 'unknown',
          dock: 'unknown',
          board: 'unknown',
          stream: 'unknown',
          handset: 'unknown',
          powerSupply: 'unknown',
        },
      ],
    },
  },
};

/** Parameters of `cradle.info`. */
export interface CradleInfoRequest {
  /** Cradle id from the list. Ids hold slashes (BOS-.../VIRTUAL/01); clients put them into the path unencoded. */
  cradleId: string;
}

/** Answer of `cradle.info`. */
export interface CradleInfoAnswer {
  /** Root. */
  cradle?: {
    /** e.g. 2.21.0.0 */
    modelVersion?: string;
    /** master or a release such as 19.3 */
    productVersion?: string;
    /** yyyy-MM-dd:HH-mm-ss GMT (colon between date and time, dashes inside the time) */
    time?: string;
    /** Same in ms since the epoch. */
    timeStamp?: number;
    /** Cradle id, e.g. BOS-A1-1-1/VIRTUAL/01. */
    id?: string;
    /** Configured text. */
    description?: string;
    /** Diagnostics URL. */
    url?: string;

    link?: {
      /** lab, local or unknown. */
      type?: string;
    };

    status?: {
      /** READY, CONNECTED, LOADING or ERROR. */
      mode?: string;
      /** Text; on ERROR the cause. */
      description?: string;
      /** Code. */
      code?: string;

      changeTime?: {
        /** Time of the last state change in ms; clients find changeTime and millis below it, the parent is inferred. (from-client-code) */
        millis?: number;
        /** The same time in ISO form. (inferred) */
        formatted?: string;
      };
    };
    /** Location. (from-client-code) */
    location?: string;
    /** Network host (device host) of the cradle. */
    host?: object;
    /** Camera, if any. */
    camera?: object;
    /** Physical connection. */
    dock?: object;
    /** Board the cradle supports. */
    board?: object;
    /** hasAudio (boolean), recordingStatus (OFF|ON), id, imageMode {active (boolean), description}, streamStatus (OFF|ON), audioDevice; more beyond the excerpt. */
    stream?: object;
    /** Device on the cradle. */
    handset?: object;
    /** offlineCharging, source. */
    powerSupply?: object;
  };
}

/** Get cradle information (legacy, documented). Permission: system administrator; result is limited to the user's location. Source: https://developers.perfectomobile.com/display/PD/Get+Cradle+Information */
export const cradleInfo: Operation<CradleInfoRequest, CradleInfoAnswer> = {
  id: 'cradle.info',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/cradles/{cradleId}',
  operation: 'info',
  effect: 'reads',
  parameters: { cradleId: 'path' },
  body: 'object',
  xmlOnly: true,
  answer: {
    cradle: {
      modelVersion: 'string',
      productVersion: 'string',
      time: 'string',
      timeStamp: 'integer',
      id: 'string',
      description: 'string',
      url: 'string',
      link: { type: 'string' },
      status: {
        mode: 'string',
        description: 'string',
        code: 'string',
        changeTime: { millis: 'integer', formatted: 'string' },
      },
      location: 'string',
      host: 'unknown',
      camera: 'unknown',
      dock: 'unknown',
      board: 'unknown',
      stream: 'unknown',
      handset: 'unknown',
      powerSupply: 'unknown',
    },
  },
};

/** Parameters of `cradle.v1.list`. */
export interface CradleV1ListRequest {
  /** Kind of cradle. Default: lab. */
  linkType?: 'all' | 'local' | 'lab';
}

/** Answer of `cradle.v1.list`. */
export interface CradleV1ListAnswer {
  cradles?: {
    /** ms since the epoch. */
    timeStamp?: number;

    productVersion?: string;

    modelVersion?: string;
    /** yyyy-MM-dd:HH-mm-ss GMT */
    time?: string;
    /** Number of cradles. */
    items?: number;

    cradle?: {
      /** Cradle id, e.g. BOS-A1-1-1/VIRTUAL/01. */
      id?: string;
      /** Configured text. */
      description?: string;
      /** Diagnostics URL. */
      url?: string;

      link?: {
        /** lab, local or unknown. */
        type?: string;
      };

      status?: {
        /** READY, CONNECTED, LOADING or ERROR. */
        mode?: string;
        /** Text; on ERROR the cause. */
        description?: string;
        /** Code. */
        code?: string;

        changeTime?: {
          /** Time of the last state change in ms; clients find changeTime and millis below it, the parent is inferred. (from-client-code) */
          millis?: number;
          /** The same time in ISO form. (inferred) */
          formatted?: string;
        };
      };
      /** Location. (from-client-code) */
      location?: string;
      /** Network host (device host) of the cradle. */
      host?: object;
      /** Camera, if any. */
      camera?: object;
      /** Physical connection. */
      dock?: object;
      /** Board the cradle supports. */
      board?: object;
      /** hasAudio (boolean), recordingStatus (OFF|ON), id, imageMode {active (boolean), description}, streamStatus (OFF|ON), audioDevice; more beyond the excerpt. */
      stream?: object;
      /** Device on the cradle. */
      handset?: object;
      /** offlineCharging, source. */
      powerSupply?: object;
      /** hssModel, hssSerialNumber (v1 JSON). */
      systemInfo?: object;
    }[];
  };
}

/** Get cradles list (current, documented). Permission: system administrator; result is limited to the user's location. Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/get-cradles-list.htm */
export const cradleV1List: Operation<CradleV1ListRequest, CradleV1ListAnswer> = {
  id: 'cradle.v1.list',
  style: 'rest',
  host: 'app',
  method: 'GET',
  path: '/api/v1/device-management/cradles',
  effect: 'reads',
  parameters: { linkType: 'query' },
  body: 'object',
  answer: {
    cradles: {
      timeStamp: 'integer',
      productVersion: 'string',
      modelVersion: 'string',
      time: 'string',
      items: 'integer',
      cradle: [
        {
          id: 'string',
          description: 'string',
          url: 'string',
          link: { type: 'string' },
          status: {
            mode: 'string',
            description: 'string',
            code: 'string',
            changeTime: { millis: 'integer', formatted: 'string' },
          },
          location: 'string',
          host: 'unknown',
          camera: 'unknown',
          dock: 'unknown',
          board: 'unknown',
          stream: 'unknown',
          handset: 'unknown',
          powerSupply: 'unknown',
          systemInfo: 'unknown',
        },
      ],
    },
  },
};

/** Parameters of `cradle.v1.info`. */
export interface CradleV1InfoRequest {
  /** Cradle id. */
  cradleId: string;
}

/** Answer of `cradle.v1.info`. */
export interface CradleV1InfoAnswer {
  cradle?: {
    /** As on the list. */
    modelVersion?: string;
    /** As on the list. */
    productVersion?: string;
    /** As on the list. */
    timeStamp?: number;
    /** Cradle id, e.g. BOS-A1-1-1/VIRTUAL/01. */
    id?: string;
    /** Configured text. */
    description?: string;
    /** Diagnostics URL. */
    url?: string;

    link?: {
      /** lab, local or unknown. */
      type?: string;
    };

    status?: {
      /** READY, CONNECTED, LOADING or ERROR. */
      mode?: string;
      /** Text; on ERROR the cause. */
      description?: string;
      /** Code. */
      code?: string;

      changeTime?: {
        /** Time of the last state change in ms; clients find changeTime and millis below it, the parent is inferred. (from-client-code) */
        millis?: number;
        /** The same time in ISO form. (inferred) */
        formatted?: string;
      };
    };
    /** Location. (from-client-code) */
    location?: string;
    /** Network host (device host) of the cradle. */
    host?: object;
    /** Camera, if any. */
    camera?: object;
    /** Physical connection. */
    dock?: object;
    /** Board the cradle supports. */
    board?: object;
    /** hasAudio (boolean), recordingStatus (OFF|ON), id, imageMode {active (boolean), description}, streamStatus (OFF|ON), audioDevice; more beyond the excerpt. */
    stream?: object;
    /** Device on the cradle. */
    handset?: object;
    /** offlineCharging, source. */
    powerSupply?: object;
    /** hssModel, hssSerialNumber (v1 JSON). */
    systemInfo?: object;
  };
}

/** Get cradle information (current, documented). Permission: system administrator; result is limited to the user's location. Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/get-cradle-information.htm */
export const cradleV1Info: Operation<CradleV1InfoRequest, CradleV1InfoAnswer> = {
  id: 'cradle.v1.info',
  style: 'rest',
  host: 'app',
  method: 'GET',
  path: '/api/v1/device-management/cradle',
  effect: 'reads',
  parameters: { cradleId: 'query' },
  body: 'object',
  answer: {
    cradle: {
      modelVersion: 'string',
      productVersion: 'string',
      timeStamp: 'integer',
      id: 'string',
      description: 'string',
      url: 'string',
      link: { type: 'string' },
      status: {
        mode: 'string',
        description: 'string',
        code: 'string',
        changeTime: { millis: 'integer', formatted: 'string' },
      },
      location: 'string',
      host: 'unknown',
      camera: 'unknown',
      dock: 'unknown',
      board: 'unknown',
      stream: 'unknown',
      handset: 'unknown',
      powerSupply: 'unknown',
      systemInfo: 'unknown',
    },
  },
};

/** Parameters of `host.list`. */
export interface HostListRequest {}

/** Answer of `host.list`: Unknown fields; a cradle carries a host object. */
export type HostListAnswer = unknown;

/** Get device hosts list (legacy, inferred). Permission: system administrator (inferred). Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/rest_api.htm */
export const hostList: Operation<HostListRequest, HostListAnswer> = {
  id: 'host.list',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/hosts',
  operation: 'list',
  effect: 'reads',
  parameters: {},
  body: 'unknown',
  xmlOnly: true,
};

/** Parameters of `host.info`. */
export interface HostInfoRequest {
  /** Host id. (inferred) */
  hostId: string;
}

/** Answer of `host.info`: Unknown fields; a cradle carries a host object. */
export type HostInfoAnswer = unknown;

/** Get device host information (legacy, inferred). Permission: system administrator (inferred). Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/rest_api.htm */
export const hostInfo: Operation<HostInfoRequest, HostInfoAnswer> = {
  id: 'host.info',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/hosts/{hostId}',
  operation: 'info',
  effect: 'reads',
  parameters: { hostId: 'path' },
  body: 'unknown',
  xmlOnly: true,
};

/** Parameters of `device.virtual.supportedModels`. */
export interface DeviceVirtualSupportedModelsRequest {}

/** Answer of `device.virtual.supportedModels`. */
export interface DeviceVirtualSupportedModelsAnswer {
  /** manufacturer, model, versions (array of strings). (from-client-code) */
  ios?: {
    manufacturer?: string;

    model?: string;

    versions?: string[];
  }[];
  /** Same members. (from-client-code) */
  android?: {
    manufacturer?: string;

    model?: string;

    versions?: string[];
  }[];
}

/** List virtual devices (current, from-client-code). Source: https://github.com/PerfectoCode/perfecto-mcp */
export const deviceVirtualSupportedModels: Operation<
  DeviceVirtualSupportedModelsRequest,
  DeviceVirtualSupportedModelsAnswer
> = {
  id: 'device.virtual.supportedModels',
  style: 'rest',
  host: 'cloud',
  method: 'GET',
  path: '/vd/api/public/v1/supportedModels',
  effect: 'reads',
  parameters: {},
  body: 'object',
  answer: {
    ios: [{ manufacturer: 'string', model: 'string', versions: ['string'] }],
    android: [{ manufacturer: 'string', model: 'string', versions: ['string'] }],
  },
};

/** Parameters of `device.desktop.config`. */
export interface DeviceDesktopConfigRequest {}

/** Answer of `device.desktop.config`: Passed on unread by the client. */
export type DeviceDesktopConfigAnswer = unknown;

/** List desktop web devices (current, from-client-code). Source: https://github.com/PerfectoCode/perfecto-mcp */
export const deviceDesktopConfig: Operation<DeviceDesktopConfigRequest, DeviceDesktopConfigAnswer> = {
  id: 'device.desktop.config',
  style: 'rest',
  host: 'cloud',
  method: 'GET',
  path: '/web/api/v1/config/devices',
  effect: 'reads',
  parameters: {},
  body: 'unknown',
};
