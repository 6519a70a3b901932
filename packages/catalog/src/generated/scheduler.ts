// Generated from api/scheduler.yaml by `npm run generate`. Change the YAML, not this file.
import type { Operation } from '../operation.ts';

/** Parameters of `scheduler.create`. */
export interface SchedulerCreateRequest {
  /** <visibility>:<name>, visibility one of PRIVATE, GROUP, PUBLIC, e.g. PRIVATE:nightly. Sent as a parameter here, not in the path. */
  scheduleKey: string;
  /** true lets an administrator create a schedule for users of the own group. Default: false. */
  admin?: boolean;
  /** User name of the owner of the schedule. Default: the calling user. With admin=true the call acts for that user. */
  owner?: string;
  /** Whether the schedule runs. The page writes the default Active. Default: ACTIVE. */
  status?: 'ACTIVE' | 'INACTIVE';
  /** Repetition as a cron expression with a field for seconds. A run each second is not possible: the fields for seconds and minutes must not be * (from client code). The expression starts afresh at each round hour and day, so a step that does not divide the hour or the day gives uneven gaps (the last part is inferred). */
  recurrence: string;
  /** From when the schedule runs. Unit: ms since 1970-01-01 UTC. Default: now. */
  startTime?: number;
  /** Until when it runs; without it the schedule has no end. Unit: ms since 1970-01-01 UTC. Default: infinite. */
  endTime?: number;
  /** How many times the schedule runs. (from-client-code) */
  repeatCount?: number;
  /** Repository key of the script, e.g. Private:executeScript.xml. */
  scriptKey: string;
  /** Wildcard, repeatable with different names. Value of the run-time parameter <name> of the script. (from-client-code) */
  param?: Readonly<Record<string, string | number | boolean>>;
  /** Wildcard, repeatable with different names. Secured run-time parameter; the value is the encrypted text. (from-client-code) */
  securedParam?: Readonly<Record<string, string | number | boolean>>;
  /** Free text about the schedule. (from-client-code) */
  description?: string;
}

/** Answer of `scheduler.create`. */
export interface SchedulerCreateAnswer {
  /** The schedule as created. In the vendor client the answers of create, update and info have the same form. (from-client-code) */
  schedule?: {
    /** Key of the schedule. */
    key?: string;
    /** Whether the schedule runs. One of: active, inactive. */
    status?: string;
    /** Owner of the schedule. */
    owner?: string;
    /** Text of the schedule. */
    description?: string;
    /** Script it runs. (from-client-code) */
    scriptKey?: string;
    /** Run-time parameters of the script; inner form not known. (from-client-code) */
    scriptParams?: object;
    /** Number of repetitions. (from-client-code) */
    repeatCount?: number;

    startTime?: {
      /** Start of the schedule, as text. (inferred) */
      formatted?: string;
      /** Start of the schedule. Unit: ms since 1970-01-01 UTC. (inferred) */
      millis?: number;
    };

    endTime?: {
      /** End of the schedule, as text. (inferred) */
      formatted?: string;
      /** End of the schedule. Unit: ms since 1970-01-01 UTC. (inferred) */
      millis?: number;
    };
    /** Repetition: key, value, type, repeatCount, startTime.formatted, startTime.millis in the flattened names of the client. (from-client-code) */
    recurrence?: {
      /** Kind of repetition. (from-client-code) */
      type?: string;

      properties?: {
        /** What belongs to the kind; one entry for each. (inferred) */
        property?: {
          /** Name. (from-client-code) */
          key?: string;
          /** Value. (from-client-code) */
          value?: string;
        }[];
      };
      /** Number of repetitions. (from-client-code) */
      repeatCount?: number;

      startTime?: {
        /** First run, as text. (from-client-code) */
        formatted?: string;
        /** First run. Unit: ms since 1970-01-01 UTC. (from-client-code) */
        millis?: number;
      };
    };

    creationTime?: {
      /** When it was created, as text. (from-client-code) */
      formatted?: string;
      /** When it was created. Unit: ms since 1970-01-01 UTC. (from-client-code) */
      millis?: number;
    };

    lastRunTime?: {
      /** Last run, as text. (inferred) */
      formatted?: string;
      /** Last run. Unit: ms since 1970-01-01 UTC. (inferred) */
      millis?: number;
    };

    nextRunTime?: {
      /** Next run, as text. (from-client-code) */
      formatted?: string;
      /** Next run. Unit: ms since 1970-01-01 UTC. (from-client-code) */
      millis?: number;
    };
    /** Report key of the last run (meaning inferred from the name). (inferred) */
    lastRunKey?: string;
    /** Result of the last run; values not known. (inferred) */
    lastRunStatus?: string;
    /** Named in the vendor client; meaning not known. (from-client-code) */
    productVersion?: string;
    /** Named in the vendor client; meaning not known. (from-client-code) */
    modelVersion?: string;
  };
}

