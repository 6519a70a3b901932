import type { OperationFacts } from '@perfecto-actions/catalog/facts';
import type { LabState } from '../state/lab-state.ts';
import { blankUser } from '../state/people/users.ts';
import type { LabUser } from '../state/people/users.ts';
import { readBearerCredentials, readHeaderCredentials, readServicesCredentials } from './credentials.ts';
import type { Credentials } from './credentials.ts';
import { isDownload, tenantRefusalText, tokenRefusalText } from './facts-of.ts';
import type { Fault } from './faults.ts';
import type { Progress } from './find-operation.ts';
import { Refusal } from '../refusal.ts';
import type { RequestRecord } from './request-log.ts';
import type { LabRequest } from './request.ts';

// The caller of an operation that asks for no credentials.
const nobody: LabUser = blankUser('');

/** The user behind a request; refuses, in the words of the API generation, one that shows no good credentials. */
export function authenticate(
  state: LabState,
  request: LabRequest,
  record: RequestRecord,
  progress: Progress,
  operation: OperationFacts,
  fault: Fault | undefined,
): LabUser {
  const credentials: Credentials =
    progress.style === 'services'
      ? readServicesCredentials(progress.collected.given, request.headers, state)
      : readRestCredentials(state, request, operation);
  record.credentials = credentials.kind;
  if (credentials.user) record.user = credentials.user.name;
  if (fault?.kind !== 'expired-token' && credentials.user) return credentials.user;
  if (progress.style === 'rest' && isOpen(operation, credentials, state)) return nobody;
  if (progress.style === 'services') throw new Refusal(401, 'Access denied - bad credentials');
  // Without a token only this header could tell the tenant.
  if (credentials.kind === 'none' && request.headers['perfecto-tenantid'] === undefined) {
    const text = tenantRefusalText(operation);
    if (text !== undefined) throw new Refusal(state.settings.missingTenantStatus, text, { whole: true });
  }
  throw new Refusal(401, tokenRefusalText(operation, state.settings.tokenDetail), { whole: true });
}

function isOpen(operation: OperationFacts, credentials: Credentials, state: LabState): boolean {
  if (!operation.parameters.some(({ name }) => name === 'Perfecto-Authorization')) return true;
  // A token that is shown must be good, also where none is asked for.
  return isDownload(operation) && credentials.kind === 'none' && !state.settings.downloadNeedsToken;
}

// Only old reporting clients send a bearer token (token.exchange in the catalogue).
function readRestCredentials(
  state: LabState,
  { headers }: LabRequest,
  operation: OperationFacts,
): Credentials {
  const credentials = readHeaderCredentials(headers, state);
  if (credentials.kind !== 'none' || operation.group !== 'Smart Reporting') return credentials;
  return readBearerCredentials(headers, state);
}
