import type { OperationFacts } from '@perfecto-actions/catalog/facts';
import { inventedPrefixes } from '../invented.ts';

const prefixes = new Map<string, string | undefined>();

/** First half of the operation's error texts (`Failed to abort script`), or undefined where its texts have none. */
export function prefixOf(operation: OperationFacts): string | undefined {
  if (!prefixes.has(operation.id)) prefixes.set(operation.id, findPrefix(operation));
  return prefixes.get(operation.id);
}

function findPrefix(operation: OperationFacts): string | undefined {
  for (const error of operation.errors) {
    const prefix = /^(Failed to [a-zA-Z ]+) - /.exec(error.message)?.[1];
    if (prefix !== undefined) return prefix;
  }
  const invented = inventedPrefixes[operation.id];
  if (invented !== undefined) return invented;
  return isServices(operation) ? `Failed to ${operation.title.toLowerCase()}` : undefined;
}

/** Whether an operation is called under /services with a parameter `operation`. */
export function isServices(operation: OperationFacts): boolean {
  return operation.operation !== undefined && operation.path.startsWith('/services/');
}

/** Whether the body of a request is the file itself. */
export function takesRawBody(operation: OperationFacts): boolean {
  return operation.parameters.some((parameter) => parameter.in === 'body' && parameter.type === 'binary');
}

/** The text of a 401 on a v1 operation, as its facts give it. */
export function tokenRefusalText(operation: OperationFacts, detail: string): string {
  const fact = operation.errors.find((error) => error.status === 401 && error.envelope === 'userMessage[]');
  return (fact?.message ?? 'Unable to authenticate bearer token').replace('<detail>', detail);
}

/** The text for a call that shows neither a token nor a tenant, on operations that have one. */
export function tenantRefusalText(operation: OperationFacts): string | undefined {
  return operation.errors.find(({ message }) => message === 'Missing Perfecto-TenantId header')?.message;
}

/** Whether the address of an operation comes whole from another answer. */
export function isDownload(operation: OperationFacts): boolean {
  return operation.path === '{downloadUrl}';
}
