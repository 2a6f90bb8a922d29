import { dirname, join, resolve } from 'node:path';
import { parse } from 'jsonc-parser';
import { readRegularFile } from './regular-file.ts';
import type { StackFolder } from './stack-folder.ts';

/** What names of modules may stand for: patterns with at most one `*`, and where they lead, as whole paths. */
export type TypePaths = Readonly<Record<string, readonly string[]>>;

export interface PathSettings {
  readonly paths: TypePaths;
  /** The files that a name may mean, in order; none where no pattern fits. */
  readonly targetsOf: (specifier: string) => readonly string[];
}

const mostExtended = 10;

/**
 * The `paths` of the `tsconfig.json` beside a stack and of what that extends, as an editor has them. Nothing else of it
 * counts, and nothing outside of what the stack may read is looked at.
 */
export function pathsOf(folder: StackFolder): PathSettings {
  const paths = Object.fromEntries(
    Object.entries(pathsIn(join(folder.path, 'tsconfig.json'), folder, mostExtended) ?? {}).filter(
      ([pattern]) => pattern !== 'plugboard' && !pattern.startsWith('plugboard/'),
    ),
  );
  const patterns = Object.entries(paths).map(([pattern, targets]) => {
    const star = pattern.indexOf('*');
    return {
      start: star === -1 ? pattern : pattern.slice(0, star),
      end: star === -1 ? undefined : pattern.slice(star + 1),
      targets,
    };
  });
  return {
    paths,
    targetsOf: (specifier) => {
      const fitting = patterns.filter(({ start, end }) =>
        end === undefined
          ? specifier === start
          : specifier.length >= start.length + end.length && specifier.startsWith(start) && specifier.endsWith(end),
      );
      // An exact name goes first, and then the longest beginning.
      const [best] = fitting.sort(
        (a, b) => Number(a.end !== undefined) - Number(b.end !== undefined) || b.start.length - a.start.length,
      );
      if (best === undefined) return [];
      const middle =
        best.end === undefined ? '' : specifier.slice(best.start.length, specifier.length - best.end.length);
      return best.targets.map((target) => target.replace('*', () => middle));
    },
  };
}

function pathsIn(file: string, folder: StackFolder, left: number): Record<string, readonly string[]> | undefined {
  const target = folder.follow(file);
  if (left === 0 || target === undefined || !folder.mayRead(target)) return undefined;
  const text = readRegularFile(target);
  if (text === undefined || !/"(?:paths|extends)"/.test(text)) return undefined;
  const settings: unknown = parse(text, [], { allowTrailingComma: true });
  if (!isRecord(settings)) return undefined;
  const { extends: extended, compilerOptions } = settings;
  const options = isRecord(compilerOptions) ? compilerOptions : {};
  const { paths, baseUrl } = options;
  if (isRecord(paths)) {
    const base = resolve(dirname(target), typeof baseUrl === 'string' ? baseUrl : '.');
    return Object.fromEntries(
      Object.entries(paths).map(([pattern, targets]) => [
        pattern,
        Array.isArray(targets) ? targets.filter((one) => typeof one === 'string').map((one) => resolve(base, one)) : [],
      ]),
    );
  }
  // The last one that has some counts.
  for (const one of [extended].flat().reverse()) {
    if (typeof one !== 'string' || !/^\.\.?\//.test(one)) continue;
    const path = resolve(dirname(target), one);
    const found = pathsIn(path.endsWith('.json') ? path : `${path}.json`, folder, left - 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