/** Create scheduled execution (legacy, documented). Permission: administrator to create for other users (with admin=true). Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/create_scheduled_execution.htm */
export const schedulerCreate: Operation<SchedulerCreateRequest, SchedulerCreateAnswer> = {
  id: 'scheduler.create',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/schedules',
  operation: 'create',
  effect: 'changes',
  parameters: {
    scheduleKey: 'query',
    admin: 'query',
    owner: 'query',
    status: 'query',
    recurrence: 'query',
    startTime: 'query',
    endTime: 'query',
    repeatCount: 'query',
    scriptKey: 'query',
    param: 'query:family',
    securedParam: 'query:family',
    description: 'query',
  },
  body: 'object',
  answer: {
    schedule: {
      key: 'string',
      status: 'string',
      owner: 'string',
      description: 'string',
      scriptKey: 'string',
      scriptParams: 'unknown',
      repeatCount: 'integer',
      startTime: { formatted: 'string', millis: 'integer' },
      endTime: { formatted: 'string', millis: 'integer' },
      recurrence: {
        type: 'string',
        properties: { property: [{ key: 'string', value: 'string' }] },
        repeatCount: 'integer',
        startTime: { formatted: 'string', millis: 'integer' },
      },
      creationTime: { formatted: 'string', millis: 'integer' },
      lastRunTime: { formatted: 'string', millis: 'integer' },
      nextRunTime: { formatted: 'string', millis: 'integer' },
      lastRunKey: 'string',
      lastRunStatus: 'string',
      productVersion: 'string',
      modelVersion: 'string',
    },
  },
};

/** Parameters of `scheduler.update`. */
export interface SchedulerUpdateRequest {
  /** Key of the schedule: <visibility>:<name>, visibility one of PRIVATE, GROUP, PUBLIC, e.g. PRIVATE:nightly.  */
  scheduleKey: string;
  /** true lets an administrator change a schedule of another user. Default: false. */
  admin?: boolean;
  /** User name of the owner of the schedule. Default: the calling user. With admin=true the call acts for that user. */
  owner?: string;
  /** As in create. Inferred: neither the text that was read nor the Python client has it for update. (inferred) */
  status?: 'ACTIVE' | 'INACTIVE';
  /** Repetition as a cron expression with a field for seconds. A run each second is not possible: the fields for seconds and minutes must not be * (from client code). The expression starts afresh at each round hour and day, so a step that does not divide the hour or the day gives uneven gaps (the last part is inferred). */
  recurrence?: string;
  /** From when the schedule runs. Typed long on the page. Unit: ms since 1970-01-01 UTC. */
  startTime?: number;
  /** Until when it runs. Typed long on the page. Unit: ms since 1970-01-01 UTC. */
  endTime?: number;
  /** How many times the schedule runs. */
  repeatCount?: number;
  /** Repository key of the script, e.g. Private:executeScript.xml. */
  scriptKey?: string;
  /** Wildcard, repeatable with different names. Value of the run-time parameter <name> of the script. */
  param?: Readonly<Record<string, string | number | boolean>>;
  /** Wildcard, repeatable with different names. Secured run-time parameter; the value is the encrypted text. (from-client-code) */
  securedParam?: Readonly<Record<string, string | number | boolean>>;
  /** Free text about the schedule. (from-client-code) */
  description?: string;
}

