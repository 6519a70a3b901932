import collected from './generated/facts.json' with { type: 'json' };

/** How sure a fact is: printed by the vendor, seen in client code, or concluded by the collectors. */
export type Confidence = 'documented' | 'from-client-code' | 'inferred';

export type ParameterType =
  | 'string'
  | 'boolean'
  | 'integer'
  | 'list'
  | 'object'
  | 'array<string>'
  | 'array<integer>'
  | 'array<object>'
  | 'binary'
  | 'json';

export type FieldType =
  | 'string'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'object'
  | 'array<string>'
  | 'array<object>'
  | 'binary'
  | 'unknown';

/** One parameter of an operation, named as on the wire. `name.<name>` is a family of names, `name[]` an indexed list. */
export interface ParameterFact {
  name: string;
  in: 'query' | 'path' | 'header' | 'body' | 'multipart';
  type: ParameterType;
  required?: boolean;
  default?: string | number | boolean;
  values?: (string | number | boolean)[];
  unit?: string;
  description: string;
  deprecated?: boolean;
  confidence?: Confidence;
  max_length?: number;
}

/** One field of an answer; `a.b[].c` is a path, `[]` a list. */
export interface FieldFact {
  name: string;
  type: FieldType;
  description?: string;
  required?: boolean;
  values?: (string | number | boolean)[];
  unit?: string;
  /** How the value travels when that differs from its type. */
  wire?: string;
  confidence?: Confidence;
}

/** One refusal of an operation. `status` is absent where the documents name none. */
export interface ErrorFact {
  status?: number;
  message: string;
  envelope: 'errorMessage' | 'userMessage[]' | 'none' | 'unknown';
  cause: string;
  confidence?: Confidence;
}

/** Everything the catalogue knows of one operation. */
export interface OperationFacts {
  id: string;
  /** File of `api/` it stands in, without `.yaml`; its descriptor is exported by the module of that name. */
  file: string;
  group: string;
  resource: string;
  title: string;
  status: 'current' | 'legacy';
  methods: ('GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE')[];
  path: string;
  host: string;
  operation?: string;
  /** How the body of a v1 call is written where that is not JSON. */
  body_format?: 'json' | 'form';
  effect: 'reads' | 'changes';
  undocumented?: boolean;
  permission?: string;
  parameters: ParameterFact[];
  response: {
    formats: string[];
    body: 'object' | 'binary' | 'text' | 'none' | 'unknown';
    body_note?: string;
    /** Dots are part of the names in the answer: `{"timer.elapsed": "12"}` is the field `timer.elapsed`. */
    flat?: boolean;
    fields?: FieldFact[];
    example_json?: string;
    example_xml?: string;
  };
  errors: ErrorFact[];
  notes?: string;
  source: string;
  confidence: Confidence;
}

/** All operations of the API, in the order of the catalogue's files. */
export const operations = collected as unknown as readonly OperationFacts[];

const byId = new Map(operations.map((operation) => [operation.id, operation]));

/** The facts of one operation, or undefined when the catalogue does not know the id. */
export function findOperation(id: string): OperationFacts | undefined {
  return byId.get(id);
}
