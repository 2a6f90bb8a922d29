import { visible } from '../diagnostics/visible.ts';
import type { DiffSide } from './diff-sides.ts';

/** `main (1a2b3c4d5e)`, or `the working tree`. */
export const sideName = ({ name, commit }: DiffSide): string =>
  commit === undefined || commit.startsWith(name) ? visible(name) : `${visible(name)} (${commit.slice(0, 10)})`;

/** The same with where that is: `at main (1a2b3c4d5e)`, `in the working tree`. */
export const atSide = (side: DiffSide): string => `${side.commit === undefined ? 'in' : 'at'} ${sideName(side)}`;
