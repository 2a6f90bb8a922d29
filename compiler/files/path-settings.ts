import { dirname, join, resolve } from 'node:path';
import { parse } from 'jsonc-parser';
import { isRecord } from './json-text.ts';
import { type PathPatterns, pathPatterns, wellFormed } from './path-patterns.ts';
import { readRegularFile } from './regular-file.ts';
import type { StackFolder } from './stack-folder.ts';

/** What names of modules may stand for: patterns with at most one `*`, and where they lead, as whole paths. */
export type TypePaths = Readonly<Record<string, readonly string[]>>;

export interface PathSettings extends PathPatterns {
  /** Those that lead to what may be read: the type checker is to look nowhere else. */
  readonly paths: TypePaths;
}

const mostExtended = 20;

/**
 * The `paths` of the `tsconfig.json` beside a stack and of what that extends, as an editor has them. Nothing else of it
 * counts, and nothing outside of what the stack may read is looked at.
 */
export function pathsOf(folder: StackFolder): PathSettings {
  const { paths, base, baseUrl } = settingsIn(join(folder.path, 'tsconfig.json'), folder, { left: mostExtended });
  const inFull = (target: string): string => resolve(baseUrl ?? base ?? folder.path, atHome(target, folder));
  const all = Object.fromEntries(
    Object.entries(paths ?? {}).flatMap(([pattern, targets]) =>
      pattern === 'plugboard' || pattern.startsWith('plugboard/') ? [] : [[pattern, targets.map(inFull)] as const],
    ),
  );
  // Names that nothing else stands for are looked for below it.
  const withBase = baseUrl === undefined || '*' in all ? all : { ...all, '*': [join(baseUrl, '*')] };
  const isWithin = (target: string): boolean => {
    const start = target.replace(/\*.*$/s, '');
    const fixed = start === target ? target : dirname(`${start}x`);
    return fixed === folder.root || folder.mayRead(folder.destinationOf(fixed));
  };
  const within = Object.entries(withBase).map(([pattern, targets]) => [pattern, targets.filter(isWithin)] as const);
  return {
    targetsOf: pathPatterns(withBase).targetsOf,
    paths: Object.fromEntries(within.filter(([, targets]) => targets.length > 0)),
  };
}

interface Settings {
  readonly paths?: TypePaths | undefined;
  /** The folder of the file that has them. */
  readonly base?: string | undefined;
  readonly baseUrl?: string | undefined;
}

/** What a file says goes before what it extends; of several that it extends, the last one goes first. */
function settingsIn(file: string, folder: StackFolder, budget: { left: number }): Settings {
  const target = folder.follow(file);
  if (budget.left === 0 || target === undefined || !folder.mayRead(target)) return {};
  budget.left -= 1;
  const settings = settingsOf(readRegularFile(target));
  if (!isRecord(settings)) return {};
  const { extends: extended, compilerOptions } = settings;
  const { paths, baseUrl } = isRecord(compilerOptions) ? compilerOptions : {};
  const base = dirname(target);
  let found: Settings = {
    ...(isRecord(paths) ? { paths: wellFormed(paths), base } : {}),
    ...(typeof baseUrl === 'string' ? { baseUrl: resolve(base, atHome(baseUrl, folder)) } : {}),
  };
  for (const one of [extended].flat().reverse()) {
    if (typeof one !== 'string' || !/^\.\.?\//.test(one)) continue;
    const path = resolve(base, one);
    found = { ...settingsIn(path.endsWith('.json') ? path : `${path}.json`, folder, budget), ...found };
  }
  return found;
}

function settingsOf(text: string | undefined): unknown {
  if (text === undefined || !/"(?:paths|extends|baseUrl)"/.test(text)) return undefined;
  try {
    return parse(text, [], { allowTrailingComma: true });
  } catch {
    // It nests too deeply for anybody to have written it.
    return undefined;
  }
}

const atHome = (path: string, folder: StackFolder): string => path.replace(/^\$\{configDir\}/i, () => folder.path);
