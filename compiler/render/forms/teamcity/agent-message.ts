const escapes: Readonly<Record<string, string>> = {
  '|': '||',
  "'": "|'",
  '[': '|[',
  ']': '|]',
  '\n': '|n',
  '\r': '|r',
};

/** A value as it stands in a service message, by TeamCity's rules to the letter. */
const escapeValue = (text: string): string =>
  text
    .replace(/[|'[\]\n\r]/g, (one) => escapes[one] ?? one)
    // Without the flag for whole characters: TeamCity wants UTF-16 units.
    .replace(/[\u0080-\uffff]/g, (unit) => `|0x${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`);

/** One line that a TeamCity agent takes for a message to itself. */
export function serviceMessage(name: string, attributes: Readonly<Record<string, string | number>>): string {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}='${escapeValue(String(value))}'`);
  return `##teamcity[${name}${given.join('')}]`;
}
