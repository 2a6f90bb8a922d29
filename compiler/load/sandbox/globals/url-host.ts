const parts = [
  'href',
  'origin',
  'protocol',
  'username',
  'password',
  'host',
  'hostname',
  'port',
  'pathname',
  'search',
  'hash',
] as const;

type Part = (typeof parts)[number];
const isPart = (name: string): name is Exclude<Part, 'origin'> =>
  parts.some((one) => one === name) && name !== 'origin';

const longest = 100_000;

/** The parts of a URL as JSON text, as Node.js understands it; undefined where it is none. */
export function parsedUrl(text: string, base: string | undefined): string | undefined {
  if (text.length > longest) return undefined;
  try {
    return jsonOf(new URL(text, base));
  } catch {
    return undefined;
  }
}

/** The parts of a URL of which one was set to something else. What does not fit leaves it as it is. */
export function editedUrl(text: string, part: string, value: string): string {
  const url = new URL(text);
  if (isPart(part) && value.length <= longest) url[part] = value;
  return jsonOf(url);
}

const jsonOf = (url: URL): string => JSON.stringify(Object.fromEntries(parts.map((part) => [part, url[part]])));
