import type { FieldFact, OperationFacts, ParameterFact } from '../facts.ts';
import type { ApiFile } from './read-api.ts';
import { isFamily, isRequired, leafType, shapeTree, type ShapeNode } from './shape.ts';

const credentials = new Set([
  'securityToken',
  'user',
  'password',
  'Perfecto-Authorization',
  'Perfecto-TenantId',
]);
const setByTransport = new Set(['operation', 'responseFormat', 'Content-Type', 'perfecto-tenantid']);

/** The TypeScript module of one group: request and answer types and a descriptor for each operation. */
export function emitModule(file: ApiFile): string {
  const header =
    `// Generated from api/${file.name}.yaml by \`npm run generate\`. Change the YAML, not this file.\n` +
    `import type { Operation } from '../operation.ts';\n`;
  return [header, ...file.operations.map(emitOperation)].join('\n');
}

/** `script.execute` becomes `scriptExecute`. */
export function constantName(id: string): string {
  return id.replace(/\.(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function emitOperation(operation: OperationFacts): string {
  const constant = constantName(operation.id);
  const type = constant.charAt(0).toUpperCase() + constant.slice(1);
  const parameters = operation.parameters.filter((parameter) => isCallers(operation, parameter));
  const answerTree = shapeTree(operation.response.fields ?? []);
  return [
    doc([`Parameters of \`${operation.id}\`.`]),
    `export interface ${type}Request {\n${requestMembers(parameters)}}\n`,
    ...(operation.response.body === 'object'
      ? [
          doc([`Answer of \`${operation.id}\`.`]),
          `export interface ${type}Answer ${members(answerTree, '')}\n`,
        ]
      : [
          doc([`Answer of \`${operation.id}\`: ${operation.response.body_note ?? operation.response.body}`]),
          `export type ${type}Answer = ${operation.response.body === 'text' ? 'string' : 'unknown'};\n`,
        ]),
    doc([
      `${operation.title} (${operation.status}, ${operation.confidence}).`,
      ...(operation.permission ? [`Permission: ${operation.permission}.`] : []),
      `Source: ${operation.source}`,
    ]),
    `export const ${constant}: Operation<${type}Request, ${type}Answer> = ${descriptor(operation, parameters, answerTree)};\n`,
  ].join('\n');
}

/** Credentials, the format and the verb are the transport's business; a raw or multipart file travels beside. */
function isCallers(operation: OperationFacts, parameter: ParameterFact): boolean {
  if (parameter.type === 'binary' || setByTransport.has(parameter.name)) return false;
  // user and password are credentials on /services; in a JSON body, or where no token is taken, they are data.
  if (credentials.has(parameter.name)) {
    return isAnonymous(operation) || (parameter.in === 'body' && operation.path.startsWith('/api'));
  }
  return true;
}

/** Whether an operation takes no security token of the caller. */
function isAnonymous({ parameters }: OperationFacts): boolean {
  return !parameters.some(({ name }) => /^(securityToken|Perfecto-Authorization)$/i.test(name));
}

function requestMembers(parameters: readonly ParameterFact[]): string {
  const nested = new Map<string, ParameterFact[]>();
  const own: ParameterFact[] = [];
  for (const parameter of parameters) {
    const [top, ...rest] = parameter.name.split(/(?:\[\])?\.(?!<)/);
    if (isBody(parameter) && top !== undefined && rest.length > 0) {
      const list = nested.get(top) ?? [];
      list.push({ ...parameter, name: rest.join('.') });
      nested.set(top, list);
    } else own.push(parameter);
  }
  for (const [top, children] of nested) {
    if (!own.some((parameter) => parameter.name === top)) {
      const required = children.some((child) => child.required);
      own.push({ name: top, in: 'body', type: 'object', description: '', ...(required && { required }) });
    }
  }
  return own.map((parameter) => requestMember(parameter, nested.get(parameter.name))).join('');
}

function isBody(parameter: ParameterFact): boolean {
  return parameter.in === 'body' || parameter.in === 'multipart';
}

function requestMember(parameter: ParameterFact, children: readonly ParameterFact[] | undefined): string {
  const name = parameter.name.replace('.<name>', '').replace('[]', '');
  const type = children
    ? `{\n${requestMembers(children)}}${parameter.type === 'array<object>' ? '[]' : ''}`
    : requestType(parameter);
  const text = [
    parameter.description,
    ...(parameter.unit ? [`Unit: ${parameter.unit}.`] : []),
    ...(parameter.default === undefined ? [] : [`Default: ${String(parameter.default)}.`]),
    ...(parameter.confidence && parameter.confidence !== 'documented' ? [`(${parameter.confidence})`] : []),
  ];
  return `${doc(text)}\n${key(name)}${parameter.required ? '' : '?'}: ${type};\n`;
}

function requestType(parameter: ParameterFact): string {
  if (parameter.name.endsWith('.<name>')) return 'Readonly<Record<string, string | number | boolean>>';
  switch (parameter.type) {
    case 'integer':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'list':
    case 'array<string>':
      return parameter.values ? `readonly (${oneOf(parameter.values)})[]` : 'readonly string[]';
    case 'array<integer>':
      return 'readonly number[]';
    case 'array<object>':
      return 'readonly object[]';
    case 'object':
    case 'json':
      return 'object';
    case 'string':
    case 'binary':
      return parameter.values ? oneOf(parameter.values) : 'string';
  }
}

function oneOf(values: readonly (string | number | boolean)[]): string {
  return values.map((value) => JSON.stringify(String(value))).join(' | ');
}

function members(node: ShapeNode, indent: string): string {
  const lines = [...node.fields].map(([name, child]) => {
    if (isFamily(name))
      return `${doc(fieldText(child.fact))}\n[name: string]: ${answerType(child, indent)};\n`;
    return `${doc(fieldText(child.fact))}\n${key(name)}${isRequired(child) ? '' : '?'}: ${answerType(child, indent)};\n`;
  });
  return `{\n${lines.join('')}}`;
}

function answerType(node: ShapeNode, indent: string): string {
  const item =
    node.fields.size > 0 ? members(node, indent) : node.fact?.type === 'object' ? 'object' : leafTs(node);
  return node.isList ? (/^\w+$/.test(item) ? `${item}[]` : `(${item})[]`) : item;
}

function leafTs(node: ShapeNode): string {
  const type = leafType(node);
  return type === 'integer' ? 'number' : type;
}

function fieldText(fact: FieldFact | undefined): string[] {
  if (!fact) return [];
  return [
    fact.description ?? '',
    ...(fact.values ? [`One of: ${fact.values.join(', ')}.`] : []),
    ...(fact.unit ? [`Unit: ${fact.unit}.`] : []),
    ...(fact.confidence && fact.confidence !== 'documented' ? [`(${fact.confidence})`] : []),
  ];
}

function descriptor(
  operation: OperationFacts,
  parameters: readonly ParameterFact[],
  answer: ShapeNode,
): string {
  const rules: Record<string, string> = {};
  for (const parameter of parameters) {
    if (parameter.name.endsWith('.<name>')) rules[parameter.name.replace('.<name>', '')] = 'query:family';
    else if (isBody(parameter)) rules[parameter.name.split(/\[\]|\./)[0] ?? ''] = parameter.in;
    else if (parameter.name.endsWith('[]')) rules[parameter.name.replace('[]', '')] = 'query:indexed';
    else if (operation.path === `{${parameter.name}}`) rules[parameter.name] = 'address';
    else rules[parameter.name] = parameter.type === 'list' ? 'query:comma' : parameter.in;
  }
  const host = /\{cloud\}(?:\.(\w+))?\.perfectomobile/.exec(operation.host)?.[1] ?? 'cloud';
  return JSON.stringify({
    id: operation.id,
    style: operation.operation === undefined ? 'rest' : 'services',
    host,
    method: operation.methods[0],
    path: operation.path,
    ...(operation.operation !== undefined && { operation: operation.operation }),
    effect: operation.effect,
    ...(isAnonymous(operation) && { anonymous: true }),
    ...(operation.body_format === 'form' && { form: true }),
    parameters: rules,
    body: operation.response.body,
    ...(operation.response.formats.join() === 'xml' && { xmlOnly: true }),
    ...(operation.response.flat && { flat: true }),
    ...(operation.response.body === 'object' && { answer: shapeOf(answer) }),
  });
}

function shapeOf(node: ShapeNode): unknown {
  const fields = [...node.fields].map(([name, child]) => [keyOf(name, child), shapeOf(child)]);
  const item: unknown = fields.length > 0 ? Object.fromEntries(fields) : leafType(node);
  return node.isList ? [item] : item;
}

function keyOf(name: string, node: ShapeNode): string {
  if (isFamily(name)) return '*';
  return isRequired(node) ? `${name}!` : name;
}

function key(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name);
}

function doc(lines: readonly string[]): string {
  const text = lines.filter((line) => line !== '').join(' ');
  return text === '' ? '' : `/** ${text.replaceAll('*/', '* /')} */`;
}