/** Answer of `scheduler.update`. */
export interface SchedulerUpdateAnswer {
  /** The schedule after the change. (from-client-code) */
  schedule?: {
    /** Key of the schedule. */
    key?: string;
    /** Whether the schedule runs. One of: active, inactive. */
    status?: string;
    /** Owner of the schedule. */
    owner?: string;
    /** Text of the schedule. */
    description?: string;
    /** Script it runs. (from-client-code) */
    scriptKey?: string;
    /** Run-time parameters of the script; inner form not known. (from-client-code) */
    scriptParams?: object;
    /** Number of repetitions. (from-client-code) */
    repeatCount?: number;

    startTime?: {
      /** Start of the schedule, as text. (inferred) */
      formatted?: string;
      /** Start of the schedule. Unit: ms since 1970-01-01 UTC. (inferred) */
      millis?: number;
    };

    endTime?: {
      /** End of the schedule, as text. (inferred) */
      formatted?: string;
      /** End of the schedule. Unit: ms since 1970-01-01 UTC. (inferred) */
      millis?: number;
    };
    /** Repetition: key, value, type, repeatCount, startTime.formatted, startTime.millis in the flattened names of the client. (from-client-code) */
    recurrence?: {
      /** Kind of repetition. (from-client-code) */
      type?: string;

      properties?: {
        /** What belongs to the kind; one entry for each. (inferred) */
        property?: {
          /** Name. (from-client-code) */
          key?: string;
          /** Value. (from-client-code) */
          value?: string;
        }[];
      };
      /** Number of repetitions. (from-client-code) */
      repeatCount?: number;

      startTime?: {
        /** First run, as text. (from-client-code) */
        formatted?: string;
        /** First run. Unit: ms since 1970-01-01 UTC. (from-client-code) */
        millis?: number;
      };
    };

    creationTime?: {
      /** When it was created, as text. (from-client-code) */
      formatted?: string;
      /** When it was created. Unit: ms since 1970-01-01 UTC. (from-client-code) */
      millis?: number;
    };

    lastRunTime?: {
      /** Last run, as text. (from-client-code) */
      formatted?: string;
      /** Last run. Unit: ms since 1970-01-01 UTC. (from-client-code) */
      millis?: number;
    };

    nextRunTime?: {
      /** Next run, as text. (from-client-code) */
      formatted?: string;
      /** Next run. Unit: ms since 1970-01-01 UTC. (from-client-code) */
      millis?: number;
    };
    /** Report key of the last run (meaning inferred from the name). (from-client-code) */
    lastRunKey?: string;
    /** Result of the last run; values not known. (from-client-code) */
    lastRunStatus?: string;
    /** Named in the vendor client; meaning not known. (from-client-code) */
    productVersion?: string;
    /** Named in the vendor client; meaning not known. (from-client-code) */
    modelVersion?: string;
  };
}

