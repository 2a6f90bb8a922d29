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

/** The parts of a URL as JSON text, as Node.js understands it; undefined where it is none. Texts are given as JSON. */
export function parsedUrl(url: string, base: string | undefined): string | undefined {
  const text = textIn(url);
  const baseText = base === undefined ? undefined : textIn(base);
  if (text === undefined || (base !== undefined && baseText === undefined)) return undefined;
  try {
    return jsonOf(new URL(text, baseText));
  } catch {
    return undefined;
  }
}

/** The parts of a URL of which one was set to something else. What does not fit leaves it as it is. */
export function editedUrl(href: string, part: string, value: string | undefined): string {
  const url = new URL(textIn(href) ?? '');
  const text = value === undefined ? undefined : textIn(value);
  if (isPart(part) && text !== undefined) url[part] = text;
  return jsonOf(url);
}

const jsonOf = (url: URL): string => JSON.stringify(Object.fromEntries(parts.map((part) => [part, url[part]])));
