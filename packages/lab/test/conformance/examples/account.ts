import type { Examples, OperationExample, Stage } from '../example-call.ts';

const userId = 'ci.bot@example.com';

async function filled(stage: Stage): Promise<{ userId: string }> {
  await stage.call('user.addTokens', { userId, 'account.tokens': 100 }, { as: 'userAdmin' });
  return { userId };
}

function byUserAdmin(action: string, tokens?: number): OperationExample {
  const parameters = tokens === undefined ? {} : { 'account.tokens': tokens };
  return {
    calls: [{ as: 'userAdmin', arrange: filled, parameters }],
    permission: {
      refused: 'automation',
      status: 400,
      text: `User ${userId} is not authorized to ${action}`,
    },
  };
}

export const examples: Examples = {
  'user.addTokens': byUserAdmin('add tokens', 20),
  'user.reduceTokens': byUserAdmin('reduce tokens', 36),
  'user.setTokens': byUserAdmin('set tokens', 64),
  'user.getTokens': byUserAdmin('get tokens'),
};
