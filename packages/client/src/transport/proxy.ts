import { InputError } from '../errors.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The proxy for an https address by HTTPS_PROXY and NO_PROXY (either case), or undefined for the direct way. */
export function proxyFor(address: string, env: Environment): URL | undefined {
  const proxy = env['https_proxy'] ?? env['HTTPS_PROXY'] ?? '';
  if (proxy.trim() === '' || isExempt(new URL(address), env['no_proxy'] ?? env['NO_PROXY'] ?? ''))
    return undefined;
  const text = proxy.includes('://') ? proxy : `http://${proxy}`;
  if (!URL.canParse(text) || !['http:', 'https:'].includes(new URL(text).protocol)) {
    throw new InputError(['HTTPS_PROXY is not an http or https address; give http://host:port.']);
  }
  return new URL(text);
}

/** Entries of the list: `*`, a name for itself and all below it, an address, in brackets or not; each also with a port. */
function isExempt({ hostname, port }: URL, list: string): boolean {
  const hosts = [hostname, hostname.replace(/[[\]]/g, '')];
  const forms = hosts.flatMap((host) => [host, `${host}:${port || '443'}`]);
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .some((entry) => {
      const name = entry.replace(/^\*?\./, '');
      return entry === '*' || forms.some((form) => form === name || form.endsWith(`.${name}`));
    });
}
