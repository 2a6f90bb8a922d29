import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts';

/**
 * One fault, one message. Of an import that leads nowhere, what was found in looking for it is said. Otherwise, where the
 * type checker has an error, what the run of the program said of that line is left out, and all that it said of a file
 * that it could not read. What else is known of a line is known better than the type checker does, which is then left out.
 */
export function withoutDoubles(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const imports = linesOf(diagnostics.filter(({ code }) => aboutImports.has(code)));
  const types = diagnostics.filter((one) => isFromTypes(one) && !(missing.has(one.code) && isOn(imports, one)));
  const typed = linesOf(types);
  const broken = new Set(types.flatMap(({ span }) => (span ? [span.file] : [])));
  const others = diagnostics.filter(
    (one) =>
      !isFromTypes(one) &&
      !(saidByRun.has(one.code) && isOn(typed, one)) &&
      !(one.code === 'PB108' && one.span !== undefined && broken.has(one.span.file)),
  );
  const lines = linesOf(others);
  const shown = new Set([...types.filter((one) => !isOn(lines, one)), ...others]);
  const seen = new Set<string>();
  return diagnostics.filter((one) => {
    const what = JSON.stringify([one.code, one.span, one.place, one.message]);
    if (!shown.has(one) || seen.has(what)) return false;
    seen.add(what);
    return true;
  });
}

const aboutImports: ReadonlySet<string> = new Set<Diagnostic['code']>(['PB102', 'PB103', 'PB109', 'PB137']);
/** What the type checker says of a module that is not there, that has no types, or that is part of Node.js. */
const missing: ReadonlySet<string> = new Set(['TS2307', 'TS2580', 'TS2591', 'TS2792', 'TS2882', 'TS6142', 'TS7016']);
/** What is said of a program that did not come to its end: where and why that was, the type checker often knows better. */
const saidByRun: ReadonlySet<string> = new Set<Diagnostic['code']>([
  'PB102',
  'PB104',
  'PB105',
  'PB108',
  'PB134',
  'PB135',
]);

const isFromTypes = ({ code }: Diagnostic): boolean => code.startsWith('TS');
const lineOf = ({ file, line }: Span): string => `${file}:${line}`;
const linesOf = (some: readonly Diagnostic[]): ReadonlySet<string> =>
  new Set(some.flatMap(({ span }) => (span ? [lineOf(span)] : [])));
const isOn = (lines: ReadonlySet<string>, { span }: Diagnostic): boolean =>
  span !== undefined && lines.has(lineOf(span));
