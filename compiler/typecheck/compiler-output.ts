/** What the TypeScript compiler wrote, taken apart. */
export interface CompilerOutput {
  /** About files that it was given, as many as anybody wants to read; the first come first. */
  readonly messages: readonly TypeMessage[];
  /** How many there are of these. */
  readonly count: number;
  /** Whether there is one about another file that it was given. */
  readonly saysMore: boolean;
  /** The code of a message about no file at all: its settings, or its own installation. */
  readonly general?: TypeCode;
}

export type TypeCode = `TS${number}`;

export interface TypeMessage {
  readonly code: TypeCode;
  readonly text: string;
  /** Explanations, each belonging to the one before; the innermost is the most exact. */
  readonly details: readonly string[];
  /** As the compiler names it. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Whose file a name means; undefined where the compiler was given none of that name. */
export type FindFile = (name: string) => 'own' | 'other' | undefined;

/** More than these nobody reads, and each is looked at closely. */
const mostMessages = 500;
const mostDetails = 50;
/** The compiler cuts types itself, but no texts and names that stand in them. */
const longestLine = 1000;
/** No system has longer paths. */
const longestName = 8192;

/**
 * Reads the output of `tsc --pretty false`: messages with indented details. Names and texts in a program can look like
 * messages; only what begins with the name of a file that the compiler was given is one.
 */
export function readCompilerOutput(output: string, findFile: FindFile): CompilerOutput {
  const messages: (TypeMessage & { details: string[] })[] = [];
  let count = 0;
  let saysMore = false;
  let general: TypeCode | undefined;
  /** Those of the message before; undefined where nobody wants them. */
  let details: string[] | undefined;
  for (let start = 0; start < output.length; ) {
    const end = output.indexOf('\n', start);
    // Where it was killed, the last line has no end.
    if (end === -1) break;
    const line = output.slice(start, end).replace(/\r$/, '');
    start = end + 1;
    if (/^\s/.test(line)) {
      if (details !== undefined && details.length < mostDetails) details.push(cut(line));
      continue;
    }
    const message = readMessage(line, findFile);
    if (message === undefined) {
      general ??= readGeneral(line);
      continue;
    }
    const isOwn = findFile(message.file) === 'own';
    details = isOwn && messages.length < mostMessages ? message.details : undefined;
    if (details !== undefined) messages.push(message);
    if (isOwn) count++;
    else saysMore = true;
  }
  return { messages, count, saysMore, ...(general === undefined ? {} : { general }) };
}

const located = /\((\d{1,9}),(\d{1,9})\): error TS(\d{1,6}): /y;

function readMessage(line: string, findFile: FindFile): (TypeMessage & { details: string[] }) | undefined {
  for (let end = line.indexOf('('); end !== -1 && end <= longestName; end = line.indexOf('(', end + 1)) {
    located.lastIndex = end;
    const [whole, row, column, code] = located.exec(line) ?? [];
    const file = line.slice(0, end);
    if (whole !== undefined && findFile(file) !== undefined) {
      const text = cut(line.slice(end + whole.length));
      return { file, line: Number(row), column: Number(column), code: `TS${Number(code)}`, text, details: [] };
    }
  }
  return undefined;
}

function readGeneral(line: string): TypeCode | undefined {
  const [, code] = /^error TS(\d{1,6}): /.exec(line) ?? [];
  return code === undefined ? undefined : `TS${Number(code)}`;
}

const cut = (line: string): string => (line.length > longestLine ? `${line.slice(0, longestLine)} ...` : line);
