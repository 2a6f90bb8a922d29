import { join, relative, sep } from 'node:path';
import { isRecord } from './json-text.ts';
import { pathPatterns } from './path-patterns.ts';

/**
 * Where the types of a package are that has several for several versions of TypeScript (`typesVersions`): the files that
 * a path in its folder may mean, in order; undefined where the package says nothing of it. `path` is empty for the
 * package itself.
 */
export function pathsForVersion(
  folder: string,
  content: Readonly<Record<string, unknown>>,
  path: string,
): readonly string[] | undefined {
  const { typesVersions, typings, types, main } = content;
  if (!isRecord(typesVersions)) return undefined;
  const paths = Object.entries(typesVersions).find(([range]) => isInRange(range))?.[1];
  if (!isRecord(paths)) return undefined;
  const entry = [typings, types, main].find((one) => typeof one === 'string') ?? 'index';
  const inPackage = path === '' ? relative(folder, join(folder, entry)).split(sep).join('/') : path;
  const found = pathPatterns(paths).targetsOf(inPackage);
  return found.length === 0 ? undefined : found.map((one) => join(folder, one));
}

/** The TypeScript that checks programs. */
const current = [7, 0];

/** Whether a range such as `>=4.2`, `<=5.6`, `>=3.1 <5 || *` has it. */
function isInRange(range: string): boolean {
  return range.split('||').some((part) => {
    const comparators = part
      .trim()
      .replaceAll(/([<>=~^])\s+/g, '$1')
      .split(/\s+/);
    return comparators.every((one) => {
      const [, sign = '=', major, minor = '0'] = /^([<>]=?|=|[~^])?v?(\d+)(?:\.(\d+))?[\w.*-]*$/.exec(one) ?? [];
      if (major === undefined) return one === '' || one === '*' || one === 'x';
      const order = (current[0] ?? 0) - Number(major) || (current[1] ?? 0) - Number(minor);
      if (sign === '>') return order > 0;
      if (sign === '>=') return order >= 0;
      if (sign === '<') return order < 0;
      if (sign === '<=') return order <= 0;
      return (current[0] ?? 0) === Number(major) && (sign === '^' ? order >= 0 : order === 0 || !one.includes('.'));
    });
  });
}
