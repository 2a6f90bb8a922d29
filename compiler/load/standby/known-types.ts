import { resolve } from 'node:path';
import type { TypeMessage } from '../compiler-output.ts';
import type { StackFolder } from '../stack-folder.ts';
import type { ImportGraph } from './import-graph.ts';
import type { KeptCompiler } from './kept-compiler.ts';
import type { KeptProgram, Outline } from './kept-program.ts';

/** What is known of a program that the kept compiler has read. */
export interface KnownTypes {
  readonly program: KeptProgram;
  readonly graph: ImportGraph;
  readonly syntaxErrors: MessagesByFile;
  /** Of files that are not stale. The compiler says nothing of types while there are syntax errors. */
  readonly typeErrors: MessagesByFile;
  /** Files whose types have not been looked at since something has changed for them. */
  readonly stale: ReadonlySet<string>;
}

type MessagesByFile = ReadonlyMap<string, readonly TypeMessage[]>;

export function messagesByFile(messages: readonly TypeMessage[], folder: StackFolder): MessagesByFile {
  const byFile = new Map<string, TypeMessage[]>();
  for (const message of messages) {
    const file = resolve(folder.path, message.file ?? '');
    byFile.set(file, [...(byFile.get(file) ?? []), message]);
  }
  return byFile;
}

/** What the compiler would print of it. */
export function messagesIn({ syntaxErrors, typeErrors }: KnownTypes): readonly TypeMessage[] {
  const first = [...syntaxErrors.values()].flat();
  return first.length > 0 ? first : [...typeErrors.values()].flat();
}

/** With more files to look at, to look at all of them in a process, with all processors, takes no longer. */
const mostFiles = 100;

/**
 * Looks again at what the change of these files can have touched; `undefined` where that cannot be told, as files are new
 * or gone, import others than before, or concern files that do not import them.
 */
export async function knowAgain(
  before: KnownTypes,
  changed: Iterable<string>,
  compiler: KeptCompiler,
  folder: StackFolder,
): Promise<KnownTypes | undefined> {
  const { graph } = before;
  const isNothing = (path: string): boolean =>
    // Editors try out whether they may write, and save by way of other files.
    !graph.files.has(path) && folder.follow(path) === undefined && !graph.hasBelow(path);
  const files = [...changed].filter((path) => !isNothing(path));
  if (!files.every((file) => graph.files.has(file) && folder.isOwn(file) && folder.follow(file) === file)) {
    return undefined;
  }
  if (files.length === 0) return before;
  const affected = graph.affectedBy(files);
  const stale = new Set([...before.stale, ...affected]);
  if (stale.size > mostFiles) return undefined;

  const program = await compiler.read(files);
  const outlines = await mapped(affected, before.program.outlineOf);
  const changedOutlines = await mapped(files, program.outlineOf);
  if (![...outlines.values(), ...changedOutlines.values()].every((one) => one?.isModule)) return undefined;
  if (!files.every((file) => importsSame(outlines.get(file), changedOutlines.get(file)))) return undefined;

  const syntaxErrors = withThose(before.syntaxErrors, await mapped(files, program.syntaxErrorsOf));
  if (syntaxErrors.size > 0) return { ...before, program, syntaxErrors, stale };
  const typeErrors = withThose(before.typeErrors, await mapped(stale, program.typeErrorsOf));
  return { ...before, program, syntaxErrors, typeErrors, stale: new Set() };
}

const importsSame = (one: Outline | undefined, other: Outline | undefined): boolean =>
  JSON.stringify(one?.imports) === JSON.stringify(other?.imports);

async function mapped<Value>(
  files: Iterable<string>,
  find: (file: string) => Promise<Value>,
): Promise<ReadonlyMap<string, Value>> {
  return new Map(await Promise.all([...files].map(async (file) => [file, await find(file)] as const)));
}

/** In the order of the compiler, which is that of paths. Files without messages are left out. */
function withThose(before: MessagesByFile, those: MessagesByFile): MessagesByFile {
  const all = [...new Map([...before, ...those])].filter(([, { length }]) => length > 0);
  return new Map(all.sort(([one], [other]) => (one < other ? -1 : 1)));
}
