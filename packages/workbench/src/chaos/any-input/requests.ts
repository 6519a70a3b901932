import { operations, type OperationFacts, type ParameterFact } from '@perfecto-actions/catalog/facts';
import fc from 'fast-check';
import { Pool, type Dispatcher } from 'undici';
import { corpusOf } from './corpus.ts';
import { FreshLab } from './fresh-lab.ts';
import { demand, property, type Group } from './property.ts';
import { answerMs, answerTo, asText, tripped, wireText, type Sent } from './raw-request.ts';
import { anyCarriedText, anyText, anyTree, damaged } from './texts.ts';

/** Requests to a lab: calls of every operation with any values, and any bytes on its ports. */
export function labRequests(): Group {
  let pool: Pool | undefined;
  const fresh = new FreshLab(300, async () => {
    await pool?.destroy();
    pool = undefined;
  });
  return {
    close: () => fresh.close(),
    properties: [
      property(
        `lab: any values to each of ${operations.length} operations are answered or refused, never tripped over`,
        fc.constantFrom(...operations).chain(anyCall),
        async (call) => {
          const { lab, ca } = await fresh.use();
          pool ??= new Pool(lab.url, { connect: { ca }, connections: 4 });
          const { statusCode, body } = await pool.request({
            method: call.method,
            path: call.path,
            query: call.query,
            headers: { ...call.headers, 'Perfecto-Authorization': lab.tokens.admin },
            body: call.body,
            headersTimeout: answerMs,
            bodyTimeout: answerMs,
          });
          const text = await body.text();
          demand(!text.includes(tripped), `${statusCode} ${text.slice(0, 400)}`);
        },
        { share: 0.3 },
      ),
      property(
        'lab: any bytes on its ports are answered in HTTP or not at all, and the next request is served',
        fc.tuple(
          fc.boolean(),
          fc
            .oneof(damaged(goodRequests), anyText, fc.uint8Array({ maxLength: 600 }).map(asText))
            .map(wireText),
        ),
        async ([isSecure, text]) => {
          const { lab, ca } = await fresh.use();
          const sent = { isSecure, pieces: [Buffer.from(text, 'latin1')], isWhole: isWhole(text) };
          const answer = await answerTo(lab, ca, sent);
          demand(answer === '' || answer.startsWith('HTTP/1.1 '), `answered ${answer.slice(0, 200)}`);
          demand(!answer.includes(tripped), answer.slice(0, 400));
          const good = await answerTo(lab, ca, nextRequest);
          demand(good.startsWith('HTTP/1.1 404'), `the next request got ${good.slice(0, 100)}`);
        },
        {
          examples: [...goodRequests, ...corpusOf('requests').map(asText)].flatMap((text) => [
            [true, text] as [boolean, string],
            [false, text] as [boolean, string],
          ]),
          share: 0.03,
        },
      ),
    ],
  };
}

const goodRequests = [
  'GET /services/executions?operation=list&securityToken=x&time.offset=1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
  'POST /services/executions HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 34\r\nConnection: close\r\n\r\noperation=execute&scriptKey=a&x=%2',
  'POST /repository/api/v1/artifacts HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=b\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n5\r\n--b\r\n\r\n0\r\n\r\n',
  'PUT /services/repositories/media/PRIVATE:a?operation=upload HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\nConnection: close\r\n\r\nabc',
];

const nextRequest: Sent = {
  isSecure: true,
  pieces: [Buffer.from('GET /nothing HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')],
  isWhole: true,
};

/** Whether a lab has seen enough to answer: a good request, or a head that speaks of no body, however damaged it is. */
function isWhole(text: string): boolean {
  return (
    goodRequests.includes(text) || (/\S[^]*\r\n\r\n/.test(text) && !/content-length|encoding/i.test(text))
  );
}

interface AnyCall {
  method: Dispatcher.HttpMethod;
  path: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  body: string;
}

/** Values that mean something to a lab. */
const known = [
  ...[
    'F52F82C4DEMO01',
    'F52F82C4DEMO02',
    'PUBLIC:Samples/login.xml',
    'PRIVATE:a.xml',
    'PUBLIC:Samples',
    'media',
  ],
  ...[
    'admin@example.com',
    'ci.bot@example.com',
    'dana@example.com',
    'scripts',
    'Android',
    'ALL',
    '1',
    '[]',
    '{}',
  ],
  ...['2024-05-06 10:11', '2024-05-06T10:11:12Z', '* * * * *', 'BOS-Z1-1-1/VIRTUAL/F52F82C4DEMO01'],
];

