/** What the TypeScript compiler wrote, taken apart. Names of files are as it writes them. */
export interface CompilerOutput {
  readonly messages: readonly TypeMessage[];
  /** Every file that it read, and why, where it says so. */
  readonly files: readonly ReadFile[];
}

export interface TypeMessage {
  readonly code: `TS${number}`;
  readonly text: string;
  /** Explanations, each belonging to the one before; the innermost is the most exact. */
  readonly details: readonly string[];
  /** Absent of a message about its settings. */
  readonly file?: string;
  readonly line: number;
  readonly column: number;
}

/** A file that the compiler read, and which imports and references led there. */
export interface ReadFile {
  readonly file: string;
  readonly reasons: readonly { readonly path: string; readonly from: string }[];
}

const located = /^(.+)\((\d+),(\d+)\): error (TS\d+): (.*)$/;
const general = /^error (TS\d+): (.*)$/;
const imported =
  /^\s+(?:Imported|Referenced|Type library referenced) via (.+) from file '(.+?)'(?: with packageId '.*')?$/;

/** Reads the output of `tsc --pretty false` with `--listFiles` or `--explainFiles`: messages with indented details, then files. */
export function readCompilerOutput(output: string): CompilerOutput {
  const messages: (TypeMessage & { details: string[] })[] = [];
  const files: (ReadFile & { reasons: { path: string; from: string }[] })[] = [];
  for (const line of output.split(/\r?\n/)) {
    const file = files.at(-1);
    if (/^\S/.test(line)) {
      const message = readMessage(line);
      if (message === undefined) files.push({ file: line, reasons: [] });
      else messages.push(message);
    } else if (file === undefined) {
      messages.at(-1)?.details.push(line);
    } else {
      const [, path, from] = imported.exec(line) ?? [];
      if (path !== undefined && from !== undefined)
        file.reasons.push({ path: path.replace(/^(["'`])(.*)\1$/, '$2'), from });
    }
  }
  return { messages, files };
}

function readMessage(line: string): (TypeMessage & { details: string[] }) | undefined {
  const [, file, row, column, code, text] = located.exec(line) ?? [];
  if (file !== undefined) {
    return { file, line: Number(row), column: Number(column), code: asCode(code), text: text ?? '', details: [] };
  }
  const [, generalCode, generalText] = general.exec(line) ?? [];
  return generalCode === undefined
    ? undefined
    : { code: asCode(generalCode), text: generalText ?? '', details: [], line: 1, column: 1 };
}

const asCode = (code = ''): `TS${number}` => `TS${Number(code.slice(2))}`;
