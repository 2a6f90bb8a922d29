/** Values and pieces that are shorter stand in too many words and numbers to be hidden wherever they occur. */
export const distinctive = 8;

/** Line breaks and all other characters that an output spells in one way or another. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose.
const spelled = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060\u2066-\u206f\ufeff]+/;

const markup: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const json = (text: string): string => JSON.stringify(text).slice(1, -1);

/** The ways in which a value can stand in an output: as it is, and escaped for the languages that outputs are written in. */
export function formsOf(value: string): readonly string[] {
  const base64 = Buffer.from(value).toString('base64').replace(/=+$/, '');
  const texts = [
    value,
    value.trim(),
    json(value),
    json(json(value)),
    value.replaceAll('"', '\\"'),
    value.replace(/[\\']/g, (character) => `\\${character}`),
    ...piecesOf(value),
  ];
  const forms = [...texts, ...texts.flatMap(encodings), base64, base64.replaceAll('+', '-').replaceAll('/', '_')];
  return [...new Set(forms)].filter((form) => form !== '');
}

const encodings = (text: string): readonly string[] => [
  text.replace(/[&<>"']/g, (character) => markup[character] ?? character),
  percentEncoded(text, encodeURIComponent),
  percentEncoded(text, encodeURI),
  percentEncoded(text, encodeURIComponent).replaceAll('%20', '+'),
];

/** A key of many lines is known by each of them. */
const piecesOf = (value: string): readonly string[] =>
  value
    .split(spelled)
    .map((piece) => piece.trim())
    .filter((piece) => piece.length >= distinctive);

/** A lone half of a surrogate pair has no such form. */
function percentEncoded(value: string, encode: (text: string) => string): string {
  try {
    return encode(value);
  } catch {
    return value;
  }
}
