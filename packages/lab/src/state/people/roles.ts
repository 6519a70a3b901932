/** What a role allows. Which role allows what follows the role pages as far as they go, else it is invented. */
export type Right =
  /** What `admin=true` may reach into. */
  | 'executions'
  | 'reports'
  | 'repository'
  | 'reservations'
  | 'devices'
  | 'device lab'
  /** Legacy users and groups: "administrator or user management role". */
  | 'users'
  /** Users and roles of v1: "Admin user or Perfecto Support". */
  | 'users v1'
  /** Org groups of v1: "Admin user". */
  | 'org groups'
  /** Device groups: "Admin user or Perfecto Support"; the role page adds lab administrators. */
  | 'device groups'
  /** Not held to the own device groups when `admin=true` is sent. */
  | 'all devices';

const rightsByRole: Readonly<Record<string, readonly Right[]>> = {
  ADMINISTRATOR: [
    'executions',
    'reports',
    'repository',
    'reservations',
    'devices',
    'users',
    'users v1',
    'org groups',
    'device groups',
    'all devices',
  ],
  AUTOMATION_ADMINISTRATOR: ['executions', 'reports', 'repository'],
  RESERVATION_ADMINISTRATOR: ['reservations'],
  HANDSET_VIEWER: ['executions'],
  // The role of Perfecto Support (protocol.md 9).
  HANDSET_ADMINISTRATOR: ['devices', 'device lab', 'users v1', 'device groups', 'all devices'],
  LAB_ADMINISTRATOR: ['devices', 'device lab', 'reservations', 'device groups'],
  USER_ADMINISTRATOR: ['users'],
};

// Running scripts needs none of them: a user without roles may do automation (protocol.md 9).
const rolesWithoutRights = [
  'INTERACTIVE',
  'AUTOMATION',
  'ADVANCED_AUTOMATION',
  'AUTOMATION_EXECUTION',
  'QTP',
  'ECLIPSE',
  'MSVSO',
  'SPRINTER',
  'STATUS_VISIBILITY',
  'DESKTOP_WEB',
  'PRODUCTION_MONITORING',
  'SELF_REGISTERED',
  'PRE_RELEASE',
];

const knownRoles = new Set([...Object.keys(rightsByRole), ...rolesWithoutRights]);

/** Whether one of the roles brings the right. */
export function rolesAllow(roles: readonly string[], right: Right): boolean {
  return roles.some((role) => rightsByRole[role]?.includes(right) ?? false);
}

/** Whether the lab knows a role by its legacy name. */
export function isKnownRole(role: string): boolean {
  return knownRoles.has(role);
}

/** The name under which a role is kept. Only `administrator` of v1 is documented; case and spaces are not looked at. */
export function roleName(given: string): string {
  return given
    .trim()
    .replace(/[\s-]+/g, '_')
    .toUpperCase();
}

/** The legacy roles that one role of v1 stands for, the one that is given first (protocol.md 9). */
export function legacyRolesOf(role: string): readonly string[] {
  return role === 'HANDSET_VIEWER' ? ['HANDSET_VIEWER', 'AUTOMATION_ADMINISTRATOR'] : [role];
}
