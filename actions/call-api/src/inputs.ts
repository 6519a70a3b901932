import { resolve } from 'node:path';
import {
  mask,
  readConnection,
  workspaceOf,
  type ConnectionInputs,
  type InputReader,
} from '@perfecto-actions/action-kit';
import type { OperationFacts } from '@perfecto-actions/catalog/facts';
import { FileError, fileSource, type FileSource } from '@perfecto-actions/client';
import type { AnyOperation, FilePlace } from './client.ts';
import { loadDescriptor } from './descriptors.ts';
import { findOperation } from './find-operation.ts';
import { readGiven, textsOf, type Given } from './given-parameters.ts';
import { placeParameters } from './place-parameters.ts';
import { savePathOf } from './save-path.ts';

export interface Inputs {
  connection: ConnectionInputs;
  operation: OperationFacts;
  descriptor: AnyOperation;
  request: Record<string, unknown>;
  responseFormat: 'json' | 'xml';
  upload?: { file: FileSource; place: FilePlace };
  /** Absolute path for the answer; always there for an operation that answers with a file. */
  saveTo?: string;
  maxFileBytes: number;
  /** Texts that must not show up anywhere: credentials and secured parameters. */
  secrets: string[];
  workspace: string;
}

/**
 * Parameters that are secret by their names, wherever a user gives them; `tempPassword` is a switch. To mask its `true`
 * would take every `true` out of the log, and GitHub drops outputs of a job that hold what is masked.
 */
const secretNames = /^secured|(?<!^temp)password$|^offline_token$/i;

/** Reads and checks the inputs of call-api; the catalogue decides what an operation takes. */
export async function readInputs(reader: InputReader): Promise<Inputs> {
  const secured = readGiven('secured-parameters', reader);
  const plain = readGiven('parameters', reader);
  const secrets = [...secretsIn(secured, () => true), ...secretsIn(plain, (name) => secretNames.test(name))];
  secrets.forEach(mask);
  const connection = readConnection(reader);
  const workspace = workspaceOf(process.env);
  const shared = {
    connection,
    responseFormat: reader.choice('response-format', ['json', 'xml']),
    maxFileBytes: reader.integer('max-file-size', { min: 1, max: 102_400 }) * 2 ** 20,
    secrets: [...connection.secrets, ...secrets],
    workspace,
  };
  const name = reader.required('operation');
  const operation = name === '' ? '' : findOperation(name);
  if (typeof operation === 'string') {
    if (operation !== '') reader.problems.add('operation', operation);
    // Ends here: without an operation there is nothing to hold the parameters against.
    reader.finish();
    throw new TypeError('an unknown operation is a problem');
  }
  const descriptor = await loadDescriptor(operation);
  const { request, problems } = placeParameters(operation, descriptor, [plain, secured]);
  for (const problem of problems) reader.problems.add('parameters', problem);
  const upload = await readUpload(reader, operation, workspace);
  const saveTo = readSaveTo(reader, operation, workspace);
  if (shared.responseFormat === 'xml') checkXml(reader, operation);
  return {
    ...shared,
    operation,
    descriptor,
    request,
    ...(upload && { upload }),
    ...(saveTo !== undefined && { saveTo }),
  };
}

function secretsIn(given: ReadonlyMap<string, Given>, isSecret: (name: string) => boolean): string[] {
  const texts = [...given].flatMap(([name, value]) => {
    if (isSecret(name)) return textsOf(value);
    return value.kind === 'map' ? secretsIn(value.members, isSecret) : [];
  });
  return [...new Set(texts)].filter((text) => text !== '');
}

async function readUpload(
  reader: InputReader,
  operation: OperationFacts,
  workspace: string,
): Promise<Inputs['upload']> {
  const given = reader.optional('file');
  const fact = operation.parameters.find(({ type }) => type === 'binary');
  if (given === undefined) {
    if (fact?.required) reader.problems.add('file', `is missing; ${operation.id} sends one.`);
    return undefined;
  }
  if (!fact) {
    reader.problems.add('file', `is given, but ${operation.id} sends no file.`);
    return undefined;
  }
  try {
    const file = await fileSource(resolve(workspace, given));
    if (fact.in !== 'multipart') return { file, place: { part: undefined } };
    const metadata = operation.parameters.find(
      ({ in: place, type }) => place === 'multipart' && type === 'json',
    );
    return { file, place: { part: fact.name, metadataPart: metadata?.name ?? '' } };
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    reader.problems.add('file', error.message);
    return undefined;
  }
}

function readSaveTo(reader: InputReader, operation: OperationFacts, workspace: string): string | undefined {
  const given = reader.optional('save-to');
  if (given === undefined) {
    if (operation.response.body === 'binary') {
      reader.problems.add('save-to', `is missing; ${operation.id} answers with a file.`);
    }
    return undefined;
  }
  const saved = savePathOf(given, workspace);
  if ('path' in saved) return saved.path;
  reader.problems.add('save-to', `${saved.problem}.`);
  return undefined;
}

function checkXml(reader: InputReader, { id, operation, response }: OperationFacts): void {
  // /services takes the format everywhere; where the answer is a file it has no effect (seen in client code).
  if (operation === undefined) {
    reader.problems.add(
      'response-format',
      `is xml, but ${id} answers in ${response.formats.join(', ')} only.`,
    );
  }
}
