/** Stands in the place of a value that is not data; the text in it is the program's word. */
export interface Unsupported {
  readonly $unsupported: string;
}

/** Thrown where a text holds more than anybody declares. */
export class TooMany extends Error {}

/** Ten thousand projects with ten connections each have less than half of it. In memory it is some hundred megabytes. */
export const mostValues = 5_000_000;

/**
 * Reads what the engine wrote down (`sandbox/written-value`). Whatever the text is, that takes time and memory in
 * proportion to its length at most, and no deep stack. What JSON would not say becomes a mark; a member that is
 * `undefined` is one that is not there. An object that was written once is one object, wherever it stands.
 *
 * The form is that of QuickJS's `JS_WriteObject`: a version, the names of all members, and the value; each value begins
 * with its sort, and numbers are split into groups of seven bits.
 */
export function readValue(text: string): unknown {
  const read = readerOf(text);
  if (read.byte() !== version) throw new SyntaxError('It is not of the version that is read here.');
  const names = Array.from({ length: Math.min(read.count(), text.length) }, () => keyOf(read.text()));
  const objects: Container[] = [];
  // What contains the one that is being read, from the outermost on, and how much of each is still to come.
  const outer: Container[] = [];
  const missing: number[] = [];
  const result: unknown[] = [];
  let container: Container = result;
  let left = 1;
  let values = 0;
  const enter = (inner: Container): Container => {
    objects.push(inner);
    outer.push(container);
    missing.push(left);
    container = inner;
    left = read.count();
    return inner;
  };
  for (;;) {
    while (left === 0) {
      const next = outer.pop();
      if (next === undefined) return result[0];
      container = next;
      left = missing.pop() ?? 0;
    }
    left -= 1;
    values += 1;
    if (values > mostValues) throw new TooMany();
    const holder = container;
    const name = isArray(holder) ? '' : nameOf(read.count(), names);
    const sort = read.byte();
    const value =
      sort === sorts.record
        ? enter({})
        : sort === sorts.list
          ? enter([])
          : sort === sorts.reference
            ? objects[read.count()]
            : simpleValue(sort, read);
    if (isArray(holder)) holder.push(value === undefined ? { $unsupported: 'undefined' } : value);
    else if (value !== undefined) setMember(holder, name, value);
  }
}

type Container = unknown[] | Record<string, unknown>;
const { isArray } = Array;

const version = 5;

const sorts = {
  null: 1,
  undefined: 2,
  false: 3,
  true: 4,
  integer: 5,
  number: 6,
  text: 7,
  record: 8,
  list: 9,
  bigint: 10,
  reference: 19,
} as const;

function simpleValue(sort: number, read: Reader): unknown {
  switch (sort) {
    case sorts.null:
      return null;
    case sorts.undefined:
      return undefined;
    case sorts.false:
      return false;
    case sorts.true:
      return true;
    case sorts.integer: {
      const folded = read.count();
      return folded % 2 === 0 ? folded / 2 : -(folded + 1) / 2;
    }
    case sorts.number: {
      const number = read.double();
      return Number.isFinite(number) ? number : { $unsupported: String(number) };
    }
    case sorts.text:
      return read.text();
    case sorts.bigint:
      read.skip(read.count());
      return { $unsupported: 'bigint' };
    default:
      throw new SyntaxError('It is no data.');
  }
}

/** A name is the number of one that was read, or a number itself. */
function nameOf(code: number, names: readonly string[]): string {
  const number = Math.floor(code / 2);
  const name = code % 2 === 0 ? names[number - 1] : String(number);
  if (name === undefined) throw new SyntaxError('There is no such name.');
  return name;
}

/** The same text, as V8 keeps names: with one that was cut out of another it would look for it at each object. */
const keyOf = (name: string): string => Object.keys({ [name]: 0 })[0] ?? '';

function setMember(record: Record<string, unknown>, name: string, value: unknown): void {
  if (name !== '__proto__') record[name] = value;
  else Object.defineProperty(record, name, { value, enumerable: true, configurable: true, writable: true });
}

interface Reader {
  readonly byte: () => number;
  readonly count: () => number;
  readonly double: () => number;
  readonly text: () => string;
  readonly skip: (characters: number) => void;
}

function readerOf(all: string): Reader {
  const scratch = new DataView(new ArrayBuffer(8));
  let at = 0;
  const skip = (characters: number): number => {
    const from = at;
    at += characters;
    if (at > all.length) throw new SyntaxError('It ends too early.');
    return from;
  };
  const byte = (): number => {
    if (at >= all.length) throw new SyntaxError('It ends too early.');
    at += 1;
    return all.charCodeAt(at - 1);
  };
  const count = (): number => {
    const only = byte();
    if (only < 128) return only;
    let result = only % 128;
    for (let factor = 128; factor < 2 ** 35; factor *= 128) {
      const part = byte();
      result += (part % 128) * factor;
      if (part < 128) return result;
    }
    throw new SyntaxError('It is no number.');
  };
  return {
    byte,
    count,
    skip,
    double: () => {
      for (let index = 0; index < 8; index += 1) scratch.setUint8(index, byte());
      return scratch.getFloat64(0, true);
    },
    text: () => {
      const code = count();
      const isWide = code % 2 === 1;
      const from = skip(isWide ? code - 1 : code / 2);
      const part = all.slice(from, at);
      return isWide ? Buffer.from(part, 'latin1').toString('utf16le') : part;
    },
  };
}
