import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import type { CommandFact } from '../commands.ts';
import type { OperationFacts } from '../facts.ts';
import schema from './api.schema.json' with { type: 'json' };

/** One file of `api/`: its name without `.yaml`, its operations, and the device commands it lists. */
export interface ApiFile {
  name: string;
  operations: OperationFacts[];
  commands: CommandFact[];
}

/** The catalogue's source contradicts its schema or itself; `problems` holds every finding. */
export class CatalogError extends Error {
  readonly code = 'CATALOG_INVALID';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The API catalogue is not consistent:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

interface ApiDocument {
  group: string;
  resource: string;
  operations: (Omit<OperationFacts, 'file' | 'group' | 'resource'> & { group?: string })[];
  commands_seen_in_client_code?: CommandFact[];
}

/** Reads and checks every `*.yaml` of the folder; throws {@link CatalogError} listing all problems. */
export async function readApi(folder: string): Promise<ApiFile[]> {
  const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile<ApiDocument>(schema);
  const problems: string[] = [];
  const files: ApiFile[] = [];
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  for (const name of names) {
    const document: unknown = parse(await readFile(join(folder, name), 'utf8'));
    if (!validate(document)) {
      for (const error of validate.errors ?? []) {
        problems.push(
          `${name}${error.instancePath}: ${error.message ?? 'invalid'} ${JSON.stringify(error.params)}`,
        );
      }
      continue;
    }
    const operations = document.operations.map((operation) => ({
      ...operation,
      file: name.replace('.yaml', ''),
      group: operation.group ?? document.group,
      resource: document.resource,
    }));
    const { commands_seen_in_client_code: commands = [] } = document;
    problems.push(
      ...repeated(commands.map(({ command, subcommand }) => `${command} ${subcommand}`)).map(
        (command) => `${name}: the command ${command} is listed twice`,
      ),
    );
    files.push({ name: name.replace('.yaml', ''), operations, commands });
  }
  problems.push(...contradictions(files.flatMap((file) => file.operations)));
  if (problems.length > 0) throw new CatalogError(problems);
  return files;
}

function* contradictions(operations: readonly OperationFacts[]): Generator<string> {
  const ids = new Set<string>();
  for (const operation of operations) {
    const { id } = operation;
    if (ids.has(id)) yield `${id} is listed twice`;
    ids.add(id);
    const isService = operation.path.startsWith('/services/');
    if (isService !== (operation.operation !== undefined) && id !== 'token.exchange') {
      yield `${id}: a /services path and a value of operation go together`;
    }
    const names = operation.parameters.map((parameter) => parameter.name);
    yield* repeated(names).map((name) => `${id}: parameter ${name} is listed twice`);
    for (const [, name] of operation.path.matchAll(/\{(\w+)\}/g)) {
      if (!operation.parameters.some((parameter) => parameter.in === 'path' && parameter.name === name)) {
        yield `${id}: the path names {${name ?? ''}}, the parameters do not`;
      }
    }
    for (const parameter of operation.parameters) {
      if (parameter.in === 'path' && !operation.path.includes(`{${parameter.name}}`) && parameter.required) {
        yield `${id}: ${parameter.name} is in the path, the path does not name it`;
      }
      if (parameter.default !== undefined && parameter.values && !fits(parameter.default, parameter.values)) {
        yield `${id}: default ${parameter.default} of ${parameter.name} is not one of its values`;
      }
    }
    const fields = (operation.response.fields ?? []).map((field) => field.name);
    yield* repeated(fields).map((name) => `${id}: field ${name} is listed twice`);
    if ((operation.response.body === 'object') !== fields.length > 0)
      yield `${id}: body object and fields go together`;
    yield* brokenExample(operation);
  }
}

function* brokenExample(operation: OperationFacts): Generator<string> {
  const example = operation.response.example_json;
  if (example === undefined) return;
  try {
    JSON.parse(example);
  } catch (error) {
    yield `${operation.id}: example_json is not JSON (${String(error)})`;
  }
}

function repeated(names: readonly string[]): string[] {
  return names.filter((name, index) => names.indexOf(name) !== index);
}

function fits(value: string | number | boolean, values: readonly (string | number | boolean)[]): boolean {
  return values.some((candidate) => String(candidate) === String(value));
}
