import { BlockList, isIP } from 'node:net';
import { fail } from '../diagnostics/failure.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy that the environment names for a server, by the rules of curl: `https_proxy` or `http_proxy` (by the
 * server's scheme), else `all_proxy`, except for what `no_proxy` names; in small letters or in capitals, and the small
 * ones count more. Nothing else is an exception, addresses of this machine neither.
 */
export function proxyFor(server: string, environment: Environment): URL | undefined {
  const url = new URL(server);
  const of = (name: string): string | undefined =>
    [name, name.toUpperCase()].map((one) => environment[one]).find((text) => text !== undefined);
  const schemes = [`${url.protocol.replace(':', '')}_proxy`, 'all_proxy'];
  const name = schemes.find((one) => of(one) !== undefined);
  const address = name === undefined ? undefined : of(name);
  if (name === undefined || !address || isExempt(url, of('no_proxy') ?? '')) return undefined;
  return proxyAddress(name.toUpperCase(), address);
}

function proxyAddress(name: string, text: string): URL {
  const hint = `Give it as \`${name}=http://proxy.example.com:3128\`. A server that needs no proxy is named in \`NO_PROXY\`.`;
  let proxy: URL;
  try {
    proxy = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`);
    decodeURIComponent(proxy.username + proxy.password);
  } catch {
    // It is not repeated: it may hold a password.
    throw fail('PB416', `The address in \`${name}\` is not a URL.`, { hint });
  }
  if (proxy.protocol !== 'http:' && proxy.protocol !== 'https:') {
    const scheme = proxy.protocol.replace(':', '');
    throw fail('PB416', `\`${name}\` names a proxy that speaks \`${scheme}\`; Plugboard knows http and https.`, {
      hint,
    });
  }
  return proxy;
}

function isExempt(url: URL, list: string): boolean {
  const host = bare(url.hostname);
  return list
    .split(/[\s,]+/)
    .filter((one) => one !== '')
    .some((one) => one === '*' || (isIP(host) === 0 ? isWithin(host, one) : isAddress(host, one)));
}

const bare = (host: string): string =>
  host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');

/** `example.com` and `.example.com` both mean the domain and all that is in it. */
function isWithin(host: string, name: string): boolean {
  const domain = bare(name).replace(/^\./, '');
  return host === domain || host.endsWith(`.${domain}`);
}

/** An address, or a network: `10.0.0.0/8`. */
function isAddress(host: string, name: string): boolean {
  const [, address = '', bits] = /^(.*?)(?:\/(\d{1,3}))?$/.exec(bare(name)) ?? [];
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  const most = family === 'ipv6' ? 128 : 32;
  if (isIP(address) !== isIP(host) || Number(bits ?? most) > most) return false;
  const network = new BlockList();
  network.addSubnet(address, Number(bits ?? most), family);
  return network.check(host, family);
}
