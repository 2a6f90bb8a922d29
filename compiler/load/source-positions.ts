import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { kindsModuleName } from './kind-files.ts';
import { ownDsl } from './own-dsl.ts';
import { isInside, type StackFolder } from './stack-folder.ts';
import type { StripTypes } from './strip-types.ts';

/** A position in one of the stack's own files. Lines and columns start at 1. */
export interface SourcePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Whether a package stands between: the position is where the stack called into it. */
  readonly isIndirect: boolean;
}

/** The places in the stack's own files that a stack trace of a program speaks of, the innermost first. */
export type FindSource = (stack: string) => readonly SourcePosition[];

/** What a stack trace says of one call, as a position in a file that somebody wrote. Lines and columns start at 1. */
interface Frame {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/** Makes sense of stack traces of a program that is one script; the source map is read when the first one comes. */
export function bundleFinder(map: string, folder: StackFolder): FindSource {
  let parsed: TraceMap | undefined;
  return (stack) => {
    parsed ??= new TraceMap(map);
    const frames: Frame[] = [];
    for (const [, line, column] of stack.matchAll(/\(?\bbundle\.js:(\d+):(\d+)\)?$/gm)) {
      const frame = originalFrame(parsed, Number(line), Number(column), (source) => join(folder.path, source));
      if (frame !== undefined) frames.push(frame);
    }
    return ownPositions(frames, folder);
  };
}

/**
 * Makes sense of stack traces of a program that was run as the modules that it is made of. Of each file that a trace
 * names, the types are taken out once more, with a map this time. Its text is added to `sources`.
 */
export function moduleFinder(folder: StackFolder, strip: StripTypes, sources: Map<string, string>): FindSource {
  const maps = new Map<string, TraceMap | undefined>();
  const mapOf = (path: string): TraceMap | undefined => {
    if (!maps.has(path)) {
      // As it was when it ran, where that is known.
      const text = sources.get(folder.nameOf(path)) ?? readFileSync(path, 'utf8');
      const { map } = strip(path, text, 'with map') ?? {};
      sources.set(folder.nameOf(path), text);
      maps.set(path, map === undefined ? undefined : new TraceMap(map));
    }
    return maps.get(path);
  };
  return (stack) => {
    const frames: Frame[] = [];
    for (const [, path = '', line, column] of stack.matchAll(/\(?((?:[A-Za-z]:)?[\\/].*):(\d+):(\d+)\)?$/gm)) {
      if (!folder.isOwn(path)) continue;
      const map = mapOf(path);
      const frame = map && originalFrame(map, Number(line), Number(column), () => path);
      if (frame !== undefined) frames.push(frame);
    }
    return ownPositions(frames, folder);
  };
}

function originalFrame(
  map: TraceMap,
  line: number,
  column: number,
  pathOf: (source: string) => string,
): Frame | undefined {
  const found = originalPositionFor(map, { line, column: column - 1 });
  return found.source === null ? undefined : { path: pathOf(found.source), line: found.line, column: found.column + 1 };
}

function ownPositions(frames: readonly Frame[], folder: StackFolder): readonly SourcePosition[] {
  const builders = join(folder.path, kindsModuleName);
  const positions: SourcePosition[] = [];
  let isIndirect = false;
  for (const { path, line, column } of frames) {
    // Builders are not what the author wrote, neither Plugboard's nor those of the stack's own kinds.
    if (isInside(path, ownDsl.folder) || path === builders) continue;
    if (folder.isOwn(path)) positions.push({ file: folder.nameOf(path), line, column, isIndirect });
    else isIndirect = true;
  }
  return positions;
}
