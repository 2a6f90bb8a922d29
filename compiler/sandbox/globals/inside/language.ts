/**
 * What is used of the language, held on to before a program can replace it. Code that runs before programs looks nothing
 * up by name later, and takes no list apart and spreads none: that would call what a program may have put there.
 */
export const apply: typeof Reflect.apply = Reflect.apply;
export const stringify: typeof JSON.stringify = JSON.stringify;

type Property = PropertyDescriptor & { readonly __proto__: null };

const define: (target: object, name: PropertyKey, property: Property) => unknown = Object.defineProperty;

/**
 * Gives an object a property as those of the language are: it can be replaced, and is not listed. What a program adds to
 * `Object.prototype` is no part of it.
 */
export function hide(target: object, name: PropertyKey, value: unknown): void {
  define(target, name, { __proto__: null, value, writable: true, configurable: true });
}

/** The same, with a value that is made when it is first asked for. */
export function hideLazily(target: object, name: string, make: () => unknown): void {
  const set = (value: unknown): void => hide(target, name, value);
  const get = (): unknown => {
    const value = make();
    set(value);
    return value;
  };
  define(target, name, { __proto__: null, get, set, configurable: true });
}

const { slice } = String.prototype;
const localeCompare: (this: string, other: string) => number = String.prototype.localeCompare;

export const cut = (text: string, length: number): string => apply(slice, text, [0, length]);

export const compare = (text: string, other: string): number => apply(localeCompare, text, [other]);
