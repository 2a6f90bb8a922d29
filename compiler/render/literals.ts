/** A stretch of a file that may hold a secret, by offsets into the text; what a literal says lies between its quotes. */
export interface Literal {
  readonly is: 'text' | 'number' | 'comment' | 'broken line';
  readonly start: number;
  readonly end: number;
  /** The names of properties and variables whose values it is part of, from the outside in. */
  readonly within: readonly string[];
  /** The property whose whole value it is: `url` of `{ url: '...' }`. */
  readonly property?: string | undefined;
  /** What is called with it as its first argument: `project` of `project('X')`, `.env` of `secret.env('X')`. */
  readonly givenTo?: string | undefined;
  /** It says what to import. */
  readonly isImport: boolean;
}

interface Token {
  readonly is: 'word' | 'literal' | 'sign' | 'start';
  readonly text: string;
}

/** An open bracket, and the name that stands last before a `:` or `=` in it. */
interface Bracket {
  readonly opened: string;
  name: string | undefined;
}

const deepest = 1_000;
const start: Token = { is: 'start', text: '' };
const closed: Readonly<Record<string, readonly string[]>> = { ')': ['('], ']': ['['], '}': ['{', '${'] };
/** After these words a value can follow; after another word, a text stands only where a quote is missing or too many. */
const leading =
  /^(?:return|typeof|instanceof|in|of|new|delete|void|throw|case|do|else|await|yield|default|import|export|from|as|satisfies|extends|keyof|is|readonly|module)$/;
const word = /[\w$#\u0080-\uffff]+/y;
const pattern = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/y;
const comment = /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y;
const single = /(?:\\(?:\r\n|[\s\S])|[^'\\\r\n]+)*/y;
const double = /(?:\\(?:\r\n|[\s\S])|[^"\\\r\n]+)*/y;
const piece = /(?:\\[\s\S]|\$(?!\{)|[^`\\$]+)*/y;

/**
 * Every literal and comment of a TypeScript, JavaScript or JSON file. Undefined where so many quotes are missing that
 * nobody can tell what is a text; a line that is so is given as broken.
 */
export function literalsOf(text: string): readonly Literal[] | undefined {
  const literals: Literal[] = [];
  const brackets: Bracket[] = [{ opened: '', name: undefined }];
  // The last tokens, the very last one first.
  let before: readonly [Token, Token, Token] = [start, start, start];
  let at = 0;

  const take = (expression: RegExp): string | undefined => {
    expression.lastIndex = at;
    const found = expression.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  const put = (is: Token['is'], token: string): void => {
    before = [{ is, text: token }, before[0], before[1]];
  };
  const top = (): Bracket | undefined => brackets.at(-1);
  const add = (is: Literal['is'], from: number, more: Partial<Literal> = {}): void => {
    const within = brackets.flatMap(({ name }) => (name === undefined ? [] : [name]));
    literals.push({ is, start: from, end: at, within, isImport: false, ...more });
  };
  let brokenUntil = -1;
  const breakLine = (): void => {
    // One quote after the other may be wrong, and the line is broken once.
    if (at <= brokenUntil) return;
    const from = text.lastIndexOf('\n', at - 1) + 1;
    const line = /^\s*/.exec(text.slice(from, at))?.[0].length ?? 0;
    const rest = text.indexOf('\n', at);
    const end = rest === -1 ? text.length : rest;
    brokenUntil = end;
    literals.push({ is: 'broken line', start: Math.min(from + line, end), end, within: [], isImport: false });
  };
  const isOperand = (): boolean =>
    before[0].is === 'literal' ||
    (before[0].is === 'word' && !leading.test(before[0].text)) ||
    /^[)\]]$/.test(before[0].text);

  const quoted = (quote: string): void => {
    const isMisplaced = isOperand();
    at += 1;
    const from = at;
    const content = take(quote === "'" ? single : double) ?? '';
    const [last, second, third] = before;
    const next = /^(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*(.?)/.exec(text.slice(at + 1, at + 500))?.[1] ?? '';
    const isValue =
      last.text === ':' &&
      second.is !== 'sign' &&
      /^[{,]$/.test(third.text) &&
      top()?.opened === '{' &&
      /[,}]/.test(next);
    const isImport =
      last.is !== 'literal' &&
      (/^(?:from|import)$/.test(last.text) || (last.text === '(' && second.text === 'import' && /[),]/.test(next)));
    const isFirst = last.text === '(' && second.is === 'word' && /[),]/.test(next);
    const givenTo = isFirst ? `${third.text === '.' ? '.' : ''}${second.text}` : undefined;
    add('text', from, { property: isValue ? second.text : undefined, givenTo, isImport });
    if (text[at] === quote) at += 1;
    else breakLine();
    if (isMisplaced) breakLine();
    put('literal', content);
  };
  const template = (): void => {
    const from = at;
    take(piece);
    add('text', from);
    if (text.startsWith('${', at)) {
      at += 2;
      brackets.push({ opened: '${', name: undefined });
      put('sign', '${');
    } else {
      if (text[at] === '`') at += 1;
      else brackets.push({ opened: '`', name: undefined });
      put('literal', '');
    }
  };
  const sign = (character: string): void => {
    at += 1;
    if ('({['.includes(character)) brackets.push({ opened: character, name: undefined });
    const bracket = top();
    if ((character === ':' || character === '=') && before[0].is !== 'sign' && bracket !== undefined) {
      bracket.name = before[0].text;
    }
    if ((character === ',' || character === ';') && bracket !== undefined) bracket.name = undefined;
    const opening = closed[character];
    put('sign', character);
    if (opening === undefined) return;
    const index = brackets.findLastIndex(({ opened }) => opening.includes(opened));
    // A parenthesis without its other half ends with the braces around it, and never the other way round.
    const fits = index > 0 && (character === '}' || index === brackets.length - 1);
    const [gone] = fits ? brackets.splice(index) : [];
    if (gone?.opened === '${') template();
  };

  while (at < text.length) {
    // What nests so deeply nobody wrote, and every literal in there would be within a thousand others.
    if (brackets.length > deepest) return undefined;
    const character = text[at] ?? '';
    const from = at;
    if (/\s/.test(character)) at += 1;
    else if (character === '/' && (text[at + 1] === '/' || text[at + 1] === '*')) {
      take(comment);
      add('comment', from + 2);
    } else if (character === '/' && !isOperand() && take(pattern) !== undefined) put('literal', '');
    else if (character === "'" || character === '"') quoted(character);
    else if (character === '`') {
      at += 1;
      template();
    } else {
      const found = take(word);
      if (found === undefined) sign(character);
      else {
        const isNumber = /^\d/.test(found);
        if (isNumber && /^[:=]$/.test(before[0].text)) add('number', from);
        put(isNumber ? 'literal' : 'word', found);
      }
    }
  }
  return brackets.some(({ opened }) => opened === '`' || opened === '${') ? undefined : literals;
}
