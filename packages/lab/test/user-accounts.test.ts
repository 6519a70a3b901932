import { describe, expect, it } from '@jest/globals';
import type { Lab } from '../src/index.ts';
import { errorMessage, json, services } from './lab-client.ts';
import { openLab } from './open-lab.ts';

const userId = 'ci.bot@example.com';

interface Account {
  orders: Record<string, string>[];
  account: { name: string; unlimited: string };
}

function tokens(lab: Lab, operation: string, quantity?: string, name = userId) {
  const query = quantity === undefined ? {} : { 'account.tokens': quantity };
  return services(lab, `users/${name}`, operation, query, lab.tokens.admin);
}

async function quantities(lab: Lab, name = userId): Promise<(string | undefined)[]> {
  const { orders } = json(await tokens(lab, 'getTokens', undefined, name)) as Account;
  return orders.map(({ currentQuantity }) => currentQuantity);
}

describe('the account of a user', () => {
  it('shows its orders, all leaves as strings, then the account, then the info block', async () => {
    const { lab } = await openLab();
    await tokens(lab, 'addTokens', '100');
    await tokens(lab, 'reduceTokens', '36');
    const got = await tokens(lab, 'getTokens');
    expect(got.text).toMatch(
      /^\{"orders":\[\{"agreementType":.*\],"account":\{.*\},"info":\{"creationTime":/,
    );
    expect(json(got)).toMatchObject({
      orders: [
        {
          agreementType: 'DEFAULT',
          agreementTime: '2024-05-06T10:11:12Z',
          sourceType: 'ADMINISTRATOR',
          createdByUser: 'admin@example.com',
          originalQuantity: '100',
          price: '0',
          validUntil: '2025-05-06T10:11:12Z',
          paymentMethod: 'NO_PAYMENT',
          currency: 'USD',
          validFrom: '2024-05-06T10:11:12Z',
          currentQuantity: '64',
          status: 'ACTIVE',
        },
      ],
      account: { name: userId, unlimited: 'false' },
    });
  });

  it('gives tokens from the oldest order first', async () => {
    const { lab } = await openLab();
    await tokens(lab, 'addTokens', '10');
    await tokens(lab, 'addTokens', '20');
    expect((await tokens(lab, 'reduceTokens', '15')).text).toBe('{"status":"success"}');
    expect(await quantities(lab)).toEqual(['0', '15']);
  });

  it('is set to a number, up or down', async () => {
    const { lab } = await openLab();
    await tokens(lab, 'setTokens', '10');
    await tokens(lab, 'setTokens', '30');
    expect(await quantities(lab)).toEqual(['10', '20']);
    await tokens(lab, 'setTokens', '5');
    expect(await quantities(lab)).toEqual(['0', '5']);
    await tokens(lab, 'setTokens', '0');
    expect(await quantities(lab)).toEqual(['0', '0']);
  });

  it('never goes below zero', async () => {
    const { lab } = await openLab();
    await tokens(lab, 'addTokens', '10');
    const got = await tokens(lab, 'reduceTokens', '11');
    expect([got.status, errorMessage(got)]).toEqual([
      400,
      'Failed to reduce tokens - Account of user ci.bot@example.com has only 10 tokens',
    ]);
    expect(await quantities(lab)).toEqual(['10']);
  });

  it('goes below zero when it has no limit', async () => {
    const { lab } = await openLab();
    const user = {
      email: 'eve@example.com',
      userPassword: 'eve-password-not-a-secret',
      'account.unlimited': 'true',
      'account.tokens': '5',
    };
    await services(lab, 'users', 'create', user, lab.tokens.userAdmin);
    await tokens(lab, 'reduceTokens', '8', user.email);
    expect(await quantities(lab, user.email)).toEqual(['-3']);
    const { account, orders } = json(await tokens(lab, 'getTokens', undefined, user.email)) as Account;
    expect(account).toEqual({ name: user.email, unlimited: 'true' });
    expect(orders[0]).toMatchObject({ sourceType: 'USER_ADMINISTRATOR', originalQuantity: '5' });
    await tokens(lab, 'setTokens', '2', user.email);
    expect(lab.state.accounts.balanceOf({ name: user.email })).toBe(2);
  });

  it('loses the tokens of an order that has expired', async () => {
    const { lab, clock } = await openLab({ settings: { tokenOrderValidityMs: 60_000 } });
    await tokens(lab, 'addTokens', '10');
    await clock.advance(60_000);
    const { orders } = json(await tokens(lab, 'getTokens')) as Account;
    expect(orders[0]).toMatchObject({ currentQuantity: '10', status: 'EXPIRED' });
    expect(errorMessage(await tokens(lab, 'reduceTokens', '1'))).toContain('has only 0 tokens');
  });

  it.each([
    [
      'a number below zero',
      'addTokens',
      '-5',
      "Failed to add tokens - Invalid value '-5' for parameter 'account.tokens'",
    ],
    [
      'a broken number',
      'setTokens',
      '1.5',
      "Failed to set tokens - Invalid value '1.5' for parameter 'account.tokens'",
    ],
    [
      'no number',
      'reduceTokens',
      undefined,
      "Failed to reduce tokens - Mandatory parameter 'account.tokens' is missing",
    ],
  ])('refuses %s', async (_what, operation, quantity, reason) => {
    const { lab } = await openLab();
    const got = await tokens(lab, operation, quantity);
    expect([got.status, errorMessage(got)]).toEqual([400, reason]);
    expect(await quantities(lab)).toEqual([]);
  });

  it('is not there for a user nobody knows', async () => {
    const { lab } = await openLab();
    expect(errorMessage(await tokens(lab, 'getTokens', undefined, 'nobody'))).toBe(
      "Failed to get tokens - User nobody wasn't found",
    );
  });
});
