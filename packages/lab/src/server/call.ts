import type { OperationFacts } from '@perfecto-actions/catalog/facts';
import type { IncomingHttpHeaders } from 'node:http';
import { fill } from '../invented.ts';
import type { LabState } from '../state/lab-state.ts';
import type { Right } from '../state/people/roles.ts';
import type { LabUser } from '../state/people/users.ts';
import type { Answer } from './answer.ts';
import type { CallParameters } from './parameters.ts';
import { Refusal } from '../refusal.ts';
import type { RequestBody } from './request-body.ts';

/** Members of a JSON request body. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** One call after every general check was passed: what is asked, by whom, on what state. */
export interface Call {
  operation: OperationFacts;
  state: LabState;
  user: LabUser;
  /** Path and query parameters; form fields, too, on /services. */
  parameters: CallParameters;
  /** JSON body of a v1 call; empty when there is none. */
  json: JsonObject;
  headers: IncomingHttpHeaders;
  /** Body that was not read yet: uploads. */
  body: RequestBody;
}

/** Serves one operation. Throws `Refusal` for every no. */
export type Handler = (call: Call) => Answer | Promise<Answer>;

/** The operations of a group by catalogue id. */
export type Handlers = Readonly<Record<string, Handler>>;

/** Whether the call acts with administrator rights; refuses `admin=true` from a user without them. */
export function actsAsAdmin(call: Call, right: Right, text?: string): boolean {
  if (!call.parameters.flag('admin')) return false;
  const { users, settings } = call.state;
  if (users.may(call.user, right)) return true;
  throw new Refusal(
    settings.notAuthorizedStatus,
    fill(text ?? settings.notAuthorizedText, { user: call.user.name }),
  );
}

/** Refuses a user whose roles do not have the right. */
export function demandRight(call: Call, right: Right, text?: string): void {
  const { users, settings } = call.state;
  if (users.may(call.user, right)) return;
  throw new Refusal(
    settings.notAuthorizedStatus,
    fill(text ?? settings.notAuthorizedText, { user: call.user.name }),
    { whole: text !== undefined },
  );
}
