import type { Examples, Permission } from '../example-call.ts';

const noLabRight: Permission = {
  refused: 'automation',
  status: 400,
  text: 'User ci.bot@example.com is not authorized to act as administrator',
};

/** Device hosts; they stand in device.yaml and are served beside the cradles. */
export const examples: Examples = {
  'host.list': { calls: [{ as: 'lab' }], permission: noLabRight, firstHalf: 'Failed to list device hosts' },
  'host.info': {
    calls: [{ as: 'lab', parameters: { hostId: 'BOS-A1' } }],
    permission: noLabRight,
    firstHalf: 'Failed to get device host info',
  },
};
