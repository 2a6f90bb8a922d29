/**
 * Characters that a terminal or a log would obey instead of show: control characters (escape sequences among them) and
 * marks that nobody sees, such as those that reverse the direction of text. Values come from servers and programs of strangers.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose.
const obeyed = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060\u2066-\u206f\ufeff]/g;

const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const spelled = (character: string): string =>
  named[character] ?? `\\u{${character.charCodeAt(0).toString(16).padStart(4, '0')}}`;

/** What nearly no value has: a plan has tens of thousands of values, and looking is all that most of them need. */
const suspicious = new RegExp(`${obeyed.source}|##`);

/** The text on one line, with every such character spelled out, and nothing that a TeamCity agent or a GitHub runner obeys. */
export function visible(text: string): string {
  if (!suspicious.test(text)) return text;
  return text
    .replace(obeyed, spelled)
    .replaceAll('##teamcity[', `##teamcity${spelled('[')}`)
    .replaceAll('##[', `##${spelled('[')}`);
}

const longest = 200;

/** A value as a quoted literal that fits into a line. */
export function quoted(text: string): string {
  const short = text.length > longest ? shortened(text) : text;
  return `"${visible(short).replaceAll('"', '\\"')}"`;
}

function shortened(text: string): string {
  const characters = [...text];
  return characters.length > longest ? `${characters.slice(0, longest).join('')}…` : text;
}
