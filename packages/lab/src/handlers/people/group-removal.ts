import { fill } from '../../invented.ts';
import type { Call } from '../../server/call.ts';
import { Refusal } from '../../refusal.ts';
import type { Group } from '../../state/people/groups.ts';

/** Removes a group; its members are in no group then. Their GROUP items stay where only administrators reach them. */
export function removeGroup(call: Call, group: Group, refusedStatus: number): void {
  const { users, groups, settings } = call.state;
  const members = [...users.all.values()].filter((user) => user.group === group.key);
  if (members.length > 0 && !settings.groupsWithMembersDeletable) {
    throw new Refusal(refusedStatus, fill(settings.groupHasMembersText, { group: group.name }));
  }
  for (const { name } of members) users.all.patch(name, { group: '' });
  groups.all.remove(group.id);
}
