/** A message of the TypeScript compiler about one of the files that it was given. */
export interface TypeMessage {
  readonly code: `TS${number}`;
  readonly text: string;
  /** Explanations, each belonging to the one before; the innermost is the most exact. */
  readonly details: readonly string[];
  /** As it writes the file's name. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What the compiler wrote, taken apart. */
export interface CompilerOutput {
  readonly messages: readonly TypeMessage[];
  /** Codes of messages that are about no file: its settings, or a file that is gone. */
  readonly general: readonly string[];
}

const most = 2_000;
const mostDetails = 50;
const longest = 4_000;

/**
 * Reads the output of `tsc --pretty false`: messages with indented details. Types quote what programs say, so a line
 * counts as a message only where it begins with a name that `isFile` knows.
 */
export function readCompilerOutput(output: string, isFile: (name: string) => boolean): CompilerOutput {
  const messages: (TypeMessage & { details: string[] })[] = [];
  const general: string[] = [];
  let last: string[] | undefined;
  for (const line of output.split('\n')) {
    const text = line.endsWith('\r') ? line.slice(0, -1) : line;
    if (/^\s/.test(text)) {
      if (last !== undefined && last.length < mostDetails) last.push(text.slice(0, longest));
      continue;
    }
    const message = readMessage(text, isFile);
    last = message?.details;
    if (message !== undefined) messages.push(message);
    else if (/^error TS\d{1,6}: /.test(text)) general.push(text.slice('error '.length, text.indexOf(':')));
    if (messages.length === most) break;
  }
  return { messages, general };
}

function readMessage(
  line: string,
  isFile: (name: string) => boolean,
): (TypeMessage & { details: string[] }) | undefined {
  const mark = line.indexOf('): error TS');
  if (mark === -1) return undefined;
  const open = line.lastIndexOf('(', mark);
  const file = line.slice(0, open);
  const [, row, column] = /^(\d{1,9}),(\d{1,9})$/.exec(line.slice(open + 1, mark)) ?? [];
  const [, code, text = ''] = /^(\d{1,6}): (.*)$/.exec(line.slice(mark + '): error TS'.length)) ?? [];
  if (row === undefined || code === undefined || !isFile(file)) return undefined;
  return {
    file,
    line: Number(row),
    column: Number(column),
    code: `TS${Number(code)}`,
    text: text.slice(0, longest),
    details: [],
  };
}
