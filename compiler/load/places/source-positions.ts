import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import type { ModuleGraph } from '../graph/whole-program.ts';
import { kindsModuleName } from '../kinds-module-name.ts';

/** A position in one of the stack's own files. Lines and columns start at 1. */
export interface SourcePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Whether a package stands between: the position is where the stack called into it. */
  readonly isIndirect: boolean;
}

/** What a stack trace says of one call. Lines and columns start at 1. */
interface Frame {
  readonly module: string;
  readonly line: number;
  readonly column: number;
}

/** Makes sense of stack traces of a program. They are its words, and can name only modules that it was made of. */
export interface StackTraces {
  /** The places in the stack's own files, the innermost first. */
  readonly positionsIn: (stack: string) => Promise<readonly SourcePosition[]>;
  /** The module of the innermost call that is not ours, a package's included. */
  readonly innermostIn: (stack: string) => string | undefined;
}

type MapOf = (module: string) => Promise<string | undefined>;

export function stackTraces({ modules }: Pick<ModuleGraph, 'modules'>, mapOf: MapOf): StackTraces {
  const maps = new Map<string, Promise<TraceMap | undefined>>();
  const loadMap = async (module: string): Promise<TraceMap | undefined> => {
    const map = await mapOf(module);
    return map === undefined ? undefined : new TraceMap(map);
  };
  const original = async (frame: Frame): Promise<Frame | undefined> => {
    if (modules.get(frame.module)?.format !== 'typescript') return frame;
    const map = maps.get(frame.module) ?? loadMap(frame.module);
    maps.set(frame.module, map);
    const known = await map;
    if (known === undefined) return undefined;
    const { line, column } = originalPositionFor(known, { line: frame.line, column: frame.column - 1 });
    return line === null ? undefined : { ...frame, line, column: column + 1 };
  };
  const framesIn = (stack: string): readonly Frame[] =>
    stack.split('\n', mostFrames).flatMap((line) => frameIn(line, (name) => modules.has(name)) ?? []);
  return {
    innermostIn: (stack) => framesIn(stack)[0]?.module,
    positionsIn: async (stack) => {
      const positions: SourcePosition[] = [];
      let isIndirect = false;
      for (const frame of framesIn(stack)) {
        // Builders are not what the author wrote, neither Plugboard's nor those of the stack's own kinds.
        if (frame.module === kindsModuleName) continue;
        if (modules.get(frame.module)?.isOwn !== true) {
          isIndirect = true;
          continue;
        }
        const found = await original(frame);
        if (found !== undefined) {
          positions.push({ file: found.module, line: found.line, column: found.column, isIndirect });
        }
      }
      return positions;
    },
  };
}

/** The engine writes no more. */
const mostFrames = 100;
/** Names of modules and functions are shorter. */
const longestLine = 2_000;
const mostParentheses = 8;

/** Reads `at name (module:1:2)` and `at module:1:2`. Names may hold anything, so known modules are looked for. */
function frameIn(text: string, isModule: (name: string) => boolean): Frame | undefined {
  const line = text.trim();
  if (line.length > longestLine || !line.startsWith('at ')) return undefined;
  const isClosed = line.endsWith(')');
  const place = /:(\d{1,9}):(\d{1,9})$/.exec(isClosed ? line.slice(0, -1) : line);
  if (place === null) return undefined;
  const before = line.slice(0, place.index);
  let start = isClosed ? before.indexOf('(') : 2;
  for (let tries = 0; start !== -1 && tries < mostParentheses; tries += 1) {
    const module = before.slice(start + 1);
    if (isModule(module)) return { module, line: Number(place[1]), column: Number(place[2]) };
    start = isClosed ? before.indexOf('(', start + 1) : -1;
  }
  return undefined;
}
