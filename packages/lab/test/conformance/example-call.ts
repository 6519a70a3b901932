import type { BuiltInUser, Lab, LabOptions, ManualClock } from '../../src/index.ts';

/** What a parameter may hold. */
export type Value =
  string | number | boolean | null | readonly Value[] | { readonly [member: string]: Value };

/**
 * Parameters of a call under their names in the catalogue: path, query, header and body alike.
 * `param.<name>` is written out (`param.DUT`), `externalId[]` holds a list, a `list` holds a list, and the members of a
 * JSON body or part stand nested (`device: {os: 'iOS'}`, not `device.os`).
 */
export type Parameters = Readonly<Record<string, Value>>;

/** One call that the lab must answer as the catalogue says. */
export interface ExampleCall {
  /** What this call shows that the others do not; only needed where an operation has several. */
  shows?: string;
  /** Who calls; the automation user if nothing is said. */
  as?: BuiltInUser;
  /** How the lab is started, where the default will not do. */
  lab?: Pick<LabOptions, 'scenario' | 'settings'>;
  /** Brings the lab to where the call makes sense, and gives the parameters that are only known then. */
  arrange?: (stage: Stage) => Promise<Parameters>;
  parameters?: Parameters;
  /** The file, where the body is one or has one as a part. */
  file?: Buffer;
  /** Type of the file; application/octet-stream if nothing is said. */
  fileType?: string;
  /** The exact bytes of the answer, where they can be known. */
  bytes?: Buffer;
}

/** A lab for one example: on a clock that stands still, furnished by calls like any client's. */
export interface Stage {
  lab: Lab;
  clock: ManualClock;
  /** Makes a call and gives its JSON answer, or its text when it is none. Throws when the lab refuses. */
  call(id: string, parameters?: Parameters, options?: CallOptions): Promise<unknown>;
}

/** Who calls, and the file that goes along. */
export type CallOptions = Pick<ExampleCall, 'as' | 'file' | 'fileType'>;

/**
 * What the permission of an operation means in the lab:
 * - `everybody`: no user is refused, because the catalogue's sentence asks for nothing but an account;
 * - `refused`: this user gets this text (for /services with its first half);
 * - `unseen`: this user is answered, but the answer does not hold these fields.
 * `parameters` are put over those of the first call.
 */
export type Permission =
  | { everybody: true }
  | {
      refused: BuiltInUser;
      parameters?: Parameters;
      status: number;
      text: string;
    }
  | {
      unseen: BuiltInUser;
      parameters?: Parameters;
      /** Paths of the catalogue, for example `handsets.handset[].deviceId`. */
      fields: readonly string[];
    };

/** Everything the conformance suite has to know about one operation that the catalogue cannot tell it. */
export interface OperationExample {
  /** The first call is the plain one, which all refusals are tried with. Together they show every field. */
  calls: readonly [ExampleCall, ...ExampleCall[]];
  /** Needed where the catalogue has a permission. */
  permission?: Permission;
  /** First half of the error texts, where the catalogue only writes `<Failed to ...>`; invented, then. */
  firstHalf?: string;
}

/** The examples of one catalogue file by operation id. */
export type Examples = Readonly<Record<string, OperationExample>>;
