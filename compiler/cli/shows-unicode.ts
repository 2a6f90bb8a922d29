import type { Shell } from './shell.ts';

/**
 * Whether whoever reads the output can be shown more than ASCII, by the locale (`LC_ALL`, `LC_CTYPE`, `LANG`: the first
 * that is set). Where none is set nobody has said otherwise.
 */
export function showsUnicode(environment: Shell['environment']): boolean {
  const { LC_ALL, LC_CTYPE, LANG } = environment;
  const locale = LC_ALL || LC_CTYPE || LANG;
  return !locale || /utf-?8/i.test(locale);
}
