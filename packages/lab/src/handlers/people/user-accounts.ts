import { fill } from '../../invented.ts';
import { treeAnswer } from '../../server/answer.ts';
import type { Answer, Tree } from '../../server/answer.ts';
import type { Call, Handlers } from '../../server/call.ts';
import { Refusal } from '../../refusal.ts';
import type { OrderedBy, TokenOrder } from '../../state/people/accounts.ts';
import { done } from './people-answers.ts';
import { demandRole, namedUser } from './people-access.ts';
import { infoBlock, isoSeconds } from '../times.ts';
import { readTokens } from './user-parameters.ts';

/** Tokens in the accounts of users: device minutes, no security tokens. */
export const handlers: Handlers = {
  'user.addTokens': (call) => {
    demandRole(call, 'users');
    const user = namedUser(call);
    const tokens = readTokens(call);
    if (tokens > 0) call.state.accounts.add(user, tokens, orderedBy(call));
    return done;
  },
  'user.reduceTokens': reduce,
  'user.setTokens': (call) => {
    demandRole(call, 'users');
    call.state.accounts.set(namedUser(call), readTokens(call), orderedBy(call));
    return done;
  },
  'user.getTokens': show,
};

/** Who places an order, and in which role. */
export function orderedBy(call: Call): OrderedBy {
  const { name, roles } = call.user;
  return {
    createdBy: name,
    sourceType: roles.includes('ADMINISTRATOR') ? 'ADMINISTRATOR' : 'USER_ADMINISTRATOR',
  };
}

function reduce(call: Call): Answer {
  demandRole(call, 'users');
  const { accounts, settings } = call.state;
  const user = namedUser(call);
  if (!accounts.reduce(user, readTokens(call), orderedBy(call))) {
    const text = fill(settings.tokensTooFewText, { user: user.name, tokens: accounts.balanceOf(user) });
    throw new Refusal(settings.invalidParameterStatus, text);
  }
  return done;
}

function show(call: Call): Answer {
  demandRole(call, 'users');
  const { accounts } = call.state;
  const user = namedUser(call);
  return treeAnswer({
    orders: accounts.ordersOf(user).map((order) => orderTree(order, accounts.isValid(order))),
    account: { name: user.name, unlimited: user.hasUnlimitedTokens },
    info: infoBlock(call.state),
  });
}

// The lab sells nothing: agreement, price and payment are those of the catalogue's example.
function orderTree(order: TokenOrder, isValid: boolean): Tree {
  return {
    agreementType: 'DEFAULT',
    agreementTime: isoSeconds(order.createdMs),
    sourceType: order.sourceType,
    createdByUser: order.createdBy,
    originalQuantity: order.originalQuantity,
    price: 0,
    validUntil: isoSeconds(order.validUntilMs),
    paymentMethod: 'NO_PAYMENT',
    currency: 'USD',
    validFrom: isoSeconds(order.createdMs),
    currentQuantity: order.currentQuantity,
    status: isValid ? 'ACTIVE' : 'EXPIRED',
  };
}
