import { extname } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { spanBetween } from '../diagnostics/text-span.ts';
import type { TypedProgram } from './typed-program.ts';

/** The compiler is done with smaller files in no time, unless their types compute. */
const large = 20_000;

/**
 * The likeliest reason why a type check does not end, as the compiler cannot be asked: a type with parameters that is
 * defined by itself; or a file that is most of the program.
 */
export function typeSuspect(program: TypedProgram): Pick<Diagnostic, 'span' | 'label'> {
  const files = program.files.flatMap((path) => {
    const file = program.nameOf(path);
    return file === undefined || extname(path) === '.json' ? [] : [{ file, text: program.sourceOf(file) ?? '' }];
  });
  for (const { file, text } of files.filter((one) => one.text.length < large)) {
    const found = selfDefined(text);
    if (found !== undefined) {
      const span = spanBetween(file, text, found.start, found.end);
      return { span, label: 'this type is defined by itself' };
    }
  }
  const [largest] = files.sort((one, other) => other.text.length - one.text.length);
  const all = files.reduce((sum, { text }) => sum + text.length, 0);
  if (largest === undefined || largest.text.length < large || largest.text.length < all / 2) return {};
  const span = { file: largest.file, line: 1, column: 1, endLine: 1, endColumn: 2 };
  return { span, label: `this file has ${Math.round(largest.text.length / 1000)} thousand characters` };
}

const declaredType = /\btype ([\p{ID_Start}$_][\p{ID_Continue}$]*)</gu;
/** Of a definition that is no object: a semicolon, or a line that begins something else. */
const endOfType = /;|\n(?=[\w@/])|$/g;

function selfDefined(text: string): { readonly start: number; readonly end: number } | undefined {
  for (const { index, 0: head, 1: name = '' } of text.matchAll(declaredType)) {
    const end = index + head.length;
    endOfType.lastIndex = end;
    const body = text.slice(end, endOfType.exec(text)?.index);
    if (body.split(/[^\p{ID_Continue}$<]+/u).some((word) => word.split('<').slice(0, -1).includes(name))) {
      return { start: end - 1 - name.length, end: end - 1 };
    }
  }
  return undefined;
}
