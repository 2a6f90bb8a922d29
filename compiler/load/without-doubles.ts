import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts';

/**
 * One fault, one message: of what is said twice, one is left out; and where the type checker and another pass both speak
 * of a line, the other knows better what it means for a stack.
 */
export function withoutDoubles(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const told = new Set(
    diagnostics.filter((one) => !isFromTypes(one)).flatMap(({ span }) => (span ? [lineOf(span)] : [])),
  );
  // After a syntax error the rest of the file is guesswork.
  const broken = new Set(
    diagnostics.filter(({ code }) => code === 'PB108').flatMap(({ span }) => (span ? [span.file] : [])),
  );
  const seen = new Set<string>();
  return diagnostics.filter((one) => {
    // The bundler and the type checker both follow imports.
    const what = JSON.stringify([one.code, one.span, one.place, one.message]);
    if (seen.has(what)) return false;
    seen.add(what);
    return (
      !isFromTypes(one) ||
      one.span === undefined ||
      !(told.has(lineOf(one.span)) || (broken.has(one.span.file) && isAboutSyntax(one)))
    );
  });
}

const lineOf = ({ file, line }: Span): string => `${file}:${line}`;
const isFromTypes = ({ code }: Diagnostic): boolean => code.startsWith('TS');
// The type checker's codes below 2000 are its parser's.
const isAboutSyntax = ({ code }: Diagnostic): boolean => Number(code.slice(2)) < 2000;
