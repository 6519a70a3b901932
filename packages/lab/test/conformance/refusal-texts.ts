import type { OperationFacts } from '@perfecto-actions/catalog/facts';
import { inventedDefaults } from '../../src/index.ts';
import { isServices } from './wire-request.ts';

/** First half of the texts of a /services operation, from the catalogue or, where it has none, from the example. */
export function firstHalfOf(operation: OperationFacts, invented: string | undefined): string {
  for (const { message } of operation.errors) {
    const half = /^(Failed to [a-zA-Z ]+) - /.exec(message)?.[1];
    if (half !== undefined) return half;
  }
  if (invented === undefined) throw new TypeError(`the example of ${operation.id} has no firstHalf`);
  return invented;
}

/** What a caller is told who shows no credentials at all; where only a token tells the tenant, that is missed first. */
export function noCredentialsText(operation: OperationFacts, invented: string | undefined): string {
  const tenant = operation.errors.find(({ message }) => message === 'Missing Perfecto-TenantId header');
  return tenant?.message ?? badCredentialsText(operation, invented);
}

/** What a caller with wrong credentials is told. */
export function badCredentialsText(operation: OperationFacts, invented: string | undefined): string {
  if (isServices(operation)) {
    return `${firstHalfOf(operation, invented)} - Access denied - bad credentials`;
  }
  const fact = operation.errors.find(
    ({ status, envelope }) => status === 401 && envelope === 'userMessage[]',
  );
  // Where an operation's own facts have no text: the documented one of device-management (protocol.md 8).
  const text = fact?.message ?? 'Unable to authenticate bearer token';
  return text.replace('<detail>', inventedDefaults.tokenDetail);
}
