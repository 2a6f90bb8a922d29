import { apply, hide } from './language.ts';
import type { Refusing } from './refusing.ts';

const Native = Date;
const NativeTypeError = TypeError;
const { construct, get } = Reflect;
const { prototype, UTC: utc } = Date;
const { getTime } = prototype;
const { toPrimitive } = Symbol;
const ordinary = prototype[Symbol.toPrimitive];

/** What packages are told that ask for the time while they load: the beginning of the year 2000. */
const instant = (): number => 946_684_800_000;

const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

/** The time of a date, and of other objects what the language makes of them first. */
function primitiveOf(value: object): unknown {
  try {
    return apply(getTime, value, []);
  } catch {
    // It is no date.
  }
  const own: unknown = get(value, toPrimitive);
  const primitive = typeof own === 'function' ? apply(own, value, ['default']) : apply(ordinary, value, ['number']);
  if (isObject(primitive)) throw new NativeTypeError('The value cannot be made a date of.');
  return primitive;
}

/**
 * Stands in the place of `Date`: without the time, and in UTC. The engine's own has both, and no way leads to it: it is
 * never given a text to read, nor asked for one, and never made a date without a time.
 */
export function installDates(
  { refusing }: Refusing,
  read: (words: string) => unknown,
  written: (date: Date) => unknown,
): void {
  const called = refusing('time', 'Date()', instant);
  const made = refusing('time', 'new Date()', instant);
  const parse = (value: unknown): number => {
    const time = read(`${value}`);
    return typeof time === 'number' ? time : NaN;
  };

  function PlainDate(...given: readonly unknown[]): unknown {
    if (new.target === undefined) return written(new Native(called()));
    if (given.length === 0) return construct(Native, [made()], new.target);
    if (given.length > 1) return construct(Native, [apply(utc, undefined, given)], new.target);
    const value = isObject(given[0]) ? primitiveOf(given[0]) : given[0];
    return construct(Native, [typeof value === 'string' ? parse(value) : value], new.target);
  }
  PlainDate.prototype = prototype;
  hide(PlainDate, 'name', 'Date');
  hide(PlainDate, 'length', 7);
  hide(PlainDate, 'UTC', utc);
  hide(PlainDate, 'parse', parse);
  hide(PlainDate, 'now', refusing('time', 'Date.now()', instant));
  hide(prototype, 'constructor', PlainDate);
  hide(globalThis, 'Date', PlainDate);
  for (const part of ['Day', 'FullYear', 'Month', 'Date', 'Hours', 'Minutes', 'Seconds', 'Milliseconds']) {
    hide(prototype, `get${part}`, get(prototype, `getUTC${part}`));
    if (part !== 'Day') hide(prototype, `set${part}`, get(prototype, `setUTC${part}`));
  }
}
