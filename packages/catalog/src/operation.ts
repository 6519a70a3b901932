/** Where a parameter travels. `path` fills a `{name}` of the path, `multipart` parts belong to the body of an upload. */
export type ParameterPlace = 'path' | 'query' | 'body' | 'multipart';

/** A host of a cloud: `cloud` is `{cloud}.perfectomobile.com`, the others carry a label in between. */
export type HostKind = 'cloud' | 'app' | 'executions';

/** `cloud` style calls live under `/services` and name their verb in `operation`; `rest` is everything newer. */
export type CallStyle = 'services' | 'rest';

/**
 * How an answer is laid out: a scalar, a list of one item shape, or an object.
 * A key that ends in `!` is a field a caller cannot do without, the key `*` stands for any name.
 * Unlisted keys of an answer are ignored.
 */
export type Shape =
  | 'string'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'unknown'
  | readonly [Shape]
  | { readonly [field: string]: Shape };

/** What kind of body a good answer has. */
export type AnswerBody = 'object' | 'binary' | 'text' | 'none' | 'unknown';

/** How a list parameter is written on the wire: `comma` in one value, `indexed` as `name[0]`, `name[1]`. */
export type ParameterRule =
  | ParameterPlace
  | 'query:comma'
  | 'query:indexed'
  /** A family of names, `<prefix>.<name>`; its value is a record. */
  | 'query:family'
  /** An absolute address that the service named, in the place of host and path. */
  | 'address';

/** One operation of the API, as much of it as a client needs at run time. Generated from `api/*.yaml`. */
export interface OperationDescriptor {
  /** Catalogue id, for example `script.execute`. */
  readonly id: string;
  readonly style: CallStyle;
  readonly host: HostKind;
  /** The verb of a `rest` call; `services` calls take GET and POST alike. */
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path with `{name}` for path parameters. */
  readonly path: string;
  /** The `operation` parameter of a `services` call. */
  readonly operation?: string;
  /** `reads` may be repeated by a client on its own, `changes` may not. */
  readonly effect: 'reads' | 'changes';
  /** Present when the client's credentials do not travel with it; it takes its own as parameters. */
  readonly anonymous?: true;
  /** Present when the body of a `rest` call is a form instead of JSON. */
  readonly form?: true;
  readonly parameters: Readonly<Record<string, ParameterRule>>;
  readonly body: AnswerBody;
  /** Present when the only documented answer format is XML. */
  readonly xmlOnly?: true;
  /** Present when dots are part of the names in the answer; `answer` shows them as nested. */
  readonly flat?: true;
  /** Layout of an `object` answer. */
  readonly answer?: Shape;
}

/** A descriptor that also tells the compiler what goes in and what comes out. */
export interface Operation<Request extends object, Answer> extends OperationDescriptor {
  /** Compile-time only; never set. */
  readonly types?: { readonly request: Request; readonly answer: Answer };
}
