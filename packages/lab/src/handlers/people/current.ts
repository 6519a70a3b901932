import { treeAnswer } from '../../server/answer.ts';
import type { Handlers } from '../../server/call.ts';

/** Who the caller is, and in which cloud. Undocumented; the fields are those that the vendor's own client reads. */
export const handlers: Handlers = {
  'user.internal.current': ({ user: { name, firstName, lastName } }) =>
    treeAnswer({ username: name, firstName, lastName }),
  'tenant.internal.current': ({ state: { cloud, settings } }) =>
    treeAnswer({
      gridUrl: `https://${cloud}.perfectomobile.com/nexperience/perfectomobile/wd/hub`,
      awsRegion: settings.awsRegion,
    }),
};
