import { lstatSync } from 'node:fs';
import { resolve } from 'node:path';
import type { CompilerOutput } from '../compiler-output.ts';
import type { StackFolder } from '../stack-folder.ts';
import { isOutsideOf } from '../type-check.ts';
import type { TypeSettings } from '../type-settings.ts';
import { importGraph } from './import-graph.ts';
import type { KeptProgram } from './kept-program.ts';
import { type KnownTypes, messagesByFile } from './known-types.ts';

/** A run of the compiler as a process. */
export interface WholeCheck {
  /** With the reasons why files were read. */
  readonly output: CompilerOutput;
  /** When it began, in milliseconds of the system's clock. */
  readonly began: number;
}

/**
 * Puts together what a whole check has found and the program that the kept compiler has read after it; `undefined` where
 * they may not be of the same files, or changes cannot be followed from there.
 */
export async function settledTypes(
  { output, began }: WholeCheck,
  program: KeptProgram,
  folder: StackFolder,
  settings: TypeSettings,
): Promise<KnownTypes | undefined> {
  const graph = importGraph(output.files, folder.path);
  if (graph === undefined || output.files.some(isOutsideOf(folder, settings.folder))) return undefined;
  const files = await program.files();
  if (files.length !== graph.files.size || !files.every((file) => graph.files.has(resolve(file)))) return undefined;
  if (!(await program.hasTypes())) return undefined;
  if (![...graph.files].every((file) => !folder.isOwn(file) || isSettled(file, began, folder))) return undefined;
  return {
    program,
    graph,
    syntaxErrors: new Map(),
    typeErrors: messagesByFile(output.messages, folder),
    stale: new Set(),
  };
}

/** Clocks of files tick slowly. */
const tick = 20;

/** Whether it has not changed since, and who changes it does so by this name: without links of either kind. */
function isSettled(file: string, began: number, folder: StackFolder): boolean {
  const found = lstatSync(file, { throwIfNoEntry: false });
  return found?.nlink === 1 && found.ctimeMs < began - tick && folder.follow(file) === file;
}
