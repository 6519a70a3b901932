import { InputError } from '../errors.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The proxy for an https address by HTTPS_PROXY and NO_PROXY (either case), or undefined for the direct way. */
export function proxyFor(address: string, env: Environment): URL | undefined {
  const proxy = env['https_proxy'] ?? env['HTTPS_PROXY'] ?? '';
  if (proxy.trim() === '' || isExempt(new URL(address), env['no_proxy'] ?? env['NO_PROXY'] ?? ''))
    return undefined;
  const text = proxy.includes('://') ? proxy : `http://${proxy}`;
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new InputError(['HTTPS_PROXY is not an http or https address; give http://host:port.']);
  }
  return new URL(text);
}

function isExempt({ hostname, port }: URL, list: string): boolean {
  const host = hostname.replace(/[[\]]/g, '');
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true;
      // `host`, `host:port`, `[v6]`, `[v6]:port` or a bare IPv6 address, whose colons start no port.
      const [, inBrackets, plain, entryPort] =
        /^(?:\[([^\]]+)\]|([^:]*|.*:.*:.*?))(?::(\d+))?$/.exec(entry) ?? [];
      const name = inBrackets ?? plain ?? entry;
      if (entryPort !== undefined && entryPort !== (port || '443')) return false;
      const suffix = name.replace(/^\*?\.?/, '');
      return host === suffix || host.endsWith(`.${suffix}`);
    });
}
