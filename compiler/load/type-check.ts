import { existsSync, readFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { type Diagnostic, diagnostic, type Span } from '../diagnostics/diagnostic.ts';
import { type CompilerOutput, type ReadFile, readCompilerOutput, type TypeMessage } from './compiler-output.ts';
import { leadsOut } from './import-faults.ts';
import { kindsModuleName } from './kind-files.ts';
import { missingHint } from './missing-names.ts';
import { type CompilerRun, runCompiler } from './native-compiler.ts';
import { ownDsl } from './own-dsl.ts';
import { isInside, type StackFolder } from './stack-folder.ts';
import { tokenAt } from './text-span.ts';
import { type TypeSettings, writeTypeSettings } from './type-settings.ts';
import { typeWords } from './type-words.ts';

/** What the type checker says, and the stack's own files that it speaks of. */
export interface TypeChecked {
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: ReadonlyMap<string, string>;
}

/** Types can be made to compute for ever. */
export const typeCheckMilliseconds = 120_000;

/** What the compiler is to say beside its messages: which files it has read, or also why, which takes it longer. */
type CompilerWords = 'files' | 'files and reasons';

/** What the compiler said, or that it did not come to a result. */
export type CompilerAnswer = CompilerOutput | TypeChecked;

/** Checks the types of a stack, or of other files in its folder, with the TypeScript compiler, in a process of its own. */
export async function checkTypes(
  folder: StackFolder,
  files: readonly string[] = [folder.stackFile],
): Promise<TypeChecked> {
  const settings = writeTypeSettings(withKinds(folder, files));
  try {
    const run = (words: CompilerWords): Promise<CompilerAnswer> => runTypeCheck(words, folder, settings);
    return await typesOf(await run('files'), () => run('files and reasons'), folder, settings);
  } finally {
    settings.remove();
  }
}

/** The builders of a stack's own kinds say which there are, also to a program that only needs them. */
export function withKinds(folder: StackFolder, files: readonly string[]): readonly string[] {
  const kinds = join(folder.path, kindsModuleName);
  return existsSync(kinds) ? [...files, kinds] : files;
}

/** Runs the compiler as a process, which ends early at `signal`. */
export async function runTypeCheck(
  words: CompilerWords,
  folder: StackFolder,
  { project }: TypeSettings,
  signal?: AbortSignal,
): Promise<CompilerAnswer> {
  const list = words === 'files' ? '--listFiles' : '--explainFiles';
  const args = ['-p', project, '--pretty', 'false', '--locale', 'en', list];
  return readRun(await runCompiler(args, folder.path, typeCheckMilliseconds, signal));
}

/** Makes messages of what the compiler said; `explain` has it say why it reads each file, where that is not known yet. */
export async function typesOf(
  read: CompilerAnswer,
  explain: () => Promise<CompilerAnswer>,
  folder: StackFolder,
  settings: TypeSettings,
): Promise<TypeChecked> {
  if ('diagnostics' in read) return read;
  const sources = sourceReader(folder);
  const isOutside = isOutsideOf(folder, settings.folder);
  // Nearly every program stays in its folder, and why its files are read need not be known.
  const explained = read.files.some(isOutside) ? await explain() : undefined;
  if (explained !== undefined && 'diagnostics' in explained) return explained;
  const outside = (explained?.files ?? [])
    .filter(isOutside)
    .flatMap((file) => importsFromOutside(file, folder, sources.get));
  // A type's text may quote what the outside file says, so none is shown.
  const diagnostics = outside.length > 0 ? outside : read.messages.flatMap((one) => describe(one, folder, sources.get));
  return { diagnostics, sources: sources.read };
}

function readRun({ exitCode, output }: CompilerRun): CompilerAnswer {
  const read = readCompilerOutput(output);
  const general = read.messages.find(({ file }) => file === undefined);
  return exitCode === undefined || exitCode > 2 || general !== undefined ? broken(general) : read;
}

function broken(general: TypeMessage | undefined): TypeChecked {
  const found = diagnostic('PB111', 'The TypeScript compiler did not come to a result.', {
    ...(general === undefined ? {} : { notes: [`It says: ${general.code}: ${general.text}`] }),
    hint: 'Install the packages of Plugboard again, with optional ones: `npm ci`.',
  });
  return { diagnostics: [found], sources: new Map() };
}

type GetSource = (path: string) => string | undefined;

function sourceReader(folder: StackFolder): { readonly get: GetSource; readonly read: ReadonlyMap<string, string> } {
  const read = new Map<string, string>();
  return {
    read,
    get: (path) => {
      if (!folder.isOwn(path) || folder.follow(path) !== path) return undefined;
      const name = folder.nameOf(path);
      const text = read.get(name) ?? readFileSync(path, 'utf8');
      read.set(name, text);
      return text;
    },
  };
}

/** The type checker follows imports of types, references and links wherever they lead: here it is seen. */
export function isOutsideOf(folder: StackFolder, settings: string): (one: ReadFile) => boolean {
  // TypeScript's own library is read from wherever it is installed, without a reason that names a file of the stack.
  const isLibrary = (path: string): boolean => /[\\/]lib\.[\w.]+\.d\.ts$/.test(path) && /typescript/.test(path);
  const isAllowed = (path: string): boolean =>
    folder.mayRead(path) || isInside(path, ownDsl.folder) || isInside(path, settings) || isLibrary(path);
  return ({ file }) => {
    const path = resolve(folder.path, file);
    const target = folder.follow(path);
    return !isAllowed(path) || !(target === undefined || target === path || isAllowed(target));
  };
}

/** The places in the stack that lead to a file outside of it. */
function importsFromOutside({ reasons }: ReadFile, folder: StackFolder, sourceOf: GetSource): readonly Diagnostic[] {
  const own = reasons.filter(({ from }) => folder.isOwn(resolve(folder.path, from)));
  if (own.length === 0) return [leadsOut('an import')];
  return own.map(({ path: written, from }) =>
    pointAt(leadsOut(written), written, resolve(folder.path, from), folder, sourceOf),
  );
}

function pointAt(
  found: Diagnostic,
  written: string,
  path: string,
  folder: StackFolder,
  sourceOf: GetSource,
): Diagnostic {
  const lines = sourceOf(path)?.split(/\r\n|\r|\n/) ?? [];
  const line = lines.findIndex((text) =>
    [`'${written}'`, `"${written}"`, `\`${written}\``].some((one) => text.includes(one)),
  );
  if (line === -1) return found;
  const column = (lines[line] ?? '').indexOf(written);
  const span = { line: line + 1, column, endLine: line + 1, endColumn: column + written.length + 2 };
  return { ...found, span: { file: folder.nameOf(path), ...span } };
}

function describe(
  { file = '', line, column, code, text, details }: TypeMessage,
  folder: StackFolder,
  sourceOf: GetSource,
): readonly Diagnostic[] {
  const path = resolve(folder.path, file);
  // The author can do nothing about the types of a package.
  if (!folder.isOwn(path)) return [];
  const missing = /^Cannot find name '(\w+)'/.exec(text)?.[1];
  const hint = missing === undefined ? undefined : missingHint(missing);
  const span = tokenAt(folder.nameOf(path), sourceOf(path), line, column);
  const words = typeWords([text, ...details], textOf(span, sourceOf(path)));
  const essence = essenceOf(details).map((one) => withoutMachine(one, folder));
  return [
    {
      code,
      severity: 'error',
      title: 'type error',
      // The compiler would have the author install the types of Node.js, which a program does not have.
      message: hint === undefined ? withoutMachine(text, folder) : `Cannot find name '${missing}'.`,
      span,
      ...(words !== undefined || essence.length === 0 ? {} : { notes: essence }),
      ...(hint === undefined ? {} : { hint }),
      ...words,
    },
  ];
}

const textOf = ({ line, column, endColumn }: Span, source = ''): string =>
  (source.split(/\r\n|\r|\n/, line)[line - 1] ?? '').slice(column - 1, endColumn - 1);

/** The compiler names modules by where they lie on this machine; elsewhere the message is to read the same. */
function withoutMachine(text: string, folder: StackFolder): string {
  return text
    .replaceAll(/import\("([^"]*)"\)/g, (whole, path: string) => (isInside(path, ownDsl.folder) ? 'plugboard' : whole))
    .replaceAll(folder.path + sep, '')
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