/** Update scheduled execution (legacy, documented). Permission: owner, or automation administrator (with admin=true). Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/update_scheduled_execution.htm */
export const schedulerUpdate: Operation<SchedulerUpdateRequest, SchedulerUpdateAnswer> = {
  id: 'scheduler.update',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/schedules/{scheduleKey}',
  operation: 'update',
  effect: 'changes',
  parameters: {
    scheduleKey: 'path',
    admin: 'query',
    owner: 'query',
    status: 'query',
    recurrence: 'query',
    startTime: 'query',
    endTime: 'query',
    repeatCount: 'query',
    scriptKey: 'query',
    param: 'query:family',
    securedParam: 'query:family',
    description: 'query',
  },
  body: 'object',
  answer: {
    schedule: {
      key: 'string',
      status: 'string',
      owner: 'string',
      description: 'string',
      scriptKey: 'string',
      scriptParams: 'unknown',
      repeatCount: 'integer',
      startTime: { formatted: 'string', millis: 'integer' },
      endTime: { formatted: 'string', millis: 'integer' },
      recurrence: {
        type: 'string',
        properties: { property: [{ key: 'string', value: 'string' }] },
        repeatCount: 'integer',
        startTime: { formatted: 'string', millis: 'integer' },
      },
      creationTime: { formatted: 'string', millis: 'integer' },
      lastRunTime: { formatted: 'string', millis: 'integer' },
      nextRunTime: { formatted: 'string', millis: 'integer' },
      lastRunKey: 'string',
      lastRunStatus: 'string',
      productVersion: 'string',
      modelVersion: 'string',
    },
  },
};

/** Parameters of `scheduler.delete`. */
export interface SchedulerDeleteRequest {
  /** Key of the schedule: <visibility>:<name>, visibility one of PRIVATE, GROUP, PUBLIC, e.g. PRIVATE:nightly.  */
  scheduleKey: string;
  /** true lets an administrator delete a schedule of another user. Default: false. */
  admin?: boolean;
  /** User name of the owner of the schedule. Default: the calling user. With admin=true the call acts for that user. */
  owner?: string;
}

/** Answer of `scheduler.delete`. */
export interface SchedulerDeleteAnswer {
  /** success if the schedule was deleted, failure if not. The page writes it in lower case, other groups answer Success; the vendor client ignores case. One of: success, failure. */
  status?: string;
}

/** Delete scheduled execution (legacy, documented). Permission: owner, or automation administrator (with admin=true). Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/delete_scheduled_execution.htm */
export const schedulerDelete: Operation<SchedulerDeleteRequest, SchedulerDeleteAnswer> = {
  id: 'scheduler.delete',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/schedules/{scheduleKey}',
  operation: 'delete',
  effect: 'changes',
  parameters: { scheduleKey: 'path', admin: 'query', owner: 'query' },
  body: 'object',
  answer: { status: 'string' },
};

/** Parameters of `scheduler.info`. */
export interface SchedulerInfoRequest {
  /** Key of the schedule: <visibility>:<name>, visibility one of PRIVATE, GROUP, PUBLIC, e.g. PRIVATE:nightly.  */
  scheduleKey: string;
  /** true lets an administrator read a schedule of another user. Default: false. */
  admin?: boolean;
  /** User name of the owner of the schedule. Default: the calling user. With admin=true the call acts for that user. */
  owner?: string;
}

