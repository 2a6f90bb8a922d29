import { relative, sep } from 'node:path';
import { type Diagnostic, diagnostic, type Span } from '../../diagnostics/diagnostic.ts';
import type { TypePaths } from '../files/path-settings.ts';
import { isInside } from '../files/stack-folder.ts';
import { missingHint } from '../missing-names.ts';
import { ownDsl } from '../own-dsl.ts';
import { tokenAt } from '../text-span.ts';
import { readCompilerOutput, type TypeMessage } from './compiler-output.ts';
import { type CompilerLimits, type CompilerRun, machineMegabytes, runCompiler } from './native-compiler.ts';
import { writeTypeSettings } from './type-settings.ts';
import { typeWords } from './type-words.ts';

/** What the type checker is to look at. */
export interface TypedProgram {
  /** Where it works, and from where it names files. */
  readonly folder: string;
  /** All files that it is to read: they were opened before. */
  readonly files: readonly string[];
  /** The name in messages of one of the stack's own files; undefined for others. */
  readonly nameOf: (file: string) => string | undefined;
  /** The text of one of the stack's own files, by its name, as it was read. */
  readonly sourceOf: (name: string) => string | undefined;
  readonly paths: TypePaths;
  /** How large the files are. */
  readonly bytes: number;
}

export interface TypeCheckOptions {
  readonly signal?: AbortSignal;
  /** Where the type checker keeps what it knows from one run to the next. */
  readonly buildInfo?: string;
  readonly limits?: CompilerLimits;
}

/** Types can be made to compute for ever. Programs that people write are checked in a fraction of this. */
const usualLimits = (bytes: number): CompilerLimits => ({
  milliseconds: 10_000 + bytes / 500,
  megabytes: Math.min(768 + (60 * bytes) / 2 ** 20, machineMegabytes() * 0.75),
});

/** Checks the types of a program with the TypeScript compiler, in a process of its own. */
export async function checkTypes(
  program: TypedProgram,
  { signal, buildInfo, limits = usualLimits(program.bytes) }: TypeCheckOptions = {},
): Promise<readonly Diagnostic[]> {
  const settings = writeTypeSettings(program.files, program.paths, buildInfo);
  try {
    const args = ['-p', settings.project, '--pretty', 'false', '--locale', 'en'];
    return diagnosticsOf(await runCompiler(args, program.folder, limits, signal), program, limits);
  } finally {
    settings.remove();
  }
}

function diagnosticsOf(
  { ending, output }: CompilerRun,
  program: TypedProgram,
  limits: CompilerLimits,
): readonly Diagnostic[] {
  // As it writes them: relative to where it works.
  const names = new Map<string, string | undefined>(
    program.files.map((file) => [relative(program.folder, file).replaceAll(sep, '/'), program.nameOf(file)]),
  );
  const { messages, general } = readCompilerOutput(output, (name) => names.has(name));
  const found = messages.flatMap((one) => {
    const name = names.get(one.file);
    // The author can do nothing about the types of a package.
    return name === undefined ? [] : [describe(one, name, program)];
  });
  switch (ending) {
    case 'result':
      return general.length === 0 ? found : [noResult([`It says ${[...new Set(general)].join(', ')}.`])];
    case 'too many messages':
      return found;
    case 'aborted':
      return [];
    case 'not started':
      return [noResult([])];
    case 'crash':
      return [gaveUp('broke down over this program')];
    case 'out of time':
      return [gaveUp(`did not come to an end within ${Math.round(limits.milliseconds / 1000)} seconds`)];
    case 'out of memory':
      return [gaveUp(`needs more than ${Math.round(limits.megabytes)} MB of memory`)];
  }
}

const noResult = (notes: readonly string[]): Diagnostic =>
  diagnostic('PB111', 'The TypeScript compiler did not come to a result.', {
    notes,
    hint: 'Install the packages of Plugboard again, with optional ones: `npm ci`.',
  });

const gaveUp = (how: string): Diagnostic =>
  diagnostic('PB136', `The TypeScript compiler ${how}.`, {
    notes: ['Hundreds of projects are checked in a second.'],
    hint: 'Look for types that are worked out from ever larger ones, for an expression that nests very deeply, or for a file of enormous size.',
  });

function describe({ line, column, code, text, details }: TypeMessage, file: string, program: TypedProgram): Diagnostic {
  const source = program.sourceOf(file);
  const missing = /^Cannot find name '(\w+)'/.exec(text)?.[1];
  const hint = missing === undefined ? undefined : missingHint(missing);
  const span = tokenAt(file, source, line, column);
  const words = typeWords([text, ...details], textOf(span, source));
  const essence = essenceOf(details).map((one) => withoutMachine(one, program.folder));
  return {
    code,
    severity: 'error',
    title: 'type error',
    // The compiler would have the author install the types of Node.js, which a program does not have.
    message: hint === undefined ? withoutMachine(text, program.folder) : `Cannot find name '${missing}'.`,
    span,
    ...(words !== undefined || essence.length === 0 ? {} : { notes: essence }),
    ...(hint === undefined ? {} : { hint }),
    ...words,
  };
}

const textOf = ({ line, column, endColumn }: Span, source = ''): string =>
  (source.split(/\r\n|\r|\n/, line)[line - 1] ?? '').slice(column - 1, endColumn - 1);

/** The compiler names modules by where they lie on this machine; elsewhere the message is to read the same. */
function withoutMachine(text: string, folder: string): string {
  return text
    .replaceAll(/import\("([^"]*)"\)/g, (whole, path: string) => (isInside(path, ownDsl.folder) ? 'plugboard' : whole))
    .replaceAll(folder + sep, '')
    .replaceAll(/(["'])(?:[^"' ]*[\\/])?(node_modules[\\/])/g, '$1$2');
}

/** Which property does not fit, and the most deeply indented line: how. The others repeat how the types are nested. */
function essenceOf(details: readonly string[]): readonly string[] {
  const depth = (line: string): number => line.length - line.trimStart().length;
  const lines = details.filter((line) => line.trim() !== '');
  const deepest = Math.max(...lines.map(depth));
  const innermost = lines.findLast((line) => depth(line) === deepest);
  return lines.filter((line) => line === innermost || /^\s*(?:The t|T)ypes of /.test(line)).map((line) => line.trim());
}
