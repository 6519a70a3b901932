/** What the lab invents about groups of users and groups of devices. */
export interface GroupInventions {
  /** Text for an org group or a device group that is not there (v1). */
  groupNotFoundText: string;
  /** Whether a group that still has members can be deleted; they are in no group then. */
  groupsWithMembersDeletable: boolean;
  /** Text when it cannot. */
  groupHasMembersText: string;
  /** Text for the name of a device group that is taken; the name is the key. */
  deviceGroupTakenText: string;
}

export const groupsDefaults: GroupInventions = {
  groupNotFoundText: 'Group <group> was not found',
  groupsWithMembersDeletable: true,
  groupHasMembersText: 'Group <group> still has members',
  deviceGroupTakenText: 'Device group <group> already exists',
};
