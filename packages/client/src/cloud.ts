import type { HostKind } from '@perfecto-actions/catalog';
import { InputError } from './errors.ts';

const domain = 'perfectomobile.com';

/** Where a cloud is reached: one address for each kind of host. */
export interface Cloud {
  /** The short name, `mycloud`, or the authority of a base URL. */
  readonly name: string;
  /** Tenant id, `mycloud-perfectomobile-com` (seen in client code). */
  readonly tenant: string;
  /** Base address without a trailing slash. */
  base(host: HostKind): string;
  /** Whether an https address lies on a host of this cloud, so that its credentials may go there. */
  owns(address: URL): boolean;
}

/**
 * Reads `mycloud`, `mycloud.perfectomobile.com` (also with `.app.` and the like, or as an https address),
 * or a base URL such as `https://localhost:8443`, onto which every kind of host maps.
 * Throws InputError for anything else; plain http is refused because the service refuses it.
 */
export function parseCloud(text: string): Cloud {
  const given = text.trim();
  if (given === '')
    throw new InputError(['cloud is empty; give the name of your cloud, for example mycloud.']);
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(given)) return fromUrl(given);
  const [first = '', ...rest] = given.replace(/\/+$/, '').split('.');
  const isName = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/i.test(first);
  if (isName && rest.length === 0) return named(first);
  if (isName && `.${rest.join('.')}`.toLowerCase().endsWith(`.${domain}`)) return named(first);
  // What stands before an @ may be a password.
  throw new InputError([
    `cloud ${JSON.stringify(given.replace(/^.*@/, '***@'))} is neither a name (mycloud), a host (mycloud.${domain}) nor an https address.`,
  ]);
}

function fromUrl(given: string): Cloud {
  if (!URL.canParse(given)) {
    throw new InputError([
      `cloud ${JSON.stringify(given.replace(/\/\/.*@/, '//***@'))} is not a valid address.`,
    ]);
  }
  const url = new URL(given);
  if (url.protocol !== 'https:') {
    throw new InputError([
      `cloud ${url.origin} is not https; Perfecto takes secured connections only. Use https://.`,
    ]);
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new InputError([`cloud ${url.origin} carries credentials or a query; give the plain address.`]);
  }
  const [first = ''] = url.hostname.split('.');
  // A port of its own is no cloud of the service: taken as it stands.
  if (url.hostname.endsWith(`.${domain}`) && url.port === '') return named(first);
  const base = url.origin + url.pathname.replace(/\/+$/, '');
  const glued = /^\/([\w-]+)/.exec(url.pathname)?.[1];
  return {
    name: url.host,
    tenant: tenantOf(glued ?? first),
    base: () => base,
    owns: ({ origin }) => origin === url.origin,
  };
}

function named(name: string): Cloud {
  const lower = name.toLowerCase();
  // One label may stand between, whichever: reporting and reporting-01 are documented, too. Other clouds are strangers.
  const ownHosts = new RegExp(`^https://${lower}(\\.[a-z0-9-]+)?\\.${domain.replace('.', '\\.')}$`);
  return {
    name: lower,
    tenant: tenantOf(lower),
    base: (host) => (host === 'cloud' ? `https://${lower}.${domain}` : `https://${lower}.${host}.${domain}`),
    owns: ({ origin }) => ownHosts.test(origin),
  };
}

function tenantOf(name: string): string {
  return `${name.toLowerCase()}-${domain.replace('.', '-')}`;
}
