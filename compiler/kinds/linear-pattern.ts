import { RE2JS } from 're2js';

/** A pattern that looks at each character of a text once, however it is written. */
export interface LinearPattern {
  readonly test: (text: string) => boolean;
}

/** More than anybody can read. */
const longest = 1000;
/** Steps that one character can cost. */
const mostSteps = 1000;

/**
 * Makes a pattern of JSON Schema one that takes linear time. JavaScript's own engine can take exponential time, and whose
 * pattern it is, and whose text, is not known. Undefined where the pattern is none, or needs what no linear engine has:
 * look-around, back-references, modifiers, large counts.
 */
export function linearPattern(pattern: string): LinearPattern | undefined {
  if (pattern.length > longest || !isRegExp(pattern)) return undefined;
  const translated = translate(pattern);
  if (translated === undefined) return undefined;
  try {
    const compiled = RE2JS.compile(translated);
    return compiled.programSize() > mostSteps ? undefined : { test: (text) => compiled.test(text) };
  } catch {
    return undefined;
  }
}

/** Whether JavaScript, and with it every editor that checks the file, takes it for a pattern. */
export function isRegExp(pattern: string): boolean {
  try {
    new RegExp(pattern, 'u');
    return true;
  } catch {
    return false;
  }
}

/** What JavaScript takes for white, and all else. RE2 knows only that of ASCII. */
const white = '\\t-\\r \\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}';
const notWhite =
  '\\x00-\\x08\\x0e-\\x1f!-\\x{9f}\\x{a1}-\\x{167f}\\x{1681}-\\x{1fff}\\x{200b}-\\x{2027}\\x{202a}-\\x{202e}' +
  '\\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}\\x{3001}-\\x{fefe}\\x{ff00}-\\x{10ffff}';
const notLineEnd = '[^\\n\\r\\x{2028}\\x{2029}]';

/** What the two engines write differently. All else is the same in both, or refused by one of them. */
const tokens =
  /\\u\{(?<point>[\dA-Fa-f]+)\}|\\u(?<high>[Dd][89ABab][\dA-Fa-f]{2})\\u(?<low>[Dd][C-Fc-f][\dA-Fa-f]{2})|\\u(?<unit>[\dA-Fa-f]{4})|\\.|[[\].]|\(\?[a-z-]+[:)]/gsu;

/** The same pattern in the words of RE2; undefined where it has none for it. */
function translate(pattern: string): string | undefined {
  let inClass = false;
  let isPossible = true;
  const translated = pattern.replace(tokens, (token: string, ...rest: readonly unknown[]) => {
    const { point, high, low, unit } = rest.at(-1) as Readonly<Record<string, string | undefined>>;
    if (high !== undefined && low !== undefined) return codePoint(joined(high, low));
    if (point !== undefined || unit !== undefined) return codePoint(point ?? unit ?? '');
    switch (token) {
      case '\\s':
        return inClass ? white : `[${white}]`;
      case '\\S':
        return inClass ? notWhite : `[${notWhite}]`;
      case '.':
        return inClass ? token : notLineEnd;
      case '[':
        if (inClass) return '\\[';
        inClass = true;
        return token;
      case ']':
        inClass = false;
        return token;
      default:
        if (!inClass && token.startsWith('(')) isPossible = false;
        return token;
    }
  });
  return isPossible ? translated : undefined;
}

const codePoint = (digits: string): string => `\\x{${digits}}`;

const joined = (high: string, low: string): string =>
  (0x10000 + (Number.parseInt(high, 16) - 0xd800) * 0x400 + Number.parseInt(low, 16) - 0xdc00).toString(16);
