import type { MakePiece } from './piece.ts';

// The host takes no more, either.
const mostLines = 1000;
const longestLine = 2000;

/** `console`, whose lines are cut to a length before they are handed over. */
export const make: MakePiece = ({ apply, cut, stringify, log }) => {
  const shown = (value: unknown): string => {
    if (typeof value === 'string') return value;
    try {
      if (value instanceof Error) return `${value}`;
      return stringify(value) ?? String(value);
    } catch {
      // It refuses to be JSON: a circle, a number of any size, or a `toJSON` that throws.
    }
    try {
      return String(value);
    } catch {
      return typeof value;
    }
  };
  let lines = 0;
  const write = (...values: readonly unknown[]): void => {
    if (lines === mostLines) return;
    lines += 1;
    let line = '';
    for (let index = 0; index < values.length && line.length < longestLine; index += 1) {
      line += `${index === 0 ? '' : ' '}${cut(shown(values[index]), longestLine)}`;
    }
    log(cut(line, longestLine));
  };
  const nothing = (): void => undefined;
  const assert = (holds: unknown, ...values: readonly unknown[]): void => {
    if (!holds) apply(write, undefined, values.length === 0 ? ['Assertion failed'] : values);
  };
  const writing = { debug: write, dir: write, error: write, info: write, log: write, table: write, trace: write };
  const grouping = { group: write, groupCollapsed: write, groupEnd: nothing };
  return { console: { ...writing, ...grouping, warn: write, assert, clear: nothing } };
};
