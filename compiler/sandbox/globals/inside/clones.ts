import { domError } from './dom-error.ts';
import type { MakePiece } from './piece.ts';

const uncloneable = (what: string): Error => domError('DataCloneError', 25, `${what} cannot be cloned.`);

const errors = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };
const arrays = [
  ...[Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array],
  ...[Float32Array, Float64Array, BigInt64Array, BigUint64Array],
];

/** Copies a value with all that it holds, circles included. What is transferred elsewhere is copied, too. */
function structuredClone(value: unknown): unknown {
  const copies = new Map<object, object>();
  const clone = (one: unknown): unknown => {
    if (typeof one === 'symbol') throw uncloneable('A symbol');
    if (typeof one === 'function') throw uncloneable('A function');
    if (typeof one !== 'object' || one === null) return one;
    const known = copies.get(one);
    if (known !== undefined) return known;
    const copy = (one instanceof Object ? instanceCopy(one, clone) : undefined) ?? emptyCopy(one);
    // Known before it is filled: it may hold itself.
    copies.set(one, copy);
    fill(copy, one, clone);
    return copy;
  };
  return clone(value);
}

type Clone = (value: unknown) => unknown;

/** The copy of a value of the language's own classes; undefined where it only looks like one. */
function instanceCopy(one: object, clone: Clone): object | undefined {
  for (const holder of [Promise, WeakMap, WeakSet, SharedArrayBuffer]) {
    if (one instanceof holder) throw uncloneable(`A \`${holder.name}\``);
  }
  if (ArrayBuffer.isView(one)) return viewCopy(one, clone(one.buffer));
  try {
    if (one instanceof Date) return new Date(Date.prototype.getTime.call(one));
    if (one instanceof RegExp) return new RegExp(one.source, one.flags);
    for (const holder of [Boolean, Number, String, BigInt]) {
      const { valueOf: held }: { valueOf(this: object): unknown } = holder.prototype;
      if (one instanceof holder) return Object(held.call(one));
    }
    if (one instanceof ArrayBuffer) return ArrayBuffer.prototype.slice.call(one, 0);
    if (one instanceof Map && isMap(one)) return new Map();
    if (one instanceof Set && isSet(one)) return new Set();
  } catch {
    // It was only given the prototype.
  }
  return undefined;
}

function viewCopy(view: ArrayBufferView, buffer: unknown): object {
  if (!(buffer instanceof ArrayBuffer)) throw uncloneable('A view of shared memory');
  if (view instanceof DataView) return new DataView(buffer, view.byteOffset, view.byteLength);
  const Kind = arrays.find((one) => view instanceof one);
  if (Kind === undefined) throw uncloneable('An array of this kind');
  return new Kind(buffer, view.byteOffset, view.byteLength / Kind.BYTES_PER_ELEMENT);
}

const isMap = (one: Map<unknown, unknown>): boolean => Map.prototype.has.call(one, 0) || true;
const isSet = (one: Set<unknown>): boolean => Set.prototype.has.call(one, 0) || true;

function emptyCopy(one: object): object {
  if (Array.isArray(one)) return new Array(one.length);
  if (!(one instanceof Error)) return {};
  const Kind = Object.entries(errors).find(([name]) => name === one.name)?.[1] ?? Error;
  const { value: message } = Object.getOwnPropertyDescriptor(one, 'message') ?? {};
  return message === undefined ? new Kind() : new Kind(String(message));
}

function fill(copy: object, one: object, clone: Clone): void {
  if (copy instanceof Map && one instanceof Map) {
    for (const [key, value] of [...one]) copy.set(clone(key), clone(value));
  } else if (copy instanceof Set && one instanceof Set) {
    for (const value of [...one]) copy.add(clone(value));
  } else if (copy instanceof Error) {
    for (const name of ['stack', 'cause']) {
      const property = Object.getOwnPropertyDescriptor(one, name);
      if (property !== undefined) Object.defineProperty(copy, name, { ...property, value: clone(property.value) });
    }
  } else if (Array.isArray(copy) || Object.getPrototypeOf(copy) === Object.prototype) {
    for (const key of Object.keys(one)) {
      const property = { value: clone(Reflect.get(one, key)), writable: true, enumerable: true, configurable: true };
      Object.defineProperty(copy, key, property);
    }
  }
}

export const make: MakePiece = () => ({ structuredClone });
