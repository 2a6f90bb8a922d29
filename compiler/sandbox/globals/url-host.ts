const parts = [
  ...(['href', 'origin', 'protocol', 'username', 'password', 'host'] as const),
  ...(['hostname', 'port', 'pathname', 'search', 'hash'] as const),
];

type Part = (typeof parts)[number];
const isPart = (name: string): name is Exclude<Part, 'origin'> =>
  parts.some((one) => one === name) && name !== 'origin';

/** How long a text is at most that is looked at, as JSON. */
export const longestUrl = 600_000;

// As JSON a text crosses whole: on its own, it would end where a zero stands in it.
function textIn(json: string): string | undefined {
  try {
    const text: unknown = JSON.parse(json);
    return typeof text === 'string' ? text : undefined;
  } catch {
    return undefined;
  }
}

// Names of hosts have 253 characters at most; the rest is for a token that stands before one. What Node.js does with the
// letters of a host takes ever longer the more there are, and nothing can stop it there, not even the end of the thread.
const longestHost = 4000;

// A host comes after a scheme, perhaps that of the URL in another (`blob:`), or after two slashes, and before a path. Whether
// an `@` ends what stands before it depends on the scheme, which may be that of a base. A scheme has a short name: a host
// with a port looks like one. What is `data:` has no host, and can be long without a path.
const beforePath =
  /^(?![\0-\x20]*data:)(?:(?:[\0-\x20]*[a-z][a-z0-9+.-]{0,40}:){1,2}[\0-\x20]*|[\0-\x20]*[/\\](?=[/\\]))[/\\]*([^/\\?#]*)/i;

function hasLongHost(url: string): boolean {
  // Tabs and ends of lines are passed over wherever they stand.
  const [, host = ''] = beforePath.exec(url.replace(/[\t\n\r]/g, '')) ?? [];
  return host.length > longestHost;
}

/** The parts of a URL as JSON text, as Node.js understands it; undefined where it is none. Texts are given as JSON. */
export function parsedUrl(url: string, base: string | undefined): string | undefined {
  const text = textIn(url);
  const baseText = base === undefined ? undefined : textIn(base);
  if (text === undefined || (base !== undefined && baseText === undefined)) return undefined;
  if (hasLongHost(text) || (baseText !== undefined && hasLongHost(baseText))) return undefined;
  try {
    return jsonOf(new URL(text, baseText));
  } catch {
    return undefined;
  }
}

/** The parts of a URL of which one was set to something else. What does not fit leaves it as it is. */
export function editedUrl(href: string, part: string, value: string | undefined): string {
  const whole = textIn(href);
  // It need not be what was read before: a program can have replaced what writes it.
  if (whole === undefined || hasLongHost(whole)) throw new TypeError('Invalid URL');
  const url = new URL(whole);
  const text = value === undefined ? undefined : textIn(value);
  if (isPart(part) && text !== undefined && !namesLongHost(part, text)) url[part] = text;
  return jsonOf(hasLongHost(url.href) ? new URL(whole) : url);
}

const namesLongHost = (part: Part, text: string): boolean =>
  part === 'href' ? hasLongHost(text) : (part === 'host' || part === 'hostname') && text.length > longestHost;

const jsonOf = (url: URL): string => JSON.stringify(Object.fromEntries(parts.map((part) => [part, url[part]])));
