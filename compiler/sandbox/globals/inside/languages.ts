import type { MakePiece } from './piece.ts';

// Azerbaijani, Greek, Lithuanian and Turkish: all others make their letters large and small in the same way.
const hasOwnLetters = /^(?:az|el|lt|tr)\b/i;

/**
 * The engine knows no languages: it writes numbers as if nobody had asked for one, and compares by code points. The latter
 * is an order, and one that is the same everywhere, so only what names a language or rules of one is refused there.
 */
export const make: MakePiece = ({ refuse, refusing, compare }) => ({
  toLocaleLowerCase(this: string, locales?: unknown): string {
    if (hasOwnLetters.test(String(locales))) refuse('locale', 'toLocaleLowerCase()');
    return this.toLowerCase();
  },
  toLocaleUpperCase(this: string, locales?: unknown): string {
    if (hasOwnLetters.test(String(locales))) refuse('locale', 'toLocaleUpperCase()');
    return this.toUpperCase();
  },
  toLocaleString: refusing('locale', 'toLocaleString()'),
  toLocaleDateString: refusing('locale', 'toLocaleDateString()'),
  toLocaleTimeString: refusing('locale', 'toLocaleTimeString()'),
  localeCompare(this: string, other: string, locales?: unknown, rules?: unknown): number {
    if (locales !== undefined || rules !== undefined) refuse('locale', 'localeCompare()');
    return Math.sign(compare(this, other));
  },
});
