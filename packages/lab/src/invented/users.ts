/** What the lab invents about users, roles, accounts and security tokens. */
export interface UserInventions {
  /** Text for a caller without the needed role; that legacy texts have this form is inferred, v1 texts are not known. */
  roleMissingText: string;
  /** Whether a legacy create needs `username`; it does in clouds that do not log in by e-mail address. */
  usernameMandatory: boolean;
  /** Text for a login name that is taken. */
  nameTakenText: string;
  /** Text for an e-mail address that another user has. */
  emailTakenText: string;
  /** Whether name and e-mail address of a deleted user, whose record is kept, may be given to a new one. */
  deletedNamesReusable: boolean;
  /** Whether a legacy update may change the e-mail address; two pages contradict each other. */
  emailUpdatable: boolean;
  /** Second half of the text when it may not. */
  emailFixedText: string;
  /** Shortest password; a policy is documented, its rules are not. */
  minPasswordLength: number;
  /** Text for a password against the policy. */
  passwordPolicyText: string;
  /** Whether a role that is in no document is refused; the documented list "may go on". */
  unknownRolesRefused: boolean;
  /** Text for such a role. */
  unknownRoleText: string;
  /** Second half of the text when an administrator changes the password of a user of another group. */
  notUserAdministratorText: string;
  /** `authentication` of users with a password here; the field is from client code, its values are not known. */
  authenticationLocal: string;
  /** `authentication` of users of an external identity provider. */
  authenticationExternal: string;
  /** How long tokens (device minutes) of an order can be used. */
  tokenOrderValidityMs: number;
  /** Second half of the text when more tokens are taken from an account than it has. */
  tokensTooFewText: string;
  /** How long a security token lives without use; "three months" is documented. Use is noted by the hour. */
  tokenUnusedMs: number;
  /** Whether the tokens that a lab starts with age, too; its clock may run a thousand times as fast as real time. */
  firstTokensAge: boolean;
  /** How long an access token lives. */
  accessTokenMs: number;
  /** Text when a security token is asked for with a wrong name or password. */
  wrongLoginText: string;
  /** Whether v1 finds deleted users; it is not known whether its delete keeps the record, as the legacy one does. */
  deletedUsersOnV1: boolean;
  /** Whether a v1 search finds parts of names, too. */
  searchFindsParts: boolean;
  /** Most entries on a page of a v1 search; "built for at most 50" is documented, what more gives is not. */
  maxSearchPageSize: number;
  /** Licences for desktop browsers that the cloud has bought. */
  desktopLicences: number;
  /** Pay-per-use minutes for desktop browsers; 0: no such package. */
  desktopMinutes: number;
  /** Licences for simulators and emulators. */
  simulatorLicences: number;
  /** Pay-per-use minutes for simulators and emulators. */
  simulatorMinutes: number;
  /** Text about a package of minutes. */
  minutesText: string;
  /** Region of the tenant. */
  awsRegion: string;
}

const day = 24 * 3600 * 1000;

export const usersDefaults: UserInventions = {
  roleMissingText: 'User <user> is not authorized to <action>',
  usernameMandatory: false,
  nameTakenText: 'User <user> already exists',
  emailTakenText: 'Email <email> is already in use',
  deletedNamesReusable: false,
  emailUpdatable: true,
  emailFixedText: 'Email of user <user> cannot be changed',
  minPasswordLength: 8,
  passwordPolicyText: 'Password must have at least <length> characters',
  unknownRolesRefused: true,
  unknownRoleText: 'Role <role> does not exist',
  notUserAdministratorText: 'User <user> is not the user administrator of <target>',
  authenticationLocal: 'LOCAL',
  authenticationExternal: 'EXTERNAL',
  tokenOrderValidityMs: 365 * day,
  tokensTooFewText: 'Account of user <user> has only <tokens> tokens',
  tokenUnusedMs: 90 * day,
  firstTokensAge: false,
  accessTokenMs: 300_000,
  wrongLoginText: 'Wrong user name or password',
  deletedUsersOnV1: false,
  searchFindsParts: false,
  maxSearchPageSize: 50,
  desktopLicences: 5,
  desktopMinutes: 120,
  simulatorLicences: 2,
  simulatorMinutes: 0,
  minutesText: 'Minutes for runs above the number of licences.',
  awsRegion: 'us-east-1',
};
