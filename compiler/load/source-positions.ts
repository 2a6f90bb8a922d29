import { join } from 'node:path';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { kindsModuleName } from './kind-files.ts';
import { ownDsl } from './own-dsl.ts';
import { isInside, type StackFolder } from './stack-folder.ts';

/** A position in one of the stack's own files. Lines and columns start at 1. */
export interface SourcePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Whether a package stands between: the position is where the stack called into it. */
  readonly isIndirect: boolean;
}

/** Finds the place in the stack's own files that a stack trace of the bundle speaks of. */
export type FindSource = (stack: string) => SourcePosition | undefined;

/** Makes sense of stack traces; the source map is read when the first one comes. */
export function sourceFinder(map: string, folder: StackFolder): FindSource {
  const builders = join(folder.path, kindsModuleName);
  let parsed: TraceMap | undefined;
  return (stack) => {
    parsed ??= new TraceMap(map);
    let isIndirect = false;
    for (const [, line, column] of stack.matchAll(/\(?\bbundle\.js:(\d+):(\d+)\)?$/gm)) {
      const found = originalPositionFor(parsed, { line: Number(line), column: Number(column) - 1 });
      if (found.source === null) continue;
      const path = join(folder.path, found.source);
      // Builders are not what the author wrote, neither Plugboard's nor those of the stack's own kinds.
      if (isInside(path, ownDsl.folder) || path === builders) continue;
      if (folder.isOwn(path)) {
        return { file: folder.nameOf(path), line: found.line, column: found.column + 1, isIndirect };
      }
      isIndirect = true;
    }
    return undefined;
  };
}
