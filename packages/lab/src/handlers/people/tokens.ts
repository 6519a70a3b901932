import type { Answer } from '../../server/answer.ts';
import { treeAnswer } from '../../server/answer.ts';
import type { Call, Handlers } from '../../server/call.ts';
import { textMember } from '../../server/json-body.ts';
import { Refusal } from '../../refusal.ts';

/** Security tokens: a new one for a name and password, and an access token for a security token. */
export const handlers: Handlers = {
  'token.v1.generate': generate,
  'token.exchange': exchange,
};

/** The request line of the page says `username`, its table `user`. Users of an identity provider have no password. */
function generate(call: Call): Answer {
  const { parameters, state } = call;
  const name = parameters.text('username') ?? parameters.text('user') ?? '';
  const user = state.users.byPassword(name, parameters.raw('password') ?? '');
  if (!user) throw new Refusal(401, state.settings.wrongLoginText, { whole: true });
  // Media type and wrapping are not documented.
  return { kind: 'file', contentType: 'text/plain', bytes: Buffer.from(state.tokens.generate(user)) };
}

function exchange(call: Call): Answer {
  const { tokens, settings } = call.state;
  const accessToken = tokens.exchange(textMember(call.json, 'offline_token') ?? '');
  if (accessToken === undefined) {
    throw new Refusal(401, `Failed decoding the offline token: ${settings.tokenDetail}`, { whole: true });
  }
  return treeAnswer({ data: { access_token: accessToken } });
}
