/** A number, a word, white space, or any other character. */
export interface Token {
  readonly is: 'number' | 'word' | 'space' | 'sign' | 'end';
  readonly text: string;
  readonly number: number;
}

/** What a date in words consists of, from one to the next. */
export interface Tokens {
  readonly peek: () => Token;
  readonly next: () => Token;
  /** Whether a character came next, which is then passed over. */
  readonly skip: (sign: string) => boolean;
}

// A word has letters, and whatever comes after them in Unicode.
const pattern = /(\d+)|(\s+)|([^\s\0-@]+)|./gsu;

export function tokensOf(words: string): Tokens {
  const tokens: Token[] = [];
  let depth = 0;
  for (const [text, digits, space, word] of words.matchAll(pattern)) {
    // What stands in parentheses is a remark: it means nothing, and yet keeps apart what is around it.
    if (text === '(') depth += 1;
    if (depth === 1 && text === '(') tokens.push({ is: 'sign', text, number: Number.NaN });
    else if (depth === 0) {
      const is = digits ? 'number' : space ? 'space' : word ? 'word' : 'sign';
      tokens.push({ is, text, number: is === 'number' ? Number(text.replace(/^0+/, '').slice(0, 9)) : Number.NaN });
    } else if (text === ')') depth -= 1;
  }
  let at = 0;
  const peek = (): Token => tokens[at] ?? { is: 'end', text: '', number: Number.NaN };
  const next = (): Token => {
    const token = peek();
    at += 1;
    return token;
  };
  const skip = (sign: string): boolean => {
    const isNext = peek().text === sign;
    if (isNext) at += 1;
    return isNext;
  };
  return { peek, next, skip };
}
