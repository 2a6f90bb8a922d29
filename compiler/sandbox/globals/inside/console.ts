import type { MakePiece } from './piece.ts';

// The host takes no more, either.
const mostLines = 1000;
const longestLine = 2000;

/** `console`, whose lines are cut to a length before they are handed over. */
export const make: MakePiece = ({ apply, cut, stringify, log, refusing }) => {
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
    // As it is, a text would end at a zero on its way to the host.
    log(cut(line, longestLine).replace(/[\0\p{Cs}]/gu, '\ufffd'));
  };
  const nothing = (): void => undefined;
  const assert = (holds: unknown, ...values: readonly unknown[]): void => {
    if (!holds) apply(write, undefined, values.length === 0 ? ['Assertion failed'] : values);
  };
  // Every object has a `constructor`, but none has one of these names.
  const counts: Record<`count of ${string}`, number> = {};
  const count = (label: unknown = 'default'): void => {
    const next = (counts[`count of ${label}`] ?? 0) + 1;
    counts[`count of ${label}`] = next;
    write(`${label}: ${next}`);
  };
  const countReset = (label: unknown = 'default'): void => {
    counts[`count of ${label}`] = 0;
  };
  const asking = (name: string): unknown => refusing('time', `console.${name}()`, nothing);
  const timing = { time: asking('time'), timeLog: asking('timeLog'), timeEnd: asking('timeEnd') };
  const writing = {
    debug: write,
    dir: write,
    dirxml: write,
    error: write,
    info: write,
    log: write,
    table: write,
    trace: write,
  };
  const grouping = { group: write, groupCollapsed: write, groupEnd: nothing };
  return { console: { ...writing, ...grouping, ...timing, warn: write, assert, count, countReset, clear: nothing } };
};
