import { cutText } from '../diagnostics/cut-text.ts';
import { valueAt } from './value-at.ts';

const longest = 120;

/** A wrong value as a message quotes it: short, on one line, and without calling the sandbox's marks data. */
export function shownValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (isUnsupported(value)) return `a ${value.$unsupported}`;
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = JSON.stringify(value);
  const { shown, digest } = cutText(text, longest);
  return `\`${shown}\`${digest === undefined ? '' : ` (${digest})`}`;
}

/** What a value is, without the value itself: for a choice, inside which a secret may stand. */
export function shownSort(value: unknown): string {
  const option = valueAt(value, ['option']);
  if (typeof option === 'string' && /^\w{1,40}$/.test(option)) return `\`${option}(...)\``;
  if (typeof value === 'string') return 'text';
  return typeof value === 'number' ? 'a number' : shownValue(value);
}

function isUnsupported(value: unknown): value is { readonly $unsupported: string } {
  return typeof value === 'object' && value !== null && '$unsupported' in value;
}
