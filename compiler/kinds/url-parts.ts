/** A URL as an author writes it for a property, taken apart as far as TeamCity's parameter references in it allow. */
export interface UrlParts {
  /** In lower case, without colon; absent where the author left it out. */
  readonly scheme?: string | undefined;
  /** In lower case; an address of IPv6 is in brackets, and addresses are written as all browsers write them. */
  readonly host: string;
  /** From the first slash on, without what asks or points (`?`, `#`); empty where there is none. */
  readonly path: string;
}

/** What is the matter with a text that is no URL: to follow `which`. */
export interface UrlFault {
  readonly fault: string;
}

/** Nearly all URLs: nothing in them has to be looked at twice. */
const usual = /^(?:(https?):\/\/)?([a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)+)(?::\d{1,4})?((?:\/[\w.~/-]*)?)$/;
const outline = /^(?:([a-z][a-z0-9+.-]*):\/\/)?([^/?#]*)([^?#]*)/i;
/** TeamCity fills it in when a build runs: a name, a port or the whole URL may be one. */
const reference = /%[^%]+%/g;

/** Takes a URL apart; whether its scheme may be left out is for a kind's schema to say. */
export function urlParts(text: string): UrlParts | UrlFault {
  const plain = usual.exec(text);
  if (plain !== null) return { scheme: plain[1], host: plain[2] ?? '', path: plain[3] ?? '' };
  const fault = faultOf(text.replace(reference, '1'));
  if (fault !== undefined) return { fault };
  const plainly = text.replace(reference, (one) => one.replaceAll(/[^\w%.-]/g, '.'));
  const [, scheme, authority = '', path = ''] = outline.exec(plainly) ?? [];
  const [, host = ''] = /^(\[[^\]]*\]|[^:]*)/.exec(withoutUser(authority)) ?? [];
  return { scheme: scheme?.toLowerCase(), host: canonicalHost(host), path };
}

const withoutUser = (authority: string): string => authority.slice(authority.lastIndexOf('@') + 1);

function faultOf(text: string): string | undefined {
  if (/\s/.test(text)) return 'has a blank in it';
  if (/[\p{Cc}\\]/u.test(text)) return 'has a character in it that no URL has';
  if (/^[a-z][a-z0-9+.-]*:\/(?!\/)/i.test(text)) return 'has one slash after its scheme, and needs two';
  const authority = withoutUser(outline.exec(text)?.[2] ?? '');
  if (authority === '') return 'has no host';
  const [, host = '', rest = ''] = /^(\[[^\]]*\]|[^:[\]]*)(.*)$/s.exec(authority) ?? [];
  if (host === '' && authority.startsWith('[')) return 'has a bracket that is not closed';
  if (host === '') return 'has no host';
  if (/^:.*:/.test(rest))
    return 'has more than one colon: an address of IPv6 stands in brackets, as in `https://[fd00::1]`';
  const port = /^:(\d+)$/.exec(rest)?.[1];
  if (rest !== '' && (port === undefined || Number(port) > 65_535))
    return 'has no port from 0 to 65535 after its colon';
  // Which letters of other scripts a host may have changes with the years; what is hidden in one is shown to the reviewer.
  if (/[^\x20-\x7e]/.test(host)) return undefined;
  return URL.canParse(`https://${host}`) && !/(?:^|\.)\./.test(host) ? undefined : 'has a host that cannot exist';
}

function canonicalHost(host: string): string {
  if (host.includes('%') || !URL.canParse(`https://${host}`)) return host.toLowerCase();
  const { hostname } = new URL(`https://${host}`);
  return /^\[|^\d+(?:\.\d+){3}$/.test(hostname) ? hostname : host.toLowerCase();
}