function anyCall(facts: OperationFacts): fc.Arbitrary<AnyCall> {
  const isServices = facts.operation !== undefined;
  const bodyMembers = facts.parameters.filter(({ in: place }) => place === 'body' || place === 'multipart');
  const members = fc.record({
    path: fc
      .tuple(
        ...facts.path
          .split('/')
          .map((part) =>
            part.includes('{') ? anyValue(undefined).map(encodeURIComponent) : fc.constant(part),
          ),
      )
      .map((parts) => parts.join('/')),
    fields: anyFields(facts),
    json: fc.oneof(
      { weight: 8, arbitrary: anyJsonBody(bodyMembers) },
      { weight: 1, arbitrary: anyTree().map((tree) => JSON.stringify(tree)) },
      { weight: 1, arbitrary: anyCarriedText },
    ),
    method: fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...facts.methods) },
      { weight: 1, arbitrary: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE') },
    ),
    type: fc.oneof(
      {
        weight: 6,
        arbitrary: fc.constant(isServices ? 'application/x-www-form-urlencoded' : 'application/json'),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          'text/plain',
          'multipart/form-data; boundary=b',
          'multipart/form-data; boundary=',
          'multipart/form-data; x="boundary="',
          'application/xml',
          ' ',
        ),
      },
    ),
    inQuery: fc.boolean(),
  });
  return members.map(({ path, fields, json, method, type, inQuery }) => {
    const named = facts.operation === undefined ? fields : { ...fields, operation: facts.operation };
    const isForm = isServices && method !== 'GET' && !inQuery;
    return {
      method,
      path: path.startsWith('/') ? path : `/${path}`,
      query: isForm ? {} : named,
      headers: { 'Content-Type': type },
      body: method === 'GET' ? '' : isForm ? new URLSearchParams(named).toString() : json,
    };
  });
}

function anyFields(facts: OperationFacts): fc.Arbitrary<Record<string, string>> {
  const fields = facts.parameters
    .filter(({ name, in: place }) => place === 'query' && !general.has(name))
    .map((fact) => {
      const name = fact.name.replace(/<.*>/, 'x').replace('[]', '[0]');
      // A call that lacks what it needs says little about what comes after.
      const isGiven = fact.required === true ? fc.nat(19).map((luck) => luck > 0) : fc.boolean();
      return fc.tuple(isGiven, anyValue(fact)).map(([given, value]) => (given ? [[name, value]] : []));
    });
  return fc.tuple(...fields).map((all) => Object.fromEntries(all.flat()) as Record<string, string>);
}

/** What every call of an API generation has, and is given elsewhere. */
const general = new Set(['operation', 'securityToken', 'user', 'password']);

function anyValue(fact: ParameterFact | undefined): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 8, arbitrary: fittingValue(fact) },
    { weight: 1, arbitrary: fc.constantFrom(...known) },
    { weight: 2, arbitrary: anyCarriedText },
    { weight: 1, arbitrary: fc.integer().map(String) },
  );
}

function fittingMember({ type }: ParameterFact): fc.Arbitrary<unknown> {
  if (type === 'boolean') return fc.boolean();
  if (type === 'integer') return fc.nat(100);
  if (type === 'object') return fc.constant({});
  return type.startsWith('array') || type === 'list'
    ? fc.array(fc.constantFrom(...known), { maxLength: 3 })
    : fc.constantFrom(...known);
}

function fittingValue(fact: ParameterFact | undefined): fc.Arbitrary<string> {
  if (fact?.values !== undefined && fact.values.length > 0)
    return fc.constantFrom(...fact.values.map(String));
  if (fact?.type === 'boolean') return fc.constantFrom('true', 'false');
  if (fact?.type === 'integer')
    return fc.oneof(
      fc.nat(100).map(String),
      fc.integer({ min: -1 }).map(String),
      fc.constant('1714990272345'),
    );
  return fc.constantFrom(...known);
}

/** An object of an operation's members, also of those that lie deeper (`a.b`), with any values. */
function anyJsonBody(members: readonly ParameterFact[]): fc.Arbitrary<string> {
  const values = members.map((fact) =>
    fc.tuple(
      fc.constant(fact.name),
      fc.oneof(
        anyValue(fact),
        fittingMember(fact),
        anyTree(members.map(({ name }) => name)),
        fc.array(anyValue(fact), { maxLength: 3 }),
        fc.integer(),
        fc.boolean(),
      ),
      fc.integer({ min: 0, max: 3 }),
    ),
  );
  return fc.tuple(...values).map((all) => {
    const root: Record<string, unknown> = {};
    for (const [name, value, luck] of all) {
      if (luck === 0) continue;
      const parts = name.replaceAll('[]', '').split('.');
      let at = root;
      for (const part of parts.slice(0, -1)) {
        const next = at[part];
        const inner = typeof next === 'object' && next !== null ? (next as Record<string, unknown>) : {};
        at[part] = inner;
        at = inner;
      }
      at[parts.at(-1) ?? ''] = value;
    }
    return JSON.stringify(root);
  });
}