/** Answer of `scheduler.info`. */
export interface SchedulerInfoAnswer {
  /** The schedule. (from-client-code) */
  schedule?: {
    /** Key of the schedule. */
    key?: string;
    /** Whether the schedule runs. One of: active, inactive. */
    status?: string;
    /** Owner of the schedule. */
    owner?: string;
    /** Text of the schedule. */
    description?: string;
    /** Script it runs. (from-client-code) */
    scriptKey?: string;
    /** Run-time parameters of the script; inner form not known. (from-client-code) */
    scriptParams?: object;
    /** Number of repetitions. (from-client-code) */
    repeatCount?: number;

    startTime?: {
      /** Start of the schedule, as text. (inferred) */
      formatted?: string;
      /** Start of the schedule. Unit: ms since 1970-01-01 UTC. (inferred) */
      millis?: number;
    };

    endTime?: {
      /** End of the schedule, as text. (inferred) */
      formatted?: string;
      /** End of the schedule. Unit: ms since 1970-01-01 UTC. (inferred) */
      millis?: number;
    };
    /** Repetition: key, value, type, repeatCount, startTime.formatted, startTime.millis in the flattened names of the client. (from-client-code) */
    recurrence?: {
      /** Kind of repetition. (from-client-code) */
      type?: string;

      properties?: {
        /** What belongs to the kind; one entry for each. (inferred) */
        property?: {
          /** Name. (from-client-code) */
          key?: string;
          /** Value. (from-client-code) */
          value?: string;
        }[];
      };
      /** Number of repetitions. (from-client-code) */
      repeatCount?: number;

      startTime?: {
        /** First run, as text. (from-client-code) */
        formatted?: string;
        /** First run. Unit: ms since 1970-01-01 UTC. (from-client-code) */
        millis?: number;
      };
    };

    creationTime?: {
      /** When it was created, as text. (from-client-code) */
      formatted?: string;
      /** When it was created. Unit: ms since 1970-01-01 UTC. (from-client-code) */
      millis?: number;
    };

    lastRunTime?: {
      /** Last run, as text. (from-client-code) */
      formatted?: string;
      /** Last run. Unit: ms since 1970-01-01 UTC. (from-client-code) */
      millis?: number;
    };

    nextRunTime?: {
      /** Next run, as text. (from-client-code) */
      formatted?: string;
      /** Next run. Unit: ms since 1970-01-01 UTC. (from-client-code) */
      millis?: number;
    };
    /** Report key of the last run (meaning inferred from the name). (from-client-code) */
    lastRunKey?: string;
    /** Result of the last run; values not known. (from-client-code) */
    lastRunStatus?: string;
    /** Named in the vendor client; meaning not known. (from-client-code) */
    productVersion?: string;
    /** Named in the vendor client; meaning not known. (from-client-code) */
    modelVersion?: string;
  };
}

/** Get scheduled execution info (legacy, documented). Source: https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/get_scheduled_execution_info.htm */
export const schedulerInfo: Operation<SchedulerInfoRequest, SchedulerInfoAnswer> = {
  id: 'scheduler.info',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/schedules/{scheduleKey}',
  operation: 'info',
  effect: 'reads',
  parameters: { scheduleKey: 'path', admin: 'query', owner: 'query' },
  body: 'object',
  answer: {
    schedule: {
      key: 'string',
      status: 'string',
      owner: 'string',
      description: 'string',
      scriptKey: 'string',
      scriptParams: 'unknown',
      repeatCount: 'integer',
      startTime: { formatted: 'string', millis: 'integer' },
      endTime: { formatted: 'string', millis: 'integer' },
      recurrence: {
        type: 'string',
        properties: { property: [{ key: 'string', value: 'string' }] },
        repeatCount: 'integer',
        startTime: { formatted: 'string', millis: 'integer' },
      },
      creationTime: { formatted: 'string', millis: 'integer' },
      lastRunTime: { formatted: 'string', millis: 'integer' },
      nextRunTime: { formatted: 'string', millis: 'integer' },
      lastRunKey: 'string',
      lastRunStatus: 'string',
      productVersion: 'string',
      modelVersion: 'string',
    },
  },
};

/** Parameters of `scheduler.list`. */
export interface SchedulerListRequest {
  /** true lets an administrator list schedules of other users. Default: false. (from-client-code) */
  admin?: boolean;
  /** User name of the owner of the schedule. Default: the calling user. With admin=true the call acts for that user. (from-client-code) */
  owner?: string;
}

