import { sep } from 'node:path';
import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts';
import { tokenAt } from '../diagnostics/text-span.ts';
import { isInside } from '../files/stack-folder.ts';
import type { TypeMessage } from './compiler-output.ts';
import { missingHint } from './missing-names.ts';
import { ownDsl } from './own-dsl.ts';
import { longestWording, typeWords } from './type-words.ts';

/** The lines of a file, for many messages about them. */
export type LinesOf = (name: string) => readonly string[];

/** Splits each file once. */
export function linesOf(sourceOf: (name: string) => string | undefined): LinesOf {
  const known = new Map<string, readonly string[]>();
  return (name) => {
    const lines = known.get(name) ?? (sourceOf(name) ?? '').split(/\r\n|\r|\n/);
    known.set(name, lines);
    return lines;
  };
}

/** Makes a message of the compiler's about one of the stack's own files, in the author's words where there are some. */
export function typeError(
  { line, column, code, text, details }: TypeMessage,
  name: string,
  folder: string,
  lines: LinesOf,
): Diagnostic {
  const missing = /^Cannot find name '(\w+)'/.exec(text)?.[1];
  const hint = missing === undefined ? undefined : missingHint(missing);
  const { span, at } = wordAt(name, lines(name), line, column);
  const readable = [text, ...details].filter((one) => one.length <= longestWording);
  const words = typeWords(readable, at);
  const essence = essenceOf(details).map((one) => withoutMachine(one, folder));
  return {
    code,
    severity: 'error',
    title: 'type error',
    // The compiler would have the author install the types of Node.js, which a program does not have.
    message: hint === undefined ? withoutMachine(text, folder) : `Cannot find name '${missing}'.`,
    span,
    ...(words !== undefined || essence.length === 0 ? {} : { notes: essence }),
    ...(hint === undefined ? {} : { hint }),
    ...words,
  };
}

/** What is pointed at is a name or a short text. Where lines have megabytes, only their beginning is looked at. */
const longestWord = 1000;

function wordAt(
  file: string,
  lines: readonly string[],
  line: number,
  column: number,
): { readonly span: Span; readonly at: string } {
  const row = Math.max(1, Math.min(line, lines.length));
  const rest = (lines[row - 1] ?? '').slice(column - 1, column - 1 + longestWord);
  const { endColumn } = tokenAt(file, rest, 1, 1);
  return {
    span: { file, line: row, column, endLine: row, endColumn: column + endColumn - 1 },
    at: rest.slice(0, endColumn - 1),
  };
}

/** The compiler names modules by where they lie on this machine; elsewhere the message is to read the same. */
function withoutMachine(text: string, folder: string): string {
  return (
    text
      .replaceAll(/import\("([^"]*)"\)/g, (whole, path: string) =>
        isInside(path, ownDsl.folder) ? 'plugboard' : whole,
      )
      .replaceAll(folder + sep, '')
      .replaceAll(/(["'])(?:[^"' ]*[\\/])?(node_modules[\\/])/g, '$1$2')
      // That is ours, and no setting of the author's.
      .replace(/ when 'isolatedModules' is (?:enabled|set)/, '')
  );
}

/** Which property does not fit, and the most deeply indented line: how. The others repeat how the types are nested. */
function essenceOf(details: readonly string[]): readonly string[] {
  const depth = (line: string): number => line.length - line.trimStart().length;
  const lines = details.filter((line) => line.trim() !== '');
  const deepest = Math.max(...lines.map(depth));
  const innermost = lines.findLast((line) => depth(line) === deepest);
  return lines.filter((line) => line === innermost || /^\s*(?:The t|T)ypes of /.test(line)).map((line) => line.trim());
}
