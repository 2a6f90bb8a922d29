import { shortText } from '../../diagnostics/cut-text.ts';
import type { Unsupported } from './read-value.ts';

/** Whether it is an object as `{...}` makes it. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !('$unsupported' in value);

/** The items of a list; none of anything else. */
export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Whether it is the mark of what is not data; of a certain sort, where one is named. */
export const isUnsupported = (value: unknown, what?: string): value is Unsupported =>
  typeof value === 'object' &&
  value !== null &&
  '$unsupported' in value &&
  typeof value.$unsupported === 'string' &&
  (what === undefined || what === value.$unsupported);

/** A word for what somebody gave where something else was wanted. */
export function whatItIs(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  if (isUnsupported(value)) return unsupportedSort(value.$unsupported);
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return 'a text';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function unsupportedSort(what: string): string {
  switch (what) {
    case 'undefined':
      return what;
    case 'NaN':
    case 'Infinity':
    case '-Infinity':
      return 'a number';
    case 'function':
    case 'symbol':
    case 'bigint':
      return `a ${what}`;
    default:
      return `a \`${short(what)}\``;
  }
}

const longest = 100;

/** A text of the program as a message quotes it. */
export const short = (text: string): string => shortText(text, longest);