/** Answer of `scheduler.list`. */
export interface SchedulerListAnswer {
  /** One entry for each schedule. XML: response/schedules/schedule. (from-client-code) */
  schedules?: {
    /** Key of the schedule. */
    key?: string;
    /** Whether the schedule runs. One of: active, inactive. */
    status?: string;
    /** Owner of the schedule. */
    owner?: string;
    /** Text of the schedule. */
    description?: string;
    /** Script it runs. (from-client-code) */
    scriptKey?: string;
    /** Run-time parameters of the script; inner form not known. (from-client-code) */
    scriptParams?: object;
    /** Number of repetitions. (from-client-code) */
    repeatCount?: number;

    startTime?: {
      /** Start of the schedule, as text. (inferred) */
      formatted?: string;
      /** Start of the schedule. Unit: ms since 1970-01-01 UTC. (inferred) */
      millis?: number;
    };

    endTime?: {
      /** End of the schedule, as text. (inferred) */
      formatted?: string;
      /** End of the schedule. Unit: ms since 1970-01-01 UTC. (inferred) */
      millis?: number;
    };
    /** Repetition: key, value, type, repeatCount, startTime.formatted, startTime.millis in the flattened names of the client. (from-client-code) */
    recurrence?: {
      /** Kind of repetition. (from-client-code) */
      type?: string;

      properties?: {
        /** What belongs to the kind; one entry for each. (inferred) */
        property?: {
          /** Name. (from-client-code) */
          key?: string;
          /** Value. (from-client-code) */
          value?: string;
        }[];
      };
      /** Number of repetitions. (from-client-code) */
      repeatCount?: number;

      startTime?: {
        /** First run, as text. (from-client-code) */
        formatted?: string;
        /** First run. Unit: ms since 1970-01-01 UTC. (from-client-code) */
        millis?: number;
      };
    };

    creationTime?: {
      /** When it was created, as text. (from-client-code) */
      formatted?: string;
      /** When it was created. Unit: ms since 1970-01-01 UTC. (from-client-code) */
      millis?: number;
    };

    lastRunTime?: {
      /** Last run, as text. (from-client-code) */
      formatted?: string;
      /** Last run. Unit: ms since 1970-01-01 UTC. (from-client-code) */
      millis?: number;
    };

    nextRunTime?: {
      /** Next run, as text. (from-client-code) */
      formatted?: string;
      /** Next run. Unit: ms since 1970-01-01 UTC. (from-client-code) */
      millis?: number;
    };
    /** Report key of the last run (meaning inferred from the name). (from-client-code) */
    lastRunKey?: string;
    /** Result of the last run; values not known. (from-client-code) */
    lastRunStatus?: string;
    /** Named in the vendor client; meaning not known. (from-client-code) */
    productVersion?: string;
    /** Named in the vendor client; meaning not known. (from-client-code) */
    modelVersion?: string;
  }[];
}

/** List scheduled executions (legacy, from-client-code). Permission: administrator for schedules of other users (with admin=true). Source: the Java client library of the vendor, 18.5 (names and constants only); a public Python client written after December 2016 whose repository is not known (module Scheduler; its comments repeat the developer pages, one of them dated December 2016) */
export const schedulerList: Operation<SchedulerListRequest, SchedulerListAnswer> = {
  id: 'scheduler.list',
  style: 'services',
  host: 'cloud',
  method: 'GET',
  path: '/services/schedules',
  operation: 'list',
  effect: 'reads',
  parameters: { admin: 'query', owner: 'query' },
  body: 'object',
  answer: {
    schedules: [
      {
        key: 'string',
        status: 'string',
        owner: 'string',
        description: 'string',
        scriptKey: 'string',
        scriptParams: 'unknown',
        repeatCount: 'integer',
        startTime: { formatted: 'string', millis: 'integer' },
        endTime: { formatted: 'string', millis: 'integer' },
        recurrence: {
          type: 'string',
          properties: { property: [{ key: 'string', value: 'string' }] },
          repeatCount: 'integer',
          startTime: { formatted: 'string', millis: 'integer' },
        },
        creationTime: { formatted: 'string', millis: 'integer' },
        lastRunTime: { formatted: 'string', millis: 'integer' },
        nextRunTime: { formatted: 'string', millis: 'integer' },
        lastRunKey: 'string',
        lastRunStatus: 'string',
        productVersion: 'string',
        modelVersion: 'string',
      },
    ],
  },
};
